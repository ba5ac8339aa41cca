"""What OpenRosa submissions and ours call things, and which names a file may have."""

from __future__ import annotations

import re

from profiler.errors import ErrorCode, WorldError

OPENROSA = "http://openrosa.org/xforms"
JAVAROSA = "http://openrosa.org/javarosa"
OWN = "urn:profiler:form"
"""Namespace of what we say about an answer: one `answer` element right after the question's."""

ANSWER = "answer"
SUBMISSION = "submission.xml"
INSTANCE_PREFIX = "uuid:"

_LONGEST_NAME = 255
"""Bytes; what the usual file systems take."""

_FORBIDDEN = re.compile(r"""[\x00-\x1f\x7f/\\:*?"<>|]""")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Devices of Windows, with any ending."""


def checked_name(name: str) -> str:
    """The name of an attachment if it is nothing but a name.

    Raises:
        WorldError: SUBMISSION_INVALID, `bad_file_name`: it would lead into another folder, to a device, or
            is one no file can have everywhere.
    """
    if (
        not name.strip(". ")
        or name != name.strip()
        or name.endswith(".")
        or _FORBIDDEN.search(name)
        or _RESERVED.fullmatch(name)
        or name.lower() == SUBMISSION
        or len(name.encode("utf-8", "replace")) > _LONGEST_NAME
    ):
        raise invalid("bad_file_name")
    return name


def invalid(reason: str, **details: str) -> WorldError:
    """A submission cannot be read or written."""
    return WorldError(ErrorCode.SUBMISSION_INVALID, reason=reason, **details)
