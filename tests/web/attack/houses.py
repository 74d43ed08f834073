"""Organisations of some 120 and 290 people.

Every kind of team that the release rules speak of is in them: siblings of 3 and 9 answers, teams of 4, 5 and 6, one
that leads itself, one of one mind but for two, a lead of two teams. People come and go, and a team is made larger. The
large one is asked for its time, its load and its kind of work too; so many answer that it gets everything there is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ONE_MIND = "Toren"
WITHOUT_LEAD = "Zelf"
LEADS_BOTH = ("Wad", "Haven")


@dataclass(frozen=True)
class House:
    """Who there is, who comes and goes before the second and the third round, and what a round asks.

    `teams` by name: unit and members beside the lead. `gone`, `new` by team; `moved` from, to and how many before the
    third. Of teams that are not in `all_answer` a `share` answers. `draft` are fields of the round.
    """

    teams: Mapping[str, tuple[str, int]]
    gone: tuple[Mapping[str, int], Mapping[str, int]]
    new: tuple[Mapping[str, int], Mapping[str, int]]
    moved: tuple[str, str, int]
    all_answer: frozenset[str]
    share: float
    draft: Mapping[str, Any]


_SMALL_ONES: dict[str, tuple[str, int]] = {
    "Kade": ("Noord", 9),
    "Sluis": ("Noord", 3),
    "Duin": ("Noord", 15),
    "Wad": ("Zuid", 22),
    "Haven": ("Zuid", 11),
    "Strand": ("Zuid", 4),
    "Dijk": ("Zuid", 5),
    "Golf": ("Zuid", 6),
    "Toren": ("Oost", 9),
    "Zelf": ("Oost", 9),
    "Brug": ("Oost", 10),
}
SMALL = House(
    teams=_SMALL_ONES,
    gone=({"Kade": 1, "Wad": 2, "Haven": 1, "Brug": 2}, {"Duin": 2, "Golf": 1, "Brug": 1}),
    new=({"Duin": 1, "Zelf": 2, "Brug": 2, "Haven": 1}, {"Kade": 1, "Wad": 2, "Zelf": 1}),
    moved=("Wad", "Strand", 4),
    all_answer=frozenset({"Kade", "Sluis", "Strand", "Dijk", "Golf", ONE_MIND}),
    share=0.9,
    draft={"attribute": "language"},
)
PARTS = ["Zorg", "Keuken", "Kantoor"]
LARGE = House(
    teams=_SMALL_ONES
    | {
        "Molen": ("West", 30),
        "Veer": ("West", 25),
        "Vuur": ("West", 16),
        "Baken": ("West", 12),
        "Anker": ("Midden", 28),
        "Zeil": ("Midden", 18),
        "Mast": ("Midden", 13),
        "Roer": ("Midden", 8),
    },
    # Before the third round one goes, of a team in which otherwise nobody does.
    gone=({"Kade": 1, "Wad": 2, "Anker": 1, "Molen": 2}, {"Roer": 1}),
    new=({"Duin": 1, "Zelf": 2, "Veer": 2}, {}),
    moved=("Wad", "Strand", 0),
    all_answer=frozenset(_SMALL_ONES) | {"Roer"},
    share=0.97,
    draft={"attribute": "work", "attribute_parts": PARTS, "asks_time": True, "modules": ["module.workload"]},
)
