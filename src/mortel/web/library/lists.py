"""Lists: every taxonomy of the catalogue to read, each item with what it says and what more it carries."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from mortel.pure.catalogue.entries import Evidence
from mortel.pure.catalogue.kinds import (
    Awareness,
    Beneficiary,
    ContextFactor,
    Crafting,
    Dimension,
    Factor,
    Nature,
    Outcome,
    OutcomeCategory,
    Quadrant,
    ReviewStep,
    Reward,
    Stage,
    Steering,
    Subdimension,
    Term,
    Tone,
)
from mortel.pure.catalogue.references import references_of
from mortel.pure.catalogue.shapes import Activity, Item, Mode, Place, Prompt, Scale, Taxonomy, Text
from mortel.pure.catalogue.shipped import shipped
from mortel.web.library.places import address_of
from mortel.web.library.reading import can_open, found_or_404, in_any_case, reads_evidence
from mortel.web.words import Words

MODES: dict[Mode, str | Promise] = {"social": _("with others"), "individual": _("by yourself")}
AWARENESS: dict[Awareness, str | Promise] = {
    "unconscious": _("without noticing it"),
    "conscious": _("on purpose"),
}
STEERING: dict[Steering, str | Promise] = {
    "nobody": _("nobody"),
    "person": _("the person"),
    "organisation": _("the organisation"),
}
NATURES: dict[Nature, str | Promise] = {
    "demand": _("costs energy"),
    "job_resource": _("gives energy, from the work"),
    "personal_resource": _("gives energy, from within"),
}
BENEFICIARIES: dict[Beneficiary, str | Promise] = {"person": _("the person"), "employer": _("the employer")}

Fact = tuple[str | Promise, tuple[str | Promise | int, ...]]


@dataclass(frozen=True)
class Line:
    """One item: `page` where more is to be read about it, `facts` what it carries, `leads_to` the ids beside it."""

    item: Item
    page: str
    facts: list[tuple[str | Promise, str]]
    leads_to: list[str]
    evidence: Evidence | None


def facts_of(item: Item, words: Words) -> Iterator[Fact]:
    """What an item carries beyond label and definition, each under a name."""
    yield from _of_moments(item, words)
    yield from _of_outcomes(item, words)
    yield from _of_work(item, words)
    yield from _of_words_and_studies(item, words)


def _said(words: Words, *texts: Text | None) -> tuple[str, ...]:
    return tuple(words.of(text) for text in texts if text)


def _of_moments(item: Item, words: Words) -> Iterator[Fact]:
    match item:
        case Place(interwoven=inside):
            yield _("Place"), (_("in the work itself") if inside else _("apart from the work"),)
        case Activity(mode=mode):
            yield _("How"), (MODES[mode],)
        case Scale(low_label=low, high_label=high):
            yield _("On one side"), _said(words, low)
            yield _("On the other side"), _said(words, high)
        case Prompt(gentle=True):
            yield _("Also fit for"), (_("a hard period"),)
        case Quadrant(awareness=awareness, steered_by=steered_by):
            yield _("How"), (AWARENESS[awareness],)
            yield _("Who steers"), (STEERING[steered_by],)


def _of_outcomes(item: Item, words: Words) -> Iterator[Fact]:
    match item:
        case OutcomeCategory(horizon=horizon, scope=scope):
            yield _("How far ahead"), _said(words, horizon)
            yield _("Of use"), _said(words, scope)
        case Outcome(benefits=benefits):
            group = shipped().category_of(item.id)
            yield _("Group"), _said(words, group.label)
            yield _("How far ahead"), _said(words, group.horizon)
            yield _("For whom"), tuple(BENEFICIARIES[one] for one in benefits)


def _of_work(item: Item, words: Words) -> Iterator[Fact]:
    match item:
        case Tone(question=question, examples=examples):
            yield _("The question at work"), _said(words, question)
            yield _("For example"), _said(words, *examples)
        case Crafting(example=example):
            yield _("For example"), _said(words, example)
        case Factor(nature=nature, note=note):
            yield _("What it does"), (NATURES[nature],)
            yield _("Keep in mind"), _said(words, note)
        case Stage(avoid=avoid):
            yield _("Not yet"), _said(words, avoid)
        case ContextFactor(values=values):
            yield _("Answers"), _said(words, *(value.label for value in values))
        case Reward(rule=rule):
            yield _("What to mind"), _said(words, rule)


def _of_words_and_studies(item: Item, words: Words) -> Iterator[Fact]:
    match item:
        case ReviewStep(number=number, excluded=excluded, reasons=reasons):
            yield _("Number"), (number,)
            yield _("Left out"), () if excluded is None else (excluded,)
            yield _("Why"), tuple(f"{words.of(reason.label)} {reason.number}" for reason in reasons)
        case Term(use=use):
            yield _("When to use it"), _said(words, use)


def _line(request: HttpRequest, item: Item, words: Words) -> Line:
    beside = [one.target for one in references_of(item) if one.key not in ("evidence", "replaced_by")]
    things = [shipped().thing(one) for one in dict.fromkeys(beside)]
    return Line(
        item=item,
        page=address_of(item) if isinstance(item, Dimension | Subdimension) else "",
        facts=[(name, ", ".join(map(str, values))) for name, values in facts_of(item, words) if values],
        leads_to=[one.id for one in things if address_of(one) and can_open(request, one)],
        evidence=item.evidence if isinstance(item, Outcome) else None,
    )


@require_GET
def lists(request: HttpRequest) -> HttpResponse:
    """The lists that this reader can open, in the order of the alphabet."""
    words = Words()
    mine = [one for one in shipped().taxonomies if can_open(request, one)]
    shown = sorted(mine, key=lambda one: words.of(one.label).casefold())
    return render(request, "library/lists.html", {"lists": shown})


@require_GET
@in_any_case
def one_list(request: HttpRequest, pk: str) -> HttpResponse:
    """One list. Retired items stand last: something stored may still point at them."""
    shown, words = found_or_404(pk, Taxonomy), Words()
    if not can_open(request, shown):
        raise Http404
    items = sorted(shown.items, key=lambda item: item.retired_in is not None)
    context = {
        "list": shown,
        "lines": [_line(request, item, words) for item in items],
        "reads_evidence": reads_evidence(request),
    }
    return render(request, "library/list.html", context)
