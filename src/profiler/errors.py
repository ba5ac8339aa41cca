"""The two families of errors: the world's, which say what to do next, and ours."""

from __future__ import annotations

import errno
from enum import StrEnum


class ErrorCode(StrEnum):
    """What went wrong in the world. `casework.explain` and the catalogues turn each into a sentence."""

    WRONG_PASSWORD = "wrong_password"  # noqa: S105 - a code, not a password
    LOCKED_OUT = "locked_out"
    PASSWORD_TOO_WEAK = "password_too_weak"  # noqa: S105 - a code, not a password
    VAULT_MISSING = "vault_missing"
    VAULT_EXISTS = "vault_exists"
    VAULT_DAMAGED = "vault_damaged"
    VAULT_FOREIGN = "vault_foreign"
    VAULT_NEWER = "vault_newer"
    VAULT_IN_USE = "vault_in_use"
    DISK_FULL = "disk_full"
    NO_ACCESS = "no_access"
    STALE_VERSION = "stale_version"
    NOT_FOUND = "not_found"
    FONTS_MISSING = "fonts_missing"
    NO_DISPLAY = "no_display"
    GLYPH_MISSING = "glyph_missing"
    FORM_INVALID = "form_invalid"
    RULES_INVALID = "rules_invalid"
    RESOURCE_INVALID = "resource_invalid"
    SUBMISSION_INVALID = "submission_invalid"
    CLASSIFICATION_INVALID = "classification_invalid"
    RELEASE_REFUSED = "release_refused"
    ATTACHMENT_INVALID = "attachment_invalid"
    CONSENT_MISSING = "consent_missing"
    USAGE = "usage"
    NOT_A_TEST_VAULT = "not_a_test_vault"
    PRINTER_FAILED = "printer_failed"


EXIT_OK = 0
EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_REFUSED = 3
EXIT_VAULT = 4
EXIT_ENVIRONMENT = 5
EXIT_OUR_FAULT = 70
EXIT_INTERRUPTED = 130
"""Ctrl+C: 128 and the number of the signal, as shells count it."""

EXIT_NOBODY_READS = 141
"""The program that read our output has gone, as after `| head`: 128 and the number of the signal."""

_EXIT_CODES: dict[ErrorCode, int] = {
    ErrorCode.WRONG_PASSWORD: EXIT_VAULT,
    ErrorCode.LOCKED_OUT: EXIT_VAULT,
    ErrorCode.PASSWORD_TOO_WEAK: EXIT_VAULT,
    ErrorCode.VAULT_MISSING: EXIT_VAULT,
    ErrorCode.VAULT_EXISTS: EXIT_VAULT,
    ErrorCode.VAULT_DAMAGED: EXIT_VAULT,
    ErrorCode.VAULT_FOREIGN: EXIT_VAULT,
    ErrorCode.VAULT_NEWER: EXIT_VAULT,
    ErrorCode.VAULT_IN_USE: EXIT_VAULT,
    ErrorCode.NOT_A_TEST_VAULT: EXIT_VAULT,
    ErrorCode.DISK_FULL: EXIT_ENVIRONMENT,
    ErrorCode.NO_ACCESS: EXIT_ENVIRONMENT,
    ErrorCode.FONTS_MISSING: EXIT_ENVIRONMENT,
    ErrorCode.NO_DISPLAY: EXIT_ENVIRONMENT,
    ErrorCode.PRINTER_FAILED: EXIT_ENVIRONMENT,
    ErrorCode.FORM_INVALID: EXIT_FINDINGS,
    ErrorCode.RULES_INVALID: EXIT_FINDINGS,
    ErrorCode.RESOURCE_INVALID: EXIT_FINDINGS,
    ErrorCode.GLYPH_MISSING: EXIT_FINDINGS,
    ErrorCode.SUBMISSION_INVALID: EXIT_FINDINGS,
    ErrorCode.CLASSIFICATION_INVALID: EXIT_FINDINGS,
    ErrorCode.ATTACHMENT_INVALID: EXIT_FINDINGS,
    ErrorCode.RELEASE_REFUSED: EXIT_REFUSED,
    ErrorCode.CONSENT_MISSING: EXIT_REFUSED,
    ErrorCode.USAGE: EXIT_USAGE,
    ErrorCode.STALE_VERSION: EXIT_VAULT,
    ErrorCode.NOT_FOUND: EXIT_USAGE,
}


class WorldError(Exception):
    """Something outside the program went wrong and a person can do something about it.

    Attributes:
        code: which kind; decides the sentence shown and the exit code.
        details: named arguments of that sentence. Never personal data.
    """

    def __init__(self, code: ErrorCode, **details: str) -> None:
        super().__init__(code.value, details)
        self.code = code
        self.details = details

    @property
    def exit_code(self) -> int:
        """Exit code of the command line for this error (docs: the table of exit codes)."""
        return _EXIT_CODES[self.code]


def disk_error(cause: OSError) -> WorldError:
    """What the operating system said about a file, as DISK_FULL or NO_ACCESS."""
    full = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return WorldError(ErrorCode.DISK_FULL if cause.errno in full else ErrorCode.NO_ACCESS)


class OurFault(Exception):  # noqa: N818 - reads as a sentence at the raise site
    """A broken promise inside the program: crash page, exit code 70, log without personal data."""
