"""A personnel list between looking and applying: one private file per upload, gone after applying or an hour."""

import time
import uuid
from pathlib import Path

from django.conf import settings

LIFETIME = 3600


def _folder() -> Path:
    folder = Path(settings.DATA) / "uploads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def keep(content: bytes) -> str:
    """Keep the upload and return its name; older uploads than an hour are removed on the way."""
    for old in _folder().iterdir():
        if old.stat().st_mtime < time.time() - LIFETIME:
            old.unlink(missing_ok=True)
    name = uuid.uuid4().hex
    path = _folder() / name
    path.touch(mode=0o600)
    path.write_bytes(content)
    return name


def take(name: str) -> bytes | None:
    """The upload with this name, or None when it is gone. Only names that `keep` gave are looked for."""
    try:
        return (_folder() / uuid.UUID(hex=name).hex).read_bytes()
    except (ValueError, FileNotFoundError):
        return None


def forget(name: str) -> None:
    (_folder() / uuid.UUID(hex=name).hex).unlink(missing_ok=True)
