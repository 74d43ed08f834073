"""Sealing: authenticated encryption of private text (AES-256-GCM, NIST SP 800-38D).

A sealed value is `nonce (12 bytes) | ciphertext | tag (16 bytes)`. The context (whose, which object) is
authenticated but not stored, so a sealed text that is moved to another row does not open.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12


class SealBroken(Exception):
    """The key is not the one that sealed this, or the sealed bytes or their context were changed."""


def seal(plain: bytes, *, key: bytes, nonce: bytes, context: bytes) -> bytes:
    """Seal `plain`; `nonce` is 12 random bytes that this key never used before."""
    return nonce + AESGCM(key).encrypt(nonce, plain, context)


def unseal(sealed: bytes, *, key: bytes, context: bytes) -> bytes:
    """Open what `seal` made. Raises SealBroken when it does not open."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context)
    except (InvalidTag, ValueError) as fault:
        raise SealBroken from fault
