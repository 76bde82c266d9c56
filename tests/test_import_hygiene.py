"""What is asked in the shell every day loads neither the screen nor the parser."""

import subprocess
import sys
from pathlib import Path

import pytest

ARTICLE = "The mayor of Quillhaven said on Monday that the bridge would close. The harbour office denied it."

PROBE = """
import sys
from briefing.cli import main
try:
    status = main({arguments!r})
except SystemExit as stop:
    status = stop.code or 0
heavy = sorted({{m.split('.')[0] for m in sys.modules}} & {{'textual', 'spacy', 'trafilatura', 'thinc', 'torch'}})
print('LOADED', *heavy, file=sys.stderr)
sys.exit(status)
"""


def loaded(arguments: list[str]) -> set[str]:
    """The heavy packages that a call of the command line loads."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE.format(arguments=arguments)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.rsplit("LOADED", 1)[1].split())


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose library holds one article with its brief and a note."""
    home = tmp_path_factory.mktemp("hygiene")
    article = home / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    for call in (
        ["add", str(article)],
        ["note", str(article), "--quote", "the bridge", "--body", "which one?"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "briefing", *call, "--home", str(home / "data")],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    return home


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["show", "--help"], ["keys"], ["man"], ["completions", "bash"]]
)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    assert loaded(arguments) == set()


@pytest.mark.parametrize(
    "command", [["notes"], ["notes", "--json"], ["list"], ["search", "bridge"], ["check"], ["report"]]
)
def test_the_library_in_the_shell_loads_nothing_heavy(home: Path, command: list[str]) -> None:
    assert loaded([*command, "--home", str(home / "data")]) == set()


def test_show_of_a_cached_brief_loads_nothing_heavy(home: Path) -> None:
    assert loaded(["show", str(home / "article.txt"), "--home", str(home / "data")]) == set()


def test_importing_the_package_loads_nothing() -> None:
    code = "import sys, briefing; print(sorted(m for m in sys.modules if m.startswith('briefing.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
