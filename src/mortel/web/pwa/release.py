"""One release of the worker: its script, the files it keeps, the page that stands in for the server."""

import hashlib
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.files.storage import Storage
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation

SCRIPTS = Path(__file__).resolve().parent.parent / "static" / "mortel" / "js"
# A classic worker knows no modules everywhere yet, so what it shares with the pages is put in front of it.
WORKER_PARTS = ("store.js", "device.js", "outbox.js", "sw.js")
KEPT = re.compile(r"^mortel/(css/.+\.css|fonts/.+\.woff2|img/.+\.svg|js/(?!sw\.|kiosk\.).+\.js)$")
MODULE_LINE = re.compile(r"^import [^\n]*\n|^export (?=\w)", re.MULTILINE)


def languages() -> tuple[str, ...]:
    """Language codes that a shell exists in."""
    return tuple(code for code, _ in settings.LANGUAGES)


def shell_page(language: str) -> str:
    """The stand-in page. Rendered without a request: no person, cookie or token can get into it."""
    with translation.override(language):
        return render_to_string("pwa/shell.html", {"LANGUAGE_CODE": language})


def _kept_files() -> Iterator[tuple[str, Storage]]:
    found = (pair for finder in get_finders() for pair in finder.list([]))
    return ((path, storage) for path, storage in found if KEPT.match(path.replace("\\", "/")))


def _worker_source() -> str:
    parts = (SCRIPTS.joinpath(name).read_text(encoding="utf-8") for name in WORKER_PARTS)
    return "\n".join(MODULE_LINE.sub("", part) for part in parts)


def _version(source: str, files: dict[str, Storage]) -> str:
    """Hash of everything the worker keeps: a changed word in the shell is a new worker too."""
    digest = hashlib.sha256(source.encode())
    for path in sorted(files):
        with files[path].open(path) as file:
            digest.update(path.encode() + b"\0" + file.read())
    for language in languages():
        digest.update(shell_page(language).encode())
    return digest.hexdigest()[:16]


def _compose() -> tuple[str, str]:
    files, source = dict(_kept_files()), _worker_source()
    version = _version(source, files)
    release = {
        "version": version,
        "files": [static(path) for path in sorted(files)],
        "shells": {language: reverse("pwa:shell", args=[language]) for language in languages()},
        "language": settings.LANGUAGE_CODE,
    }
    return version, f"const RELEASE = {json.dumps(release)};\n{source}"


_composed_once = lru_cache(maxsize=1)(_compose)


def worker_release() -> tuple[str, str]:
    """(version, script). Composed once in a process; while developing anew each time, as files change."""
    return _compose() if settings.DEBUG else _composed_once()
