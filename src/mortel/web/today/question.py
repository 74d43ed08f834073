"""The one quiet question of a visit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from mortel.apps.moments.queries import Entry, quiet_of
from mortel.apps.people.access import viewer
from mortel.pure.asking import next_question
from mortel.pure.catalogue.shipped import shipped
from mortel.web.words import Words

# After an answer or a skip nothing is asked for this long: that is what "one a visit" means to a server.
VISIT = timedelta(hours=2)
# Only a fresh moment is asked about; older ones are left in peace.
FRESH = timedelta(hours=24)
# Answered with one tap here; every other question opens the moment's own page.
TAPPED = {"mp.source": "src", "mp.new_or_better": "nb"}


@dataclass(frozen=True)
class Question:
    moment_id: UUID
    about: str
    prompt: str
    words: str
    answers: list[tuple[str, str]]
    action: str
    write_at: str


def starters() -> list[str]:
    """Questions for who does not know how to begin: today or yesterday (S-145), stuck or surprised (S-72), seen in
    others or grown unnoticed (S-144). Only to read."""
    words = Words()
    asked = [
        *shipped().prompts("situation")[1:],
        *shipped().prompts("observe")[:1],
        *shipped().prompts("tacit")[:1],
    ]
    return [words.of(one.label) for one in asked]


def be_still(request: HttpRequest) -> None:
    request.session["still_until"] = int((timezone.now() + VISIT).timestamp())


def still(request: HttpRequest) -> bool:
    until: int = request.session.get("still_until", 0)
    return until > timezone.now().timestamp()


def question_for(request: HttpRequest, recent: Sequence[Entry]) -> Question | None:
    """The question to ask on this page, or None: nothing fresh, asked before, all answered, or a pause."""
    if not recent or still(request) or timezone.now() - recent[0].received_at > FRESH:
        return None
    pause = quiet_of(viewer(request), timezone.localdate())
    if pause and not pause.softer:
        return None
    entry, catalogue = recent[0], shipped()
    done = set(entry.answers) | {tapped for tapped, group in TAPPED.items() if entry.chosen(group)}
    soft = [gentle.id for gentle in catalogue.gentle_prompts()]
    chosen = next_question(done=done, turn=entry.id.int, soft=soft, softer=bool(pause))
    if chosen is None:
        return None
    words, asked = Words(), shipped().prompt(chosen)
    return Question(
        moment_id=entry.id,
        about=entry.line,
        prompt=chosen,
        words=words.of(asked.label),
        answers=words.choices(catalogue.answers(asked)),
        action=reverse("today:answer", args=[entry.id]),
        write_at=reverse("moments:moment", args=[entry.id]) + f"?vraag={chosen}#vraag",
    )
