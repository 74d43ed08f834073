"""The organisation's own cards and links, for HR advisers: add, change, take away, put back."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mortel.apps.library import actions
from mortel.apps.library.access import card_to_change, link_to_change
from mortel.apps.library.queries import Link, OwnCard, outside_links_ever, own_cards_ever
from mortel.apps.people.access import viewer
from mortel.apps.people.choices import GrantKind
from mortel.web.gate import for_grants, sent
from mortel.web.library.own_forms import CardForm, LinkForm
from mortel.web.words import Words

SENT_BEFORE: str | Promise = gettext_lazy(
    "You saved this form before, with another text. Save once more to add this one beside it."
)
CHANGED_ELSEWHERE: str | Promise = gettext_lazy(
    "Somebody changed this in the meantime. Below is how it reads now. Your own text is still here."
)


@for_grants(GrantKind.HR)
@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """Everything the organisation added, and what was taken away."""
    cards, links = own_cards_ever(), outside_links_ever()
    context = {
        "cards": [card for card in cards if not card.is_retired],
        "links": [link for link in links if not link.is_retired],
        "cards_away": [card for card in cards if card.is_retired],
        "links_away": [link for link in links if link.is_retired],
    }
    return render(request, "library/own.html", context)


# Cards ----------------------------------------------------------------------------------------------------------


@for_grants(GrantKind.HR)
@require_http_methods(["GET", "POST"])
def new_card(request: HttpRequest) -> HttpResponse:
    form = CardForm(sent(request), words=Words())
    if form.is_valid():
        pk = form.cleaned_data["form_id"]
        try:
            actions.add_card(by=viewer(request), form_id=pk, draft=form.draft())
        except actions.ChangedElsewhere:
            form.once_more(str(SENT_BEFORE))
        else:
            away = reverse("library:own-card-away", args=[pk])
            messages.success(request, _("The card stands in the library. Everybody can find it now."), away)
            return redirect("library:own-card", pk=pk)
    return _page(request, "library/own-card-form.html", form, None)


@for_grants(GrantKind.HR)
@require_http_methods(["GET", "POST"])
def change_card(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    card = card_to_change(viewer(request), pk)
    form = CardForm(sent(request), words=Words(), stands=card)
    if form.is_valid():
        revision = form.cleaned_data["revision"]
        try:
            actions.change_card(by=viewer(request), pk=pk, revision=revision, draft=form.draft())
        except actions.ChangedElsewhere:
            card = card_to_change(viewer(request), pk)
            form.once_more(str(CHANGED_ELSEWHERE), revision=card.revision)
        else:
            messages.success(request, _("Changed. This is how everybody reads it now."))
            return redirect("library:own-card", pk=pk)
    return _page(request, "library/own-card-form.html", form, card)


@for_grants(GrantKind.HR)
@require_POST
def card_away(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _done(
        request,
        pk,
        actions.take_card_away,
        _("The card is taken away. Nobody finds it any more."),
        reverse("library:own-card-back", args=[pk]),
    )


@for_grants(GrantKind.HR)
@require_POST
def card_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _done(request, pk, actions.put_card_back, _("The card stands in the library again."))


# Links ----------------------------------------------------------------------------------------------------------


@for_grants(GrantKind.HR)
@require_http_methods(["GET", "POST"])
def new_link(request: HttpRequest) -> HttpResponse:
    form = LinkForm(sent(request), words=Words())
    if form.is_valid():
        pk = form.cleaned_data["form_id"]
        try:
            actions.add_link(by=viewer(request), form_id=pk, draft=form.draft())
        except actions.ChangedElsewhere:
            form.once_more(str(SENT_BEFORE))
        else:
            away = reverse("library:own-link-away", args=[pk])
            messages.success(request, _("The link stands in the library. Everybody can find it now."), away)
            return redirect("library:links")
    return _page(request, "library/own-link-form.html", form, None)


@for_grants(GrantKind.HR)
@require_http_methods(["GET", "POST"])
def change_link(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    link = link_to_change(viewer(request), pk)
    form = LinkForm(sent(request), words=Words(), stands=link)
    if form.is_valid():
        revision = form.cleaned_data["revision"]
        try:
            actions.change_link(by=viewer(request), pk=pk, revision=revision, draft=form.draft())
        except actions.ChangedElsewhere:
            link = link_to_change(viewer(request), pk)
            form.once_more(str(CHANGED_ELSEWHERE), revision=link.revision)
        else:
            messages.success(request, _("Changed. This is how everybody reads it now."))
            return redirect("library:links")
    return _page(request, "library/own-link-form.html", form, link)


@for_grants(GrantKind.HR)
@require_POST
def link_away(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _done(
        request,
        pk,
        actions.take_link_away,
        _("The link is taken away. Nobody finds it any more."),
        reverse("library:own-link-back", args=[pk]),
    )


@for_grants(GrantKind.HR)
@require_POST
def link_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _done(request, pk, actions.put_link_back, _("The link stands in the library again."))


# Both -----------------------------------------------------------------------------------------------------------


def _page(
    request: HttpRequest, template: str, form: CardForm | LinkForm, stands: OwnCard | Link | None
) -> HttpResponse:
    context = {"form": form, "stands": stands}
    return render(request, template, context, status=400 if form.errors else 200)


def _done(
    request: HttpRequest, pk: uuid.UUID, act: Callable[..., None], sentence: str, undo: str = ""
) -> HttpResponse:
    """Do it and say so on the list, with the way to undo it where there is one."""
    act(by=viewer(request), pk=pk)
    messages.success(request, sentence, undo)
    return redirect("library:own")
