"""The acts of the ledger in plain sentences. Names stand beside them, never in them."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
