"""What a moment is good for, in words: its groups, and behind each the outcomes that say it more precisely (S-11)."""

from mortel.apps.moments.queries import Entry
from mortel.pure.catalogue.shipped import shipped
from mortel.web.words import Words


def good_for_in_words(entry: Entry, words: Words) -> list[str]:
    """One line for each group she marked, in the order of the catalogue; retired ones keep their words."""
    precise: dict[str, list[str]] = {group: [] for group in entry.chosen("oc")}
    for outcome in entry.chosen("out"):
        precise.setdefault(shipped().category_of(outcome).id, []).append(outcome)
    in_order = [item.id for item in shipped().taxonomy("outcome_categories").items if item.id in precise]
    return [_line(group, precise[group], words) for group in in_order]


def _line(group: str, outcomes: list[str], words: Words) -> str:
    label = words.label(group)
    return f"{label}: {', '.join(map(words.label, outcomes))}" if outcomes else label
