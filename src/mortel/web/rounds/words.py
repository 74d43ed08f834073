"""What the parts of a round are called on the pages of HR and the works council, and what is said of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mortel.apps.climate.choices import Attribute
from mortel.apps.climate.drafts import LONG, PACK, TIME_FORM, Missing
from mortel.apps.climate.queries import APack, ARound
from mortel.pure.instruments.shapes import Form
from mortel.pure.instruments.shapes import Instrument as Bank
from mortel.pure.instruments.shipped import shipped_instrument
from mortel.pure.rounds.calendar import State, Strain
from mortel.pure.rounds.own_question import Remark
from mortel.pure.rounds.phases import Phase
from mortel.web.words import LANGUAGE_NAMES, Sentence, Words

PHASES: Final[dict[Phase, Sentence]] = {
    Phase.DRAFT: gettext_lazy("being prepared"),
    Phase.OPEN: gettext_lazy("open"),
    Phase.LAST_MINUTES: gettext_lazy("last minutes"),
    Phase.TYPING: gettext_lazy("asking has ended"),
    Phase.CLOSING: gettext_lazy("the result is being made"),
    Phase.RELEASED: gettext_lazy("the result is there"),
}
STATES: Final[dict[State, Sentence]] = {
    State.PLANNED: gettext_lazy("planned"),
    State.OPEN: gettext_lazy("open"),
    State.DONE: gettext_lazy("done"),
}
STRAINS: Final[dict[Strain, Sentence]] = {
    Strain.TOO_SOON: gettext_lazy(
        "There are less than three months between this round and another one. Fewer people then answer."
    ),
    Strain.LEVELS_SPENT: gettext_lazy(
        "This would be the fourth round with numbers in 24 months. Teams then get words instead of numbers."
    ),
}
REMARKS: Final[dict[Remark, Sentence]] = {
    Remark.LONG: gettext_lazy("The question has more than twelve words. A short one is read better."),
    Remark.TWO_THINGS: gettext_lazy(
        "There is “and” or “or” in it. Somebody may say yes to one half and no to the other."
    ),
    Remark.NEGATION: gettext_lazy("There is a “not” in it. Then people often read over it."),
}


@dataclass(frozen=True, slots=True)
class Mend:
    """Something that is missing, in a sentence, and where it is mended: the name of an address and its words."""

    sentence: Sentence
    url_name: str
    label: Sentence


_CHANGE: Final = gettext_lazy("Change the round")
MENDS: Final[dict[Missing, Mend]] = {
    Missing.CONSENT: Mend(
        gettext_lazy("The works council did not agree yet."),
        "rounds:council",
        gettext_lazy("To the council’s file"),
    ),
    Missing.NOTICE: Mend(
        gettext_lazy(
            "The written notice must be three months old. Fill in the day on which the council got it."
        ),
        "rounds:notice",
        gettext_lazy("Fill in the day of the notice"),
    ),
    Missing.NOBODY: Mend(
        gettext_lazy("Nobody would be asked. Choose more people, or read in the personnel list first."),
        "rounds:change",
        _CHANGE,
    ),
    Missing.ENDED: Mend(
        gettext_lazy("The last day has passed. Choose a later one."), "rounds:change", _CHANGE
    ),
    Missing.TOO_LONG: Mend(
        gettext_lazy("There are more than 40 questions. Take a module out."), "rounds:change", _CHANGE
    ),
    Missing.TOO_MANY_MODULES: Mend(
        gettext_lazy("There are more than two modules. Take one out."), "rounds:change", _CHANGE
    ),
    Missing.PARTS: Mend(
        gettext_lazy("The division by kind of work needs at least two groups."), "rounds:change", _CHANGE
    ),
    Missing.LANGUAGE: Mend(
        gettext_lazy("The questions are not there in every language that you chose."),
        "rounds:change",
        _CHANGE,
    ),
    Missing.PACK: Mend(
        gettext_lazy("A chosen questionnaire of others cannot be read any more. Choose another one."),
        "rounds:change",
        _CHANGE,
    ),
    Missing.COUNCIL_QUESTION: Mend(
        gettext_lazy("The question of the council is not there in every language."),
        "rounds:council-question",
        gettext_lazy("To the council’s question"),
    ),
    Missing.OTHER_OPEN: Mend(
        gettext_lazy("Another round has no result yet. Only one can run at a time."),
        "rounds:rounds",
        gettext_lazy("See all rounds"),
    ),
}


def mends(missing: Iterable[Missing]) -> list[Mend]:
    return [MENDS[one] for one in missing]


def form_label(form: Form, words: Words) -> str:
    """What a form of the bank is called, with how many questions and minutes it takes."""
    return _("%(form)s: %(questions)s, %(minutes)s") % {
        "form": words.of(form.label),
        "questions": questions_in_words(len(form.items)),
        "minutes": minutes_in_words(form.minutes),
    }


def questions_in_words(number: int) -> str:
    return ngettext("%(number)s question", "%(number)s questions", number) % {"number": number}


def minutes_in_words(number: int) -> str:
    return ngettext("%(number)s minute", "%(number)s minutes", number) % {"number": number}


def module_labels(packs: Sequence[tuple[APack, Bank]], words: Words) -> list[tuple[str, str]]:
    """What can be asked next to a form: modules of the bank, then packs."""
    bank = shipped_instrument()
    own = [(form.id, form_label(form, words)) for form in bank.forms if form.kind == "module"]
    theirs = [
        (f"{PACK}{pack.pk}", f"{pack.title}: {questions_in_words(len(of_pack.items))}")
        for pack, of_pack in packs
    ]
    return own + theirs


def asked_parts(round_: ARound, titles: dict[str, str], words: Words) -> list[str]:
    """The form of a round, its modules and its two questions about time, by name. `titles` of packs by their id."""
    bank = shipped_instrument()
    named = [round_.form, *round_.modules]
    if round_.asks_time and round_.form != LONG:
        named.append(TIME_FORM)
    return [
        titles.get(name.removeprefix(PACK), _("a questionnaire that was put away"))
        if name.startswith(PACK)
        else words.of(bank.form(name).label)
        for name in named
    ]


def people_in_words(round_: ARound) -> str:
    """Who is asked, as a list of words."""
    also = [
        (round_.with_flex, _("flex staff")),
        (round_.with_students, _("trainees and students")),
        (round_.with_long_leave, _("people who are away for long")),
    ]
    return ", ".join([_("everybody employed"), *(words for chosen, words in also if chosen)])


def languages_in_words(round_: ARound) -> str:
    return ", ".join(LANGUAGE_NAMES[one] for one in round_.languages)


def division_in_words(round_: ARound) -> str:
    label = str(Attribute(round_.attribute).label)
    parts = ", ".join(round_.attribute_parts)
    return f"{label}: {parts}" if parts else label


_SAID: Final[dict[str, Sentence]] = {
    "changed_elsewhere": gettext_lazy(
        "Somebody changed this round in the meantime. What you filled in is still here. Save once more to keep yours."
    ),
    "look_again": gettext_lazy(
        "Somebody changed this round in the meantime. Look at it once more, and do it then."
    ),
    "opened_meanwhile": gettext_lazy("This round was opened in the meantime, so it stays as it is."),
    "not_now": gettext_lazy("That is not possible in this phase of the round. Below is how it stands now."),
}


def in_other_words(what: str) -> str:
    """What is said when a page was older than the round."""
    return str(_SAID[what])
