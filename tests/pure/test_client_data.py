"""The warning for client data: what must be found, what must be left in peace, and that it cannot break."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortel.pure.client_data import find_client_data
from mortel.pure.traces.numbers import passes_eleven_test, passes_national_check

THIS_YEAR = 2026


def kinds(text, country="NL"):
    return [finding.kind for finding in find_client_data(text, country=country, this_year=THIS_YEAR)]


def excerpts(text, country="NL"):
    return [finding.excerpt for finding in find_client_data(text, country=country, this_year=THIS_YEAR)]


# country, kind, what is found, the sentence around it
FOUND = [
    ("NL", "bsn", "123456782", "Haar BSN is 123456782."),
    ("NL", "bsn", "111222333", "Op het formulier stond 111222333 als nummer"),
    ("NL", "bsn", "123.456.782", "bsn: 123.456.782, dat klopte"),
    ("NL", "bsn", "123 456 782", "Nummer 123 456 782 ingevuld."),
    ("NL", "bsn", "1234.56.782", "Oude kaart: 1234.56.782"),
    ("NL", "bsn", "123-456-782", "Ze gaf 123-456-782 door."),
    ("NL", "bsn", "10000008", "Zonder nul ervoor: 10000008."),
    ("NL", "bsn", "010000008", "Met nul ervoor: 010000008."),
    ("NL", "bsn", "123456782", "BSN123456782 stond op de map"),
    ("BE", "bsn", "123456782", "Een cliënt uit Nederland met 123456782."),
    ("BE", "national_number_be", "85.07.30-033.28", "Rijksregisternummer 85.07.30-033.28 genoteerd."),
    ("BE", "national_number_be", "85073003328", "Nummer 85073003328 op de kaart"),
    ("BE", "national_number_be", "85.07.30 033 28", "Met spaties: 85.07.30 033 28."),
    ("BE", "national_number_be", "850730-033.28", "Of zo: 850730-033.28"),
    ("BE", "national_number_be", "02.03.15-123.04", "Geboren na 2000: 02.03.15-123.04."),
    ("NL", "national_number_be", "85.07.30-033.28", "Iemand uit België: 85.07.30-033.28."),
    ("NL", "phone", "06-12345678", "Bel de dochter op 06-12345678."),
    ("NL", "phone", "0612345678", "Dochter: 0612345678, altijd bereikbaar"),
    ("NL", "phone", "06 12 34 56 78", "Haar nummer is 06 12 34 56 78"),
    ("NL", "phone", "+31612345678", "+31612345678 is de zoon"),
    ("NL", "phone", "+31 6 1234 5678", "Zoon: +31 6 1234 5678."),
    ("NL", "phone", "+31 (0)6 12345678", "Zoon: +31 (0)6 12345678."),
    ("NL", "phone", "0031612345678", "Hij belt vanaf 0031612345678."),
    ("NL", "phone", "010-1234567", "Huisarts en thuis: 010-1234567"),
    ("NL", "phone", "020 123 45 67", "Thuis 020 123 45 67 gebeld."),
    ("NL", "phone", "0512-123456", "Mantelzorger: 0512-123456"),
    ("NL", "phone", "(0512) 12 34 56", "Mantelzorger: (0512) 12 34 56"),
    ("NL", "phone", "06\u201112345678", "Met een ander streepje: 06\u201112345678"),
    ("NL", "phone", "123456", "De buurvrouw heeft tel. 123456."),
    ("NL", "phone", "+49 171 1234567", "Broer in Duitsland: +49 171 1234567."),
    ("BE", "phone", "0475 12 34 56", "De dochter heeft 0475 12 34 56."),
    ("BE", "phone", "0475/12.34.56", "gsm 0475/12.34.56 van de zoon"),
    ("BE", "phone", "+32 475 12 34 56", "Zoon: +32 475 12 34 56"),
    ("BE", "phone", "0032475123456", "Zoon: 0032475123456"),
    ("BE", "phone", "02 123 45 67", "Thuis 02 123 45 67 gebeld"),
    ("BE", "phone", "03/123.45.67", "Thuis: 03/123.45.67."),
    ("BE", "phone", "012 34 56 78", "Thuis in Tongeren: 012 34 56 78"),
    ("NL", "email", "j.jansen@voorbeeld.nl", "Mail de zoon op j.jansen@voorbeeld.nl."),
    ("NL", "email", "anna+zorg@post.voorbeeld.be", "Of anna+zorg@post.voorbeeld.be, zei ze"),
    ("NL", "birth_date", "12-03-1948", "Cliënt van 12-03-1948 at niet."),
    ("NL", "birth_date", "12/3/1948", "Geboortedatum 12/3/1948"),
    ("NL", "birth_date", "12.03.1948", "Op het kaartje stond 12.03.1948."),
    ("NL", "birth_date", "12 maart 1948", "Zij is van 12 maart 1948 en woont alleen"),
    ("NL", "birth_date", "3 mrt. 1951", "Hij (3 mrt. 1951) viel."),
    ("NL", "birth_date", "12-03-48", "geb. 12-03-48"),
    ("NL", "birth_date", "5 mei 2026", "De baby, geboren op 5 mei 2026, dronk goed."),
    ("NL", "birth_date", "12031948", "geb. 12031948"),
    ("NL", "birth_date", "1948-03-12", "In het systeem: 1948-03-12."),
    ("NL", "birth_date", "12-03-48", "Bewoonster (* 12-03-48) wil graag buiten zitten"),
    ("NL", "birth_date", "March 12, 1948", "Her card says March 12, 1948."),
    ("NL", "birth_date", "12th of March 1948", "She was born on the 12th of March 1948."),
    ("NL", "name", "mevrouw Jansen", "Bij mevrouw Jansen hielp zingen."),
    ("NL", "name", "Mevr. de Vries", "Mevr. de Vries wilde niet eten."),
    ("NL", "name", "mw. de V.", "Ik hielp mw. de V. uit bed."),
    ("NL", "name", "dhr. K.", "Samen met dhr. K. gelopen."),
    ("NL", "name", "Dhr Bakker-Smit", "Dhr Bakker-Smit slikte de pil met vla"),
    ("NL", "name", "meneer Van der Berg", "Toen zei meneer Van der Berg dat het ging."),
    ("NL", "name", "de heer J.P. van den Hoek", "Het was de heer J.P. van den Hoek die belde."),
    ("NL", "name", "familie El Idrissi", "De familie El Idrissi nam eten mee."),
    ("NL", "name", "Mw.Smit", "Mw.Smit viel bijna van de stoel"),
    ("NL", "name", "hr. Postma", "Ook hr. Postma at weer mee."),
    ("NL", "name", "fam. Visser", "fam. Visser belt elke dag"),
    ("NL", "name", "mevrouw Ö. Yılmaz", "Bij mevrouw Ö. Yılmaz eerst groeten."),
    ("NL", "name", "mevrouw 't Hart", "mevrouw 't Hart slaapt beter nu"),
    ("BE", "name", "mijnheer D\u2019hondt", "Met mijnheer D\u2019hondt gaat het beter"),
    ("BE", "name", "juffrouw Peeters", "Ook juffrouw Peeters hielp mee."),
    ("BE", "name", "Mevr. JANSSENS", "Mevr. JANSSENS vroeg een tweede kussen."),
    ("NL", "name", "mevrouw Anna Jansen", "Ik vroeg het mevrouw Anna Jansen zelf."),
    ("NL", "name", "mevrouw Jansen-de Vries", "mevrouw Jansen-de Vries zat al klaar"),
    ("NL", "name", "Mrs. Brown", "Then Mrs. Brown smiled again."),
]

HARMLESS = [
    "Meneer wilde niet onder de douche, dus ik begon met zijn voeten.",
    "Mevrouw wilde eerst haar koffie en daarna pas wassen.",
    "Mevrouw van kamer 12 sliep slecht.",
    "Meneer van Kamer 12 sliep slecht.",
    "De mevrouw op 3.14 vroeg om een ander kussen.",
    "Ik hielp mw. Daarna ging het beter.",
    "Toen kwam mevrouw. Ze was boos.",
    "Ik vroeg het mevrouw. Zij knikte.",
    "Ik liep mee met meneer. Buiten werd hij rustig.",
    "Bij mevrouw ADL gedaan zonder tillift.",
    "MEVROUW WILDE NIET DOUCHEN VANDAAG",
    "De familie kwam om 14.30 uur langs.",
    "De heer des huizes deed open.",
    "Meneer is 84 en loopt nog elke dag 2 km.",
    "Mevrouw en meneer aten samen in de huiskamer.",
    "Juffrouw, zei hij steeds, en toen moesten we lachen.",
    "Afspraak bij de tandarts op 12-03-2026 om 10.15 uur.",
    "Overleg verzet naar 3 december 2026.",
    "De controle is op 4 mei 2025 geweest.",
    "Sinds 1 januari 2019 werken we met de nieuwe lijst.",
    "Protocol versie 12-03-2018 ligt in de kast.",
    "Opname van 3-11-2025 tot 14-11-2025 nagelezen.",
    "Dienst van 07.30-16.00, pauze om 12.15.",
    "Van 09.30-10.15 2 rondes gelopen.",
    "Nachtdienst 23:00 tot 07:15 op afdeling 4.",
    "Om 06-02-2026 12.30 opnieuw meten.",
    "Paracetamol 1000 mg, 4 keer per dag.",
    "Bloeddruk 120/80, later 135/85, pols 72.",
    "Bloeddruk 120-80 130-85 125-82 gemeten.",
    "Insuline 12 eenheden voor het ontbijt, 8 voor de nacht.",
    "Glucose 7,8 en na het eten 11,2.",
    "Saturatie 94% met 2 liter zuurstof.",
    "Temperatuur 37.8 om 20.00 uur, 38.2 om 22.00 uur.",
    "Gewicht van 68,4 naar 66,9 kg in 3 weken.",
    "Vocht: 150 ml, 200 ml, 250 ml, samen 600 ml.",
    "Kamer 112, 114 en 116 hebben een nieuw bed.",
    "De sleutel hangt in kast 23, vak 4.",
    "Bestelnummer 4500123 voor de handschoenen.",
    "Artikel 87654321 is op.",
    "Maat 42 van de steunkousen past beter dan 40.",
    "Bel bij nood 112 of intern 4455.",
    "De servicedesk is 0900-1234.",
    "Bel het gratis nummer 0800 1234.",
    "Sinds 2019 doen we dat met z'n tweeën.",
    "Tussen 2015 en 2020 was dat anders.",
    "In 1948 geboren mensen kennen dat liedje vaak.",
    "Op 5 mei hing de vlag uit, dat gaf een mooi gesprek.",
    "Op 12-3 komt de monteur voor de tillift.",
    "Ik mailde de apotheek en kreeg om 11.45 antwoord.",
    "Zet een @ voor de naam in het teamkanaal.",
    "Ik vond het op zorgvoorbeeld.nl onder tillen.",
    "Stap 1, 2, 3 en dan pas de band los.",
    "Met 1-2-3 tellen stond meneer ineens zelf op.",
    "Wond 3 x 4 cm, diepte 0,5 cm, foto gemaakt.",
    "Decubitus categorie 2, om de 3 uur draaien.",
    "Katheter 14 CH, ballon 10 ml.",
    "Norm is 30 minuten, wij deden er 45 over.",
    "Er waren 18 van de 24 collega's bij.",
    "Code van de deur veranderd, vraag het de receptie.",
    "Een cliënt met de ziekte van Parkinson telde hardop mee.",
    "De dochter vroeg of het ook zonder slaappil kon.",
    "Mevrouw vroeg: mag het raam open? Dat hielp.",
    "Team Zonnehof en team Duinrand ruilden van dienst.",
    "Het duurde 10 000 stappen, zei de stappenteller.",
    "Op bladzijde 123 van de map staat het schema.",
    "€ 12,50 per keer, dus € 125 voor 10 keer.",
    "Mevrouw Van boven kwam even kijken.",
    "The lady in room 12 wanted her tea first.",
    "* 12-03-2026 overleg over de tillift",
    "Rond 8-10 uur is het druk, 10-12 uur is rustig.",
    "Meting 3: 12 13 14 15 16 17 18.",
]


def test_there_are_at_least_sixty_sentences_of_each_kind():
    assert len(FOUND) >= 60
    assert len(set(HARMLESS)) >= 60


@pytest.mark.parametrize(("country", "kind", "excerpt", "sentence"), FOUND)
def test_client_data_is_found_as_it_was_written(country, kind, excerpt, sentence):
    findings = find_client_data(sentence, country=country, this_year=THIS_YEAR)
    assert [(finding.kind, finding.excerpt) for finding in findings] == [(kind, excerpt)]


@pytest.mark.parametrize("country", ["NL", "BE"])
@pytest.mark.parametrize("sentence", HARMLESS)
def test_an_ordinary_sentence_of_care_is_left_in_peace(sentence, country):
    assert excerpts(sentence, country) == []


def test_several_findings_come_in_the_order_of_the_text():
    text = "Mevrouw Jansen (12-03-1948), bereikbaar op 06-12345678 of jansen@voorbeeld.nl, BSN 123456782."
    assert kinds(text) == ["name", "birth_date", "phone", "email", "bsn"]


def test_two_numbers_behind_one_comma_are_both_found():
    assert excerpts("0612345678,0687654321") == ["0612345678", "0687654321"]


def test_a_name_on_the_next_line_is_found_and_a_next_sentence_is_not_taken_along():
    assert excerpts("Ik was bij mevrouw\nJansen. Daarna naar huis.") == ["mevrouw\nJansen"]
    assert excerpts("Ik hielp mw. de V. Daarna ging het beter.") == ["mw. de V."]


@pytest.mark.parametrize("digits", ["123456781", "123456783", "000000000", "12345678"])
def test_nine_digits_that_fail_the_eleven_test_are_no_bsn(digits):
    assert not passes_eleven_test(digits)
    assert kinds(f"Nummer {digits} hier") == []


@given(st.integers(1, 99_999_999), st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_always_fails_the_eleven_test(first, position, change):
    digits = f"{first:08d}"
    total = sum(weight * int(digit) for weight, digit in zip(range(9, 1, -1), digits, strict=True))
    if total % 11 == 10:
        return
    bsn = digits + str(total % 11)
    assert passes_eleven_test(bsn)
    place = position % 9
    wrong = bsn[:place] + str((int(bsn[place]) + change) % 10) + bsn[place + 1 :]
    assert not passes_eleven_test(wrong)


@given(st.integers(0, 99), st.integers(1, 12), st.integers(1, 28), st.integers(1, 997))
def test_a_national_number_has_one_check_before_2000_and_one_after(year, month, day, serial):
    first = f"{year:02d}{month:02d}{day:02d}{serial:03d}"
    accepted = {wrong for wrong in range(100) if passes_national_check(f"{first}{wrong:02d}")}
    assert accepted == {97 - int(first) % 97, 97 - int("2" + first) % 97}


def test_a_national_number_with_an_impossible_month_is_refused():
    first = "851530033"
    assert not passes_national_check(f"{first}{97 - int(first) % 97:02d}")


def test_a_date_in_the_future_or_before_1900_is_no_birth_date():
    assert kinds("geboren op 12-03-2027") == []
    assert kinds("geboren op 12-03-1899") == []
    assert kinds("geboren op 42-03-1948") == []
    assert kinds("geboren op 12-03-2026") == ["birth_date"]


def test_the_year_that_is_passed_in_decides_what_is_recent():
    text = "Controle-uitslag 12-03-2024 besproken"
    assert [f.kind for f in find_client_data(text, country="NL", this_year=2024)] == []
    assert [f.kind for f in find_client_data(text, country="NL", this_year=2040)] == ["birth_date"]


def test_a_landline_is_read_the_way_of_the_country():
    assert kinds("Thuis 02 123 45 67 gebeld", "BE") == ["phone"]
    assert kinds("Thuis 02 123 45 67 gebeld", "NL") == []
    assert kinds("Thuis 010-1234567 gebeld", "NL") == ["phone"]


PIECES = st.sampled_from(
    ["mevrouw ", "dhr. ", "de ", "van der ", "V.", "Jansen", "06", "+31", "0475", "12", "-", "/", ".", " "]
    + ["1948", "geb. ", "* ", "@", "a.nl", "123456782", "85073003328", "\n", "\u00a0", "\u2019", "é"]
    + ["\ud800", "\x00", "٣"]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join)), st.sampled_from(["NL", "BE"]))
def test_any_text_gives_findings_in_order_that_quote_it_and_never_an_error(text, country):
    findings = find_client_data(text, country=country, this_year=THIS_YEAR)
    end = 0
    for finding in findings:
        assert end <= finding.start < finding.end <= len(text)
        assert finding.excerpt == text[finding.start : finding.end]
        end = finding.end


@given(st.text(alphabet=st.characters(codec="utf-8", categories=["L", "M", "S", "Zs"]), max_size=200))
def test_a_text_without_a_digit_gives_at_most_names(text):
    assert set(kinds(text)) <= {"name"}


SLOW = ["1 ", "0", "06", "0-", "mevrouw ", "mevrouw de ", "de van der ", "a.", "a@", "a@b.", "1-1-", "geb. "]
SLOW += ["(0", "+", "V.", "mw. V. V. ", "12 maart ", "85.07.30-", "Meneer wilde niet. ", "06-12345678 "]


@pytest.mark.parametrize("piece", SLOW)
def test_reading_time_grows_with_the_text_and_not_faster(piece):
    def seconds(length):
        text = (piece * length)[:length]
        return min(_seconds(text) for _ in range(3))

    assert seconds(80_000) < 0.02 + 16 * seconds(10_000)


def _seconds(text):
    start = process_time()
    find_client_data(text, country="BE", this_year=THIS_YEAR)
    return process_time() - start
