"""Sealing a row of the moments with its owner's key."""

import json
import secrets
import uuid
from collections.abc import Mapping
from typing import Any

from mortel.apps.keys.actions import key_of
from mortel.apps.moments.queries import context_of
from mortel.apps.people.models import Person
from mortel.pure.sealing import NONCE_BYTES, seal


def sealed(content: Mapping[str, Any], *, kind: str, row_id: uuid.UUID, owner: Person) -> bytes:
    plain = json.dumps(content, ensure_ascii=False).encode()
    nonce = secrets.token_bytes(NONCE_BYTES)
    return seal(plain, key=key_of(owner.pk), nonce=nonce, context=context_of(kind, row_id, owner.pk))
