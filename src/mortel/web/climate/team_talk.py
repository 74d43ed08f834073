"""Talking about it: what a team takes to its meeting, with figures or without."""

import math
from dataclasses import dataclass
from typing import Final

from mortel.web.climate.team_lines import GUIDE_FOR_ALL, label_of
from mortel.web.climate.team_story import Story
from mortel.web.climate.team_words import TALK_WITHOUT_LEAD, TALKS, TEN_MINUTES, Sentence
from mortel.web.climate.wall import LEADERSHIP, SIX
from mortel.web.words import Words

# The response that the sentence about next time reckons with, in per cent.
RESPONSE: Final = 60


@dataclass(frozen=True, slots=True)
class Talk:
    """`steps` (minutes, what to do), `questions` (name of the brick, everyday question), a conversation of the library.

    `people`: how large a team must be to get figures next time; None where a round has not told how many answers it
    takes.
    """

    steps: tuple[tuple[int, Sentence], ...]
    questions: tuple[tuple[str, Sentence], ...]
    guide: str
    people: int | None


def talk(story: Story, words: Words) -> Talk:
    guide = story.figures.guide if story.figures else GUIDE_FOR_ALL
    questions = tuple((label_of(one, words), _question(one, story)) for one in SIX)
    return Talk(
        tuple(TEN_MINUTES), questions, guide, people_needed(story.result.least) if story.result else None
    )


def people_needed(answers: int) -> int:
    """So many people give this many answers when 60 out of 100 take part."""
    return math.ceil(answers * 100 / RESPONSE)


def _question(dimension_id: str, story: Story) -> Sentence:
    if dimension_id == LEADERSHIP and not story.has_lead:
        return TALK_WITHOUT_LEAD
    return TALKS[dimension_id]
