"""The acts of the ledger in plain sentences. Names stand beside them, never in them."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mortel.apps.climate.choices import Consent
from mortel.apps.people.choices import CardsFor, Definition, GrantKind, PassKind, WordName

SENTENCES: dict[str, str | Promise] = {
    "organisation_founded": gettext_lazy("The organisation was set up."),
    "organisation_removed": gettext_lazy("The demo organisation was removed."),
    "personnel_list_read_in": gettext_lazy(
        "The personnel list was read in: %(added)s new, %(changed)s changed, %(ended)s leaving."
    ),
    "address_changed_by_list": gettext_lazy("The personnel list changed the e-mail address."),
    "ending_undone": gettext_lazy("The end of a place in a team was taken back."),
    "pass_made": gettext_lazy("Made: %(kind)s."),
    "start_cards_made": gettext_lazy("Start cards made for newcomers: %(number)s. For whom: %(team)s."),
    "start_link_mailed": gettext_lazy("A start link was asked for, to be sent by mail."),
    "person_disabled": gettext_lazy("The account was closed."),
    "person_enabled": gettext_lazy("The account was opened again."),
    "person_erased": gettext_lazy("A person was deleted, with everything they had here."),
    "grants_changed": gettext_lazy("Roles given: %(given)s. Roles taken away: %(taken)s."),
    "vocabulary_changed": gettext_lazy("The organisation’s own words changed for: %(words)s."),
    "own_card_added": gettext_lazy("An action card of the organisation was added."),
    "own_card_changed": gettext_lazy("An action card of the organisation was changed."),
    "own_card_retired": gettext_lazy("An action card of the organisation was taken away."),
    "own_card_returned": gettext_lazy("An action card of the organisation was put back."),
    "outside_link_added": gettext_lazy("A link to outside was added."),
    "outside_link_changed": gettext_lazy("A link to outside was changed."),
    "outside_link_retired": gettext_lazy("A link to outside was taken away."),
    "outside_link_returned": gettext_lazy("A link to outside was put back."),
    "definition_switched": gettext_lazy("Another definition was chosen: %(to)s."),
    "round_planned": gettext_lazy("A round was prepared."),
    "round_changed": gettext_lazy("A round that was not open yet was changed."),
    "round_removed": gettext_lazy("A round that was not open yet was thrown away."),
    "round_consent": gettext_lazy("Written down for a round: %(consent)s."),
    "round_notice": gettext_lazy("Written down for a round: the day of the written notice."),
    "round_council_question": gettext_lazy("The question of the council was filled in or taken out."),
    "round_opened": gettext_lazy("A round was opened. A team gets figures from %(k)s answers."),
    "round_tightened": gettext_lazy(
        "The promise of a round was made stricter. A team gets figures from %(k)s answers."
    ),
    "round_ends_on": gettext_lazy("A round got another last day: %(day)s."),
    "round_messages": gettext_lazy("Mail number %(time)s about a round was sent."),
    "round_ended": gettext_lazy("A round stopped asking."),
    "round_closing": gettext_lazy("The result of a round was asked for."),
    "round_released": gettext_lazy("The result of a round was made. Its answers are deleted."),
    "round_not_released": gettext_lazy("The result of a round was refused and not shown: %(why)s."),
    "round_cards_printed": gettext_lazy("Cards with codes were printed for a round."),
    "sheets_printed": gettext_lazy("Sheets of paper were printed for a round, in batches: %(batches)s."),
    "pack_added": gettext_lazy(
        "A questionnaire of others was brought in: “%(title)s”. Its licence was confirmed: %(licence)s."
    ),
    "pack_retired": gettext_lazy("A questionnaire of others was put away: “%(title)s”."),
    "pack_returned": gettext_lazy("A questionnaire of others was put back: “%(title)s”."),
    "restored": gettext_lazy("A backup was put back: %(backup)s."),
}
# Whatever stands in the details by its code, and what it is called on screens.
LABELS: dict[str, Any] = dict(
    [
        *GrantKind.choices,
        *PassKind.choices,
        *Definition.choices,
        *WordName.choices,
        *CardsFor.choices,
        *(choice for choice in Consent.choices if choice[0]),
    ]
)


def sentence(act: str, details: Mapping[str, Any]) -> str:
    """What happened. An act of another version of Mortel is called by its code."""
    if act not in SENTENCES:
        return _("Another act: %(act)s.") % {"act": act}
    words = {name: _in_words(value) for name, value in details.items()}
    try:
        return str(SENTENCES[act]) % words
    except KeyError:
        return _("Another act: %(act)s.") % {"act": act}


def _in_words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_in_words(one) for one in value) or _("none")
    return str(LABELS.get(value, value)) if isinstance(value, str) else str(value)
