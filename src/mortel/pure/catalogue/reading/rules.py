"""Rules, and the closed list of signals that can set one off."""

import re
from collections.abc import Mapping
from pathlib import Path

from mortel.pure.catalogue.entries import ADDRESSEES, LEVELS, POLARITIES, RULE_KINDS, Rule, Signal, Trigger
from mortel.pure.catalogue.reading.parts import Pair, entry_keys, evidence, rows_of
from mortel.pure.catalogue.tables import Table

_RULE_ID = re.compile(r"R-[0-9]{3}")
_SIGNAL_ID = re.compile(r"[a-z]+(?:\.[a-z]+(?:_[a-z]+)*)?")


def read_signals(file: Path) -> list[Pair[Signal]]:
    return list(rows_of(file, "signals", _signal))


def read_rules(folder: Path) -> list[Pair[Rule]]:
    return list(rows_of(folder, "rules", _rule))


def check_triggers(rule: Rule, row: Table, signals: Mapping[str, Signal]) -> None:
    """Every trigger names a signal of the list, with a parameter exactly when that signal has a list of them."""
    for trigger in rule.triggers:
        signal = signals.get(trigger.signal)
        if signal is None:
            row.fail(f"refers to unknown signal {trigger.signal!r}", "triggers")
        if trigger.parameter is None and signal.parameters:
            row.fail(f"signal {signal.id!r} needs a parameter", "triggers")
        if trigger.parameter is not None and trigger.parameter not in signal.parameters:
            row.fail(f"signal {signal.id!r} has no parameter {trigger.parameter!r}", "triggers")


def _signal(row: Table) -> Signal:
    return Signal(
        id=row.matching("id", _SIGNAL_ID),
        label=row.text("label"),
        producer=row.text("producer"),
        parameters=row.maybe_words("parameters"),
    )


def _rule(row: Table) -> Rule:
    return Rule(
        **entry_keys(row, _RULE_ID),
        kind=row.one_of("kind", RULE_KINDS),
        polarity=row.one_of("polarity", POLARITIES),
        levels=row.some_of("levels", LEVELS),
        addressee=row.one_of("addressee", ADDRESSEES),
        dimension=row.maybe_word("dimension"),
        triggers=tuple(map(_trigger, row.words("triggers"))),
        condition=row.text("condition"),
        advice=row.text("advice"),
        evidence=evidence(row),
    )


def _trigger(written: str) -> Trigger:
    signal, colon, parameter = written.partition(":")
    return Trigger(signal, parameter if colon else None)
