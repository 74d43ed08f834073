"""A personnel list between looking and applying: one private file per upload, gone after applying or UPLOAD_HOURS."""

import uuid
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone


def _folder() -> Path:
    folder = Path(settings.DATA) / "uploads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _is_old(path: Path, now: datetime) -> bool:
    kept_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return kept_at < now - timedelta(hours=settings.UPLOAD_HOURS)


def keep(content: bytes) -> str:
    """Keep the upload and return its name."""
    name = uuid.uuid4().hex
    path = _folder() / name
    path.touch(mode=0o600)
    path.write_bytes(content)
    return name


def take(name: str) -> bytes | None:
    """The upload with this name, or None when it is gone or old. Only names that `keep` gave are looked for."""
    try:
        path = _folder() / uuid.UUID(hex=name).hex
        return None if _is_old(path, timezone.now()) else path.read_bytes()
    except (ValueError, FileNotFoundError):
        return None


def forget(name: str) -> None:
    (_folder() / uuid.UUID(hex=name).hex).unlink(missing_ok=True)


def remove_old(now: datetime) -> int:
    """Remove what was neither applied nor taken in time; returns how many."""
    removed = 0
    for path in _folder().iterdir():
        # Another process may apply this very list, or remove it, just now.
        with suppress(FileNotFoundError):
            if _is_old(path, now):
                path.unlink()
                removed += 1
    return removed
