"""Migrations: none missing, one line of succession, a telling name, and nothing from the apps in them."""

import ast
import re
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.test import override_settings
from django_linear_migrations.apps import check_max_migration_files

OWN_APPS = [config.name for config in apps.get_app_configs() if config.name.startswith("mortel.apps.")]
TELLING = re.compile(r"^\d{4}_[a-z][a-z0-9]*(?:_[a-z0-9]+)*$")
MADE_UP_BY_DJANGO = re.compile(
    r"_auto_\d|_and_more$|^\d{4}_(?:initial|alter|remove|rename|add|delete)_\w{40,}$"
)


def _files() -> list[Path]:
    folders = (Path(apps.get_app_config(name.rsplit(".", 1)[1]).path) / "migrations" for name in OWN_APPS)
    found = [path for folder in folders for path in folder.glob("[0-9]*.py")]
    assert len(found) >= len(OWN_APPS)
    return found


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said, stderr=said)
    except SystemExit:
        pytest.fail(said.getvalue())


@pytest.mark.django_db
def test_a_missing_migration_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    field = apps.get_model("people", "Person")._meta.get_field("name")
    assert isinstance(field, models.CharField)
    monkeypatch.setattr(field, "max_length", 201)
    with pytest.raises(SystemExit):
        call_command("makemigrations", check=True, dry_run=True, stdout=StringIO(), stderr=StringIO())


@override_settings(FIRST_PARTY_APPS=OWN_APPS)
def test_migrations_stand_in_one_line() -> None:
    assert check_max_migration_files() == []


@override_settings(FIRST_PARTY_APPS=["mortel.apps.keys"], MIGRATION_MODULES={"keys": "planted_line"})
def test_a_forgotten_end_of_the_line_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "planted_line"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "0001_first.py").write_text(
        "from django.db import migrations\nclass Migration(migrations.Migration): pass\n"
    )
    (package / "max_migration.txt").write_text("0000_nothing\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert [error.id for error in check_max_migration_files()] == ["dlm.E003"]


@pytest.mark.parametrize("path", _files(), ids=lambda path: f"{path.parts[-3]}.{path.stem}")
def test_a_migration_has_a_telling_name(path: Path) -> None:
    assert TELLING.match(path.stem)
    assert not MADE_UP_BY_DJANGO.search(path.stem)


def from_the_house(source: str) -> list[str]:
    """What a migration imports of the package: it would change under the feet of an old migration."""
    imports: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            imports += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            imports.append(f"{'.' * node.level}{node.module or ''}")
    return [name for name in imports if name.startswith(("mortel", "."))]


@pytest.mark.parametrize("path", _files(), ids=lambda path: f"{path.parts[-3]}.{path.stem}")
def test_a_migration_imports_nothing_of_the_apps(path: Path) -> None:
    assert from_the_house(path.read_text(encoding="utf-8")) == []


def test_a_migration_that_imports_the_app_is_noticed() -> None:
    assert from_the_house("from mortel.apps.people.choices import Sector") == ["mortel.apps.people.choices"]
    assert from_the_house("from ..models import Person") == ["..models"]
    assert from_the_house("import mortel.apps.people.models") == ["mortel.apps.people.models"]
