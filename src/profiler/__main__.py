"""Starts the window or the command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from profiler.errors import EXIT_NOBODY_READS


def main(argv: Sequence[str] | None = None) -> int:
    """Run what `argv` asks for and return the exit code (docs/architecture.md lists them)."""
    from profiler.app import run

    code = run(sys.argv[1:] if argv is None else list(argv))
    if code == EXIT_NOBODY_READS:
        # Python would try once more to write what is left, at its end, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


if __name__ == "__main__":
    raise SystemExit(main())
