"""What a round does not show and why, place by place: for the report and the workbook."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext, ngettext

from mortel.pure.disclosure.organisation import Statistic
from mortel.pure.disclosure.reasons import Gap
from mortel.pure.results.shapes import Dimension, Group, OfficeLine, OrganisationResult, Question
from mortel.pure.rounds.questionnaire import OWN_QUESTION
from mortel.web.climate.office_heat import called
from mortel.web.climate.office_reading import Opened
from mortel.web.climate.team_lines import label_of
from mortel.web.words import Words


@dataclass(frozen=True, slots=True)
class Hidden:
    """`what` of a place is not there, with the sentence that says why."""

    place: str
    what: str
    why: str


def questions_for(group: Group, one: Opened) -> tuple[Question, ...]:
    """Those that this reader may open: the council's own question is for the council and HR."""
    return tuple(each for each in group.questions if one.for_council or each.code != OWN_QUESTION)


def hidden_of(one: Opened, lines: Iterable[OfficeLine] = ()) -> list[Hidden]:
    """Of the whole organisation, then of each line, in the order of the tree."""
    whole, words = one.result.whole, one.words
    found = [*_in_group(whole.name, whole, one), *_of_whole(one.result, words)]
    for line in lines:
        if line.kind == "organisation":
            continue
        if line.group is None:
            found += _said(called(line), gettext("all figures"), line.gap, words)
        else:
            found += _in_group(called(line), line.group, one)
    return found


def sentences(hidden: Iterable[Hidden]) -> list[str]:
    """Every reason once."""
    return list(dict.fromkeys(each.why for each in hidden))


def _in_group(name: str, group: Group, one: Opened) -> Iterator[Hidden]:
    yield from _said(name, gettext("all figures"), group.gap, one.words)
    for each in group.dimensions:
        yield from _in_dimension(name, each, one.words)
    yield from _in_questions(name, questions_for(group, one), one.words)


def _in_dimension(name: str, one: Dimension, words: Words) -> Iterator[Hidden]:
    label = label_of(one.id, words)
    yield from _said(name, label, one.gap, words)
    if one.change is not None:
        what = gettext("%(label)s: the change since %(since)s") % {"label": label, "since": one.change.since}
        yield from _said(name, what, one.change.gap, words)


def _in_questions(name: str, questions: Sequence[Question], words: Words) -> Iterator[Hidden]:
    """Questions with the same reason together: a line for each would be a book."""
    gaps = [(each.gap.sentence(words.language), each.code) for each in questions if each.gap]
    for why, same in groupby(sorted(gaps), key=lambda pair: pair[0]):
        codes = [code for _why, code in same]
        what = ngettext("%(number)d question: %(codes)s", "%(number)d questions: %(codes)s", len(codes))
        yield Hidden(name, what % {"number": len(codes), "codes": ", ".join(codes)}, why)


def _of_whole(result: OrganisationResult, words: Words) -> Iterator[Hidden]:
    name = result.whole.name
    for level in result.team_level:
        what = gettext("%(label)s: whether one can speak of teams") % {
            "label": label_of(level.dimension, words)
        }
        yield from _said(name, what, level.gap, words)
    for scale in result.scales:
        of_scale = (scale.alpha, scale.omega_total, scale.sd, *scale.rest_correlations, scale.rwg_j)
        what = gettext("%(label)s: how well the questions worked") % {
            "label": label_of(scale.dimension, words)
        }
        yield from _said_once(name, what, of_scale, words)
    pairs = [pair.value for pair in result.correlations]
    yield from _said_once(name, gettext("how scales go together"), pairs, words)
    careless = (result.careless.per_cent, result.careless.without_them)
    yield from _said_once(name, gettext("one answer over and over"), careless, words)
    yield from _said(name, gettext("open data"), result.open_table_gap, words)
    if result.division is not None:
        yield from _said(name, gettext("the extra division"), result.division.gap, words)
    for curve, what in ((result.time, gettext("time")), (result.load, gettext("load"))):
        if curve is not None:
            yield from _said(name, what, curve.gap, words)


def _said(place: str, what: str, gap: Gap | None, words: Words) -> Iterator[Hidden]:
    if gap is not None:
        yield Hidden(place, what, gap.sentence(words.language))


def _said_once(place: str, what: str, statistics: Iterable[Statistic], words: Words) -> Iterator[Hidden]:
    gaps = [each.gap for each in statistics if each.gap]
    for why in dict.fromkeys(gap.sentence(words.language) for gap in gaps):
        yield Hidden(place, what, why)
