"""One running JavaRosa for all tests of the folder, and the forms both engines run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.oracle.javarosa import JavaRosa, missing


@pytest.fixture(scope="session")
def javarosa(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JavaRosa]:
    """A running JavaRosa; skips where there is none."""
    if reason := missing():
        pytest.skip(reason)
    with JavaRosa(tmp_path_factory.mktemp("javarosa")) as running:
        yield running
