"""The page of a ballot and what becomes of it, wherever it is filled in: by a link, by a card, on the shared device."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from mortel.apps.climate.actions.answering import Handed, WrongBallot, hand_in, is_handed_in
from mortel.apps.climate.levels import teams_get_words
from mortel.apps.climate.queries import AnInvitation, phase_of, questions_of
from mortel.apps.people.queries import organisation
from mortel.pure.catalogue.words import Shown
from mortel.pure.rounds.phases import GRACE, Phase, takes_ballots
from mortel.web.ballot.entering import LANGUAGE, ballot_page, chosen_language, language_names, other_language
from mortel.web.ballot.filled import filled_in
from mortel.web.ballot.page import Given, form_of
from mortel.web.gate import wants_json


@dataclass(frozen=True, slots=True)
class Place:
    """Where a ballot is filled in. Without a code that is the shared device; `home` is where one goes on from it."""

    code: str = ""
    home: str = ""

    @property
    def on_kiosk(self) -> bool:
        return not self.code

    @property
    def action(self) -> str:
        return reverse("ballot:ballot", args=[self.code]) if self.code else reverse("ballot:kiosk")

    @property
    def done(self) -> str:
        return reverse("ballot:done") if self.code else reverse("kiosk:code")

    @property
    def device_key(self) -> str:
        """Under which name answers wait on her own device: nothing that stands in our tables. Elsewhere none do."""
        return salted_hmac("mortel.ballot.device", self.code).hexdigest()[:32] if self.code else ""


def answer(request: HttpRequest, invitation: AnInvitation, here: Place) -> HttpResponse:
    """The ballot, or the page that says why there is none; and handing it in."""
    language = chosen_language(request, invitation.round)
    if request.method == "POST" and not other_language(request):
        return _hand_in(request, invitation, here, language)
    if is_handed_in(invitation):
        return ballot_page(request, "ballot/already.html", {"here": here, "home": here.home})
    if not takes_ballots(phase_of(invitation.round)):
        return _closed(request, here)
    return _form(request, invitation, here, language)


def _hand_in(request: HttpRequest, invitation: AnInvitation, here: Place, language: Shown) -> HttpResponse:
    try:
        handed = hand_in(invitation, filled_in(invitation, language, request.POST.dict()))
    except WrongBallot:
        return _form(
            request,
            invitation,
            here,
            language,
            error=_(
                "Something in this form is not right. Your answers are still here. Look at them and send again."
            ),
            status=400,
        )
    except OperationalError:
        return _form(
            request,
            invitation,
            here,
            language,
            error=_("Sending did not work just now. Your answers are still here. Try again in a minute."),
            status=503,
        )
    return _closed(request, here) if handed == Handed.CLOSED else _received(request, here, handed, language)


def _received(request: HttpRequest, here: Place, handed: Handed, language: Shown) -> HttpResponse:
    """Thanks for a ballot that was kept; "we have it" for one that was sent again."""
    if here.on_kiosk:
        request.session.flush()
        # For the script too: it goes back to the code page, which shows this.
        messages.success(request, _("We have your answers. Nothing of them is left on this screen."))
    if wants_json(request):
        return JsonResponse({"handed": handed})
    if here.on_kiosk or handed == Handed.ALREADY:
        return redirect(here.done if here.on_kiosk else here.action)
    return redirect(f"{here.done}?{LANGUAGE}={language}")


def _closed(request: HttpRequest, here: Place) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"handed": Handed.CLOSED}, status=410)
    return ballot_page(request, "ballot/closed.html", {"here": here}, status=410)


def _form(
    request: HttpRequest,
    invitation: AnInvitation,
    here: Place,
    language: Shown,
    *,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    """The whole ballot with what was filled in, or for a script just the sentence about what is wrong."""
    if error and wants_json(request):
        return JsonResponse({"error": error}, status=status)
    given: Given = request.POST.dict()
    context = {
        "round": invitation.round,
        "words_only": teams_get_words(invitation.round, questions_of(invitation.round)),
        "form": form_of(invitation, language, given),
        "here": here,
        "language": language,
        "languages": language_names(invitation.round.languages, language),
        "organisation": organisation(),
        "privacy_officer": settings.PRIVACY_OFFICER,
        "until": _last_minutes(invitation),
        "error": error,
    }
    return ballot_page(request, "ballot/ballot.html", context, status=status)


def _last_minutes(invitation: AnInvitation) -> object:
    """Until when this ballot can still be handed in, once asking has ended."""
    ended = invitation.round.ended_at
    is_last = phase_of(invitation.round) == Phase.LAST_MINUTES
    return ended + GRACE if ended and is_last else None
