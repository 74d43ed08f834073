"""The secrets of an installation: from the environment, else from a file only this system user can read."""

import base64
import os
import secrets
from pathlib import Path


def secret(name: str, folder: Path) -> str:
    """Return the secret `MORTEL_<NAME>`, or the one in `folder/<name>`, which is made once when absent.

    The file is created exclusively and then read back, so two processes that start together agree.
    """
    from_environment = os.environ.get(f"MORTEL_{name.upper()}")
    if from_environment:
        return from_environment
    path = folder / name
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _create(path)
    return path.read_text(encoding="ascii").strip()


def _create(path: Path) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(base64.urlsafe_b64encode(secrets.token_bytes(48)).decode("ascii"), encoding="ascii")
    try:
        # A link fails when the name exists: the first process wins and a half-written file is never read.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
