"""The side channels of survey tools, closed at the table: each test fails on a planted bug.

What pages could give away is tried over HTTP in tests/web/test_side_channels.py.
"""

import ast
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection, models
from django.test.utils import isolate_apps
from django.utils import timezone

from mortel.apps.climate.actions.closing import end_round
from mortel.apps.climate.actions.opening import tighten
from mortel.apps.climate.models import Ballot, HandedIn, Invitation, PaperSheet, Round, Snapshot
from mortel.apps.people.models import Person
from tests.apps.climate.stories import answered, code_for, everything, opened
from tests.cast import Cast

pytestmark = pytest.mark.django_db

ANSWERS = (Ballot, Snapshot, PaperSheet)
SOURCE = Path(__file__).resolve().parents[3] / "src" / "mortel"
# The only places that may touch the rows of ballots, and what for.
MAY_READ = {
    "apps/climate/actions/asking_again.py": "makes sheets anew after a restore",
    "apps/climate/actions/paper.py": "makes sheets, and keeps a first entry until the second",
    "apps/climate/tasks.py": "counts typed sheets for the response of the whole",
    "apps/climate/actions/answering.py": "writes one",
    "apps/climate/actions/closing.py": "makes the snapshot of all and deletes them",
    "apps/climate/actions/founding.py": "takes out those of a demo",
    "apps/climate/queries.py": "names the tables, for backups and sweeping",
    "apps/climate/sheets.py": "counts the sheets of a batch, typed and untyped",
    "apps/climate/models.py": "declares it",
}


def times_and_people_in(*tables: type[models.Model]) -> list[str]:
    """Columns that hold a time or lead to somebody or her invitation."""
    found = []
    for table in tables:
        for field in table._meta.get_fields():
            target = getattr(field, "related_model", None)
            if isinstance(field, (models.DateField, models.TimeField)) or target in (
                Person,
                Invitation,
                HandedIn,
            ):
                found.append(f"{table.__name__}.{field.name}")
    return found


def test_no_answer_carries_a_time_or_a_way_to_somebody() -> None:
    assert times_and_people_in(*ANSWERS) == []
    assert times_and_people_in(HandedIn) == ["HandedIn.invitation"]


@isolate_apps("mortel.apps.climate")
def test_a_planted_time_or_key_is_found() -> None:
    class Leaky(models.Model):
        sent_at = models.DateTimeField()
        invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="+")

        class Meta:
            app_label = "climate"

    assert times_and_people_in(Leaky) == ["Leaky.sent_at", "Leaky.invitation"]


def test_two_people_who_answer_alike_on_other_days_leave_rows_that_differ_in_their_id_alone(
    cast: Cast,
) -> None:
    with time_machine.travel("2026-11-23T08:00:00+01:00", tick=False) as clock:
        round_ = opened(cast)
        answered(round_, cast.marit)
        clock.shift(timedelta(days=2, hours=5, seconds=17))
        answered(round_, cast.femke)
    one, other = (
        {key: value for key, value in row.items() if key != "id"} for row in Ballot.objects.values()
    )
    assert one == other
    assert one["week"] == "2026-W48"


def test_an_id_of_a_ballot_is_drawn_anew_and_leads_to_no_invitation(cast: Cast) -> None:
    ids = set()
    for _ in range(2):
        round_ = opened(cast)
        answered(round_, cast.marit)
        ballot = Ballot.objects.get(round=round_)
        known = {pk.hex for pk in Invitation.objects.values_list("pk", flat=True)}
        assert ballot.pk.hex not in known
        ids.add(ballot.pk)
        Round.objects.filter(pk=round_.pk).update(released_at=timezone.now(), is_under_way=None)
    assert len(ids) == 2


TABLES_OF_ANSWERS = {"Ballot", "HandedIn", "PaperSheet", "Snapshot"}


def names_in(tree: ast.AST) -> set[str]:
    """Every name that is read or imported, under whatever other name."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.ImportFrom):
            found.update(alias.name for alias in node.names)
    return found


def test_a_table_under_another_name_is_found() -> None:
    assert names_in(ast.parse("from mortel.apps.climate.models import Ballot as B")) & TABLES_OF_ANSWERS


def readers_of_ballots() -> Iterator[str]:
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        if TABLES_OF_ANSWERS & names_in(ast.parse(path.read_text(encoding="utf-8"))):
            yield path.relative_to(SOURCE).as_posix()


def test_nothing_but_closing_reads_a_ballot() -> None:
    assert set(readers_of_ballots()) <= set(MAY_READ)
    text = (SOURCE / "apps/climate/actions/answering.py").read_text(encoding="utf-8")
    assert "Ballot.objects.create(" in text
    assert text.count("Ballot.objects") == 1, "answering writes ballots and reads none"


def test_a_promise_can_only_become_stricter_and_the_table_refuses_less(cast: Cast) -> None:
    round_ = opened(cast, k=8)
    for looser in ({"k": 7, "words_only": False}, {"k": 6, "words_only": True}):
        with pytest.raises(ValueError, match="stricter"):
            tighten(by=cast.hr, round_=round_, **looser)
    tighten(by=cast.hr, round_=round_, k=9, words_only=True)
    round_.refresh_from_db()
    assert (round_.k, round_.words_only) == (9, True)
    stale = Round.objects.get(pk=round_.pk)
    Round.objects.filter(pk=round_.pk).update(k=12)
    tighten(by=cast.hr, round_=stale, k=10, words_only=True)
    tighten(by=cast.hr, round_=Round(pk=round_.pk, k=9), k=12, words_only=False)
    now = Round.objects.get(pk=round_.pk)
    assert (now.k, now.words_only) == (12, True), "an old page cannot bring an older promise back"


def test_the_week_and_the_form_of_an_answer_never_tell_how_much_was_filled_in(cast: Cast) -> None:
    round_ = opened(cast)
    answered(round_, cast.marit, everything(round_))
    answered(round_, cast.femke, {"ENC2": 5})
    lengths = {len(row) for row in Ballot.objects.values_list("answers", flat=True)}
    assert len(lengths) == 1


def test_ending_twice_ends_once(cast: Cast) -> None:
    round_ = opened(cast)
    end_round(by=cast.hr, round_=round_)
    first = Round.objects.get(pk=round_.pk).ended_at
    end_round(by=cast.hr, round_=round_)
    assert Round.objects.get(pk=round_.pk).ended_at == first


def test_a_code_is_stored_as_a_keyed_hash_alone(cast: Cast) -> None:
    round_ = opened(cast)
    codes = {code_for(round_, person) for person in cast.people()}
    assert len(codes) == len(cast.people())
    with connection.cursor() as cursor:
        cursor.execute("SELECT code_hash FROM climate_invitation")
        stored = {row[0] for row in cursor.fetchall()}
    assert len(stored) == len(codes)
    assert not any(code in one for code in codes for one in stored)
