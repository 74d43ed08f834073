"""Why a figure is not there, in one plain sentence that a reader of the page understands. Dutch and English."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

Language = Literal["nl", "en"]


class Reason(StrEnum):
    """Of a group, an item, a dimension, a round, a statistic, a change or an effect."""

    TAKEN_TOGETHER = "taken_together"
    NO_BLOCK = "no_block"
    NOWHERE = "nowhere"
    LEADS_NOWHERE = "leads_nowhere"
    WORDS_ONLY = "words_only"
    TOO_FEW_ON_ITEM = "too_few_on_item"
    TOO_FEW_ITEMS = "too_few_items"
    ITEMS_NEED_MORE = "items_need_more"
    CLASSES_NEED_MORE = "classes_need_more"
    NEIGHBOUR = "neighbour"
    LEVELS_SPENT = "levels_spent"
    TOO_MUCH_TO_GUESS = "too_much_to_guess"
    CHECK_IN = "check_in"
    CHECK_INS_SPENT = "check_ins_spent"
    CATEGORY_SMALL = "category_small"
    CATEGORY_OVERLAP = "category_overlap"
    CATEGORIES_MANY = "categories_many"
    ORGANISATION_SMALL = "organisation_small"
    FEW_BLOCKS = "few_blocks"
    FEW_COMPARISONS = "few_comparisons"
    FEW_ACTIONS = "few_actions"
    RESPONSE_CHANGED = "response_changed"
    UNCLEAR = "unclear"
    FEW_ITEMS = "few_items"
    SAME_ANSWERS = "same_answers"
    NO_ONE_FACTOR = "no_one_factor"
    FEW_WRITERS = "few_writers"
    ONE_LEAD = "one_lead"
    BESIDE_LEAD = "beside_lead"
    WHOLE_ONLY = "whole_only"
    OPEN_DATA_SMALL = "open_data_small"


_TEXTS: Final[Mapping[Reason, Mapping[Language, str]]] = {
    Reason.TAKEN_TOGETHER: {
        "nl": "Dit team staat samen met een ander team, zodat elke groep minstens {least} antwoorden heeft.",
        "en": "This team stands together with another, so that every group has at least {least} answers.",
    },
    Reason.NO_BLOCK: {
        "nl": "Hier zijn minder dan {least} antwoorden. Ze tellen mee een niveau hoger.",
        "en": "There are fewer than {least} answers here. They count one level up.",
    },
    Reason.NOWHERE: {
        "nl": "Hier zijn minder dan {least} antwoorden. Dat is te weinig voor een uitslag.",
        "en": "There are fewer than {least} answers here. That is too few for a result.",
    },
    Reason.LEADS_NOWHERE: {
        "nl": "Er zijn minder dan {least} antwoorden van leidinggevenden. Die tellen daarom nergens mee.",
        "en": "There are fewer than {least} answers from leads, so they count nowhere.",
    },
    Reason.WORDS_ONLY: {
        "nl": "Voor deze ronde is afgesproken dat teams alleen woorden zien, geen cijfers.",
        "en": "For this round it was agreed that teams see words only, no figures.",
    },
    Reason.TOO_FEW_ON_ITEM: {
        "nl": "Minder dan {least} mensen gaven hier een antwoord.",
        "en": "Fewer than {least} people gave an answer here.",
    },
    Reason.TOO_FEW_ITEMS: {
        "nl": "Te weinig vragen hierover zijn door {least} mensen of meer beantwoord.",
        "en": "Too few questions about this were answered by {least} people or more.",
    },
    Reason.ITEMS_NEED_MORE: {
        "nl": "Losse vragen laten we pas zien vanaf {least} antwoorden.",
        "en": "Single questions are shown from {least} answers.",
    },
    Reason.CLASSES_NEED_MORE: {
        "nl": "De verdeling laten we pas zien vanaf {least} antwoorden.",
        "en": "The distribution is shown from {least} answers.",
    },
    Reason.NEIGHBOUR: {
        "nl": "Met dit cijfer zou je kunnen uitrekenen wat een groep zonder eigen cijfers antwoordde.",
        "en": "With this figure one could work out what a group without figures of its own answered.",
    },
    Reason.LEVELS_SPENT: {
        "nl": "Van deze groep zijn in twee jaar al {least} keer cijfers getoond. Nu tonen we alleen woorden.",
        "en": "Figures of this group were shown {least} times in two years. Now we show words only.",
    },
    Reason.TOO_MUCH_TO_GUESS: {
        "nl": "Met cijfers van zo'n kleine groep is te veel over mensen te raden. Daarom tonen we alleen woorden.",
        "en": "With figures of so small a group too much could be guessed of people. So we show words only.",
    },
    Reason.CHECK_IN: {
        "nl": "Een tussenpeiling laat alleen woorden zien, geen cijfers.",
        "en": "A check-in shows words only, no figures.",
    },
    Reason.CHECK_INS_SPENT: {
        "nl": "Deze groep had al {least} tussenpeilingen in een jaar. Van deze tonen we niets.",
        "en": "This group had {least} check-ins within a year. Of this one nothing is shown.",
    },
    Reason.CATEGORY_SMALL: {
        "nl": "Een van deze groepen heeft minder dan {least} antwoorden.",
        "en": "One of these groups has fewer than {least} answers.",
    },
    Reason.CATEGORY_OVERLAP: {
        "nl": "Naast de teams zou deze verdeling over een paar mensen gaan.",
        "en": "Beside the teams this division would speak of a few people.",
    },
    Reason.CATEGORIES_MANY: {
        "nl": "Deze verdeling heeft te veel groepen. Maak er hoogstens {least}.",
        "en": "This division has too many groups. Make at most {least}.",
    },
    Reason.ORGANISATION_SMALL: {
        "nl": "Te klein voor een oordeel over de vragenlijst.",
        "en": "Too small for a judgement of the questionnaire.",
    },
    Reason.FEW_COMPARISONS: {
        "nl": "Minstens {least} teams zonder deze actie moeten dezelfde vragen beantwoorden.",
        "en": "At least {least} teams without this action have to answer the same questions.",
    },
    Reason.FEW_ACTIONS: {
        "nl": "Nog geen {least} teams probeerden dit.",
        "en": "Fewer than {least} teams tried this yet.",
    },
    Reason.RESPONSE_CHANGED: {
        "nl": "De respons verschilt meer dan {least} procentpunten. Misschien antwoorden nu andere mensen.",
        "en": "Response differs by more than {least} percentage points. Other people may be answering now.",
    },
    Reason.UNCLEAR: {
        "nl": "Er zijn genoeg antwoorden, maar het verschil kan nog toeval zijn.",
        "en": "There are enough answers, but the difference may still be chance.",
    },
    Reason.FEW_ITEMS: {
        "nl": "Hiervoor zijn minstens {least} vragen nodig.",
        "en": "This needs at least {least} questions.",
    },
    Reason.SAME_ANSWERS: {
        "nl": "Iedereen antwoordde hier hetzelfde. Er valt niets te vergelijken.",
        "en": "Everybody answered the same here. There is nothing to compare.",
    },
    Reason.NO_ONE_FACTOR: {
        "nl": "Deze vragen passen niet bij één onderliggend idee. Kijk naar alfa.",
        "en": "These questions do not fit one underlying idea. Look at alpha.",
    },
    Reason.ONE_LEAD: {
        "nl": "Dit gaat over een leidinggevende. Hier tonen we het pas vanaf {least} leidinggevenden samen.",
        "en": "This is about a team lead. Here it is shown from {least} leads together.",
    },
    Reason.BESIDE_LEAD: {
        "nl": "Met dit cijfer zou je kunnen uitrekenen wat over een leidinggevende is gezegd.",
        "en": "With this figure one could work out what was said about a team lead.",
    },
    Reason.WHOLE_ONLY: {
        "nl": "Dit laten we alleen zien voor de hele organisatie.",
        "en": "This is shown for the whole organisation only.",
    },
    Reason.OPEN_DATA_SMALL: {
        "nl": "Open gegevens maken we pas vanaf {least} antwoorden.",
        "en": "Open data are made from {least} answers.",
    },
    Reason.FEW_BLOCKS: {
        "nl": "Hiervoor zijn minstens {least} groepen nodig.",
        "en": "This needs at least {least} groups.",
    },
    Reason.FEW_WRITERS: {
        "nl": "Minder dan {least} mensen schreven in deze weken iets op.",
        "en": "Fewer than {least} people wrote something down in these weeks.",
    },
}


@dataclass(frozen=True, slots=True)
class Gap:
    """Why something is not shown; `least` is the number that was not reached (or, for too many, the most)."""

    reason: Reason
    least: int

    def sentence(self, language: Language) -> str:
        return _TEXTS[self.reason][language].format(least=self.least)
