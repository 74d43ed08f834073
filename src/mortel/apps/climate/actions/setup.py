"""Setting up a round, changing it until it opens, and what the works council says of it."""

import uuid
from datetime import date
from typing import Any, Final

from django.db import transaction

from mortel.apps.climate.choices import Consent
from mortel.apps.climate.drafts import RoundDraft
from mortel.apps.climate.models import Round
from mortel.apps.ledger.actions import record
from mortel.apps.people.choices import GrantKind
from mortel.apps.people.models import Person
from mortel.apps.people.queries import grants_of

_ASKED_AGAIN: Final = {
    "consent": Consent.ASKED,
    "consent_on": None,
    "consent_note": "",
    "consent_by_council": None,
}


class ChangedElsewhere(Exception):
    """Somebody changed this round since the form was shown; what was typed is still in the form."""


class NotADraft(Exception):
    """The round is open or further: its set-up is frozen."""


@transaction.atomic
def plan_round(*, by: Person, draft: RoundDraft, round_id: uuid.UUID) -> Round:
    """Keep a new draft; a form that is sent twice gives one round (`round_id` comes from the form)."""
    made, is_new = Round.objects.get_or_create(pk=round_id, defaults=draft.fields())
    if is_new:
        record("round_planned", actor=by.ledger_id, details={"round": str(made.pk)})
    return made


@transaction.atomic
def change_round(*, by: Person, round_: Round, draft: RoundDraft, seen: int) -> None:
    """Change a draft that was shown at revision `seen`. A consent that was given for the old set-up is asked again.

    Raises ChangedElsewhere, NotADraft.
    """
    fields = draft.fields()
    asked_again = any(getattr(round_, name) != value for name, value in fields.items())
    if asked_again:
        fields |= _ASKED_AGAIN
    _update(round_, seen, fields)
    record("round_changed", actor=by.ledger_id, details={"round": str(round_.pk)})


@transaction.atomic
def remove_draft(*, by: Person, round_: Round) -> None:
    """Throw a draft away. Raises NotADraft."""
    if not Round.objects.filter(pk=round_.pk, opened_at=None).delete()[0]:
        raise NotADraft
    record("round_removed", actor=by.ledger_id, details={"round": str(round_.pk)})


@transaction.atomic
def record_consent(*, by: Person, round_: Round, consent: Consent, on: date, note: str, seen: int) -> None:
    """Keep what the council said or why it need not, and whether one of them wrote this. Raises as `change_round`."""
    fields = {"consent": consent, "consent_on": on, "consent_note": note}
    _update(round_, seen, fields | {"consent_by_council": GrantKind.COUNCIL in grants_of(by)})
    record("round_consent", actor=by.ledger_id, details={"round": str(round_.pk), "consent": consent.value})


@transaction.atomic
def record_notice(*, by: Person, round_: Round, on: date, seen: int) -> None:
    """When the council was told in writing (Belgium, CAO 39). Raises as `change_round`."""
    _update(round_, seen, {"notice_on": on})
    record("round_notice", actor=by.ledger_id, details={"round": str(round_.pk)})


@transaction.atomic
def ask_council_question(*, by: Person, round_: Round, words: dict[str, str], seen: int) -> None:
    """The one question that the council adds, in each language of the round; no words take it out again.

    When anybody but the council changes it after the consent, the consent is asked again.
    """
    of_the_council = GrantKind.COUNCIL in grants_of(by)
    _update(round_, seen, {"council_question": words} | ({} if of_the_council else _ASKED_AGAIN))
    record("round_council_question", actor=by.ledger_id, details={"round": str(round_.pk)})


def _update(round_: Round, seen: int, fields: dict[str, Any]) -> None:
    changed = Round.objects.filter(pk=round_.pk, opened_at=None, revision=seen).update(
        revision=seen + 1, **fields
    )
    if not changed:
        raise (
            NotADraft
            if Round.objects.filter(pk=round_.pk, opened_at__isnull=False).exists()
            else ChangedElsewhere
        )
