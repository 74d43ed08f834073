"""Documents that cannot rot: what they name exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TRAVELS = (ROOT / "docs/how-a-request-travels.md").read_text(encoding="utf8")
PLACES = re.findall(r"`(src/[^`]+\.py)`((?: · `\w+`(?:, `\w+`)*)?)", TRAVELS)


def missing(path: str, names: list[str]) -> list[str]:
    """What of these names the file does not define; the path itself when there is no such file."""
    file = ROOT / path
    if not file.exists():
        return [path]
    text = file.read_text(encoding="utf8")
    return [name for name in names if not re.search(rf"^\s*(?:def|class) {name}\b", text, re.MULTILINE)]


def test_the_page_about_requests_names_places() -> None:
    assert len(PLACES) >= 12


@pytest.mark.parametrize(("path", "names"), PLACES)
def test_every_place_in_how_a_request_travels_exists(path: str, names: str) -> None:
    assert missing(path, re.findall(r"\w+", names)) == []


def test_a_name_that_does_not_exist_is_found() -> None:
    assert missing("src/mortel/web/gate.py", ["no_such_function"]) == ["no_such_function"]
    assert missing("src/mortel/web/nowhere.py", []) == ["src/mortel/web/nowhere.py"]


def test_every_dependency_has_its_reason_written_down() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf8")
    listed = re.findall(r'^    "([a-z0-9-]+)[^"]*",$', project.split("[project.scripts]")[0], re.MULTILINE)
    reasons = (ROOT / "docs/decisions/0005-dependencies.md").read_text(encoding="utf8")
    assert len(listed) > 20
    assert [name for name in listed if f"| {name} |" not in reasons] == []


def test_the_lock_names_no_place_but_packages() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf8")
    assert "--hash=sha256:" in lock
    assert re.findall(r"^\s*--(?:index|extra-index|find-links|trusted).*$", lock, re.MULTILINE) == []
    assert re.findall(r"(?:https?|file)://\S+", lock) == []


def glossary_names() -> list[str]:
    """The last part of each name in code in the rows about what exists today (`Entry.history` -> `history`)."""
    text = (ROOT / "docs/glossary.md").read_text(encoding="utf8").split("## Words of later issues")[0]
    rows = [
        line.split("|")[3] for line in text.splitlines() if line.startswith("| ") and line.count("|") >= 5
    ]
    names = {name for row in rows for name in re.findall(r"`([^`]+)`", row)}
    return sorted({re.split(r"[./]", name.rstrip("*./"))[-1] for name in names})


def test_every_name_in_the_glossary_stands_in_the_code() -> None:
    package = ROOT / "src/mortel"
    files = [file for file in package.rglob("*") if file.suffix in {".py", ".toml", ".html", ".js"}]
    source = "\n".join(file.read_text(encoding="utf8") for file in files)
    known = (
        source
        + "\n".join(file.stem for file in files)
        + "\n".join(folder.name for folder in package.rglob("*"))
    )
    names = glossary_names()
    assert len(names) > 40
    assert [
        name for name in names if not re.search(rf"\b{re.escape(name)}\b|{re.escape(name)}\.", known)
    ] == []
