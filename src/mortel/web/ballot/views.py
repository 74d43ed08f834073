"""The ballot: opened by a code, filled in without an account, handed in once. No page here knows who is signed in."""

from typing import get_args
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods

from mortel.apps.climate.access import own_invitation
from mortel.apps.climate.actions.codes import code_of
from mortel.apps.climate.queries import AnInvitation, invitation_numbered, invitation_with
from mortel.apps.climate.tasks import stop_messages
from mortel.apps.people.access import viewer
from mortel.pure.catalogue.words import Shown
from mortel.web.account.forms import CodeForm
from mortel.web.ballot.answering import Place, answer
from mortel.web.ballot.entering import (
    LANGUAGE,
    UNKNOWN,
    ballot_page,
    chosen_language,
    invitation_or_page,
    nobody_signed_in,
    speak,
    too_many_unknown,
)
from mortel.web.shared_device import BALLOT


@login_not_required
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Type the code of a printed card."""
    nobody_signed_in(request)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data["code"]
        if invitation_with(typed):
            return redirect("ballot:ballot", code=typed)
        if refused := too_many_unknown(request):
            return refused
        form.add_error("code", UNKNOWN)
    return render(request, "ballot/code.html", {"form": form}, status=400 if form.errors else 200)


@login_not_required
@require_http_methods(["GET", "POST"])
def ballot(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that somebody reads before she answers, the questions, and handing them in."""
    home = nobody_signed_in(request)
    invitation = invitation_or_page(request, code)
    if isinstance(invitation, HttpResponse):
        return invitation
    return answer(request, invitation, Place(code, home))


@login_not_required
@require_http_methods(["GET", "POST"])
def on_kiosk(request: HttpRequest) -> HttpResponse:
    """The same on the shared device. Once it is handed in the session is gone; the next person starts at the code."""
    # Somebody who signs in after all on this browser left the ballot that a card had opened.
    opened = None if request.user.is_authenticated else request.session.get(BALLOT)
    invitation = invitation_numbered(UUID(opened)) if opened else None
    if invitation is None:
        return redirect("kiosk:code")
    return answer(request, invitation, Place())


@require_GET
def own(request: HttpRequest, pk: UUID) -> HttpResponse:
    """From Vandaag to one's own ballot; the address with the code is made at the tap and stands on no page."""
    invitation = own_invitation(viewer(request), pk)
    return redirect("ballot:ballot", code=code_of(invitation.round, invitation))


# A mail program stops them too, with a POST that knows no token (RFC 8058, 3.2); the button on our page has one.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, code: str) -> HttpResponse:
    """No more messages about this round. Opening the link changes nothing: mail programs open links too."""
    nobody_signed_in(request)
    invitation = invitation_or_page(request, code)
    if isinstance(invitation, HttpResponse):
        return invitation
    if request.POST.get("List-Unsubscribe") == "One-Click":
        stop_messages(invitation)
        return HttpResponse(status=204)
    return _stop_page(request, invitation, code)


@csrf_protect
def _stop_page(request: HttpRequest, invitation: AnInvitation, code: str) -> HttpResponse:
    chosen_language(request, invitation.round)
    if request.method == "POST":
        stop_messages(invitation)
        return redirect("ballot:stop", code=code)
    return ballot_page(request, "ballot/stop.html", {"invitation": invitation, "code": code})


@login_not_required
@require_GET
def done(request: HttpRequest) -> HttpResponse:
    """Thank you, in the language of the ballot, and the way back for whoever came from Vandaag."""
    home = nobody_signed_in(request)
    if (language := request.GET.get(LANGUAGE, "")) in get_args(Shown):
        speak(request, language)
    return ballot_page(request, "ballot/done.html", {"home": home})
