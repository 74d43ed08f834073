"""The shared device: a card opens one field to write in, or the questions of a round. Nobody is signed in there, and
nothing is shown or kept.

Enforced by construction: a capture-only session holds no signed-in person, so every page that reads anything
personal asks to sign in, whatever address is typed.
"""

import uuid
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from mortel.apps.climate.queries import invitation_with
from mortel.apps.people.actions.passes import kiosk_pass, peek
from mortel.apps.people.choices import PassKind
from mortel.web.account.forms import CodeForm
from mortel.web.account.views import too_often
from mortel.web.gate import wants_json
from mortel.web.shared_device import BALLOT, WRITING
from mortel.web.today.keeping import keep

# The browser clears the page after a minute without typing; this is only the outer limit.
OPEN_FOR = timedelta(hours=1)


@login_not_required
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a card to write, or of a round. Coming here ends whatever session this browser had."""
    opened = request.session.keys() & {WRITING, BALLOT}
    if request.method == "GET" and (request.user.is_authenticated or opened):
        logout(request)
        return redirect("kiosk:code")
    form = CodeForm(request.POST or None)
    # A whole office answers within the minutes of a break: whoever has a code of the round is never counted.
    asked = invitation_with(form.cleaned_data["code"]) if form.is_valid() else None
    if asked:
        return _open(request, BALLOT, asked.pk, "ballot:kiosk")
    if request.method == "POST" and (refused := too_often(request, "kiosk", key="all")):
        return refused
    if form.is_valid():
        given = peek(PassKind.KIOSK_CARD, form.cleaned_data["code"])
        if given:
            return _open(request, WRITING, given.pk, "kiosk:write")
        form.add_error(
            "code",
            _(
                "This code is not known, or its questions are over. "
                "Check your card, or ask your administrator for a new one."
            ),
        )
    return render(request, "kiosk/code.html", {"form": form}, status=400 if form.errors else 200)


def _open(request: HttpRequest, what: str, pk: uuid.UUID, page: str) -> HttpResponse:
    """A session of nobody, in which this one page is open."""
    logout(request)
    request.session[what] = str(pk)
    request.session.set_expiry(int(OPEN_FOR.total_seconds()))
    return redirect(page)


@login_not_required
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """One field. After saving the session is gone and the next person starts at the code."""
    # Somebody who signs in after all on this browser writes at her own Vandaag, never on the card of another.
    given = None if request.user.is_authenticated else kiosk_pass(request.session.get(WRITING))
    if given is None:
        return JsonResponse({"sign_in": True}, status=401) if wants_json(request) else redirect("kiosk:code")
    if request.method == "GET":
        return render(request, "kiosk/write.html", {"client_id": uuid.uuid4()})
    kept = keep(request, by=given.person, page=_page)
    if isinstance(kept, HttpResponse):
        return kept
    request.session.flush()
    # For the script too: it goes back to the code page, which shows this.
    messages.success(request, _("Saved. Only you can read it. Nothing of it is left on this screen."))
    if wants_json(request):
        return JsonResponse({"saved": bool(kept.pk)}, status=201)
    return redirect("kiosk:code")


def _page(request: HttpRequest, *, text: str, error: str, status: int) -> HttpResponse:
    context = {"text": text, "error": error, "client_id": request.POST.get("client_id", "")}
    return render(request, "kiosk/write.html", context, status=status)


@login_not_required
@require_GET
def paper_card(request: HttpRequest) -> HttpResponse:
    """A sheet of paper cards to write on when there is no device or no connection; typed in later by oneself."""
    return render(request, "kiosk/paper_card.html")
