"""The demo's rounds are held without a browser, for speed. What they keep is what the form and the typed sheet keep."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from itertools import cycle

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from mortel.apps.climate.actions import founding
from mortel.apps.climate.actions.founding import Given, hold_round
from mortel.apps.climate.drafts import RoundDraft
from mortel.apps.climate.models import Ballot, PaperSheet, Release, Round
from mortel.apps.climate.queries import questions_of
from mortel.apps.people.models import Person
from mortel.web.ballot.page import PREFIX
from tests.apps.climate.stories import code_for, opened
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person], Client]
DAY = date(2026, 11, 23)


def kept(round_: Round) -> list[tuple[object, ...]]:
    """Everything that a ballot keeps but its random id."""
    rows = Ballot.objects.filter(round=round_).values_list("leaf", "language", "part", "answers", "week")
    return sorted(rows, key=str)


def given(round_: Round, turn: int) -> dict[str, int]:
    answers = cycle([1, 2, 3, 4, 5, 0, 6, 4 + turn])
    return dict(zip(questions_of(round_).codes, answers, strict=False))


@time_machine.travel(f"{DAY}T09:30:00+01:00", tick=False)
def test_the_demo_keeps_what_the_form_and_the_typed_sheet_keep(
    cast: Cast, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    hr = signed_in(cast.hr)
    by_form = opened(cast, paper=(cast.team.pk,))
    answers = {person.pk: given(by_form, turn) for turn, person in enumerate((cast.marit, cast.henk))}
    Client().post(
        reverse("ballot:ballot", args=[code_for(by_form, cast.marit)]),
        {"language": "nl", **{f"{PREFIX}{code}": str(n) for code, n in answers[cast.marit.pk].items()}},
    )
    hr.post(reverse("paper:make-sheets", args=[by_form.pk]))
    PaperSheet.objects.update(twice=False)
    fields = {"batch": 1, "sheet": 1, "entry": str(uuid.uuid4()), "language": "nl"}
    typed = {
        f"q{at}": str(answers[cast.henk.pk][code])
        for at, code in enumerate(questions_of(by_form).codes, start=1)
    }
    hr.post(reverse("paper:typing", args=[by_form.pk]), fields | typed)

    monkeypatch.setattr(founding, "make_result", lambda round_: Release(round=round_))
    Round.objects.filter(pk=by_form.pk).update(released_at=by_form.opened_at, is_under_way=None)
    hold_round(
        by=cast.hr,
        draft=RoundDraft(name="Demo", starts_on=DAY, ends_on=DAY + timedelta(days=1), languages=["nl", "en"]),
        note="Besluit",
        given=[
            Given(person.pk, cast.team.pk, answers[person.pk], "nl", person == cast.henk)
            for person in (cast.marit, cast.henk)
        ],
        paper=[cast.team.pk],
    )
    demo = Round.objects.get(name="Demo")
    assert len(kept(by_form)) == 2
    assert kept(demo) == kept(by_form)
    assert isinstance(demo.pk, uuid.UUID)
