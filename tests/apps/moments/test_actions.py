"""What an owner does with her moments."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connections
from django.http import Http404
from django.utils import timezone as clock

from mortel.apps.keys.actions import destroy_key, remember_erased
from mortel.apps.keys.choices import ErasureKind
from mortel.apps.keys.models import PersonKey
from mortel.apps.keys.queries import erased
from mortel.apps.ledger.models import AuditEntry
from mortel.apps.moments.access import moment_for
from mortel.apps.moments.actions import lookback, moments
from mortel.apps.moments.actions.lookback import keep_then_and_now, moment_from_line
from mortel.apps.moments.actions.moments import (
    AlreadyErased,
    ChangedElsewhere,
    Empty,
    TooLong,
    answer_prompt,
    capture_moment,
    delete_everything,
    delete_moment,
    edit_moment,
    erase_again,
)
from mortel.apps.moments.actions.sealing import sealed
from mortel.apps.moments.models import Lookback, Moment
from mortel.apps.moments.queries import found, lookback_of, moments_of, number_of_moments
from mortel.apps.people.models import Person
from tests.cast import Cast

BELT = "De band eerst losser, dan klemt de tillift niet."


def test_what_was_captured_is_read_back_by_its_owner(cast: Cast) -> None:
    capture_moment(by=cast.marit, text=BELT)
    assert [entry.text for entry in moments_of(cast.marit)] == [BELT]
    assert moments_of(cast.femke) == []


def test_the_stored_row_holds_no_readable_text(cast: Cast) -> None:
    pk, _ = capture_moment(by=cast.marit, text=BELT)
    assert b"tillift" not in bytes(Moment.objects.get(pk=pk).sealed)


def test_a_phone_that_sends_twice_keeps_one_moment(cast: Cast) -> None:
    client_id = uuid.uuid4()
    first = capture_moment(by=cast.marit, text=BELT, client_id=client_id)
    again = capture_moment(by=cast.marit, text=BELT, client_id=client_id)
    assert (first[1], again) == (True, (first[0], False))
    assert number_of_moments(cast.marit) == 1


def test_two_people_with_the_same_client_id_do_not_meet(cast: Cast) -> None:
    client_id = uuid.uuid4()
    ids = {
        capture_moment(by=person, text=BELT, client_id=client_id)[0] for person in (cast.marit, cast.femke)
    }
    assert len(ids) == 2


def test_a_late_resend_does_not_bring_a_deleted_moment_back(cast: Cast) -> None:
    client_id = uuid.uuid4()
    pk, _ = capture_moment(by=cast.marit, text=BELT, client_id=client_id)
    delete_moment(by=cast.marit, moment_id=pk)
    with pytest.raises(AlreadyErased):
        capture_moment(by=cast.marit, text=BELT, client_id=client_id)
    assert number_of_moments(cast.marit) == 0


def test_a_moment_is_never_in_the_future_and_keeps_its_offset(cast: Cast) -> None:
    ahead = datetime.now(UTC) + timedelta(hours=5)
    capture_moment(by=cast.marit, text="te vroeg", taken_at=ahead)
    assert moments_of(cast.marit)[0].taken_at <= clock.now()
    there = datetime(2026, 3, 1, 23, 30, tzinfo=timezone(timedelta(hours=1)))
    capture_moment(by=cast.femke, text="in de nacht", taken_at=there)
    assert moments_of(cast.femke)[0].taken_at.isoformat() == "2026-03-01T23:30:00+01:00"


@pytest.mark.parametrize(("text", "error"), [("  \n ", Empty), ("x" * 10_001, TooLong)])
def test_nothing_and_too_much_are_refused(cast: Cast, text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        capture_moment(by=cast.marit, text=text)


def test_ten_thousand_characters_fit(cast: Cast) -> None:
    capture_moment(by=cast.marit, text="ë" * 10_000)
    assert len(moments_of(cast.marit)[0].text) == 10_000


def test_another_ones_moment_and_no_moment_are_the_same(cast: Cast) -> None:
    pk, _ = capture_moment(by=cast.marit, text=BELT)
    for viewer, wanted in ((cast.femke, pk), (cast.joke, pk), (cast.admin, pk), (cast.marit, uuid.uuid4())):
        with pytest.raises(Http404):
            moment_for(viewer, wanted)


def test_editing_keeps_the_earlier_text(cast: Cast) -> None:
    pk, _ = capture_moment(by=cast.marit, text=BELT)
    edit_moment(by=cast.marit, moment_id=pk, text="Eerst de band.", revision=1)
    entry = moment_for(cast.marit, pk)
    assert (entry.text, [old for old, _ in entry.history]) == ("Eerst de band.", [BELT])


def test_of_two_tabs_that_edit_the_second_is_told(cast: Cast) -> None:
    pk, _ = capture_moment(by=cast.marit, text=BELT)
    edit_moment(by=cast.marit, moment_id=pk, text="eerste tab", revision=1)
    with pytest.raises(ChangedElsewhere):
        edit_moment(by=cast.marit, moment_id=pk, text="tweede tab", revision=1)
    assert moment_for(cast.marit, pk).text == "eerste tab"


@pytest.mark.parametrize("at_once", [False, True])
def test_a_double_tap_changes_a_text_once_and_says_nothing_untrue(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, at_once: bool
) -> None:
    pk, _ = capture_moment(by=cast.marit, text=BELT)

    def tap() -> None:
        edit_moment(by=cast.marit, moment_id=pk, text="Eerst de band.", revision=1)

    def sealed_late(*content: Any, **options: Any) -> bytes:
        monkeypatch.undo()
        tap()
        return sealed(*content, **options)

    if at_once:
        monkeypatch.setattr(moments, "sealed", sealed_late)
    else:
        tap()
    tap()
    entry = moment_for(cast.marit, pk)
    assert (entry.revision, [old for old, _ in entry.history]) == (2, [BELT])


def test_an_answer_is_sealed_with_the_moment_and_can_be_taken_back(cast: Cast) -> None:
    pk, _ = capture_moment(by=cast.marit, text=BELT)
    answer_prompt(by=cast.marit, moment_id=pk, prompt="mp.tried", text="harder trekken")
    assert moment_for(cast.marit, pk).answers == {"mp.tried": "harder trekken"}
    assert b"trekken" not in bytes(Moment.objects.get(pk=pk).sealed)
    answer_prompt(by=cast.marit, moment_id=pk, prompt="mp.tried", text=" ")
    assert moment_for(cast.marit, pk).answers == {}


def test_of_two_answers_to_one_question_the_second_is_told(cast: Cast) -> None:
    pk, _ = capture_moment(by=cast.marit, text=BELT)
    mine = {"by": cast.marit, "moment_id": pk, "prompt": "mp.tried"}
    answer_prompt(**mine, text="harder trekken", before="")
    with pytest.raises(ChangedElsewhere):
        answer_prompt(**mine, text="zachter trekken", before="")
    with pytest.raises(ChangedElsewhere):
        answer_prompt(**mine, text="", before="nog iets anders")
    assert moment_for(cast.marit, pk).answers == {"mp.tried": "harder trekken"}
    # A double tap, a change of the moment in between, and an answer that was taken back are nothing to be told of.
    answer_prompt(**mine, text="harder trekken", before="")
    edit_moment(by=cast.marit, moment_id=pk, text="De band was te strak.", revision=2)
    answer_prompt(**mine, text="zachter trekken", before="harder trekken")
    answer_prompt(**mine, text="", before="zachter trekken")
    answer_prompt(**mine, text="weer anders", before="zachter trekken")
    assert moment_for(cast.marit, pk).answers == {"mp.tried": "weer anders"}


def test_the_sentence_that_names_it_stands_for_the_moment(cast: Cast) -> None:
    pk, _ = capture_moment(by=cast.marit, text="Eerst de band los. Daarna pas tillen, zei een collega.")
    assert moment_for(cast.marit, pk).line == "Eerst de band los."
    answer_prompt(by=cast.marit, moment_id=pk, prompt="mp.one_sentence", text="Ik kan nu de lift losmaken")
    assert moment_for(cast.marit, pk).line == "Ik kan nu de lift losmaken"


def test_search_finds_whatever_the_case_and_accents(cast: Cast) -> None:
    capture_moment(by=cast.marit, text="Apotheek bellen vóór tien uur")
    capture_moment(by=cast.marit, text=BELT)
    own = moments_of(cast.marit)
    assert [entry.text for entry in found(own, "VOOR apoth")] == ["Apotheek bellen vóór tien uur"]
    assert found(own, "niet te vinden") == []


def test_nothing_an_owner_does_is_written_in_the_ledger(cast: Cast) -> None:
    pk, _ = capture_moment(by=cast.marit, text=BELT)
    edit_moment(by=cast.marit, moment_id=pk, text="anders", revision=1)
    delete_moment(by=cast.marit, moment_id=pk)
    delete_everything(by=cast.marit)
    assert AuditEntry.objects.count() == 0


def test_deleting_everything_destroys_the_key_and_lets_her_begin_again(cast: Cast) -> None:
    capture_moment(by=cast.marit, text=BELT)
    keep_then_and_now(by=cast.marit, then=["toen"], now=["nu"])
    before = bytes(PersonKey.objects.get(pk=cast.marit.pk).wrapped)
    delete_everything(by=cast.marit)
    assert (number_of_moments(cast.marit), lookback_of(cast.marit)) == (0, None)
    assert not PersonKey.objects.filter(pk=cast.marit.pk).exists()
    capture_moment(by=cast.marit, text="opnieuw")
    assert bytes(PersonKey.objects.get(pk=cast.marit.pk).wrapped) != before


def test_a_line_that_was_gained_becomes_a_moment_once(cast: Cast) -> None:
    keep_then_and_now(
        by=cast.marit, then=["Wassen en aankleden"], now=["wassen en aankleden", "Ik doe de wonden zelf"]
    )
    assert lookback_of(cast.marit).gained == ["Ik doe de wonden zelf"]  # type: ignore[union-attr]
    assert moment_from_line(by=cast.marit, line="Ik doe de wonden zelf")
    assert not moment_from_line(by=cast.marit, line="Ik doe de wonden zelf")
    assert not moment_from_line(by=cast.marit, line="Dit stond er nooit")
    assert [entry.text for entry in moments_of(cast.marit)] == ["Ik doe de wonden zelf"]


def version(person: Person) -> str:
    """That of her lists as they are; nothing when there are none."""
    lists = lookback_of(person)
    return lists.version if lists else ""


def test_lists_of_another_version_are_not_replaced(cast: Cast) -> None:
    keep_then_and_now(by=cast.marit, then=[], now=["een"])
    first = version(cast.marit)
    keep_then_and_now(by=cast.marit, then=[], now=["twee"], version=first)
    for old in ("", first, version(cast.marit) + "1", "iets anders"):
        with pytest.raises(ChangedElsewhere):
            keep_then_and_now(by=cast.marit, then=[], now=["drie"], version=old)
    assert lookback_of(cast.marit).now == ("twee",)  # type: ignore[union-attr]


def while_sealing(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object], *, before: bool) -> None:
    """Let something happen just before or just after the lists that are being kept are sealed."""

    def sealed_meanwhile(content: dict[str, Any], **options: Any) -> bytes:
        monkeypatch.undo()
        if before:
            happens()
        done = sealed(content, **options)
        if not before:
            happens()
        return done

    monkeypatch.setattr(lookback, "sealed", sealed_meanwhile)


@pytest.mark.parametrize("begun", [False, True])
def test_two_that_save_lists_at_once_do_not_overwrite_each_other(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, begun: bool
) -> None:
    """The second saves between the reading and the writing of the first."""
    if begun:
        keep_then_and_now(by=cast.marit, then=[], now=["eerst"])
    lists = {"by": cast.marit, "then": [], "version": version(cast.marit)}
    while_sealing(monkeypatch, lambda: keep_then_and_now(**lists, now=["tussendoor"]), before=True)
    with pytest.raises(ChangedElsewhere):
        keep_then_and_now(**lists, now=["te laat"])
    assert lookback_of(cast.marit).now == ("tussendoor",)  # type: ignore[union-attr]


@pytest.mark.parametrize("begun", [False, True])
@pytest.mark.parametrize("at_once", [False, True])
def test_a_double_tap_keeps_the_lists_once_and_says_nothing_untrue(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, begun: bool, at_once: bool
) -> None:
    if begun:
        keep_then_and_now(by=cast.marit, then=[], now=["eerst"])
    lists = {"by": cast.marit, "then": ["toen"], "now": ["nu"], "version": version(cast.marit)}
    if at_once:
        while_sealing(monkeypatch, lambda: keep_then_and_now(**lists), before=True)
    else:
        keep_then_and_now(**lists)
    keep_then_and_now(**lists)
    assert lookback_of(cast.marit).revision == 1 + begun  # type: ignore[union-attr]


def test_lists_begun_anew_are_not_replaced_from_a_tab_of_before_everything_was_deleted(cast: Cast) -> None:
    keep_then_and_now(by=cast.marit, then=[], now=["eerst"])
    old = version(cast.marit)
    delete_everything(by=cast.marit)
    keep_then_and_now(by=cast.marit, then=[], now=["daarna"])
    with pytest.raises(ChangedElsewhere):
        keep_then_and_now(by=cast.marit, then=[], now=["eerst", "meer"], version=old)
    assert lookback_of(cast.marit).now == ("daarna",)  # type: ignore[union-attr]


@pytest.mark.parametrize("begun", [False, True])
@pytest.mark.parametrize("before", [False, True])
def test_lists_saved_while_everything_is_deleted_are_newer_and_stay(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, begun: bool, before: bool
) -> None:
    """The key goes around the sealing; the rows go last, and what the worker does at its next round comes after."""
    if begun:
        keep_then_and_now(by=cast.marit, then=[], now=["eerst"])
    while_sealing(monkeypatch, lambda: delete_all_but_rows(cast.marit), before=before)
    keep_then_and_now(by=cast.marit, then=[], now=["nieuw"], version=version(cast.marit))
    erase_again([], erased(ErasureKind.LOOKBACK))
    assert lookback_of(cast.marit).now == ("nieuw",)  # type: ignore[union-attr]


def delete_all_but_rows(person: Person) -> None:
    """`delete_everything` as far as the key; the server is slow, or stops."""
    remember_erased(ErasureKind.LOOKBACK, list(Lookback.objects.values_list("pk", flat=True)))
    destroy_key(person.pk)


def test_a_line_that_becomes_a_moment_makes_its_lists_no_newer(cast: Cast) -> None:
    """Newer lists outlive "delete all", and a year counts from the day they were written."""
    keep_then_and_now(by=cast.marit, then=[], now=["een"])
    day = lookback_of(cast.marit).changed_at  # type: ignore[union-attr]
    moment_from_line(by=cast.marit, line="een")
    assert lookback_of(cast.marit).changed_at == day  # type: ignore[union-attr]


def test_a_line_that_became_a_moment_disturbs_nobody_who_is_typing(cast: Cast) -> None:
    keep_then_and_now(by=cast.marit, then=[], now=["een"])
    typing = version(cast.marit)
    assert moment_from_line(by=cast.marit, line="een")
    keep_then_and_now(by=cast.marit, then=[], now=["een", "twee"], version=typing)
    assert (lookback_of(cast.marit).kept, lookback_of(cast.marit).now) == (("een",), ("een", "twee"))  # type: ignore[union-attr]


def test_lists_saved_while_a_line_becomes_a_moment_win(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_then_and_now(by=cast.marit, then=[], now=["een"])

    def capture_late(**moment: Any) -> tuple[uuid.UUID, bool]:
        keep_then_and_now(by=cast.marit, then=[], now=["een", "twee"], version=version(cast.marit))
        return capture_moment(**moment)

    monkeypatch.setattr(lookback, "capture_moment", capture_late)
    assert moment_from_line(by=cast.marit, line="een")
    assert lookback_of(cast.marit).now == ("een", "twee")  # type: ignore[union-attr]


def test_lists_that_do_not_open_any_more_make_room_for_new_ones(cast: Cast) -> None:
    """The server stopped between destroying the key and deleting the rows."""
    keep_then_and_now(by=cast.marit, then=[], now=["weg"])
    delete_all_but_rows(cast.marit)
    assert lookback_of(cast.marit) is None
    keep_then_and_now(by=cast.marit, then=[], now=["opnieuw"])
    erase_again([], erased(ErasureKind.LOOKBACK))
    assert lookback_of(cast.marit).now == ("opnieuw",)  # type: ignore[union-attr]


def test_reading_moments_takes_three_queries_however_many_there_are(
    cast: Cast, django_assert_num_queries: "pytest.FixtureRequest"
) -> None:
    for number in range(8):
        capture_moment(by=cast.marit, text=f"moment {number}")
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(moments_of(cast.marit)) == 8
    with django_assert_num_queries(1, connection=connections["keys"]):  # type: ignore[operator]
        moments_of(cast.marit)


def test_a_deletion_that_was_cut_off_shows_nothing_and_breaks_no_page(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server stops after the key is destroyed and before the rows are gone."""
    pk, _ = capture_moment(by=cast.marit, text=BELT)

    def stop(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("mortel.apps.moments.actions.moments.transaction", SimpleNamespace(atomic=stop))
    with pytest.raises(KeyboardInterrupt):
        delete_everything(by=cast.marit)
    monkeypatch.undo()
    assert Moment.objects.filter(pk=pk).exists()
    assert moments_of(cast.marit) == []
    with pytest.raises(Http404):
        moment_for(cast.marit, pk)
    capture_moment(by=cast.marit, text="opnieuw")
    assert [entry.text for entry in moments_of(cast.marit)] == ["opnieuw"]
