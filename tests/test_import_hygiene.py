"""What is asked in the shell every day loads neither the screen nor the parser."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from briefing.cli import main
from briefing.config import Settings

ARTICLE = "The mayor of Quillhaven said on Monday that the bridge would close. The harbour office denied it."

PROBE = """
import json, sys
from briefing.cli import main
for arguments in json.loads(sys.argv[1]):
    try:
        status = main(arguments)
    except SystemExit as stop:
        status = stop.code or 0
    heavy = sorted({m.split('.')[0] for m in sys.modules} & {'textual', 'spacy', 'trafilatura', 'thinc', 'numpy'})
    print('LOADED', status, *arguments, '->', *heavy, file=sys.stderr)
"""


def loaded(*calls: list[str]) -> list[str]:
    """What calls of the command line, one after the other in a process of their own, come to and have loaded by then.

    One line each: `LOADED`, the exit status, the arguments, `->`, the heavy packages.
    """
    done = subprocess.run(
        [sys.executable, "-c", PROBE, json.dumps(calls)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [line for line in done.stderr.splitlines() if line.startswith("LOADED")]


def nothing(*calls: list[str]) -> list[str]:
    """What `loaded` gives where every call does its work and loads nothing heavy."""
    return [" ".join(["LOADED 0", *call, "->"]) for call in calls]


def test_the_probe_can_fail() -> None:
    assert loaded(["keys"], ["show", "--no-such-option"])[1] == "LOADED 2 show --no-such-option ->"
    code = PROBE.replace("status = main(arguments)", "import textual; status = 0")
    done = subprocess.run([sys.executable, "-c", code, '[["x"]]'], capture_output=True, text=True, check=True)
    assert done.stderr.rstrip().endswith("-> textual")


def test_help_loads_nothing_heavy() -> None:
    calls = [["--help"], ["--version"], ["show", "--help"], ["keys"], ["man"], ["completions", "bash"]]
    assert loaded(*calls) == nothing(*calls)


def test_the_library_in_the_shell_loads_nothing_heavy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A library of one article with its brief and a note; the brief is shown again too."""
    article, home = tmp_path / "article.txt", str(tmp_path / "data")
    article.write_text(ARTICLE, encoding="utf-8")
    assert main(["add", str(article), "--home", home]) == 0
    assert main(["note", str(article), "--quote", "the bridge", "--body", "which one?", "--home", home]) == 0
    calls = [
        [*call, "--home", home]
        for call in (
            ["notes"], ["notes", "--json"], ["list"], ["search", "bridge"], ["check"], ["report"], ["show", str(article)],
        )
    ]  # fmt: skip
    assert loaded(*calls) == nothing(*calls)


def test_importing_the_package_loads_nothing() -> None:
    code = "import sys, briefing; print(sorted(m for m in sys.modules if m.startswith('briefing.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_is_installed_with_the_program_is_imported_by_it() -> None:
    root = Path(__file__).resolve().parent.parent
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (root / "briefing").rglob("*.py"))
    imported = set(re.findall(r"^\s*(?:import|from) (\w+)", sources, re.MULTILINE))
    imported.add(Settings(home=root).model)  # by its name, as a setting may name another
    called = {"markdown_it_py": "markdown_it", "pyyaml": "yaml", "python_dateutil": "dateutil"}
    names = [re.split("[<>=]", d)[0].replace("-", "_") for d in project["dependencies"]]
    assert [name for name in names if called.get(name, name) not in imported] == []
