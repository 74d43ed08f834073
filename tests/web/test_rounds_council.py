"""The works council reads the whole request, decides, and adds one question in its own words."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mortel.apps.climate.choices import Consent
from mortel.apps.climate.drafts import Missing
from mortel.apps.climate.models import Round
from mortel.apps.climate.outlook import outlook
from mortel.apps.climate.queries import questions_of
from mortel.apps.ledger.models import AuditEntry
from mortel.apps.people.models import Organisation, Person
from mortel.pure.rounds.questionnaire import Questionnaire, encoded
from tests.apps.climate.stories import draft, opened
from tests.cast import Cast

SignedIn = Callable[[Person], Client]
QUESTION = {"words_nl": "Ik kan hier bij iemand terecht.", "words_en": "I can turn to somebody here."}


@pytest.fixture
def council(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast.council)


@pytest.fixture
def round_(cast: Cast) -> Round:
    """Nobody decided on it yet."""
    made = draft(cast)
    Round.objects.filter(pk=made.pk).update(consent="", consent_on=None, consent_note="")
    return Round.objects.get(pk=made.pk)


def address(name: str, round_: Round) -> str:
    return reverse(f"rounds:{name}", args=[round_.pk])


def page(client: Client, round_: Round) -> str:
    return client.get(address("council", round_)).content.decode()


def decision(round_: Round, **fields: Any) -> dict[str, Any]:
    typed = {"consent": "given", "on": timezone.localdate(), "note": "Besluit 14"}
    return typed | {"revision": round_.revision} | fields


# The file -------------------------------------------------------------------------------------------------------


def test_the_file_says_what_why_who_sees_what_how_long_and_what_cannot_be_ruled_out(
    council: Client, round_: Round
) -> None:
    shown = page(council, round_)
    for heading in (
        "Waarmee we je vragen in te stemmen",
        "Waarom",
        "Wie ziet wat",
        "De regel over leidinggeven",
        "Korte vragen achteraf",
        "Hoe lang we het bewaren",
        "Wat we niet kunnen uitsluiten",
        "Wat er veranderde sinds de raad voor het laatst instemde",
        "Alle vragen",
    ):
        assert f">{heading}</h2>" in shown
    assert "vanaf 7 antwoorden" in shown
    assert f"kan {settings.RETENTION['backup']} dagen in een reservekopie staan" in shown
    assert "drie of meer leidinggevenden samen" in shown
    assert "Geeft een hele groep hetzelfde antwoord?" in shown
    assert "Niemand mag het gebruiken om iemand te beoordelen." in shown
    assert "Mijn leidinggevende toont vertrouwen in mijn werk." in shown
    assert "De raad stemde niet eerder met een ronde in." in shown


def test_what_changed_since_the_last_round_stands_in_the_file(cast: Cast, council: Client) -> None:
    earlier = opened(cast, name="Voorjaar")
    told(earlier)
    same = page(council, draft(cast))
    assert "Er veranderde niets. Deze ronde is net zo opgezet als Voorjaar" in same
    shown = page(
        council,
        draft(cast, k=9, with_students=True, languages=["nl"], modules=["module.workload"], words_only=True),
    )
    for line in (
        "Cijfers vanaf 9 antwoorden. Eerder: vanaf 7.",
        "Talen: Nederlands. Eerder: Nederlands, English.",
        "Wie je vraagt: iedereen in dienst, flexwerkers, studenten en mensen in opleiding.",
        "Teams krijgen alleen woorden. Eerder kregen ze ook cijfers.",
        "4 vragen zijn nieuw.",
    ):
        assert line in shown


def told(round_: Round, **fields: Any) -> None:
    """Its result is there."""
    Round.objects.filter(pk=round_.pk).update(released_at=timezone.now(), is_under_way=None, **fields)


def changes(client: Client, round_: Round) -> str:
    """What stands under the heading, as text without its tags."""
    shown = page(client, round_).split("sinds de raad voor het laatst instemde</h2>")[1].split("</div>")[0]
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", shown).split()))


def test_questions_that_are_new_or_gone_stand_there_by_their_words(cast: Cast, council: Client) -> None:
    earlier = opened(cast, name="Voorjaar", modules=["module.workload"])
    told(earlier)
    now = draft(cast)
    asked = QUESTION | {"revision": now.revision}
    council.post(address("council-question", now), asked)
    said = changes(council, now)
    gone = said.split("4 vragen stellen we niet meer.")[1]
    assert "Ik sla pauzes over door het werk." in gone
    assert "toont vertrouwen in mijn werk" not in said
    assert f"1 vraag is nieuw. {QUESTION['words_nl']}" in said


def test_other_words_of_a_question_stand_beside_the_old_ones(cast: Cast, council: Client) -> None:
    earlier = opened(cast, name="Voorjaar")
    assert earlier.instrument is not None
    words = earlier.instrument.words.replace("toont vertrouwen in mijn werk", "vertrouwt mijn werk")
    earlier.instrument.words = words
    earlier.instrument.save()
    assert (
        "1 vraag heeft andere woorden. Nu: Mijn leidinggevende toont vertrouwen in mijn werk. "
        "Eerder: Mijn leidinggevende vertrouwt mijn werk."
    ) in changes(council, draft(cast))


def other_window(asked: Questionnaire) -> Questionnaire:
    return replace(asked, window=dict.fromkeys(asked.languages, "In het afgelopen jaar"))


def other_heading(asked: Questionnaire) -> Questionnaire:
    heading = dict.fromkeys(asked.languages, "Over iemand anders")
    return replace(asked, sections=(replace(asked.sections[0], heading=heading), *asked.sections[1:]))


def other_scale(asked: Questionnaire) -> Questionnaire:
    """Another scale under another name, with answers of its own."""
    first = asked.sections[0]
    labels = tuple(dict.fromkeys(asked.languages, f"nooit {number}") for number in range(5))
    scale = replace(asked.scale(first.scale), id="other", labels=labels)
    return replace(
        asked,
        scales=(*asked.scales, scale),
        sections=(replace(first, scale="other"), *asked.sections[1:]),
    )


def other_direction(asked: Questionnaire) -> Questionnaire:
    first = asked.sections[0]
    turned = replace(first.questions[0], opposite=not first.questions[0].opposite)
    section = replace(first, questions=(turned, *first.questions[1:]))
    return replace(asked, sections=(section, *asked.sections[1:]))


def other_order(asked: Questionnaire) -> Questionnaire:
    return replace(asked, sections=asked.sections[::-1])


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (other_window, "Wat om de vragen heen staat, heeft andere woorden. Nu:"),
        (other_heading, "Eerder: Over iemand anders"),
        (other_scale, "De antwoorden waaruit mensen kiezen, hebben andere woorden."),
        (other_direction, "1 vraag telt op een andere manier."),
        (other_order, "De vragen staan in een andere volgorde, of komen uit een andere versie van de lijst."),
    ],
)
def test_whatever_else_changed_in_a_questionnaire_is_not_called_the_same(
    cast: Cast, council: Client, other: Callable[[Questionnaire], Questionnaire], said: str
) -> None:
    earlier = opened(cast, name="Voorjaar")
    told(earlier)
    assert earlier.instrument is not None
    earlier.instrument.words = encoded(other(questions_of(earlier))).decode()
    earlier.instrument.save()
    found = changes(council, draft(cast))
    assert said in found
    assert "Er veranderde niets" not in found


def test_a_round_is_laid_beside_the_last_one_that_the_council_agreed_to_before_it(
    cast: Cast, council: Client
) -> None:
    first = opened(cast, name="Eerste", k=8)
    told(first)
    without = opened(cast, name="Zonder raad", k=9)
    told(without, consent=Consent.NOT_NEEDED)
    assert "Naast Eerste" in changes(council, draft(cast, k=10))
    assert "De raad stemde niet eerder met een ronde in." in changes(council, first)


def test_a_round_that_opened_late_is_the_last_one_agreed_to_though_it_was_planned_first(
    cast: Cast, council: Client
) -> None:
    planned_last = opened(cast, name="Laatst gepland", k=8)
    told(planned_last, opened_at=timezone.now() - timedelta(days=9))
    opened_late = opened(cast, name="Laat geopend", k=9)
    told(opened_late, starts_on=planned_last.starts_on - timedelta(days=30))
    assert "Naast Laat geopend" in changes(council, draft(cast, k=10))


# The decision ---------------------------------------------------------------------------------------------------


def test_a_member_of_the_council_writes_down_its_consent_and_the_ledger_says_who(
    cast: Cast, council: Client, round_: Round
) -> None:
    council.post(address("consent", round_), decision(round_))
    stands = Round.objects.get()
    assert (stands.consent, stands.consent_note) == (Consent.GIVEN, "Besluit 14")
    assert AuditEntry.objects.filter(act="round_consent", actor=cast.council.ledger_id).exists()
    assert "Besluit 14" in page(council, round_)


def test_nothing_is_chosen_before_somebody_decides(
    cast: Cast, council: Client, signed_in: SignedIn, round_: Round
) -> None:
    for client in (council, signed_in(cast.hr)):
        form = client.get(address("consent", round_)).content.decode()
        assert 'name="consent"' in form
        assert " checked" not in form


def test_what_hr_wrote_down_for_the_council_is_said_to_be_so_and_what_the_council_wrote_is_not(
    cast: Cast, council: Client, signed_in: SignedIn, round_: Round
) -> None:
    hr, said = signed_in(cast.hr), "Opgeschreven door HR."
    council.post(address("consent", round_), decision(round_))
    assert said not in page(council, round_)
    hr.post(address("consent", round_), decision(Round.objects.get()))
    on_its_page = hr.get(address("round", round_)).content.decode()
    assert all(said in shown for shown in (page(council, round_), on_its_page))


def test_a_council_that_refuses_or_has_conditions_keeps_the_round_closed_and_says_which(
    council: Client, round_: Round
) -> None:
    council.post(
        address("consent", round_), decision(round_, consent="refused", note="Eerst zonder studenten")
    )
    stands, shown = Round.objects.get(), page(council, round_)
    assert "stemde de raad niet in, of alleen onder voorwaarden" in shown
    assert "Eerst zonder studenten" in shown
    assert Missing.CONSENT in outlook(stands, timezone.localdate()).missing


def test_only_hr_can_say_that_no_consent_is_needed_and_says_why(
    cast: Cast, council: Client, signed_in: SignedIn, round_: Round
) -> None:
    answer = council.post(address("consent", round_), decision(round_, consent="not_needed"))
    assert answer.status_code == 400
    hr = signed_in(cast.hr)
    assert (
        hr.post(address("consent", round_), decision(round_, consent="not_needed", note="")).status_code
        == 400
    )
    hr.post(
        address("consent", round_), decision(round_, consent="not_needed", note="Geen raad bij 12 mensen")
    )
    assert Round.objects.get().consent == Consent.NOT_NEEDED
    assert "Geen raad bij 12 mensen" in page(hr, round_)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"note": " "}, "Schrijf het besluit op, de reden, of de voorwaarden."),
        ({"consent": "given!"}, "Kies er een uit de lijst."),
        ({"consent": ""}, "Kies wat de raad besloot."),
        ({"on": "morgen"}, "Deze dag kennen we niet."),
    ],
)
def test_what_is_wrong_with_a_decision_is_said(
    council: Client, round_: Round, wrong: dict[str, str], sentence: str
) -> None:
    answer = council.post(address("consent", round_), decision(round_, **wrong))
    assert answer.status_code == 400
    assert sentence in answer.content.decode()


def test_nobody_decides_in_the_future(council: Client, round_: Round) -> None:
    later = timezone.localdate() + timedelta(days=1)
    answer = council.post(address("consent", round_), decision(round_, on=later))
    assert "Deze dag moet nog komen." in answer.content.decode()


def test_a_decision_on_a_round_that_changed_meanwhile_is_not_kept(
    cast: Cast, council: Client, round_: Round
) -> None:
    Round.objects.update(revision=round_.revision + 1, k=9)
    answer = council.post(address("consent", round_), decision(round_))
    assert answer.status_code == 400
    assert "Iemand veranderde deze ronde intussen." in answer.content.decode()
    assert "Besluit 14" in answer.content.decode()
    assert Round.objects.get().consent == Consent.ASKED


def test_once_the_round_is_open_nothing_of_the_council_can_change(cast: Cast, council: Client) -> None:
    round_ = opened(cast)
    for name in ("consent", "notice", "council-question"):
        assert council.get(address(name, round_))["Location"] == address("council", round_)
        council.post(address(name, round_), decision(round_, note="Nee toch niet") | QUESTION)
    stands = Round.objects.get()
    assert (stands.consent_note, stands.council_question, stands.notice_on) == (
        "Besluit van de raad",
        {},
        None,
    )
    assert address("consent", round_) not in page(council, round_)


# The notice -----------------------------------------------------------------------------------------------------


def test_in_belgium_the_day_of_the_notice_is_asked(council: Client, round_: Round) -> None:
    assert address("notice", round_) not in page(council, round_)
    Organisation.objects.update(country="BE")
    assert "De dag van de schriftelijke aankondiging is nog niet ingevuld." in page(council, round_)
    council.post(address("notice", round_), {"on": "2026-01-05", "revision": round_.revision})
    assert "De raad kreeg de schriftelijke aankondiging op 5 januari 2026." in page(council, round_)


# The question ---------------------------------------------------------------------------------------------------


def test_the_council_adds_one_question_in_every_language(council: Client, round_: Round) -> None:
    answer = council.post(
        address("council-question", round_), QUESTION | {"revision": round_.revision}, follow=True
    )
    assert "Kijk nog even" not in answer.content.decode()
    assert Round.objects.get().council_question == {"nl": QUESTION["words_nl"], "en": QUESTION["words_en"]}
    assert QUESTION["words_nl"] in page(council, round_)


def test_a_question_in_one_language_of_two_is_refused_and_stays(council: Client, round_: Round) -> None:
    answer = council.post(address("council-question", round_), QUESTION | {"words_en": "", "revision": 2})
    assert answer.status_code == 400
    assert QUESTION["words_nl"] in answer.content.decode()
    assert Round.objects.get().council_question == {}


def test_no_words_take_the_question_out_again(council: Client, round_: Round) -> None:
    council.post(address("council-question", round_), QUESTION | {"revision": round_.revision})
    stands = Round.objects.get()
    council.post(
        address("council-question", round_), {"words_nl": "", "words_en": "", "revision": stands.revision}
    )
    assert Round.objects.get().council_question == {}


def test_a_question_that_reads_in_two_ways_is_kept_with_a_remark(council: Client, round_: Round) -> None:
    words = {"words_nl": "Ik word gezien en niet genegeerd.", "words_en": "I am seen.", "revision": 2}
    answer = council.post(address("council-question", round_), words, follow=True).content.decode()
    assert "Iemand kan ja zeggen op de ene helft" in answer
    assert "Daar lezen mensen vaak overheen." in answer
    assert Round.objects.get().council_question["nl"] == words["words_nl"]
