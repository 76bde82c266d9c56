"""`briefing report`: forms, files, what is refused, what is said about what was left out."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.__main__ import main
from briefing.workspace import Workspace
from tests.compare import bridge
from tests.tui.support import make_workspace


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home with the story of the bridge; read only."""
    home = tmp_path_factory.mktemp("report") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.tui.support.brief_of", bridge.brief_of)
        workspace: Workspace = make_workspace(home, bridge.ARTICLES)
        workspace.close()
        yield home


def test_a_report_in_each_form(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "bridge", "--home", str(home)]) == 0
    plain = capsys.readouterr().out
    assert plain.startswith("Report: bridge\n")
    assert "CONTESTED" in plain
    assert main(["report", "bridge", "--home", str(home), "--json", "--bottom-line", "In doubt."]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["bottom_line"]["words"] == "In doubt."
    out = tmp_path / "r.html"
    assert main(["report", "bridge", "--home", str(home), "--html", "--output", str(out)]) == 0
    assert out.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert capsys.readouterr().out == ""
    assert main(["report", "--home", str(home), "--markdown", "--since", "2020-01-01"]) == 0
    assert "## What changed" in capsys.readouterr().out


def test_what_cannot_be_reported_is_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--home", str(home), "--since", "yesterday"]) == 2
    assert "--since" in capsys.readouterr().err
    assert main(["report", "nothing-of-the-kind", "--home", str(home)]) == 1
    assert "nothing-of-the-kind" in capsys.readouterr().err
    assert main(["report", "bridge", "--home", str(home), "--since", "look"]) == 1
    assert "nobody has looked" in capsys.readouterr().err
    assert main(["report", "site:", "--home", str(home)]) == 1
