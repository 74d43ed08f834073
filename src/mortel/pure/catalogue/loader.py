"""Reads `content/` into a Catalogue, or stops with the file and line that are wrong.

What stands where: `catalogue.toml` the version; `taxonomies/` lists of choices, a file each; `signals.toml` and
`rules/`; `interventions/`; `guides/`, a file each; `kits/`, a folder each; `evidence/` statements and disputes;
`tips.toml`; `presets.toml`; `overlays/nl-BE.toml` what Belgium says in other Dutch. `reading` has a module for each
kind.
"""

from pathlib import Path

from mortel.pure.catalogue.catalogue import Catalogue
from mortel.pure.catalogue.overlay import lay_over
from mortel.pure.catalogue.reading.actions import read_interventions, read_presets, read_tips
from mortel.pure.catalogue.reading.checks import check_all
from mortel.pure.catalogue.reading.conversations import read_guides, read_kits
from mortel.pure.catalogue.reading.evidence import read_evidence
from mortel.pure.catalogue.reading.layout import check_layout
from mortel.pure.catalogue.reading.parts import VERSION, AnyThing, Pair
from mortel.pure.catalogue.reading.rules import read_rules, read_signals
from mortel.pure.catalogue.reading.taxonomies import read_taxonomies
from mortel.pure.catalogue.tables import read_table


def load_catalogue(folder: Path, *, complete: bool = True) -> Catalogue:
    """Read everything under `folder`; CatalogueError at the first thing that is wrong, missing, or read by nobody.

    Unless `complete`, a file or folder that is not there holds nothing: for tests, on a few lists of their own.
    """
    check_layout(folder, complete=complete)
    version = _read_version(folder / "catalogue.toml")
    taxonomies, items = read_taxonomies(folder / "taxonomies")
    signals = read_signals(folder / "signals.toml")
    rules = read_rules(folder / "rules")
    interventions = read_interventions(folder / "interventions")
    guides = read_guides(folder / "guides")
    kits = read_kits(folder / "kits")
    statements, disputes = read_evidence(folder / "evidence")
    tips = read_tips(folder / "tips.toml")
    presets = read_presets(folder / "presets.toml")
    catalogue = Catalogue(
        version=version,
        taxonomies=tuple(taxonomies),
        signals=tuple(signal for signal, _ in signals),
        rules=_things(rules),
        interventions=_things(interventions),
        guides=_things(guides),
        kits=_things(kits),
        statements=_things(statements),
        disputes=_things(disputes),
        tips=_things(tips),
        presets=tuple(preset for preset, _ in presets),
    )
    entries = (*rules, *interventions, *guides, *kits, *statements, *disputes, *tips, *presets)
    check_all(catalogue, [*items, *signals, *entries])
    overlay = folder / "overlays" / "nl-BE.toml"
    return lay_over(catalogue, overlay) if overlay.exists() else catalogue


def _read_version(file: Path) -> str:
    table = read_table(file)
    version = table.matching("version", VERSION)
    table.finish()
    return version


def _things(pairs: list[Pair[AnyThing]]) -> tuple[AnyThing, ...]:
    """In the order of their ids: which file something stands in says nothing to a reader."""
    return tuple(sorted((thing for thing, _ in pairs), key=lambda thing: thing.id))
