"""Repairs the one thing about the interpreter without which Qt would end the program after a while."""

from __future__ import annotations

import ctypes
import sys
from typing import Final

_PLENTY: Final = 1 << 40


def keep_constants_alive() -> None:
    """Give `None`, `True`, `False` and `NotImplemented` more references than a working day can use up.

    PySide6 6.12.0 returns them without counting, as is right from Python 3.12 on, where they are
    immortal. On Python 3.11 every call that returns nothing takes one reference away, and after some
    thousand calls the interpreter aborts with "none_dealloc: deallocating None" (or "bool_dealloc").
    Measured: 500 calls of `QObject.setObjectName` lose 500 references on 3.11.7 and none on 3.13.0;
    PySide6 6.11.3 loses none but has no separate PDF wheel. Superfluous as soon as Python 3.11 or this
    release is no longer used.
    """
    if sys.version_info >= (3, 12) or sys.getrefcount(None) > _PLENTY // 2:
        return
    for constant in (None, True, False, NotImplemented):
        # The reference count is the first field of every object (CPython, `struct _object`).
        ctypes.c_ssize_t.from_address(id(constant)).value += _PLENTY
