"""What a script may count on: streams, statuses, one line a record, and a help that leaves nothing out."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.cli import main
from briefing.cli.subcommands import build_parser

ARTICLE = "Night boats · Quillhaven\n\nThe harbour board of Quillhaven said “no boat” would sail.\nIlse Brandvik denied it.\n"
RUN = "import sys; from briefing.cli import main; sys.exit(main())"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_a_pipe_gets_utf_8_in_any_locale(article: Path) -> None:
    here = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run([sys.executable, "-c", RUN, "ingest", str(article)], capture_output=True, env=here)
    assert json.loads(done.stdout.decode("utf-8"))["text"] == ARTICLE.strip() + "\n"


def test_standard_streams_that_are_closed(article: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$0" -c "$1" ingest - "$2" <&- >&-', sys.executable, RUN, str(article)],
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (1, "briefing: standard output is closed\n")


def test_the_articles_are_not_written_over_their_source(
    tmp_path: Path, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records = tmp_path / "in.jsonl"
    assert main(["ingest", str(article), "--output", str(records)]) == 0
    before = records.read_bytes()
    assert main(["ingest", str(records), "--output", f"{tmp_path}/./in.jsonl"]) == 1
    assert records.read_bytes() == before
    assert "one of the sources" in capsys.readouterr().err


def test_a_found_place_is_one_line(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", "--no-briefs", str(article)]) == 0
    capsys.readouterr()
    assert main(["search", "Brandvik"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert "would sail. Ilse Brandvik" in line


@pytest.mark.parametrize("number", ["0", "-1", "x", "1.5", ""])
def test_a_count_is_a_whole_number_from_one_up(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["list", f"--limit={number}"])
    assert stopped.value.code == 2
    assert "not a whole number from 1 up" in capsys.readouterr().err


def test_a_backup_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["restore", str(tmp_path / "none.tar.gz")]) == 1
    assert capsys.readouterr().err.endswith("none.tar.gz: there is no such file; nothing was changed\n")


def _bare(parser: argparse.ArgumentParser, name: str) -> list[str]:
    found = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for sub, inner in action.choices.items():
                found += _bare(inner, f"{name} {sub}")
        elif not action.help:
            found.append(f"{name}: {action.dest}")
    return found


def test_the_help_explains_every_argument() -> None:
    assert _bare(build_parser(), "briefing") == []
