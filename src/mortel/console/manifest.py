"""What stands beside a backup: what it is, what must be in it, and a seal that shows a change."""

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from mortel.console.refusal import Refused


@dataclass(frozen=True)
class Manifest:
    """`rows` counts per table, `migrations` are `app.name`, `engine` is "sqlite" or "postgresql"."""

    file: str
    engine: str
    made_at: datetime
    size: int
    sha256: str
    rows: dict[str, int]
    migrations: list[str]


def manifest_path(backup: Path) -> Path:
    return backup.with_suffix(".json")


def fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_manifest(manifest: Manifest, backup: Path) -> None:
    content = asdict(manifest) | {"made_at": manifest.made_at.isoformat()}
    body = content | {"seal": _seals(content)[0]}
    draft = backup.with_suffix(".json.draft")
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(body, indent=1), encoding="ascii")
    draft.replace(manifest_path(backup))


def verified(backup: Path) -> Manifest:
    """The manifest of a backup whose bytes and manifest are as they were made. Raises Refused."""
    if not backup.is_file():
        raise Refused(f"There is no file {backup}.")
    try:
        content = json.loads(manifest_path(backup).read_text(encoding="ascii"))
        seal = content.pop("seal")
        manifest = Manifest(**content | {"made_at": datetime.fromisoformat(content["made_at"])})
    except FileNotFoundError as fault:
        raise Refused(
            f"{manifest_path(backup).name} is missing. Without it the backup cannot be checked."
        ) from fault
    except (ValueError, TypeError, KeyError, AttributeError) as fault:
        raise Refused(f"{manifest_path(backup).name} is damaged.") from fault
    if not any(hmac.compare_digest(str(seal), ours) for ours in _seals(content)):
        raise Refused(
            f"{manifest_path(backup).name} was changed after the backup, or made with another wrapping key."
        )
    if backup.stat().st_size != manifest.size or fingerprint(backup) != manifest.sha256:
        raise Refused(f"{backup.name} is not the file that was backed up: its contents changed.")
    return manifest


def _seals(content: dict[str, Any]) -> list[str]:
    # By the wrapping key: without it a backup is of no use anyway, so asking for it costs nothing.
    body = json.dumps(content, sort_keys=True).encode()
    return [
        hmac.new(key.encode(), b"mortel backup manifest" + body, "sha256").hexdigest()
        for key in settings.WRAPPING_KEYS
    ]
