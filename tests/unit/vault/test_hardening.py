import subprocess
import sys

import pytest

_CHILD = """
import os, resource
from profiler.vault.hardening import harden_process
assert harden_process()
assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
assert os.umask(0) == 0o077
print(open("/proc/self/status").read())
import ctypes
print("dumpable", ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="guards memory on Linux only")
def test_the_process_leaves_no_dump_and_is_not_dumpable() -> None:
    child = [sys.executable, "-c", _CHILD]
    done = subprocess.run(child, capture_output=True, text=True, check=True, timeout=60)  # noqa: S603 - our own
    assert "dumpable 0" in done.stdout
