"""Typing sheets over: a number, a key for each question, and the next sheet. Nothing typed before is ever shown."""

import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mortel.apps.climate.access import round_for
from mortel.apps.climate.actions.paper import Outcome, Typed, sheet_with, type_sheet
from mortel.apps.climate.queries import ARound, phase_of, questions_of
from mortel.apps.climate.sheets import WaitingSheet, sheet_counts, sheets_waiting
from mortel.apps.people.access import viewer
from mortel.apps.people.choices import GrantKind
from mortel.pure.rounds.phases import takes_sheets
from mortel.pure.rounds.questionnaire import Questionnaire
from mortel.web.gate import for_grants
from mortel.web.paper.division import Division, division_of
from mortel.web.paper.following import following
from mortel.web.paper.forms import SheetForm
from mortel.web.paper.languages import language_choices, read_here
from mortel.web.paper.lines import keys_of, lines_of
from mortel.web.paper.numbers import sheet_name
from mortel.web.paper.places import place_names
from mortel.web.paper.room import shut
from mortel.web.words import Words


@for_grants(GrantKind.HR)
@require_http_methods(["GET", "POST"])
def type_over(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The form of one sheet. Saving gives the next number, or says what is wrong with everything still typed."""
    round_ = round_for(viewer(request), pk)
    if not takes_sheets(phase_of(round_)):
        return shut(request, round_)
    asked, division = questions_of(round_), division_of(round_)
    if request.method == "GET":
        waiting = sheets_waiting(round_)
        return _page(request, round_, _empty_form(request, round_, asked, division, waiting), waiting)
    form = SheetForm(request.POST, round_=round_, asked=asked, division=division, initial=None)
    if form.is_valid():
        batch, number = form.cleaned_data["batch"], form.cleaned_data["sheet"]
        outcome = _kept(round_, form, batch, number)
        if outcome and outcome.typed in (Typed.DONE, Typed.ONCE_MORE, Typed.DIFFERS):
            return _go_on(request, round_, form, outcome)
        form.add_error(None, _refusal(outcome, sheet_name(batch, number)))
    return _page(request, round_, form, sheets_waiting(round_))


def _kept(round_: ARound, form: SheetForm, batch: int, number: int) -> Outcome | None:
    """None when no sheet of this round carries this number."""
    sheet = sheet_with(round_, batch, number)
    if sheet is None:
        return None
    return type_sheet(
        sheet=sheet,
        answers=form.answers,
        language=form.language_chosen,
        part=form.part,
        crossed=form.crossed,
        entry=form.cleaned_data["entry"],
    )


def _refusal(outcome: Outcome | None, name: str) -> str:
    if outcome is None:
        return _("No sheet of this round has the number %(name)s. Look at the sheet.") % {"name": name}
    if outcome.typed == Typed.ALREADY:
        return _("Sheet %(name)s is typed already. Take the next one.") % {"name": name}
    return _("This sheet came too late: the result is being made.")


def _go_on(request: HttpRequest, round_: ARound, form: SheetForm, outcome: Outcome) -> HttpResponse:
    """Say what became of the sheet, and give the next one; the same again where two entries differ."""
    batch, number = form.cleaned_data["batch"], form.cleaned_data["sheet"]
    name, marked = sheet_name(batch, number), ""
    if outcome.typed == Typed.DIFFERS:
        marked = "&look=" + "-".join(map(str, numbers_of(outcome, form.asked)))
        messages.warning(request, _differs(outcome, form.asked, name))
    elif outcome.typed == Typed.ONCE_MORE:
        said = _("%(name)s: have this sheet typed once more, preferably by somebody else.")
        messages.info(request, said % {"name": name})
        batch, number = following(sheets_waiting(round_), batch, number)
    else:
        messages.success(request, _("Sheet %(name)s is done.") % {"name": name})
        batch, number = following(sheets_waiting(round_), batch, number)
    address = reverse("paper:typing", args=[round_.pk])
    query = f"?batch={batch}&sheet={number}&language={form.language_chosen}{marked}"
    return redirect(address + query)


def numbers_of(outcome: Outcome, asked: Questionnaire) -> list[int]:
    """The numbers on the sheet of the questions in which two entries differ."""
    return [at for at, code in enumerate(asked.codes, start=1) if code in outcome.questions]


def _differs(outcome: Outcome, asked: Questionnaire, name: str) -> str:
    where = [_("question %(number)d") % {"number": number} for number in numbers_of(outcome, asked)]
    where += [_("the language")] if outcome.language else []
    where += [_("the question at the end")] if outcome.part else []
    said = _("%(name)s: the two entries differ in %(where)s. Look at the sheet and type it again.")
    return said % {"name": name, "where": ", ".join(where)}


def _empty_form(
    request: HttpRequest,
    round_: ARound,
    asked: Questionnaire,
    division: Division | None,
    waiting: Sequence[WaitingSheet],
) -> SheetForm:
    batch, number = _asked_for(request, "batch"), _asked_for(request, "sheet")
    if not batch or not number:
        batch, number = following(waiting, 0, 0)
    offered = [language for language, _name in language_choices(round_)]
    language = request.GET.get("language", "")
    initial = {
        "batch": batch or "",
        "sheet": number or "",
        "entry": uuid.uuid4(),
        "language": language if language in offered else offered[0],
    }
    return SheetForm(None, round_=round_, asked=asked, division=division, initial=initial)


def _asked_for(request: HttpRequest, name: str) -> int:
    """A number of the address; 0 for anything else."""
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) <= 4 else 0


def _page(
    request: HttpRequest, round_: ARound, form: SheetForm, waiting: Sequence[WaitingSheet]
) -> HttpResponse:
    batches, shown = sheet_counts(round_), read_here(round_)
    counted = next((one for one in batches if str(one.number) == str(form["batch"].value())), None)
    context = {
        "round": round_,
        "form": form,
        "lines": lines_of(form, shown, request.GET.get("look", "")),
        "scales": keys_of(form.asked, form.division, shown),
        "printed": bool(batches),
        "is_done": not waiting,
        "counted": counted,
        "batch": sheet_name(counted.number) if counted else "",
        "where": place_names(round_, Words())[counted.leaf] if counted else "",
        "once_more": [(one, sheet_name(one.batch, one.number)) for one in waiting if one.begun],
    }
    return render(request, "paper/typing.html", context, status=400 if form.errors else 200)
