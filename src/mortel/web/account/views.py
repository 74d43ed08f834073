"""Coming in and going out: one answer and one pace, whether an account exists or not."""

from allauth.account.internal.flows.logout import logout
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mortel.apps.people.access import Viewer, find_by_login, viewer
from mortel.apps.people.actions.accounts import set_language, set_theme
from mortel.apps.people.actions.passes import confirm_address, peek, start_with
from mortel.apps.people.choices import NoticeKind, PassKind
from mortel.apps.people.tasks import send_reset_link
from mortel.web.account.forms import AskLinkForm, NewPasswordForm, StartCardForm
from mortel.web.shell import THEMES

BACKEND = "mortel.apps.people.access.SignInBackend"


def too_often(request: HttpRequest, action: str, key: str | None = None) -> HttpResponse | None:
    """Our own page with status 429 when this device, or this key, tried too often; else None."""
    if ratelimit.consume(request, action=action, key=key):
        return None
    return render(request, "429.html", status=429)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    response = redirect("account_login")
    response["Clear-Site-Data"] = '"cache"'
    return response


@login_not_required
@require_GET
def closed(request: HttpRequest) -> HttpResponse:
    return render(request, "account/closed.html")


@login_not_required
@require_http_methods(["GET", "POST"])
def start_with_card(request: HttpRequest) -> HttpResponse:
    """The first time, with the printed card: number, code, and a password of her own choice."""
    form = StartCardForm(request.POST or None)
    if request.method == "POST" and (refused := too_often(request, "begin")):
        return refused
    if form.is_valid():
        given = peek(PassKind.START_CARD, form.cleaned_data["code"])
        owner = find_by_login(form.cleaned_data["number"])
        if not given or not owner or given.person_id != owner.pk:
            form.add_error(
                "code", _("This number and code do not open anything. Check the card or ask for a new one.")
            )
        elif form.suits(owner):
            started = start_with(given, password=form.cleaned_data["password"], kind=NoticeKind.STARTED)
            if started:
                return _enter(request, started)
    return render(request, "account/start_card.html", {"form": form})


@login_not_required
@require_http_methods(["GET", "POST"])
def start_with_link(request: HttpRequest, secret: str) -> HttpResponse:
    return _choose_with_link(request, PassKind.START_LINK, secret, NoticeKind.STARTED)


@login_not_required
@require_http_methods(["GET", "POST"])
def reset_with_link(request: HttpRequest, secret: str) -> HttpResponse:
    return _choose_with_link(request, PassKind.RESET_LINK, secret, NoticeKind.RESET)


def _choose_with_link(request: HttpRequest, kind: PassKind, secret: str, notice: NoticeKind) -> HttpResponse:
    # Opening the link uses nothing up: mail programs open links too.
    given = peek(kind, secret)
    if given is None:
        return render(request, "account/link_gone.html", status=410)
    form = NewPasswordForm(request.POST or None)
    if form.is_valid() and form.suits(given.person):
        started = start_with(given, password=form.cleaned_data["password"], kind=notice)
        return _enter(request, started) if started else render(request, "account/link_gone.html", status=410)
    return render(request, "account/choose_password.html", {"form": form, "name": given.person.name})


def _enter(request: HttpRequest, owner: Viewer) -> HttpResponse:
    request.session.flush()
    login(request, owner, backend=BACKEND)
    # That a password was chosen a moment ago is no news to whoever chose it; it is shown at her next sign-in.
    request.session["began"] = int(timezone.now().timestamp()) - 60
    return redirect("today:today")


@login_not_required
@require_http_methods(["GET", "POST"])
def ask_link(request: HttpRequest) -> HttpResponse:
    """Ask for a link to choose a new password. Looking the person up happens later, in the worker."""
    form = AskLinkForm(request.POST or None)
    if form.is_valid():
        wanted = form.cleaned_data["login"].strip().lower()
        if refused := too_often(request, "ask_link", key=wanted):
            return refused
        send_reset_link.enqueue(wanted)
        return render(request, "account/link_asked.html")
    return render(request, "account/ask_link.html", {"form": form})


@login_not_required
@require_http_methods(["GET", "POST"])
def confirm_new_address(request: HttpRequest, secret: str) -> HttpResponse:
    given = peek(PassKind.NEW_ADDRESS, secret)
    if given is None:
        return render(request, "account/link_gone.html", status=410)
    if request.method == "GET":
        return render(request, "account/confirm_address.html", {"address": given.new_address})
    if confirm_address(given) is None:
        return render(request, "account/link_gone.html", status=410)
    messages.success(request, _("We use your new address from now on. Sign in again."))
    return redirect("account_login")


def _back(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("next", "/")
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return HttpResponseRedirect(wanted if ours else "/")


def _remember(request: HttpRequest, response: HttpResponse, name: str, value: str) -> HttpResponse:
    response.set_cookie(
        name, value, max_age=31_536_000, samesite="Lax", httponly=True, secure=request.is_secure()
    )
    return response


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("language", "")
    wanted = wanted if wanted in ("nl", "en") else "nl"
    if request.user.is_authenticated:
        set_language(by=viewer(request), language=wanted)
    return _remember(request, _back(request), "language", wanted)


@login_not_required
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("theme", "")
    wanted = wanted if wanted in THEMES else ""
    if request.user.is_authenticated:
        set_theme(by=viewer(request), theme=wanted)
    return _remember(request, _back(request), "theme", wanted)
