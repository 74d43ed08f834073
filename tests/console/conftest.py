"""An installation of its own for every test: two databases that may be replaced, a data folder, a cast."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile

import pytest
from django.core.management import call_command
from django.db import connections
from pytest_django import DjangoDbBlocker, Settings

from tests.cast import Cast, assemble

ALIASES = ("default", "keys")


@dataclass(frozen=True)
class House:
    """One installation. `folder` holds its data; `backups` is where its backups go."""

    folder: Path
    cast: Cast

    @property
    def backups(self) -> Path:
        return self.folder / "backups"

    @property
    def keys_copy(self) -> Path:
        return self.folder / "keys-copy" / "newest.json"


@contextmanager
def _connected(alias: str, name: str | Path) -> Iterator[None]:
    present = connections[alias]
    ours = present.copy()
    ours.settings_dict["NAME"] = name
    connections[alias] = ours
    try:
        yield
    finally:
        connections[alias].close()
        connections[alias] = present


def _sql(alias: str, statement: str) -> None:
    with connections[alias]._nodb_cursor() as cursor:
        cursor.execute(statement)


def _new_database(alias: str, folder: Path, number: int, like: str | Path | None) -> str | Path:
    if connections[alias].vendor == "sqlite":
        path = folder / f"{'mortel' if alias == 'default' else alias}.sqlite3"
        if like:
            copyfile(like, path)
        return path
    name = f"house_{alias}_{os.environ.get('PYTEST_XDIST_WORKER', '')}{number}"
    _sql(alias, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    _sql(alias, f"CREATE DATABASE {name}" + (f" TEMPLATE {like}" if like else ""))
    return name


@pytest.fixture(scope="session")
def empty_house(
    django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str | Path]:
    """Two migrated databases without rows, to copy from."""
    folder = tmp_path_factory.mktemp("empty")
    with django_db_blocker.unblock(), ExitStack() as stack:
        names = {alias: _new_database(alias, folder, 0, None) for alias in ALIASES}
        for alias, name in names.items():
            stack.enter_context(_connected(alias, name))
        for alias in ALIASES:
            call_command("migrate", database=alias, interactive=False, verbosity=0)
    return names


@pytest.fixture
def house(
    empty_house: dict[str, str | Path],
    django_db_blocker: DjangoDbBlocker,
    settings: Settings,
    tmp_path: Path,
) -> Iterator[House]:
    settings.DATA, settings.BACKUPS = tmp_path, tmp_path / "backups"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.KEYS_COPY = tmp_path / "keys-copy" / "newest.json"
    with django_db_blocker.unblock(), ExitStack() as stack:
        for alias in ALIASES:
            stack.enter_context(_connected(alias, _new_database(alias, tmp_path, 1, empty_house[alias])))
        yield House(tmp_path, assemble())


@pytest.fixture
def lose_keys(
    house: House, empty_house: dict[str, str | Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], None]]:
    """Call it: the keys database is gone, and an empty one stands in its place."""
    stack = ExitStack()

    def lose() -> None:
        folder = tmp_path_factory.mktemp("new-keys")
        stack.enter_context(_connected("keys", _new_database("keys", folder, 2, empty_house["keys"])))

    yield lose
    stack.close()
