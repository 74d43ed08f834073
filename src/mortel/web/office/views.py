"""Accounts, for administrators: who may come in. No content of anybody is within reach here."""

import uuid

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mortel.apps.people.access import person_for, viewer
from mortel.apps.people.actions.accounts import disable_person, enable_person, set_grants
from mortel.apps.people.actions.passes import CardsChanged, hand_out_card, stopping
from mortel.apps.people.choices import GrantKind, PassKind
from mortel.apps.people.queries import card_of, grants_of, memberships_of, people_listed
from mortel.apps.people.tasks import mail_start_link
from mortel.web.account.cards import printed_card
from mortel.web.gate import for_grants

PAGE = 50


class GrantsForm(forms.Form):
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Roles"),
        help_text=gettext_lazy("Leading a team is no role here: it comes from the personnel list."),
        choices=GrantKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


@for_grants(GrantKind.ADMIN)
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    wanted = request.GET.get("q", "")[:100].strip()
    listed = people_listed(search=wanted)
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    return render(request, "office/people.html", {"page": page, "wanted": wanted, "total": len(listed)})


@for_grants(GrantKind.ADMIN)
@require_GET
def person(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    somebody = person_for(viewer(request), pk)
    context = {
        "somebody": somebody,
        "memberships": memberships_of(somebody),
        "roles": [kind.label for kind in GrantKind if kind in grants_of(somebody)],
        "has_password": somebody.has_usable_password(),
    }
    return render(request, "office/person.html", context)


@for_grants(GrantKind.ADMIN)
@require_http_methods(["GET", "POST"])
def start_card(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask, make a start card and show it once, ready to print. Her sessions end and her own log says so."""
    return _card(request, pk, PassKind.START_CARD)


@for_grants(GrantKind.ADMIN)
@require_http_methods(["GET", "POST"])
def kiosk_card(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A card for the shared device, for somebody without a device of her own. It can only write, never read."""
    return _card(request, pk, PassKind.KIOSK_CARD)


def _card(request: HttpRequest, pk: uuid.UUID, kind: PassKind) -> HttpResponse:
    administrator, wrong = viewer(request), ""
    somebody = person_for(administrator, pk)
    if request.method == "POST":
        before = request.POST.get("instead_of", "")
        try:
            code = hand_out_card(kind, person=somebody, by=administrator, instead_of=before)
        except CardsChanged:
            wrong = _("A card was made in the meantime. Make another one only if that one is lost.")
        else:
            context = {"somebody": somebody, "card": printed_card(kind, person=somebody, code=code)}
            return render(request, "office/card.html", context)
    context = {
        "somebody": somebody,
        "is_start_card": kind == PassKind.START_CARD,
        "standing": card_of(somebody, kind),
        "instead_of": stopping(somebody, kind),
        "wrong": wrong,
    }
    return render(request, "office/card_confirm.html", context, status=400 if wrong else 200)


@for_grants(GrantKind.ADMIN)
@require_POST
def start_link(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    somebody = person_for(viewer(request), pk)
    if somebody.email:
        mail_start_link(by=viewer(request), person=somebody)
        messages.success(request, _("The start link is on its way by mail."))
    else:
        messages.error(request, _("There is no e-mail address. Make a start card instead."))
    return redirect("office:person", pk=pk)


@for_grants(GrantKind.ADMIN)
@reauthentication_required
@require_http_methods(["GET", "POST"])
def grants(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Give and take roles; the administrator's password is asked again first."""
    administrator = viewer(request)
    somebody = person_for(administrator, pk)
    had = grants_of(somebody)
    form = GrantsForm(request.POST or None, initial={"kinds": sorted(had)})
    if request.method == "POST" and form.is_valid():
        kinds = frozenset(GrantKind(kind) for kind in form.cleaned_data["kinds"])
        if administrator.pk == somebody.pk and GrantKind.ADMIN not in kinds:
            form.add_error(
                "kinds", _("You cannot take the administrator's role from yourself. Ask another one.")
            )
        else:
            set_grants(by=administrator, person=somebody, kinds=kinds)
            messages.success(request, _("The roles are changed. The person sees it at the next visit."))
            return redirect("office:person", pk=pk)
    return render(request, "office/grants.html", {"form": form, "somebody": somebody})


@for_grants(GrantKind.ADMIN)
@require_http_methods(["GET", "POST"])
def disable(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    administrator = viewer(request)
    somebody = person_for(administrator, pk)
    if request.method == "GET":
        return render(request, "office/disable.html", {"somebody": somebody})
    if somebody.pk == administrator.pk:
        messages.error(request, _("You cannot close your own account."))
    else:
        disable_person(by=administrator, person=somebody)
        messages.success(
            request,
            _("The account is closed. Nothing was deleted."),
            extra_tags=f"/beheer/mensen/{pk}/openen",
        )
    return redirect("office:person", pk=pk)


@for_grants(GrantKind.ADMIN)
@require_POST
def enable(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    enable_person(by=viewer(request), person=person_for(viewer(request), pk))
    messages.success(request, _("The account is open again."))
    return redirect("office:person", pk=pk)
