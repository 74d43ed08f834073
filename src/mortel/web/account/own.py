"""A person's own account: password, address, card for the shared device, and her own log."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mortel.apps.people.access import viewer
from mortel.apps.people.actions.accounts import choose_password, end_sessions, mark_seen
from mortel.apps.people.actions.passes import (
    CardsChanged,
    hand_out_card,
    revoke_kiosk_card,
    stopping,
)
from mortel.apps.people.choices import NoticeKind, PassKind
from mortel.apps.people.queries import kiosk_card_of, memberships_of, own_log
from mortel.apps.people.tasks import send_new_address_link
from mortel.web.account.cards import printed_card
from mortel.web.account.forms import ChangePasswordForm, NewAddressForm
from mortel.web.account.views import too_often


@require_GET
def account(request: HttpRequest) -> HttpResponse:
    person = viewer(request)
    context = {
        "person": person,
        "memberships": memberships_of(person),
        "log": own_log(person),
        "kiosk_card": kiosk_card_of(person),
    }
    return render(request, "account/account.html", context)


@require_http_methods(["GET", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    person = viewer(request)
    if request.method == "POST" and (refused := too_often(request, "password")):
        return refused
    form = ChangePasswordForm(request.POST or None, person=person)
    if form.is_valid() and form.suits(person):
        person = choose_password(by=person, password=form.cleaned_data["password"], kind=NoticeKind.PASSWORD)
        update_session_auth_hash(request, person)
        messages.success(request, _("Your password is changed. You are signed out on other devices."))
        return redirect("account")
    return render(request, "account/change_password.html", {"form": form})


@require_http_methods(["GET", "POST"])
def change_address(request: HttpRequest) -> HttpResponse:
    """The password now, and a click in the mail to the new address."""
    person = viewer(request)
    if request.method == "POST" and (refused := too_often(request, "password")):
        return refused
    form = NewAddressForm(request.POST or None, person=person)
    if form.is_valid():
        send_new_address_link.enqueue(str(person.pk), form.cleaned_data["address"])
        messages.success(request, _("We sent a mail to the new address. Open the link in it within a day."))
        return redirect("account")
    return render(request, "account/change_address.html", {"form": form})


@require_POST
def notices_seen(request: HttpRequest) -> HttpResponse:
    """She has read what happened to her account, up to the moment the page was made."""
    now = timezone.now()
    try:
        until = min(datetime.fromisoformat(request.POST.get("until", "")), now)
    except (ValueError, TypeError, OverflowError):
        until = now
    mark_seen(by=viewer(request), until=until if until.year > 2000 else now)
    return redirect("today:today")


@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    person = viewer(request)
    end_sessions(person)
    update_session_auth_hash(request, person)
    messages.success(request, _("You are signed out on all other devices."))
    return redirect("account")


@require_http_methods(["GET", "POST"])
def kiosk_card(request: HttpRequest) -> HttpResponse:
    """Make a card for the shared device; its code is shown once, on this answer only."""
    person = viewer(request)
    kind, context = PassKind.KIOSK_CARD, dict[str, object]()
    if request.method == "POST":
        before = request.POST.get("instead_of", "")
        try:
            code = hand_out_card(kind, person=person, by=person, instead_of=before)
        except CardsChanged:
            context["wrong"] = _(
                "You made a card in the meantime. Make another one only if that one is lost."
            )
        else:
            context["card"] = printed_card(kind, person=person, code=code)
    if "card" not in context:
        context["instead_of"] = stopping(person, kind)
    return render(request, "account/kiosk_card.html", context, status=400 if "wrong" in context else 200)


@require_POST
def block_kiosk_card(request: HttpRequest) -> HttpResponse:
    revoke_kiosk_card(by=viewer(request))
    messages.success(request, _("Your card for the shared device no longer works."))
    return redirect("account")
