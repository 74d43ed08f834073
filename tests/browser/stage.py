"""What the browser finds: the cast, Marit's moments in every state, and a session for each part.

Runs inside the installation that is visited (see conftest.py), not inside the test.
"""

import json
import time
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from mortel.apps.climate.models import Round
from mortel.apps.ledger.actions import record
from mortel.apps.moments.actions.lookback import keep_then_and_now, moment_from_line
from mortel.apps.moments.actions.marks import answer_placing, mark, mark_good_for, set_wovenness
from mortel.apps.moments.actions.moments import answer_prompt, capture_moment, edit_moment
from mortel.apps.people.actions.absence import add_away
from mortel.apps.people.actions.passes import hand_out
from mortel.apps.people.choices import PassKind
from mortel.apps.people.models import Membership, Pass, Person
from mortel.pure.disclosure.reasons import Gap, Reason
from tests.apps.climate.stories import answered, code_for, draft
from tests.cast import Cast, assemble
from tests.web.permissions import INSIDE, World
from tests.web.results_samples import SIX, change, conversation, dimension, figures, released, with_questions
from tests.web.visiting import browser, settle

# A shared device signs its visitor out when the page is put away, so every visit needs a session of its own.
KIOSK_VISITS = 150
EARLIER = (
    "Met de lage stand van het bed hoef ik niet te tillen, zij draait zelf.",
    "De apotheek neemt voor negen uur meteen op.",
    "Eerst samen koffie, dan pas de medicijnen. Dat scheelt een half uur praten als Brugman.",
    "Bel 06 12345678 van mevrouw Jansen over de rolstoel.",
)
A_LONG_WORD = "zorgzwaartepakketherindicatieprocedureaanvraagformulier"


def _fill(moment: UUID, world: World) -> None:
    """Everything that can be added to a moment stands on this one."""
    marit, details = world.cast.marit, {"by": world.cast.marit, "moment_id": moment}
    mark(**details, group="act", marks={"act.observe": None, "act.try": None})
    mark(**details, group="src", marks={"src.clients": None})
    mark(**details, group="nb", marks={"nb.new": None})
    mark_good_for(**details, chosen=["oc.career", "out.citizenship", "out.job_skills"])
    answer_placing(**details, answers={"part_of_work": True, "with_others": False}, example=None)
    sliders = {"cm.intention": 1, "cm.spontaneity": 4, "cm.structure": 1}
    set_wovenness(**details, sliders=sliders, by_hand=3)
    answer_prompt(**details, prompt="mp.tried", text="Eerst zonder radio, dan met.")
    text = f"De radio eerst aan en dan pas wassen. Zo ook bij de {A_LONG_WORD}."
    edit_moment(by=marit, moment_id=moment, text=text, revision=2)


def _write(world: World) -> None:
    """A year of moments, a page and more, and the two lists with one line that became a moment."""
    marit, now = world.cast.marit, timezone.localtime()
    for number in range(26):
        capture_moment(by=marit, text=EARLIER[number % 4], taken_at=now - timedelta(days=1 + number * 14))
    then = ["Ik belde de apotheek na de lunch.", "Ik tilde met zijn tweeën."]
    lines = ["Ik bel de apotheek voor negen uur.", "Ik gebruik de lage stand van het bed."]
    keep_then_and_now(by=marit, then=then, now=lines)
    moment_from_line(by=marit, line=lines[0])
    add_away(by=marit, starts=now.date() - timedelta(days=3), ends=now.date() + timedelta(days=9))
    add_away(by=marit, starts=now.date() + timedelta(days=40), ends=None)


def _hire(cast: Cast) -> None:
    """People who have not begun, more than fit on a sheet of cards, one with a name as long as names get.

    Sanne has a card already, and Ans writes at the shared device.
    """
    names = ["Sanne Bakker", "Jan van 't Hof", "Wil de Wit", "Aukje Hoekema", "Priya Ramdin", "Kees Blom"]
    longest = f"Maximiliaan Alexander van {A_LONG_WORD.title()}"
    for number, name in enumerate([*names, longest, "Ans Boomsma"]):
        person = Person(name=name, card_number=str(30_000_000 + number))
        person.set_unusable_password()
        person.save()
        Membership.objects.create(person=person, team=cast.other_team)
        if name in ("Sanne Bakker", "Ans Boomsma"):
            kind = PassKind.START_CARD if name == "Sanne Bakker" else PassKind.KIOSK_CARD
            hand_out(kind, person=person, by=cast.admin)


def _tell(world: World) -> None:
    """Two rounds: Marit's team has everything that a page can show, the other team gets a conversation."""
    team, other, today = world.cast.team, world.cast.other_team, timezone.localdate()
    earlier = [figures(team, step=None, strengths=("dim.sharing",)), conversation(other)]
    released(earlier, name="Voorjaar", day=today - timedelta(days=180))
    released([figures(team, **_everything()), conversation(other, "Duinzicht")], modules=["module.workload"])


def _everything() -> dict[str, Any]:
    """Every kind of line: a change with its interval, one that is too early, an empty joint, a scale of a module."""
    gap = Gap(Reason.TOO_FEW_ITEMS, 7)
    said = {
        "dim.leadership": {"change": change("no_difference", number=0.1, low=-0.2, high=0.3)},
        "dim.space": {"change": change("worse", number=-0.5, low=-0.8, high=-0.2)},
        "dim.opportunities": {"mean": None, "word": "", "gap": gap},
        "dim.support": {"change": change("too_early", gap=Gap(Reason.UNCLEAR, 15))},
    }
    six = tuple(dimension(one, **said.get(one, {})) for one in SIX)
    return {"dimensions": (*six, dimension("dem.pressure", mean=3.7)), "questions": with_questions()}


def _session(world: World, who: str) -> str:
    """The key of a signed-in session whose password was asked in a future that the whole run lies before."""
    session = browser(world, who).session
    for asked in session.get("account_authentication_methods", []):
        asked["at"] = time.time() + 86_400
    session.save()
    return str(session.session_key)


def _ids(cast: Cast, world: World) -> Mapping[str, Any]:
    return {
        "moment": str(world.moment),
        "own_card": str(world.own_card),
        "own_link": str(world.own_link),
        "round": str(world.round),
        "release": str(world.release),
        "draft": str(world.draft),
        **_later_rounds(cast),
        "unit": str(cast.team.unit_id),
        **_ballots(world),
        "start_link": world.start_link,
        "reset_link": world.reset_link,
        "new_address": world.new_address,
        "somebody": str(cast.femke.pk),
        "team": str(cast.team.pk),
        "other_team": str(cast.other_team.pk),
        "newcomer": str(cast.bram.pk),
        "membership": str(Membership.objects.get(person=cast.femke).pk),
    }


def _later_rounds(cast: Cast) -> Mapping[str, str]:
    """A round in which nobody answers any more, and one whose result was refused, which no worker makes again."""
    past = {"opened_at": timezone.now(), "ended_at": timezone.now() - timedelta(hours=1)}
    over, refused = draft(cast, name="Zomer"), draft(cast, name="Winter")
    Round.objects.filter(pk=over.pk).update(**past)
    Round.objects.filter(pk=refused.pk).update(closing_at=timezone.now(), **past)
    record("round_not_released", details={"round": str(refused.pk), "why": ["one_person"]})
    return {"over": str(over.pk), "refused": str(refused.pk)}


def _ballots(world: World) -> Mapping[str, str]:
    """The code of Marit, who answers in no test, and that of Ilse, who answered."""
    round_ = Round.objects.get(pk=world.round)
    answered(round_, world.cast.guide)
    return {"ballot": code_for(round_, world.cast.marit), "ballot_used": code_for(round_, world.cast.guide)}


def stage() -> str:
    """Fill this installation; returns JSON: {"ids": {name: value}, "sessions": {part: [session keys]}}."""
    cast = assemble()
    # Before the round opens: who has no address gets a card with a code.
    _hire(cast)
    world = settle(cast)
    # A whole run can take longer than the half hour that a reset link lives.
    Pass.objects.update(expires_at=timezone.now() + timedelta(days=1))
    _fill(world.moment, world)
    _write(world)
    _tell(world)
    # An administrator made Femke a card: she finds it under what happened to her account.
    hand_out(PassKind.KIOSK_CARD, person=cast.femke, by=cast.admin)
    sessions = {who: [_session(world, who)] for who in INSIDE}
    sessions["kiosk"] = [_session(world, "kiosk") for _ in range(KIOSK_VISITS)]
    return json.dumps({"ids": _ids(cast, world), "sessions": sessions})
