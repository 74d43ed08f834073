"""What is said to a team about its figures. Words come first; each names what it does not say as well."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mortel.pure.results.shapes import Direction, Level
from mortel.pure.results.without import LEADERSHIP
from mortel.web.climate.wall import AUTONOMY, OPPORTUNITIES, SHARING, SPACE, SUPPORT
from mortel.web.words import Sentence

LEVELS: Final[Mapping[Level, Sentence]] = {
    "presumably_higher": _("presumably higher than in the rest of the organisation"),
    "presumably_lower": _("presumably lower than in the rest of the organisation"),
    "not_distinguishable": _("no difference to be seen with the rest of the organisation"),
    "": _("not set beside other teams"),
}
# The same on a brick and in a small table, where there is less room.
SHORT_LEVELS: Final[Mapping[Level, Sentence]] = {
    "presumably_higher": _("presumably higher than elsewhere"),
    "presumably_lower": _("presumably lower than elsewhere"),
    "not_distinguishable": _("no difference to be seen"),
    "": _("not set beside other teams"),
}
CHANGES: Final[Mapping[Direction, Sentence]] = {
    "better": _("better"),
    "worse": _("worse"),
    "no_difference": _("no difference to be seen"),
    "too_early": _("too early to say"),
}
NOT_ASKED: Final = _("not asked in this round")
NO_FIGURE: Final = _("no figure")

SHARED: Final = _("This is how you see it together.")
OWN: Final = _("This is the average of what each of you meets with.")
PARTLY: Final = _("This is partly how you see it together, and partly what each of you meets with.")

# One everyday question to talk about each brick.
TALKS: Final[Mapping[str, Sentence]] = {
    LEADERSHIP: _("What did {leidinggevende.the} do lately that helped you along?"),
    OPPORTUNITIES: _("What did you do for the first time this month?"),
    SUPPORT: _("When did somebody say: good that you did that?"),
    SPACE: _("When did you have a quiet moment to think something over?"),
    SHARING: _("Whom did you ask something, and how did that go?"),
    AUTONOMY: _("What in your work would you like to decide yourself?"),
}
# The same for a team without a lead.
TALK_WITHOUT_LEAD: Final = _("What did whoever guides your team do lately that helped you along?")

# For a lead whose team has too few answers for single questions: never chosen from answers.
STANDING: Final[Sequence[Sentence]] = (
    _("Which thing that I do helps you most in your work?"),
    _("What could I do differently next week?"),
)

# A conversation of ten minutes: how many of them, and what to do.
TEN_MINUTES: Final[Sequence[tuple[int, Sentence]]] = (
    (1, _("Say what it is about: how the work goes. Not about who does it well.")),
    (2, _("Everybody thinks in silence. One thing that goes well, one thing that is hard.")),
    (4, _("Go round. Everybody tells one thing. The others listen.")),
    (2, _("Choose one thing together that you can change yourselves.")),
    (1, _("Agree on the first step, who begins, and when you look back.")),
)


def joined(names: Sequence[str]) -> str:
    """`A`, or `A and B`; more come with commas."""
    if len(names) < 2:
        return "".join(names)
    return gettext("%(some)s and %(last)s") % {"some": ", ".join(names[:-1]), "last": names[-1]}


def headline(strengths: Sequence[str], step: str) -> str:
    """The first sentence of the page: what stands out for certain, or that nothing does."""
    parts = []
    if strengths:
        parts.append(gettext("Strong in your team: %(strengths)s.") % {"strengths": joined(strengths)})
    if step:
        parts.append(gettext("To talk about: %(step)s.") % {"step": step})
    return " ".join(parts) or gettext("No clear difference between the sides of your work")


def about(shared: Collection[bool]) -> Sentence:
    """Whether a scale is a shared view or an average of own experiences; `shared` of each of its questions."""
    if not shared:
        return ""
    return SHARED if all(shared) else PARTLY if any(shared) else OWN
