"""Key derivation and sealing: Argon2id and AES-256-GCM, imported when first needed."""

from __future__ import annotations

import os
import time
import unicodedata

from profiler.vault.costs import FLOOR, KdfCost

KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12


def key_from_password(password: str, salt: bytes, cost: KdfCost) -> bytes:
    """A 32-byte key; composed and decomposed spellings of a password give the same one (NFKC)."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    kdf = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    return kdf.derive(unicodedata.normalize("NFKC", password).encode("utf-8"))


def seconds_at_floor() -> float:
    """How long one derivation at the floor takes on this computer."""
    start = time.perf_counter()
    key_from_password("calibration", bytes(SALT_BYTES), FLOOR)
    return time.perf_counter() - start


def seal(key: bytes, plain: bytes, bound_to: bytes) -> tuple[bytes, bytes]:
    """Nonce and sealed bytes; opens only with the same key and the same `bound_to`."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(NONCE_BYTES)
    return nonce, AESGCM(key).encrypt(nonce, plain, bound_to)


def unseal(key: bytes, nonce: bytes, sealed: bytes, bound_to: bytes) -> bytes | None:
    """What was sealed, None if key, bytes or `bound_to` are others."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(nonce, sealed, bound_to)
    except (InvalidTag, ValueError):
        return None
