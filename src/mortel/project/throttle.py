"""How the counters against guessing passwords are named."""

import hmac
from hashlib import sha256

from django.conf import settings


def hashed_name(key: str, prefix: str, version: int) -> str:
    """The name of a counter in its table: a keyed hash, so that no address, person or login stands there."""
    text = f"mortel.throttle.{prefix}.{version}.{key}"
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), sha256).hexdigest()
