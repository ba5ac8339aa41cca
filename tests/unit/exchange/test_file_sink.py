"""A paper appears in the folder whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import NoReturn

import pytest

from profiler.errors import ErrorCode, WorldError
from profiler.exchange.file_sink import FileSink
from profiler.ports.paper import Handout
from profiler.ports.store import OutputForm

PAPER = Handout("laufzettel-lk-2026-0001.pdf", b"%PDF-1.4 ...")


def test_a_paper_is_written_under_its_name(tmp_path: Path) -> None:
    sink = FileSink(tmp_path / "neu")
    assert sink.form is OutputForm.DATEI
    sink.deliver(PAPER)
    assert [path.name for path in (tmp_path / "neu").iterdir()] == [PAPER.file_name]
    assert (tmp_path / "neu" / PAPER.file_name).read_bytes() == PAPER.content


def test_an_older_paper_of_the_same_name_stays(tmp_path: Path) -> None:
    sink = FileSink(tmp_path, prefix="a-")
    for _ in range(3):
        sink.deliver(PAPER)
    stem = "a-laufzettel-lk-2026-0001"
    assert {path.name for path in tmp_path.iterdir()} == {f"{stem}.pdf", f"{stem}-2.pdf", f"{stem}-3.pdf"}


def test_it_is_replaced_where_that_was_asked_for(tmp_path: Path) -> None:
    sink = FileSink(tmp_path, overwrite=True)
    sink.deliver(PAPER)
    sink.deliver(Handout(PAPER.file_name, b"%PDF-new"))
    assert (tmp_path / PAPER.file_name).read_bytes() == b"%PDF-new"


def test_a_name_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    FileSink(tmp_path / "in").deliver(Handout("../../out.pdf", b"%PDF-"))
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["out.pdf"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, ErrorCode.DISK_FULL),
        (errno.EDQUOT, ErrorCode.DISK_FULL),
        (errno.EROFS, ErrorCode.NO_ACCESS),
    ],
)
def test_a_folder_that_cannot_take_it_is_said_and_nothing_half_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: ErrorCode
) -> None:
    def fails(_: int) -> NoReturn:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(WorldError) as said:
        FileSink(tmp_path).deliver(PAPER)
    assert said.value.code is code
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_way_is_no_access(tmp_path: Path) -> None:
    (tmp_path / "datei").write_text("x")
    with pytest.raises(WorldError) as said:
        FileSink(tmp_path / "datei").deliver(PAPER)
    assert said.value.code is ErrorCode.NO_ACCESS
