"""What it yields, in the three groups of the catalogue (S-11): released figures, examples, and how sure each is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from mortel.pure.catalogue.kinds import Outcome, OutcomeCategory
from mortel.pure.catalogue.shipped import shipped
from mortel.web.climate.office_organisation import OUTCOMES
from mortel.web.climate.office_quality import Shown, shown
from mortel.web.climate.office_reading import Opened
from mortel.web.climate.office_rounds import ENGAGEMENT
from mortel.web.climate.office_scales import ItemLine, ScaleLine, codes_about, item_lines, scale_lines
from mortel.web.climate.office_written import written
from mortel.web.climate.team_lines import label_of
from mortel.web.climate.wall import SIX
from mortel.web.words import Sentence

# Two examples for each group, as the one-page overview of the sources gives them (S-25). They come from no round.
EXAMPLES: Final[Mapping[str, Sequence[Sentence]]] = {
    "oc.current": (
        _(
            "A coordinator sees that another order of tasks gives fewer mistakes, and changes the way of working."
        ),
        _("A technician finds a faster way to mend a fault while doing it, and passes it on to the team."),
    ),
    "oc.transferable": (
        _("Somebody guides newcomers, and gets better at explaining and coaching."),
        _("Somebody automates a task done by hand, and uses that again later in a project of another team."),
    ),
    "oc.career": (
        _(
            "Somebody at the desk helps to improve how customers are served, and sees a job that suits her better."
        ),
        _(
            "A care worker finds out while guiding a student that she likes to teach, and looks at where that leads."
        ),
    ),
}
# What the load may never be raised for (S-18).
LIMITED: Final = ("out.performance", "out.load_coping", "out.physical_health")
# The scale on engagement stands under the work of today: people who are engaged readily give time and effort (S-105).
_EXTRA: Final[Mapping[str, tuple[str, ...]]] = {"oc.current": (ENGAGEMENT,)}


@dataclass(frozen=True, slots=True)
class Known:
    """An outcome of the catalogue with what is known of it; `note` is its number under the poster."""

    outcome: Outcome
    note: int


@dataclass(frozen=True, slots=True)
class Column:
    """One group: what this round told of it, two examples, and all outcomes that research speaks of."""

    category: OutcomeCategory
    scales: tuple[ScaleLine, ...]
    items: tuple[ItemLine, ...]
    examples: tuple[Sentence, ...]
    known: tuple[Known, ...]
    # How often one writer marked a moment as good for this, in four weeks; None where that is not told.
    moments: float | None


@dataclass(frozen=True, slots=True)
class Together:
    """How a side of the climate and an outcome go together over people."""

    side: str
    outcome: str
    value: Shown


def columns(one: Opened) -> tuple[Column, ...]:
    numbers = {each.id: at for at, each in enumerate(shipped().current(Outcome), start=1)}
    return tuple(_column(category, one, numbers) for category in shipped().current(OutcomeCategory))


def _column(category: OutcomeCategory, one: Opened, numbers: Mapping[str, int]) -> Column:
    whole, asked, words = one.result.whole, one.asked, one.words
    outcomes = [each for each in shipped().current(Outcome) if each.category == category.id]
    ids = [each.id for each in outcomes if each.id in OUTCOMES] + [*_EXTRA.get(category.id, ())]
    return Column(
        category=category,
        scales=tuple(scale_lines(whole, ids, asked, words)),
        items=tuple(item_lines(whole, _codes(outcomes, one), asked, words)),
        examples=tuple(EXAMPLES[category.id]),
        known=tuple(Known(each, numbers[each.id]) for each in outcomes),
        moments=marked.of(category.id) if (marked := written(one.result.outcomes, words)) else None,
    )


def _codes(outcomes: Iterable[Outcome], one: Opened) -> list[str]:
    """Questions about these outcomes that stand by themselves, such as whether people want to stay."""
    scored = {question.code for question in one.asked.questions if question.dimension}
    codes = [code for outcome in outcomes for code in codes_about(one.asked, outcome.id)]
    return [code for code in codes if code not in scored]


def together(one: Opened) -> list[Together]:
    """Each side of the climate with each outcome that was asked: associations, never effects (S-15)."""
    outcomes = {*OUTCOMES, ENGAGEMENT}
    found = []
    for each in one.result.correlations:
        side, outcome = (each.one, each.other) if each.one in SIX else (each.other, each.one)
        if side in SIX and outcome in outcomes:
            names = label_of(side, one.words), label_of(outcome, one.words)
            found.append(Together(*names, shown(each.value, one.words, 2)))
    return found


def limited() -> list[Outcome]:
    """Outcomes of which research says little; the page says so beside them."""
    return [each for each in shipped().current(Outcome) if each.id in LIMITED]
