"""The rooms and the arrows between them, as written in pyproject.toml."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

from tests.architecture.source import ROOT, SOURCE


def test_every_import_contract_is_kept() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run(  # noqa: S603 - our own environment's tool
        [str(tool), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_room_has_its_place_in_the_house() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    layers = next(contract for contract in contracts if contract["type"] == "layers")
    assert layers["exhaustive"], "a new room has to be argued for, not slipped in"
    listed = {room.strip(" ()") for layer in layers["layers"] for room in layer.replace(":", "|").split("|")}
    present = {
        entry.stem for entry in SOURCE.iterdir() if entry.suffix == ".py" or (entry / "__init__.py").is_file()
    }
    assert present - {"__init__"} <= listed
