"""Results as the office reads them: an organisation that asked everything, and units with teams under it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from mortel.apps.climate.models import Instrument, Release, Round
from mortel.apps.people.models import Unit
from mortel.pure.disclosure.organisation import Careless, Scale, Statistic, Word
from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.instruments.shipped import shipped_instrument
from mortel.pure.results.shapes import (
    Correlation,
    Curve,
    CurvePoint,
    Dimension,
    Division,
    Group,
    OfficeLine,
    Part,
    Question,
    TeamLevelWord,
)
from mortel.pure.rounds.questionnaire import OWN_QUESTION, checksum, encoded, questionnaire
from tests.cast import Cast
from tests.web.results_samples import SIX, change, dimension, group, released

MODULES = (
    "activities", "workload", "safety", "demands", "engagement", "outcomes", "crafting", "goals", "influence",
)  # fmt: skip
FORMS = (*(f"module.{name}" for name in MODULES), "check.space.time")
SCALES = (
    "dem.pressure", "x.psysafety", "engagement", "out.attachment", "out.vitality", "out.citizenship",
    "jc.task", "jc.relational", "jc.cognitive", "go.learning", "go.performance",
)  # fmt: skip
ONE_LEAD = Gap(Reason.ONE_LEAD, 3)
OWN = {"nl": "Ik weet wat de raad voor mij doet.", "en": "I know what the council does for me."}
TOP = "organisation"


def whole(**fields: Any) -> Group:
    """Everything that can be asked, with a change since the round before."""
    given = {
        "id": TOP,
        "kind": "organisation",
        "name": "Zorggroep De Waddenkant",
        "n": 340,
        "response": 340 / 412,
        "leads": 30,
        "dimensions": tuple(scale(name) for name in (*SIX, *SCALES)),
        "questions": tuple(question(code) for code in _asked()),
        "strengths": ("dim.sharing",),
        "step": "dim.space",
    }
    return Group(**(given | fields))


def scale(name: str, **fields: Any) -> Dimension:
    said = {"mean": 3.7 if name == "dem.pressure" else 3.4, "word": "", "change": change("no_difference")}
    return dimension(name, **(said | fields))


def question(code: str, **fields: Any) -> Question:
    """A mean, or the classes of a question that is told in classes."""
    in_classes = {"classes": (30, 40, 30)} if code.startswith(("ACT", "TIM1")) else {}
    mean = None if code == "TIM1" else 3.7 if code == "DEM1" else 3.3
    return Question(code, **({"mean": mean} | in_classes | fields))


def everything(**fields: Any) -> dict[str, Any]:
    """What is told of the whole organisation when it is large enough for all of it."""
    gap = Statistic(gap=Gap(Reason.NO_ONE_FACTOR, 3))
    given: dict[str, Any] = {
        "answered": 340,
        "whole": whole(),
        "team_level": (
            TeamLevelWord("dim.space", True, 0.11, 0.62, 0.1, None),
            TeamLevelWord("dim.sharing", False, 0.0, 0.0, 0.2, None),
            TeamLevelWord("dim.support", False, 0.02, 0.2, 0.2, None),
            TeamLevelWord("dim.autonomy", False, None, None, None, Gap(Reason.FEW_BLOCKS, 10)),
        ),
        "scales": (
            Scale(
                "dim.space",
                *(Statistic(0.84),) * 2,
                Statistic(0.9),
                (Statistic(0.5),) * 4,
                *(Statistic(0.7),) * 3,
            ),
            Scale("dim.sharing", Statistic(word=Word.HIGH), gap, gap, (gap,) * 4, *(gap,) * 3),
        ),
        "correlations": (
            Correlation("dim.space", "out.attachment", Statistic(0.41)),
            Correlation("dim.sharing", "out.vitality", Statistic(word=Word.LOW)),
            Correlation("dim.space", "dim.sharing", Statistic(0.52)),
        ),
        "careless": Careless(Statistic(5.0), Statistic(word=Word.CHANGES_NOTHING)),
        "time": Curve("dim.space", Statistic(word=Word.TOP_IN_THE_MIDDLE), _hours()),
        "load": Curve("dim.space", Statistic(word=Word.NO_TOP), _load()),
        "division": Division(
            "work",
            (
                Part("zorg", dict.fromkeys(SIX, "not_distinguishable") | {"dim.space": "presumably_lower"}),
                Part("kantoor", dict.fromkeys(SIX, "not_distinguishable")),
            ),
        ),
    }
    return given | fields


def top(result: Group | None = None) -> OfficeLine:
    return OfficeLine(TOP, None, "organisation", "Zorggroep De Waddenkant", result or whole(), None)


def lines_of(cast: Cast) -> list[OfficeLine]:
    """The organisation, one unit with two teams, one of them without figures, and two that stand together."""
    unit, team, other = cast.team.unit, cast.team, cast.other_team
    led = {"dimensions": tuple(_hidden_lead(name) for name in SIX), "questions": ()}
    own = OfficeLine(str(team.pk), str(unit.pk), "team", team.name, group(team, **led), None)
    gap = Gap(Reason.TAKEN_TOGETHER, 7)
    return [
        top(),
        unit_line(unit),
        own,
        OfficeLine(str(other.pk), str(unit.pk), "team", other.name, None, gap),
        OfficeLine(f"{unit.pk}/leads", str(unit.pk), "leads", unit.name, None, Gap(Reason.LEADS_NOWHERE, 7)),
    ]


def unit_line(unit: Unit, **fields: Any) -> OfficeLine:
    made = whole(id=str(unit.pk), kind="unit", name=unit.name, n=80, response=0.7, **fields)
    return OfficeLine(str(unit.pk), TOP, "unit", unit.name, made, None)


def office_release(
    cast: Cast,
    *,
    name: str = "Najaar",
    day: date | None = None,
    lines: Iterable[OfficeLine] = (),
    **fields: Any,
) -> Release:
    """A round that asked everything, as the office reads it."""
    release = released(name=name, day=day, office=lines or lines_of(cast), whole=everything(**fields))
    words = questionnaire(shipped_instrument(), ["short", *FORMS], ["nl", "en"], own_question=OWN)
    instrument, _ = Instrument.objects.get_or_create(
        sha256=checksum(words), defaults={"words": encoded(words).decode()}
    )
    Round.objects.filter(pk=release.round_id).update(instrument=instrument)
    return release


def _hidden_lead(name: str) -> Dimension:
    if name == "dim.leadership":
        return Dimension(name, None, None, None, gap=ONE_LEAD)
    return dimension(name, change=change("better", number=0.3, low=0.1, high=0.5))


def _asked() -> list[str]:
    forms = [shipped_instrument().form(one) for one in ("short", *FORMS)]
    return [code for form in forms for code in form.items] + [OWN_QUESTION]


def _hours() -> tuple[CurvePoint, ...]:
    means = (2.9, 3.3, 3.6, 3.4)
    ends = ((1, 1), (2, 2), (3, 3), (4, 5))
    return tuple(
        CurvePoint("uur", 80, mean, first, last) for mean, (first, last) in zip(means, ends, strict=True)
    )


def _load() -> tuple[CurvePoint, ...]:
    return tuple(
        CurvePoint(str(at), 85, mean) for at, mean in zip((2, 3, 4, 5), (3.9, 3.6, 3.1, 2.7), strict=True)
    )
