"""What can be asked: the forms of our own bank with their codebook, and questionnaires of others."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mortel.apps.climate.access import pack_for
from mortel.apps.climate.actions.packs import NotConfirmed, add_pack, put_pack_away, put_pack_back
from mortel.apps.climate.queries import bank_of, packs_ever
from mortel.apps.people.access import viewer
from mortel.apps.people.choices import GrantKind
from mortel.apps.people.queries import grants_of
from mortel.pure.instruments.codebook import codebook, codebook_csv
from mortel.pure.instruments.packs.shapes import PackError
from mortel.pure.instruments.shapes import Instrument as Bank
from mortel.pure.instruments.shipped import shipped_instrument
from mortel.web.gate import for_grants, sent
from mortel.web.hidden_fields import FormId
from mortel.web.rounds.words import form_label
from mortel.web.words import Words, shown_language

CSV: Final = "text/csv; charset=utf-8"
_KINDS: Final = ("long", "short", "pulse", "module")
KINDS_OF_FILE: Final = "LimeSurvey .lss, .toml, .csv"


@dataclass(frozen=True, slots=True)
class Line:
    """A questionnaire of others in the list."""

    pk: uuid.UUID
    title: str
    licence: str
    made_on: date
    is_away: bool


@for_grants(GrantKind.HR, GrantKind.RESEARCHER)
@require_GET
def forms_page(request: HttpRequest) -> HttpResponse:
    words, bank = Words(), shipped_instrument()
    lines = [
        Line(pack.pk, pack.title, pack.licence, pack.made_on, pack.retired_on is not None)
        for pack in packs_ever()
    ]
    context = {
        "bank": bank,
        "forms": [form_label(form, words) for form in bank.forms if form.kind in _KINDS],
        "untested": "" if bank.is_tested else words.of(bank.untested),
        "packs": [line for line in lines if not line.is_away],
        "away": [line for line in lines if line.is_away],
        "keeps": GrantKind.HR in grants_of(viewer(request)),
    }
    return render(request, "rounds/forms.html", context)


@for_grants(GrantKind.HR, GrantKind.RESEARCHER)
@require_GET
def codebook_of_bank(request: HttpRequest) -> HttpResponse:
    return _file(shipped_instrument())


@for_grants(GrantKind.HR, GrantKind.RESEARCHER)
@require_GET
def codebook_of_pack(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    bank = bank_of(pack_for(viewer(request), pk))
    if bank is None:
        raise Http404
    return _file(bank)


def _file(bank: Bank) -> HttpResponse:
    """With the mark by which spreadsheets know the encoding."""
    content = codebook_csv(codebook(bank, shown_language())).encode("utf-8-sig")
    name = f"codeboek-{bank.id}-{bank.version}.csv"
    return HttpResponse(
        content, content_type=CSV, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


class PackForm(forms.Form):
    form_id = FormId()
    file = forms.FileField(
        label=gettext_lazy("The file with the questions"),
        help_text=format_lazy(
            gettext_lazy("A file of at most 1 MB, of one of these kinds: {kinds}."), kinds=KINDS_OF_FILE
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".toml,.lss,.csv,.tsv,.txt"}),
        error_messages={
            "required": gettext_lazy("Choose a file first."),
            "empty": gettext_lazy("This file is empty."),
        },
    )
    confirmed = forms.BooleanField(
        label=gettext_lazy("We may use these questions under the licence in the file"),
        help_text=gettext_lazy("The log of the organisation keeps that you confirmed this."),
        error_messages={
            "required": gettext_lazy(
                "Not taken in: without a confirmed licence we may not ask these questions. Ask the makers first."
            )
        },
    )
    # Nobody can tell it from the file, and figures about a lead or a team need other rules (docs/packs.md).
    about_themselves = forms.BooleanField(
        label=gettext_lazy("These questions are about whoever answers them, not about a lead or a team"),
        error_messages={
            "required": gettext_lazy(
                "Not taken in: questions about a lead or a team need other rules before anybody may read figures."
            )
        },
    )


@for_grants(GrantKind.HR)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    form = PackForm(sent(request), request.FILES or None, initial={"form_id": uuid.uuid4()})
    if form.is_valid():
        try:
            pack = _kept(request, form.cleaned_data)
        except PackError as refused:
            form.add_error("file", refused.sentence.template(shown_language()))
        except NotConfirmed:
            form.add_error("confirmed", form.fields["confirmed"].error_messages["required"])
        else:
            said = _("“%(title)s” can be chosen for a round now.") % {"title": pack.title}
            messages.success(request, said, reverse("rounds:pack-away", args=[pack.pk]))
            return redirect("rounds:forms")
    return render(request, "rounds/pack_form.html", {"form": form}, status=400 if form.errors else 200)


def _kept(request: HttpRequest, given: dict[str, Any]) -> Any:
    file = given["file"]
    return add_pack(
        by=viewer(request),
        pack_id=given["form_id"],
        file_name=file.name,
        content=file.read(),
        confirmed=given["confirmed"],
    )


@for_grants(GrantKind.HR)
@require_POST
def away(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    put_pack_away(by=viewer(request), pack=pack_for(viewer(request), pk))
    messages.success(
        request,
        _("Put away. Rounds that have it already keep it."),
        reverse("rounds:pack-back", args=[pk]),
    )
    return redirect("rounds:forms")


@for_grants(GrantKind.HR)
@require_POST
def back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    put_pack_back(by=viewer(request), pack=pack_for(viewer(request), pk))
    messages.success(request, _("It can be chosen again."))
    return redirect("rounds:forms")
