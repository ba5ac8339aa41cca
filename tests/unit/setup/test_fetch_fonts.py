"""Fonts come from Debian's packages and nowhere else; a wrong hash stops the set-up."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]
HEADER = "file,family,weight,scripts,languages,package,path_in_package,licence,sha256\n"


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fetch_fonts", ROOT / "packaging" / "fetch_fonts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["fetch_fonts"] = module
    spec.loader.exec_module(module)
    return module


fetch_fonts = _load()


def _manifest(folder: Path, sha256: str, file: str = "Sample-Regular.ttf") -> Path:
    manifest = folder / "fonts.csv"
    row = f"{file},Sample,regular,Latn,*,fonts-sample,usr/share/fonts/{file},OFL-1.1,{sha256}\n"
    manifest.write_text(HEADER + row, encoding="utf-8")
    return manifest


def _package(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    """A package archive with one font and its licence, delivered without a network."""

    def unpack(archive: Path, folder: Path) -> None:
        font = folder / "usr/share/fonts/Sample-Regular.ttf"
        notice = folder / "usr/share/doc/fonts-sample/copyright"
        for file, data in ((font, content), (notice, b"SIL Open Font License")):
            file.parent.mkdir(parents=True)
            file.write_bytes(data)

    monkeypatch.setattr(fetch_fonts, "download", lambda package, folder: folder / f"{package}_1_all.deb")
    monkeypatch.setattr(fetch_fonts, "unpack", unpack)


def test_a_font_is_kept_beside_its_licence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _package(monkeypatch, b"glyphs")
    manifest = _manifest(tmp_path, hashlib.sha256(b"glyphs").hexdigest())
    target = tmp_path / "fonts"
    assert fetch_fonts.fetch(manifest, target) == 1
    assert {file.name for file in target.iterdir()} == {"Sample-Regular.ttf", "fonts-sample.OFL.txt"}
    assert fetch_fonts.fetch(manifest, target) == 0, "what is there is not fetched again"


def test_a_wrong_hash_stops_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _package(monkeypatch, b"something else")
    manifest = _manifest(tmp_path, hashlib.sha256(b"glyphs").hexdigest())
    with pytest.raises(fetch_fonts.FetchError, match="nicht die erwartete"):
        fetch_fonts.fetch(manifest, tmp_path / "fonts")
    assert list((tmp_path / "fonts").iterdir()) == []


def test_a_damaged_font_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _package(monkeypatch, b"glyphs")
    manifest = _manifest(tmp_path, hashlib.sha256(b"glyphs").hexdigest())
    fetch_fonts.fetch(manifest, tmp_path / "fonts")
    (tmp_path / "fonts" / "Sample-Regular.ttf").write_bytes(b"broken")
    assert fetch_fonts.fetch(manifest, tmp_path / "fonts") == 1


@pytest.mark.parametrize(("sha256", "file"), [("", "A.ttf"), ("0" * 64, "../A.ttf")])
def test_a_row_without_hash_or_pointing_outside_is_refused(tmp_path: Path, sha256: str, file: str) -> None:
    with pytest.raises(fetch_fonts.FetchError, match="fehlerhaft"):
        fetch_fonts.fetch(_manifest(tmp_path, sha256, file), tmp_path / "fonts")


def test_without_a_package_manager_the_reason_is_the_last_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    manifest = _manifest(tmp_path, "0" * 64)
    assert fetch_fonts.main([str(manifest), str(tmp_path / "fonts")]) == 5
    assert "nicht unterstützt" in capsys.readouterr().err.splitlines()[-1]


def test_the_shipped_manifest_reads() -> None:
    fonts = fetch_fonts.read_manifest(ROOT / "resources" / "fonts.csv")
    assert {"NotoSans-Regular.ttf", "NotoSansEthiopic-Regular.ttf"} <= {font.file for font in fonts}
    assert {font.licence for font in fonts} == {"OFL-1.1"}
