"""The recovery code: 160 random bits to be written on paper, with a group that catches misreading."""

from __future__ import annotations

import hashlib
import secrets

from profiler.errors import ErrorCode, WorldError

# Crockford's base 32: no I, L, O, U.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OILoil", "011011")
_GROUP = 4
_CODE_LETTERS = 32


def new_recovery_code() -> str:
    """Eight groups of four letters and a check group, divided by blanks."""
    code = "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LETTERS))
    return _grouped(code + _check_group(code))


def secret_of(typed: str) -> str:
    """The 32 letters behind what somebody typed; O reads as 0, I and L as 1, case and blanks do not matter.

    Raises:
        WorldError: WRONG_PASSWORD with detail `reason` = "length" or "check_group": a misread letter is found
            here, without counting as an attempt and without waiting for the derivation.
    """
    letters = "".join(
        sign for sign in typed.translate(_READ_AS).upper() if not sign.isspace() and sign not in "-."
    )
    if len(letters) != _CODE_LETTERS + _GROUP:
        raise WorldError(ErrorCode.WRONG_PASSWORD, reason="length")
    code, check = letters[:_CODE_LETTERS], letters[_CODE_LETTERS:]
    if check != _check_group(code):
        raise WorldError(ErrorCode.WRONG_PASSWORD, reason="check_group")
    return code


def _check_group(code: str) -> str:
    number = int.from_bytes(hashlib.sha256(code.encode("utf-8")).digest()[:4], "big")
    return "".join(_LETTERS[(number >> 5 * place) & 31] for place in range(_GROUP))


def _grouped(letters: str) -> str:
    return " ".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))
