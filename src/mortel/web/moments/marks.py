"""What the owner adds to a moment later: taps, the place on the map, how woven in it was."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mortel.apps.moments.access import moment_for
from mortel.apps.moments.actions.marks import (
    answer_placing,
    choose_place,
    mark,
    mark_good_for,
    proposed_place,
    set_wovenness,
)
from mortel.apps.people.access import viewer
from mortel.apps.people.queries import organisation
from mortel.web.moments.forms import DetailsForm, PlaceForm, PlacingForm, WovennessForm
from mortel.web.words import Words


@require_http_methods(["GET", "POST"])
def details(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What she did, where it came from, how she came by it, new or better, what it is good for (S-07, S-11, S-131)."""
    person = viewer(request)
    entry = moment_for(person, pk)
    form = DetailsForm(request.POST or None, entry=entry, words=Words())
    if request.method == "POST" and form.is_valid():
        for group, chosen in form.marks().items():
            mark(by=person, moment_id=pk, group=group, marks=chosen)
        mark_good_for(by=person, moment_id=pk, chosen=form.cleaned_data["outcome"])
        messages.success(request, _("Added."))
        return redirect("moments:moment", pk=pk)
    return render(request, "moments/details.html", {"form": form, "entry": entry})


@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Plain questions propose a place on the map; the owner's own choice wins (S-01, S-02, S-06, S-143)."""
    person, words = viewer(request), Words()
    entry = moment_for(person, pk)
    questions = PlacingForm(request.POST if "ask" in request.POST else None, entry=entry, words=words)
    choice = PlaceForm(request.POST if "choose" in request.POST else None, words=words)
    if "ask" in request.POST and questions.is_valid():
        _answer(request, questions, pk)
        return redirect("moments:place", pk=pk)
    if "choose" in request.POST and choice.is_valid():
        item = choice.cleaned_data["place"]
        choose_place(by=person, moment_id=pk, item=item)
        put = _("Saved. It stands where you put it.") if item else _("Saved. It stands nowhere on the map.")
        messages.success(request, put)
        return redirect("moments:moment", pk=pk)
    proposal = proposed_place(entry, organisation().definition)
    if not choice.is_bound:
        choice.initial = {"place": entry.placed.item}
    context = {
        "entry": entry,
        "questions": questions,
        "choice": choice,
        "answered": bool(entry.values("mp") or entry.chosen("apart")),
        "place": words.label(entry.placed.item) if entry.placed.item else "",
        "chosen": entry.placed.chosen,
        "proposal": words.label(proposal.place) if proposal.place else "",
        "reasons": [words.label(reason) for reason in proposal.reasons],
        "open": [questions[name] for name in questions.still_open(proposal.open_questions)],
    }
    return render(request, "moments/place.html", context)


def _answer(request: HttpRequest, questions: PlacingForm, pk: uuid.UUID) -> None:
    """Keep the answers and say what came of it. Without any answer nothing changes: nothing is wiped by accident."""
    answers, example = questions.answers(), questions.cleaned_data["example"] or None
    if not answers and not example:
        messages.warning(request, _("Nothing was changed. Answer at least one question."))
        return
    person = viewer(request)
    proposal = answer_placing(by=person, moment_id=pk, answers=answers, example=example)
    if moment_for(person, pk).placed.chosen:
        messages.success(request, _("Saved. The place that you chose stays."))
    elif proposal.place:
        messages.success(request, _("Saved. Do you want another place? Then choose it yourself."))
    else:
        messages.success(request, _("Saved. There is no place yet."))


@require_http_methods(["GET", "POST"])
def wovenness(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """How far the work and what she figured out ran through each other (S-04, S-05)."""
    person = viewer(request)
    entry = moment_for(person, pk)
    form = WovennessForm(request.POST or None, entry=entry, words=Words())
    if request.method == "POST" and form.is_valid():
        set_wovenness(by=person, moment_id=pk, sliders=form.sliders(), by_hand=form.by_hand())
        messages.success(request, _("Added."))
        return redirect("moments:wovenness", pk=pk)
    position = entry.values("cm").get("cm.interwoven")
    return render(request, "moments/wovenness.html", {"form": form, "entry": entry, "position": position})
