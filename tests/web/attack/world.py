"""An organisation (houses.py) that is asked three times by the path of any round, and of which the truth is known."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from unittest import mock
from uuid import UUID

import numpy as np
import time_machine
from django.utils import timezone

from mortel.apps.climate.actions.answering import Filled, Handed, hand_in
from mortel.apps.climate.actions.closing import ask_result, end_round, make_result
from mortel.apps.climate.models import Invitation, Release, ReleasedFigure, Round
from mortel.apps.climate.queries import questions_of, record_in, rounds
from mortel.apps.people.models import Function, Membership, Person
from mortel.pure.disclosure.attack.model import Floats, Model
from mortel.pure.results.record import Record
from mortel.pure.rounds.questionnaire import Questionnaire
from tests.apps.climate.staff import Staff, hire
from tests.apps.climate.stories import opened
from tests.cast import Cast
from tests.web.attack.houses import LEADS_BOTH, ONE_MIND, SMALL, WITHOUT_LEAD, House
from tests.web.permissions import World
from tests.web.results_samples import SIX
from tests.web.visiting import settle

NAMES = ("Lente", "Zomer", "Herfst")
# The second is a Friday: its lead has until Monday.
DAYS = (
    datetime(2026, 3, 2, 9, tzinfo=UTC),
    datetime(2026, 9, 4, 9, tzinfo=UTC),
    datetime(2027, 3, 1, 9, tzinfo=UTC),
)
_LANGUAGES = ("nl", "nl", "en")
# What the two say who do not agree: as far from the others as they can.
_DISSENT = {1: 5, 2: 5, 3: 1, 4: 1, 5: 1}
# What a team of one mind agrees on, as the attacker believes (attack/population.py).
_AGREED_ON = (0.1, 0.2, 0.0, 0.4, 0.3)
# What is asked beside the six: hours a week, and the load of work.
_BESIDE = (0.15, 0.25, 0.25, 0.2, 0.15)


@dataclass(frozen=True)
class Asked:
    """A round that everybody answered who will: `leaf`, `answers` and kind of work (`part`) of each, by person."""

    round: Round
    leaf: dict[UUID, str]
    answers: dict[UUID, Mapping[str, int]]
    part: dict[UUID, int]
    dissenters: tuple[UUID, ...]


@dataclass(frozen=True)
class Truth:
    """The same after its release, with what was asked and what later rounds need of it."""

    name: str
    release: UUID
    day: datetime
    leaf: Mapping[UUID, str]
    answers: Mapping[UUID, Mapping[str, int]]
    part: Mapping[UUID, int]
    dissenters: tuple[UUID, ...]
    asked: Questionnaire
    record: Record

    @property
    def counted(self) -> list[UUID]:
        """Who answered and stands in a block."""
        inside = {leaf for each in self.record.blocks for leaf in each.block.leaves}
        return [person for person, leaf in self.leaf.items() if leaf in inside]


@dataclass
class Story:
    """The organisation as it stands; `told` grows with every round that is released."""

    cast: Cast
    staff: Staff
    world: World
    house: House
    told: list[Truth] = field(default_factory=list)
    people: "Answering" = field(default_factory=lambda: Answering())

    def lead(self, team: str) -> Person:
        return self.staff.leads[team]


@contextmanager
def drawn_alike(seed: int = 1) -> Iterator[None]:
    """Secrets, ids and with them the noise come out the same in every run: an unlucky draw fails no suite."""
    chance = np.random.default_rng(seed)
    with mock.patch("os.urandom", chance.bytes), mock.patch("random._urandom", chance.bytes):
        yield


def founded(cast: Cast, house: House = SMALL) -> Story:
    """The house before its first round. The sample rounds of the permission table are taken out again."""
    with time_machine.travel(DAYS[0] - timedelta(days=30), tick=False):
        world = settle(cast)
        ReleasedFigure.objects.all().delete()
        Release.objects.all().delete()
        Round.objects.exclude(pk=world.draft).delete()
        staff = hire(house.teams)
        _without_lead(staff, WITHOUT_LEAD)
        _leads_both(staff, *LEADS_BOTH)
    return Story(cast, staff, world, house)


def _without_lead(staff: Staff, team: str) -> None:
    """Whoever led it is one of its people now."""
    Membership.objects.filter(person=staff.leads[team]).update(is_lead=False)
    staff.members[team].append(staff.leads.pop(team))


def _leads_both(staff: Staff, first: str, second: str) -> None:
    _without_lead(staff, second)
    staff.leads[second] = staff.leads[first]
    _join(staff.leads[first], staff.teams[second].pk, is_lead=True, is_main=False)


def _join(person: Person, team: UUID, **more: bool) -> None:
    function = Function.objects.get(name="begeleider")
    Membership.objects.create(
        person=person, team_id=team, function=function, starts=timezone.localdate(), **more
    )


def ask(story: Story) -> Asked:
    """Open the next round and let people answer."""
    at = len(story.told)
    if at:
        _come_and_go(story.staff, story.house, at - 1)
    round_ = opened(story.cast, name=NAMES[at], **story.house.draft)
    return story.people.answer(round_, story.staff, story.house)


def _come_and_go(staff: Staff, house: House, at: int) -> None:
    today = timezone.localdate()
    for team, number in house.gone[at].items():
        for _ in range(number):
            _leave(staff.members[team].pop(), today)
    for team, number in house.new[at].items():
        for _ in range(number):
            staff.members[team].append(_hired(staff, team))
    if at:
        source, target, number = house.moved
        for _ in range(number):
            person = staff.members[source].pop(0)
            _leave(person, today)
            _join(person, staff.team(target))
            staff.members[target].append(person)


def _leave(person: Person, today: date) -> None:
    Membership.objects.filter(person=person, ends=None).update(ends=today - timedelta(days=1))


def _hired(staff: Staff, team: str) -> Person:
    number = f"{50_000_000 + Person.objects.count()}"
    person = Person.objects.create(name=f"{team} {number}", personnel_number=number, card_number=number)
    _join(person, staff.team(team))
    return person


class Answering:
    """People as the attacker models them, and one team of one mind but for two."""

    def __init__(self, seed: int = 20) -> None:
        self.rng = np.random.default_rng(seed)
        self.model = Model()
        self.traits: dict[str, Floats] = {}
        self.mind: list[int] = self.rng.choice(np.arange(1, 6), 24, p=_AGREED_ON).tolist()

    def answer(self, round_: Round, staff: Staff, house: House) -> Asked:
        """Everybody hands in through her own invitation, but for some where the story does not need them."""
        form, at = questions_of(round_).form(), {name: n for n, name in enumerate(SIX)}
        of_six = {
            code: at[name] for code, name in zip(form.items, form.dimensions, strict=True) if name in at
        }
        beside, columns = [code for code in form.items if code not in of_six], list(of_six.values())
        mind, all_answer = str(staff.team(ONE_MIND)), {str(staff.team(name)) for name in house.all_answer}
        kinds = len(round_.attribute_parts)
        found = Asked(round_, {}, {}, {}, ())
        for number, one in enumerate(_invited(round_)):
            latent = self._team(one.leaf)[columns] + self._person(one.person.card_number, columns)
            given = np.clip(np.rint(self.model.mean + latent), 1, 5).astype(int).tolist()
            if one.leaf == mind:
                dissents = len(found.dissenters) < 2
                given = [_DISSENT[each] for each in self.mind] if dissents else self.mind
                found = replace(found, dissenters=(*found.dissenters, *[one.person_id] * dissents))
            if one.leaf not in all_answer and self.rng.random() < 1 - house.share:
                continue
            answers = dict(zip(of_six, given, strict=True)) | {code: self._beside() for code in beside}
            part = int(one.person.card_number) % kinds if kinds else -1
            assert hand_in(one, Filled(one.leaf, _LANGUAGES[number % 3], answers, part)) == Handed.KEPT
            found.leaf[one.person_id], found.answers[one.person_id] = one.leaf, answers
            found.part[one.person_id] = part
        return found

    def _beside(self) -> int:
        return int(self.rng.choice(np.arange(1, 6), p=_BESIDE))

    def _lasting(self, name: str, size: int, stability: float) -> Floats:
        """Standard normal figures that are alike in every round."""
        trait = self.traits.setdefault(f"{name}/{size}", self.rng.standard_normal(size))
        passing = self.rng.standard_normal(size)
        return np.asarray(np.sqrt(stability) * trait + np.sqrt(1 - stability) * passing)

    def _person(self, name: str, columns: list[int]) -> Floats:
        model = self.model
        overall, each, own = (self._lasting(name, size, model.stability) for size in (1, 6, len(columns)))
        return np.asarray(
            model.person_sd
            * (
                np.sqrt(model.between) * overall
                + np.sqrt(model.within - model.between) * each[columns]
                + np.sqrt(1 - model.within) * own
            )
        )

    def _team(self, name: str) -> Floats:
        """(dimensions,)"""
        model = self.model
        overall, each = (self._lasting(f"team {name}", size, model.team_stability) for size in (1, 6))
        return np.asarray(
            model.team_sd * (np.sqrt(model.team_general) * overall + np.sqrt(1 - model.team_general) * each)
        )


def _invited(round_: Round) -> Sequence[Invitation]:
    rows = Invitation.objects.filter(round=round_).select_related("round__instrument", "person")
    return list(rows.order_by("person__card_number"))


def end(story: Story, asked: Asked) -> Round:
    """Stop asking and ask for the result, as HR does."""
    end_round(by=story.cast.hr, round_=asked.round)
    Round.objects.filter(pk=asked.round.pk).update(ended_at=timezone.now() - timedelta(minutes=31))
    over = rounds().get(pk=asked.round.pk)
    ask_result(by=story.cast.hr, round_=over)
    return over


def tell(story: Story, asked: Asked) -> Truth:
    """Make the result, and keep the truth that is gone from the tables then."""
    release = make_result(end(story, asked))
    truth = Truth(
        name=asked.round.name,
        release=release.pk,
        day=timezone.now(),
        leaf=asked.leaf,
        answers=asked.answers,
        part=asked.part,
        dissenters=asked.dissenters,
        asked=questions_of(asked.round),
        record=record_in(release),
    )
    story.told.append(truth)
    return truth
