"""Answer sheets on A4: the questions of the round in one language, who sees what, and a number on every side."""

import uuid
from collections.abc import Sequence
from itertools import groupby

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from mortel.apps.climate.access import round_for
from mortel.apps.climate.actions.paper import NotOnPaper, make_batches
from mortel.apps.climate.queries import ARound, phase_of, places_of, questions_of
from mortel.apps.climate.sheets import SheetCount, sheet_counts
from mortel.apps.people.access import viewer
from mortel.apps.people.choices import GrantKind
from mortel.apps.people.queries import organisation
from mortel.pure.catalogue.words import Shown, fill
from mortel.pure.rounds.phases import takes_ballots
from mortel.pure.rounds.questionnaire import Questionnaire, Section
from mortel.web.gate import for_grants
from mortel.web.paper.division import division_of
from mortel.web.paper.languages import language_choices, of_django
from mortel.web.paper.layout import Row, Table, laid_out
from mortel.web.paper.numbers import sheet_name
from mortel.web.paper.places import place_names
from mortel.web.paper.room import shut
from mortel.web.words import Words


@for_grants(GrantKind.HR)
@require_POST
def make(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Make a batch for each team on paper that has none yet."""
    adviser = viewer(request)
    round_ = round_for(adviser, pk)
    if not takes_ballots(phase_of(round_)):
        return shut(request, round_)
    try:
        made = len(make_batches(by=adviser, round_=round_))
    except NotOnPaper:
        messages.warning(request, _("The long form is never on paper: nobody can type it over in a minute."))
    else:
        done = ngettext("%(number)d batch is ready to print.", "%(number)d batches are ready to print.", made)
        messages.success(
            request, done % {"number": made} if made else _("Every team has its sheets already.")
        )
    return redirect("paper:room", pk=pk)


class PrintForm(forms.Form):
    """In which language, and what stands under "hand in at"; empty leaves a line to write on."""

    taal = forms.ChoiceField(label=gettext_lazy("Language of the sheets"), required=False)
    inleveren = forms.CharField(
        label=gettext_lazy("Where do people hand in their sheet?"),
        help_text=gettext_lazy("For instance: the box in the hall. Empty leaves a line to write on."),
        max_length=80,
        required=False,
    )

    def __init__(self, *args: object, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.fields["taal"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            del self.fields["taal"]


@for_grants(GrantKind.HR)
@require_GET
def sheets(request: HttpRequest, pk: uuid.UUID, batch: int) -> HttpResponse:
    """All sheets of one batch, ready to print."""
    round_ = round_for(viewer(request), pk)
    if not takes_ballots(phase_of(round_)):
        return shut(request, round_)
    counted = next((one for one in sheet_counts(round_) if one.number == batch), None)
    if counted is None:
        raise Http404
    choices = language_choices(round_)
    form = PrintForm(request.GET, choices=choices)
    form.is_valid()
    language = form.cleaned_data.get("taal") or choices[0][0]
    context = {
        "round": round_,
        "batch": sheet_name(batch),
        "where": place_names(round_, Words())[counted.leaf],
        "number": counted.printed,
        "form": form,
        "sheets": printed(round_, counted, language, form.cleaned_data.get("inleveren", "")),
    }
    return render(request, "paper/sheets.html", context)


def printed(round_: ARound, batch: SheetCount, language: Shown, hand_in: str) -> str:
    """The sheets of a batch as HTML, in the language of the sheets and not of the page around them."""
    asked = questions_of(round_)
    leaf = next(place for place in places_of(round_) if place.id == batch.leaf)
    with translation.override(of_django(language)):
        words, division = Words(language), division_of(round_)
        tables = list(tables_of(asked, language, self_managing=leaf.kind == "team" and not leaf.leads))
        context = {
            "language": language,
            "organisation": organisation().name,
            "window": asked.window[language],
            "after_absence": asked.after_absence[language],
            "who_sees": who_sees(round_, words),
            "division": division,
            "hand_in": hand_in,
            "until": date_format(round_.ends_on, "l j F"),
            "sheet": (sheet := laid_out(tables, under=division.height if division else 0.0)),
            "number_of_sides": len(sheet.sides),
            "numbers": [sheet_name(batch.number, at) for at in range(1, batch.printed + 1)],
        }
        return render_to_string("paper/answer-sheets.html", context)


def tables_of(asked: Questionnaire, language: Shown, *, self_managing: bool) -> list[Table]:
    """The pages of the phone that are about the same stand in one table here."""
    number, tables = 0, []
    for _key, together in groupby(asked.sections, key=lambda one: (one.referent, one.scale)):
        sections = list(together)
        questions = [question for section in sections for question in section.questions]
        scale = asked.scale(sections[0].scale)
        rows = tuple(Row(at, one.text[language]) for at, one in enumerate(questions, start=number + 1))
        number += len(rows)
        tables.append(
            Table(
                heading=sections[0].heading[language],
                note=_note(sections[0], language, self_managing=self_managing),
                question=scale.question[language],
                labels=tuple(label[language] for label in scale.labels),
                apart=(asked.not_applicable[language], asked.rather_not[language]),
                rows=rows,
            )
        )
    return tables


def _note(section: Section, language: Shown, *, self_managing: bool) -> str:
    words = section.self_managing if self_managing and section.self_managing else section.note
    return words[language] if words else ""


def who_sees(round_: ARound, words: Words) -> list[str]:
    """Five lines: what happens to the sheet, and who reads what of it."""
    lines = [
        _("Your name is not on this sheet. HR types it over and destroys the paper."),
        _("The number tells which team you are in. It disappears before anybody reads a result."),
        _("HR and your team only see results of groups of at least %(k)d answers.") % {"k": round_.k},
        _("Your {leidinggevende} reads what is said about leading one working day before the team."),
        _("Nobody may use it to judge your {leidinggevende} or you."),
    ]
    return [fill(line, words.vocabulary) for line in lines]
