"""A disk for the proofs."""

import shutil
import tempfile
from pathlib import Path

import pytest


@pytest.fixture
def quick_disk(tmp_path):
    """A folder in memory where there is one: thousands of commits, and no kill or model reaches a real disk."""
    memory = Path("/dev/shm")
    if not memory.is_dir():
        yield tmp_path
        return
    folder = Path(tempfile.mkdtemp(dir=memory, prefix="briefing-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
