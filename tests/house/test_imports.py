"""Imports run down, and so do relations; news runs up through the outbox. The contracts stand in pyproject.toml.

Each rule is tried on the house itself and on a copy with a planted violation: a rule that catches nothing is no rule.
"""

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps
from django.utils.module_loading import import_string

from mortel.apps.people.models import Person

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
CONFIG = ROOT / "pyproject.toml"

# Which file gets which line, and a piece of the name of the contract that must break.
PLANTED = {
    "a view imports models": ("web/today/views.py", "from mortel.apps.people.models import Person", "tables"),
    "a command imports models": ("console/main.py", "import mortel.apps.people.models", "tables"),
    "a view reaches models in a function": (
        "web/me/views.py",
        "def late() -> None:\n    from mortel.apps.moments.models import Moment",
        "tables",
    ),
    "another app imports moments.models": (
        "apps/people/queries.py",
        "from mortel.apps.moments.models import Moment",
        "moments",
    ),
    "a page counts moments": (
        "web/office/views.py",
        "from mortel.apps.moments.aggregates import activities_until",
        "aggregates",
    ),
    "an app above reads ballots": (
        "apps/library/queries.py",
        "from mortel.apps.climate.models import Ballot",
        "ballots",
    ),
    "an office page imports moments": (
        "web/office/views.py",
        "from mortel.apps.moments.queries import moments_of",
        "moments",
    ),
    "an import upward": ("apps/ledger/actions.py", "from mortel.apps.people.access import viewer", "apps"),
    "an import upward inside a function": (
        "apps/ledger/actions.py",
        "def late() -> None:\n    from mortel.apps.people.access import viewer",
        "apps",
    ),
    "an import upward for types only": (
        "apps/ledger/actions.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from mortel.apps.people.models import Person",
        "apps",
    ),
    "moments reach up to the library": (
        "apps/moments/queries.py",
        "from mortel.apps.library.queries import own_cards",
        "apps",
    ),
    "the library reads moments": (
        "apps/library/queries.py",
        "from mortel.apps.moments.models import Moment",
        "moments",
    ),
    "two apps of one floor": (
        "apps/keys/queries.py",
        "from mortel.apps.ledger.actions import record",
        "apps",
    ),
    "an app imports a page": ("apps/people/queries.py", "from mortel.web.gate import typed", "house"),
    "web imports console": ("web/gate.py", "from mortel.console.main import main", "house"),
    "pure imports an app": ("pure/asking.py", "from mortel.apps.people.choices import Sector", "house"),
    "pure imports Django": ("pure/asking.py", "from django.utils import timezone", "pure"),
    "the statistics know the release": (
        "pure/stats/errors.py",
        "from mortel.pure.disclosure.limits import BLOCK",
        "measuring",
    ),
    "a release that reads scores": (
        "pure/disclosure/figures.py",
        "from mortel.pure.scoring.scores import score_blocks",
        "measuring",
    ),
    "an attacker that borrows from the release": (
        "pure/disclosure/attack/model.py",
        "from mortel.pure.disclosure.noise import DECAY",
        "attacker",
    ),
    "a question of tables in models": (
        "apps/people/models.py",
        "from mortel.apps.people.queries import organisation",
        "inside",
    ),
    "a query that changes": ("apps/moments/queries.py", "import mortel.apps.moments.actions", "inside"),
    "an app without a place in the order": ("apps/weather/__init__.py", "", "apps"),
    "a room without a place in the house": ("extra/__init__.py", "", "house"),
    "a file without a place in its app": ("apps/people/helpers.py", "", "inside"),
}


def _names() -> dict[str, str]:
    contracts = tomllib.loads(CONFIG.read_text())["tool"]["importlinter"]["contracts"]
    return {contract["id"]: contract["name"] for contract in contracts}


def _lint(source: Path) -> tuple[bool, str]:
    """(green, what was said) of the contracts over the package in this folder."""
    command = [
        str(Path(sys.executable).parent / "lint-imports"),
        "--config",
        str(CONFIG),
        "--no-cache",
        "--no-logo",
    ]
    environment = os.environ | {"PYTHONPATH": str(source), "COLUMNS": "300"}
    done = subprocess.run(command, cwd=source, env=environment, capture_output=True, text=True, check=False)
    return done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package without its data, to plant in."""
    data = shutil.ignore_patterns("__pycache__", "content", "locale", "static", "templates")
    shutil.copytree(SOURCE / "mortel", tmp_path / "mortel", ignore=data)
    return tmp_path


def test_the_contracts_hold() -> None:
    green, said = _lint(SOURCE)
    assert green, said


def test_the_contracts_hold_for_a_copy_without_planting(copy: Path) -> None:
    green, said = _lint(copy)
    assert green, said


@pytest.mark.parametrize("violation", sorted(PLANTED))
def test_a_planted_import_breaks_its_contract(violation: str, copy: Path) -> None:
    name, line, contract = PLANTED[violation]
    file = copy / "mortel" / name
    file.parent.mkdir(exist_ok=True)
    with file.open("a", encoding="utf-8") as planted:
        planted.write(f"\n{line}\n")
    green, said = _lint(copy)
    assert not green
    assert f"{_names()[contract]} BROKEN" in said, said


def test_the_attacker_may_borrow_from_no_room_of_the_release_but_the_shapes() -> None:
    contracts = tomllib.loads(CONFIG.read_text())["tool"]["importlinter"]["contracts"]
    forbidden = next(contract["forbidden_modules"] for contract in contracts if contract["id"] == "attacker")
    rooms = (SOURCE / "mortel/pure/disclosure").glob("*.py")
    expected = {
        f"mortel.pure.disclosure.{room.stem}" for room in rooms if room.stem not in ("__init__", "shapes")
    }
    assert set(forbidden) == expected


# Relations ------------------------------------------------------------------------------------------------------


def _floors() -> dict[str, int]:
    """App label -> floor, from the contract: a higher number may point at a lower one."""
    contracts = tomllib.loads(CONFIG.read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "apps")
    return {
        label.strip(): floor for floor, layer in enumerate(reversed(layers)) for label in layer.split("|")
    }


def upward(tables: Iterable[type[models.Model]]) -> list[str]:
    """Relations of these models that point at their own floor's neighbour or at a higher floor."""
    floors, found = _floors(), []
    for table in tables:
        own = table._meta.app_label
        for field in table._meta.get_fields(include_hidden=True):
            if not field.is_relation or not field.concrete:
                continue
            target = field.remote_field.model
            other = target.split(".")[0] if isinstance(target, str) else target._meta.app_label
            if other != own and floors.get(other, len(floors)) >= floors[own]:
                found.append(f"{own}.{table.__name__}.{field.name} -> {other}")
    return found


def _own_tables() -> list[type[models.Model]]:
    return [table for table in apps.get_models() if table.__module__.startswith("mortel.")]


def test_every_relation_points_down() -> None:
    assert len(_own_tables()) >= 12
    assert upward(_own_tables()) == []


@isolate_apps("mortel.apps.ledger")
def test_a_relation_upward_is_caught() -> None:
    class Planted(models.Model):
        about = models.ForeignKey("people.Person", on_delete=models.CASCADE)

        class Meta:
            app_label = "ledger"

    class PlantedByClass(models.Model):
        about = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")

        class Meta:
            app_label = "keys"

    assert upward([Planted, PlantedByClass]) == [
        "ledger.Planted.about -> people",
        "keys.PlantedByClass.about -> people",
    ]


@isolate_apps("mortel.apps.ledger")
def test_a_relation_to_the_neighbour_is_caught() -> None:
    class Planted(models.Model):
        key = models.ForeignKey("keys.PersonKey", on_delete=models.CASCADE)

        class Meta:
            app_label = "ledger"

    assert upward([Planted]) == ["ledger.Planted.key -> keys"]


def reachable(tables: Iterable[type[models.Model]]) -> list[str]:
    """Relations by which one could walk from a person to what is private."""
    return [
        f"{table.__name__}.{field.name}"
        for table in tables
        for field in table._meta.get_fields()
        if field.is_relation and field.concrete and field.remote_field.related_name != "+"
    ]


def test_nobody_walks_from_a_person_to_her_moments() -> None:
    private = list(apps.get_app_config("moments").get_models())
    assert len(private) >= 4
    assert reachable(private) == []


@isolate_apps("mortel.apps.moments")
def test_a_private_relation_with_a_way_back_is_caught() -> None:
    class Planted(models.Model):
        owner = models.ForeignKey("people.Person", on_delete=models.CASCADE)

        class Meta:
            app_label = "moments"

    assert reachable([Planted]) == ["Planted.owner"]


# News -----------------------------------------------------------------------------------------------------------


def announced(sources: Iterable[str]) -> set[str]:
    """The facts that calls of `announce` name; "?" for one that is no plain string."""
    calls = (
        node
        for source in sources
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and (node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", ""))
        == "announce"
    )
    return {
        call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else "?" for call in calls
    }


def unheard(facts: set[str], tables: Iterable[Mapping[str, str]]) -> list[str]:
    """What does not fit between announcers and listeners, one line each."""
    listened = [(fact, path) for table in tables for fact, path in table.items()]
    silent = [f"nobody listens to {fact}" for fact in facts - {fact for fact, _ in listened}]
    deaf = [f"nobody announces {fact}" for fact, _ in listened if fact not in facts]
    return sorted(
        [*silent, *deaf, *(f"no function {path}" for _, path in listened if not _is_function(path))]
    )


def _is_function(path: str) -> bool:
    try:
        return callable(import_string(path))
    except ImportError:
        return False


def _sources() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted((SOURCE / "mortel").rglob("*.py"))]


def _listening() -> list[dict[str, Any]]:
    return [getattr(config, "listens", {}) for config in apps.get_app_configs()]


def test_every_fact_has_a_listener_and_every_listener_a_fact() -> None:
    facts = announced(_sources())
    assert "definition_switched" in facts
    assert unheard(facts, _listening()) == []


@pytest.mark.parametrize(
    ("planted", "complaint"),
    [
        ("announce('moment_captured')", "nobody listens to moment_captured"),
        ("outbox.announce('moment_captured', at=1)", "nobody listens to moment_captured"),
        ("announce(fact)", "nobody listens to ?"),
        ("announce(f'{kind}_switched')", "nobody listens to ?"),
    ],
)
def test_a_fact_nobody_listens_to_is_caught(planted: str, complaint: str) -> None:
    assert unheard(announced([*_sources(), planted]), _listening()) == [complaint]


@pytest.mark.parametrize(
    ("planted", "complaint"),
    [
        (
            {"definition_switched": "mortel.apps.moments.listeners.gone"},
            "no function mortel.apps.moments.listeners.gone",
        ),
        ({"definition_switched": "mortel.apps.nowhere.listen"}, "no function mortel.apps.nowhere.listen"),
        ({"tip_made": "mortel.apps.moments.listeners.place_again"}, "nobody announces tip_made"),
    ],
)
def test_a_listener_that_hears_nothing_is_caught(planted: dict[str, str], complaint: str) -> None:
    assert unheard(announced(_sources()), [*_listening(), planted]) == [complaint]
