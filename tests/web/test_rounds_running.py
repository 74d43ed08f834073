"""From opening to the result: the password once more, messages, a stricter promise, stopping, and what is refused."""

import uuid
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from mortel.apps.climate import tasks
from mortel.apps.climate.actions.opening import open_round, tighten
from mortel.apps.climate.actions.paper import make_batches
from mortel.apps.climate.models import Ballot, Invitation, Round
from mortel.apps.climate.queries import has_too_few
from mortel.apps.climate.tasks import turn_of_rounds
from mortel.apps.people.models import Membership, Person
from mortel.web.rounds import opening
from tests.apps.climate.stories import answered, code_for, draft, opened
from tests.cast import PASSWORD, Cast

SignedIn = Callable[[Person], Client]


@pytest.fixture
def hr(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast.hr)


def address(name: str, round_: Round) -> str:
    return reverse(f"rounds:{name}", args=[round_.pk])


def page(client: Client, round_: Round) -> str:
    return client.get(address("round", round_)).content.decode()


def sent(client: Client, name: str, round_: Round, **data: Any) -> str:
    """What the page of the round says after this."""
    answer = client.post(address(name, round_), data, follow=True)
    assert answer.redirect_chain[-1][0] == address("round", round_)
    return answer.content.decode()


# Opening --------------------------------------------------------------------------------------------------------


def password_asked(client: Client) -> None:
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def test_the_password_is_asked_before_a_round_opens(cast: Cast, hr: Client) -> None:
    round_ = draft(cast)
    for answer in (hr.get(address("open", round_)), hr.post(address("open", round_), {"revision": 2})):
        assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert Round.objects.get().opened_at is None
    password_asked(hr)
    assert "Vanaf dan blijft dit zoals het is:" in hr.get(address("open", round_)).content.decode()


def test_the_page_says_how_many_are_asked_by_which_way_and_shows_the_mail_before_anything_is_fixed(
    cast: Cast, hr: Client
) -> None:
    round_ = draft(cast)
    password_asked(hr)
    shown = hr.get(address("open", round_)).content.decode()
    with_mail = sum(person.email is not None for person in cast.people())
    everybody = len(cast.people())
    assert f"{everybody} mensen: {with_mail} per mail, {everybody - with_mail} met een kaart" in shown
    assert "zodra jij hem stuurt, na het openen" in shown
    assert "Vertel het hun voordat je opent." in shown
    for subject in ("Er staan vragen voor je klaar", "Questions are waiting for you"):
        assert f">{subject}</dd>" in shown
    assert mail.outbox == []


@pytest.mark.parametrize("with_long_leave", [False, True])
def test_before_opening_it_says_that_who_is_away_is_counted_gets_nothing_and_can_be_seen_from_the_cards(
    cast: Cast, hr: Client, with_long_leave: bool
) -> None:
    round_ = draft(cast, with_long_leave=with_long_leave)
    password_asked(hr)
    shown = hr.get(address("open", round_)).content.decode()
    for sentence in ("telt hier mee en krijgt geen vragen", "Wie het team kent, kan zien wie dat is."):
        assert (sentence in shown) != with_long_leave


def test_a_round_opens_as_it_was_shown_and_the_next_step_is_the_invitation(cast: Cast, hr: Client) -> None:
    round_ = draft(cast)
    password_asked(hr)
    said = sent(hr, "open", round_, revision=round_.revision)
    assert "De ronde is open. Nog niemand weet het" in said
    assert address("message", round_) in said
    assert Invitation.objects.filter(round=round_).count() == len(cast.people())
    assert mail.outbox == []


def test_whoever_opens_a_round_that_was_just_opened_hears_that_it_stays_as_that_person_chose(
    cast: Cast, hr: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_ = draft(cast)
    password_asked(hr)
    look = opening.outlook

    def meanwhile(given: Round, day: date) -> Any:
        open_round(by=cast.hr, round_=given, seen=given.revision, at=timezone.now() - timedelta(seconds=1))
        return look(given, day)

    monkeypatch.setattr(opening, "outlook", meanwhile)
    for _again in range(2):
        said = sent(hr, "open", round_, revision=round_.revision)
        assert "Deze ronde is intussen geopend en blijft dus zoals ze is." in said
        assert "Nog niemand weet het" not in said
    assert hr.get(address("open", round_)).url == address("round", round_)


def test_no_stricter_promise_while_it_is_told_whether_there_are_enough_answers(
    cast: Cast, hr: Client
) -> None:
    round_ = opened(cast)
    Round.objects.update(ended_at=timezone.now() - timedelta(minutes=31))
    hr.post(address("stricter", round_), {"k": 9})
    tighten(by=cast.hr, round_=round_, k=9, words_only=False)
    assert Round.objects.get().k == 7


def test_before_opening_it_says_from_which_day_people_are_asked(cast: Cast, hr: Client) -> None:
    today = timezone.localdate()
    round_ = draft(cast, starts_on=today)
    password_asked(hr)
    shown = hr.get(address("open", round_)).content.decode()
    assert f"<dt>Eerste dag</dt><dd>{date_format(today, 'j F Y')}</dd>" in shown
    later = today + timedelta(days=3)
    Round.objects.update(starts_on=later)
    shown = hr.get(address("open", round_)).content.decode()
    assert f"<dt>Eerste dag</dt><dd>vandaag, en niet {date_format(later, 'j F Y')}</dd>" in shown


def test_a_questionnaire_that_cannot_be_read_any_more_is_said_before_opening(cast: Cast, hr: Client) -> None:
    round_ = draft(cast)
    Round.objects.update(modules=[f"pack:{uuid.uuid4()}"])
    said = page(hr, Round.objects.get())
    assert "kan niet meer gelezen worden. Kies een andere." in said
    assert address("change", round_) in said


def test_what_changed_since_it_was_shown_does_not_open(cast: Cast, hr: Client) -> None:
    round_ = draft(cast)
    password_asked(hr)
    said = sent(hr, "open", round_, revision=round_.revision - 1)
    assert "Kijk nog een keer" in said
    assert Round.objects.get().opened_at is None


def test_a_round_without_a_decision_does_not_open_and_says_where_to_mend_it(cast: Cast, hr: Client) -> None:
    round_ = draft(cast)
    Round.objects.update(consent="")
    assert "De raad heeft nog niet ingestemd." in page(hr, round_)
    password_asked(hr)
    assert 'class="button">Open de ronde' not in hr.get(address("open", round_)).content.decode()
    assert "De ronde kan nog niet open." in sent(hr, "open", round_, revision=round_.revision)
    assert Round.objects.get().opened_at is None


def test_a_team_that_gets_paper_gets_no_card_and_a_team_with_mail_only_is_not_asked(
    cast: Cast, hr: Client
) -> None:
    round_ = draft(cast)
    password_asked(hr)
    shown = hr.get(address("open", round_)).content.decode()
    assert "Duinzicht (1 persoon)" in shown
    assert "Wadzicht (" not in shown
    sent(hr, "open", round_, revision=round_.revision, paper=[str(cast.team.pk)])
    channels = dict(Invitation.objects.values_list("person__name", "channel"))
    assert (channels["Henk Postma"], channels["Marit Hoekstra"]) == ("paper", "link")


def test_one_tick_gives_paper_where_three_or_more_have_no_address_and_one_alone_is_warned_of(
    cast: Cast, hr: Client
) -> None:
    round_ = draft(cast)
    password_asked(hr)
    shown = hr.get(address("open", round_)).content.decode()
    assert "kan raden van wie het vel is" in shown
    assert 'name="everywhere"' not in shown
    Person.objects.filter(pk__in=[cast.marit.pk, cast.femke.pk]).update(email=None, email_key=None)
    assert 'name="everywhere"' in hr.get(address("open", round_)).content.decode()
    sent(hr, "open", round_, revision=round_.revision, everywhere="on")
    on_paper = Invitation.objects.filter(channel="paper").values_list("person__name", flat=True)
    assert {name.split()[0] for name in on_paper} == {"Henk", "Marit", "Femke"}


def test_of_very_many_teams_those_with_most_without_an_address_are_listed_and_the_one_tick_is_for_all(
    cast: Cast, hr: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "LISTED", 1)
    Person.objects.filter(pk__in=[cast.marit.pk, cast.femke.pk]).update(email=None, email_key=None)
    people = [Person(name=f"Zonder {at}", card_number=f"{70_000_000 + at}") for at in range(4)]
    for person in Person.objects.bulk_create(people):
        Membership.objects.create(person=person, team=cast.other_team)
    round_ = draft(cast)
    password_asked(hr)
    shown = hr.get(address("open", round_)).content.decode()
    assert "Wadzicht (4 mensen)" in shown
    assert "Duinzicht (" not in shown
    assert "Hier staan alleen de teams met de meeste mensen zonder mailadres." in shown
    sent(hr, "open", round_, revision=round_.revision, everywhere="on")
    assert Invitation.objects.filter(channel="paper").count() == 4 + 3


def test_the_long_form_is_never_on_paper(cast: Cast, hr: Client) -> None:
    round_ = draft(cast, form="long")
    password_asked(hr)
    shown = hr.get(address("open", round_)).content.decode()
    assert "De lange vragenlijst kan niet op papier." in shown
    assert 'name="paper"' not in shown
    sent(hr, "open", round_, revision=round_.revision, paper=[str(cast.team.pk)])
    assert not Invitation.objects.filter(channel="paper").exists()


def test_a_team_that_is_not_offered_is_refused(cast: Cast, hr: Client) -> None:
    round_ = draft(cast)
    password_asked(hr)
    answer = hr.post(
        address("open", round_), {"revision": round_.revision, "paper": [str(cast.other_team.pk)]}
    )
    assert answer.status_code == 400
    assert Round.objects.get().opened_at is None


# While it is open -----------------------------------------------------------------------------------------------


def test_the_invitation_goes_out_once_and_the_page_says_when_the_next_may(cast: Cast, hr: Client) -> None:
    round_ = opened(cast)
    assert "De uitnodiging nu sturen?" in hr.get(address("message", round_)).content.decode()
    assert mail.outbox == []
    said = sent(hr, "message", round_)
    assert "De mails zijn onderweg naar wie nog niet antwoordde." in said
    assert "Er zijn nog 2 herinneringen over." in said
    assert address("message", round_) not in said
    again = sent(hr, "message", round_)
    assert "Er mag één mail per week" in again
    assert len(mail.outbox) == sum(person.email is not None for person in cast.people())


@pytest.mark.parametrize("sent_before", [0, 1, 2])
def test_what_hr_reads_before_sending_is_what_people_get_in_each_language(
    cast: Cast, hr: Client, sent_before: int
) -> None:
    round_ = opened(cast)
    Round.objects.filter(pk=round_.pk).update(messages_sent=sent_before)
    Person.objects.filter(pk=cast.marit.pk).update(language="en")
    shown = unescape(hr.get(address("message", round_)).content.decode())
    sent(hr, "message", round_)
    words = {cast.bram: ("[naam]", "[eigen-code]"), cast.marit: ("[name]", "[own-code]")}
    for person, (name, code) in words.items():
        (letter,) = [one for one in mail.outbox if one.to == [person.email]]
        body = str(letter.body).replace(person.name, name).replace(code_for(round_, person), code)
        assert f">{letter.subject}</dd>" in shown
        assert f">{body}</p>" in shown
        assert f">{letter.from_email}</dd>" in shown


def test_a_reminder_begins_with_until_when_and_says_the_same_to_everybody(cast: Cast, hr: Client) -> None:
    round_ = opened(cast)
    sent(hr, "message", round_)
    invitations = len(mail.outbox)
    week_ago = timezone.localdate() - timedelta(days=7)
    Round.objects.filter(pk=round_.pk).update(last_message_on=week_ago)
    sent(hr, "message", round_)
    until = date_format(round_.ends_on, "l j F")
    bodies = set()
    for one in mail.outbox[invitations:]:
        person = Person.objects.get(email=one.to[0])
        bodies.add(str(one.body).replace(person.name, "").replace(code_for(round_, person), ""))
    (body,) = bodies
    assert f"Je kunt nog meedoen tot en met {until}." in body
    assert not any("nog meedoen" in str(one.body) for one in mail.outbox[:invitations])


@pytest.fixture
def a_week_later() -> Iterator[Callable[[int], None]]:
    with time_machine.travel(timezone.now(), tick=True) as traveller:
        yield lambda days: traveller.shift(timedelta(days=days))


def test_after_three_mails_the_page_offers_no_fourth(
    cast: Cast, signed_in: SignedIn, a_week_later: Callable[[int], None]
) -> None:
    round_ = opened(cast, ends_on=timezone.localdate() + timedelta(days=40))
    for _time in range(3):
        sent(signed_in(cast.hr), "message", round_)
        a_week_later(7)
    shown = page(signed_in(cast.hr), round_)
    assert "Alle drie de mails zijn verstuurd." in shown
    assert address("message", round_) not in shown


def test_the_page_tells_the_response_of_yesterday_and_no_number_of_a_team(
    cast: Cast, hr: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_ = opened(cast)
    answered(round_, cast.marit)
    assert "Er is nog geen cijfer." in page(hr, round_)
    monkeypatch.setattr(tasks, "LEAST_TO_TELL", 5)
    tasks.tell_response(timezone.now())
    answered(round_, cast.femke)
    shown = page(hr, round_)
    assert "Ongeveer 10 % van iedereen." in shown
    assert "Duinzicht" not in shown


def test_the_last_day_can_move_and_not_into_the_past(cast: Cast, hr: Client) -> None:
    round_ = opened(cast)
    yesterday, next_month = (timezone.localdate() + timedelta(days=days) for days in (-1, 30))
    assert hr.post(address("last-day", round_), {"ends_on": yesterday}).status_code == 400
    sent(hr, "last-day", round_, ends_on=next_month)
    assert Round.objects.get().ends_on == next_month


def test_a_promise_becomes_stricter_and_never_looser(cast: Cast, hr: Client) -> None:
    round_ = opened(cast, k=8)
    for looser in ("7", "", "99"):
        assert hr.post(address("stricter", round_), {"k": looser}).status_code == 400
    sent(hr, "stricter", round_, k="10", words_only="on")
    assert (Round.objects.get().k, Round.objects.get().words_only) == (10, True)
    sent(hr, "stricter", round_, k="10")
    assert Round.objects.get().words_only, "a box that cannot be unticked"


# After ----------------------------------------------------------------------------------------------------------


def test_stopping_leaves_thirty_minutes_and_then_the_result_can_be_asked_for(cast: Cast, hr: Client) -> None:
    round_ = opened(cast)
    said = sent(hr, "stop", round_)
    assert "Wie nog bezig was, kan tot" in said
    assert "Dat kan niet in deze fase" in sent(hr, "make-result", round_)
    Round.objects.update(ended_at=timezone.now() - timedelta(minutes=31))
    assert address("make-result", round_) in page(hr, round_)


@pytest.mark.parametrize("name", ["message", "last-day", "stop"])
def test_what_belongs_to_an_open_round_is_past_once_it_ended(cast: Cast, hr: Client, name: str) -> None:
    round_ = opened(cast)
    Round.objects.update(ended_at=timezone.now() - timedelta(hours=1))
    stands = Round.objects.values().get()
    for answer in (
        hr.get(address(name, round_), follow=True),
        hr.post(address(name, round_), {}, follow=True),
    ):
        assert "Dat kan niet in deze fase van de ronde." in answer.content.decode()
    assert Round.objects.values().get() == stands
    assert mail.outbox == []


@pytest.fixture
def asked_for(monkeypatch: pytest.MonkeyPatch) -> list[Round]:
    """The result is not made here; which rounds it was asked for stands in the list."""
    made: list[Round] = []
    monkeypatch.setattr(tasks, "make_result", made.append)
    return made


def over(cast: Cast, **fields: Any) -> Round:
    round_ = opened(cast, **fields)
    Round.objects.update(ended_at=timezone.now() - timedelta(hours=1))
    return round_


def test_the_result_is_made_when_hr_asks_for_it(cast: Cast, hr: Client, asked_for: list[Round]) -> None:
    round_ = over(cast)
    assert "De uitslag wordt gemaakt" in sent(hr, "make-result", round_, though_few="on")
    turn_of_rounds(timezone.now())
    assert asked_for == [round_]


def test_with_so_few_answers_that_nobody_gets_a_result_it_is_made_only_after_a_second_yes(
    cast: Cast, hr: Client, asked_for: list[Round]
) -> None:
    round_ = over(cast)
    said = "Er zijn zo weinig antwoorden dat niemand een uitslag krijgt."
    assert said in hr.get(address("make-result", round_)).content.decode()
    assert hr.post(address("make-result", round_)).status_code == 400
    turn_of_rounds(timezone.now())
    assert asked_for == []
    sent(hr, "make-result", round_, though_few="on")
    turn_of_rounds(timezone.now())
    assert asked_for == [round_]


def test_whether_there_are_too_few_is_told_of_no_round_that_still_asks(cast: Cast) -> None:
    round_ = opened(cast, k=7)
    for person in cast.people()[:6]:
        answered(round_, person)
    told = []
    for ended in (None, timezone.now(), timezone.now() - timedelta(hours=1)):
        round_.ended_at = ended
        told.append(has_too_few(round_))
    assert told == [False, False, True]
    Ballot.objects.create(round=round_, leaf="x", language="nl", answers={}, week="2026-W01")
    assert not has_too_few(round_)


def test_sheets_that_wait_are_typed_or_said_not_to_have_come_back(
    cast: Cast, hr: Client, asked_for: list[Round]
) -> None:
    round_ = over(cast, paper=(cast.team.pk,))
    make_batches(by=cast.hr, round_=round_)
    assert "Stapel 1: 0 van 1 vellen klaar." in page(hr, round_)
    failed = hr.post(address("make-result", round_), {"though_few": "on"})
    assert failed.status_code == 400
    assert "Er wacht nog 1 vel." in failed.content.decode().split('id="id_without_sheets_error"')[1][:200]
    turn_of_rounds(timezone.now())
    assert asked_for == []
    sent(hr, "make-result", round_, without_sheets="on", though_few="on")
    turn_of_rounds(timezone.now())
    assert asked_for == [round_]


def test_a_refused_result_says_so_without_a_figure_and_can_be_tried_once_more(
    cast: Cast, hr: Client, asked_for: list[Round]
) -> None:
    round_ = over(cast)
    Round.objects.update(closing_at=timezone.now(), refused=["one_person"])
    shown = page(hr, round_)
    assert "Daarom tonen we niets." in shown
    assert address("stricter", round_) in shown
    assert "De belofte is nu strenger." in sent(hr, "stricter", round_, k=8, words_only="on")
    turn_of_rounds(timezone.now())
    assert asked_for == []
    sent(hr, "make-result", round_)
    turn_of_rounds(timezone.now())
    assert asked_for == [round_]


def test_a_released_round_says_so(cast: Cast, hr: Client) -> None:
    round_ = over(cast)
    Round.objects.update(closing_at=timezone.now(), released_at=timezone.now())
    assert "De uitslag is er" in page(hr, round_)


def test_a_reminder_never_tells_how_many_did_not_answer_yet(cast: Cast, hr: Client) -> None:
    round_ = opened(cast)
    said = sent(hr, "message", round_)
    before = len(mail.outbox)
    Round.objects.update(last_message_on=timezone.localdate() - timedelta(days=8))
    answered(round_, cast.marit)
    again = sent(hr, "message", round_)
    assert "onderweg naar wie nog niet antwoordde" in said
    assert [part.count("onderweg naar wie nog niet antwoordde") for part in (said, again)] == [1, 1]
    for number in (before, len(mail.outbox) - before):
        assert f">{number} " not in again


def test_the_last_day_lies_within_three_years(cast: Cast, hr: Client) -> None:
    round_ = opened(cast)
    refused = hr.post(address("last-day", round_), {"ends_on": "9999-12-31"})
    assert refused.status_code == 400
    assert "Klopt het jaar?" in refused.content.decode()
    assert Round.objects.get().ends_on == round_.ends_on
