"""Writes handed-over papers into a folder the caseworker chose."""

from __future__ import annotations

import errno
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from profiler.errors import ErrorCode, WorldError
from profiler.ports.paper import Handout
from profiler.ports.store import OutputForm


@dataclass(frozen=True)
class FileSink:
    """A folder as a sink; a file appears there whole or not at all.

    Attributes:
        folder: made if it does not exist.
        overwrite: whether a file of the same name is replaced; otherwise a number is added to the new one.
        prefix: put before every file name.
    """

    folder: Path
    overwrite: bool = False
    prefix: str = ""

    @property
    def form(self) -> OutputForm:
        """Files are logged as files."""
        return OutputForm.DATEI

    def deliver(self, handout: Handout) -> None:
        """Write the file beside its place, make it durable, then move it there.

        Raises:
            WorldError: DISK_FULL, NO_ACCESS (detail `folder`).
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            target = self._target(handout.file_name)
            handle, temporary = tempfile.mkstemp(prefix=".", suffix=".part", dir=self.folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(handout.content)
                    file.flush()
                    os.fsync(file.fileno())
                Path(temporary).replace(target)
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            code = ErrorCode.DISK_FULL if full else ErrorCode.NO_ACCESS
            raise WorldError(code, folder=str(self.folder)) from error

    def _target(self, file_name: str) -> Path:
        target = self.folder / f"{self.prefix}{Path(file_name).name}"
        if self.overwrite:
            return target
        number = 2
        while target.exists():
            target = self.folder / f"{self.prefix}{Path(file_name).stem}-{number}{Path(file_name).suffix}"
            number += 1
        return target
