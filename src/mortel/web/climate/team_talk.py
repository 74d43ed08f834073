"""Talking about it: what a team takes to its meeting, with figures or without."""

import math
from dataclasses import dataclass
from typing import Final

from mortel.pure.results.without import LEADERSHIP
from mortel.web.climate.team_lines import GUIDE_FOR_ALL, label_of
from mortel.web.climate.team_story import Story
from mortel.web.climate.team_words import TALK_WITHOUT_LEAD, TALKS, TEN_MINUTES
from mortel.web.climate.wall import SIX, SUPPORT
from mortel.web.words import Sentence, Words

# The response that the sentence about next time reckons with, in per cent.
RESPONSE: Final = 60
# Below so many people no next round will give figures; from so many on a round of talk begins in threes.
STAYS_SMALL: Final = 10
THREES: Final = 8


@dataclass(frozen=True, slots=True)
class Talk:
    """`steps` (minutes, what to do), `questions` (name of the brick, everyday question), a conversation of the library.

    `people`: how large a team must be to get figures next time; None where a round has not told how many answers it
    takes. `begin`: the name of the brick to begin with, the same for every team. `stays_small`: so few work here that
    it stays a conversation.
    """

    steps: tuple[tuple[int, Sentence], ...]
    questions: tuple[tuple[str, Sentence], ...]
    guide: str
    people: int | None
    begin: str
    in_threes: bool
    stays_small: bool


def talk(story: Story, words: Words) -> Talk:
    guide = story.figures.guide if story.figures else GUIDE_FOR_ALL
    questions = tuple((label_of(one, words), _question(one, story)) for one in SIX)
    people = people_needed(story.result.least) if story.result else None
    begin = label_of(SUPPORT, words)
    small = story.size < STAYS_SMALL
    return Talk(tuple(TEN_MINUTES), questions, guide, people, begin, story.size >= THREES, small)


def people_needed(answers: int) -> int:
    """So many people give this many answers when 60 out of 100 take part."""
    return math.ceil(answers * 100 / RESPONSE)


def _question(dimension_id: str, story: Story) -> Sentence:
    if dimension_id == LEADERSHIP and not story.has_lead:
        return TALK_WITHOUT_LEAD
    return TALKS[dimension_id]
