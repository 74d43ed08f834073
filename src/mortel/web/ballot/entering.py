"""From a code to the ballot it opens, and in which language that is read."""

from collections.abc import Mapping
from typing import Final

from allauth.core.internal import ratelimit
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from mortel.apps.climate.queries import AnInvitation, ARound, invitation_with
from mortel.apps.people.actions.passes import normalised
from mortel.pure.catalogue.words import Shown
from mortel.web.gate import wants_json
from mortel.web.words import LANGUAGE_NAMES, shown_language

# In an address, and on the buttons of the languages.
LANGUAGE: Final = "taal"
UNKNOWN = _("This code is not known, or the questions are over. Check your card or your mail, or ask HR.")


def nobody_signed_in(request: HttpRequest) -> str:
    """Who is signed in on this device is no part of a ballot: from here on the request knows nobody.

    All that is left is the way home: the address of Vandaag when somebody is signed in, else nothing.
    """
    home = reverse("today:today") if request.user.is_authenticated else ""
    request.user = AnonymousUser()
    return home


def too_many_unknown(request: HttpRequest) -> HttpResponse | None:
    """Count a code that opens nothing. One that opens something is never counted: a whole office has one address."""
    counted = ratelimit.consume(request, app="allauth.account", action="ballot", key="all", limit_get=True)
    return None if counted else render(request, "429.html", status=429)


def invitation_or_page(request: HttpRequest, code: str) -> AnInvitation | HttpResponse:
    """What this code opens; else the page that says what to do now."""
    found = invitation_with(normalised(code))
    if found is not None:
        return found
    if refused := too_many_unknown(request):
        return refused
    if wants_json(request):
        return JsonResponse({"error": str(UNKNOWN)}, status=404)
    return render(request, "ballot/unknown.html", status=404)


def speak(request: HttpRequest, language: str) -> None:
    """Make the rest of this page in this language."""
    translation.activate(language.lower())
    request.LANGUAGE_CODE = language.lower()


def chosen_language(request: HttpRequest, round_: ARound) -> Shown:
    """The language in which this ballot is read, and its page with it: what was chosen on it, that of the page, or
    the first of the round."""
    offered: list[Shown] = round_.languages
    here = shown_language()
    asked = request.POST.get(LANGUAGE) or request.POST.get("language") or request.GET.get(LANGUAGE)
    near = [one for one in offered if one == here] + [one for one in offered if one[:2] == here[:2]]
    chosen = next((one for one in offered if one == asked), None) or [*near, *offered][0]
    speak(request, chosen)
    return chosen


def other_language(request: HttpRequest) -> bool:
    """Whether a form without scripts asks for itself in another language, with what is filled in so far."""
    return LANGUAGE in request.POST


def ballot_page(
    request: HttpRequest, template: str, context: Mapping[str, object] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page of a ballot. The buttons at its foot come back without `?taal=`: the newest choice counts."""
    return render(request, template, {"return_to": request.path, **(context or {})}, status=status)


def language_names(languages: list[Shown], chosen: Shown) -> list[tuple[Shown, str, bool]]:
    """(tag, what it is called in itself, whether it is this one) of each language of a round."""
    return [(one, LANGUAGE_NAMES[one], one == chosen) for one in languages]
