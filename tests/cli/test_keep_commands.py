"""check, backup, restore: in words, and what comes back is what went in."""

from pathlib import Path

import pytest

from briefing.cli import main
from briefing.cli.parser import parse_arguments


@pytest.fixture
def home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A home with one article and one note."""
    article = tmp_path / "a.txt"
    article.write_text("The mayor of Quillhaven said the Mill Bridge would close.\n", encoding="utf-8")
    home = tmp_path / "home"
    assert main(["note", str(article), "--quote", "Mill Bridge", "--body", "kept", "--home", str(home)]) == 0
    capsys.readouterr()
    return home


def notes(home: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["notes", "--json", "--home", str(home)]) == 0
    return capsys.readouterr().out


def test_a_sound_home(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--home", str(home)]) == 0
    assert "0 serious findings" in capsys.readouterr().out


def test_damage_is_found_said_and_repaired(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["note", str(tmp_path / "a.txt"), "--body", "a second one", "--home", str(home)]) == 0
    capsys.readouterr()
    (file,) = (home / "annotations").rglob("*.json")
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0x20
    file.write_bytes(data)
    assert main(["check", "--home", str(home)]) == 1
    assert file.name in capsys.readouterr().out
    main(["check", "--repair", "--home", str(home)])
    assert "put right" in capsys.readouterr().out
    assert main(["check", "--home", str(home)]) == 0
    capsys.readouterr()
    assert any((home / "quarantine").iterdir())
    assert '"text": "kept"' in notes(home, capsys)


def test_the_derived_library_may_go(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = notes(home, capsys)
    (home / "library.sqlite3").unlink()
    assert notes(home, capsys) == before
    (home / "library.sqlite3").write_bytes(b"not a database" * 100)
    assert notes(home, capsys) == before


def test_backup_and_restore(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = notes(home, capsys)
    archive = tmp_path / "b.tar.gz"
    assert main(["backup", str(archive), "--home", str(home)]) == 0
    assert main(["backup", str(archive), "--home", str(home)]) == 1
    capsys.readouterr()
    other = tmp_path / "other"
    assert main(["restore", str(archive), "--home", str(other)]) == 0
    capsys.readouterr()
    assert notes(other, capsys) == before
    archive.write_bytes(archive.read_bytes()[:-40])
    assert main(["restore", str(archive), "--home", str(other)]) == 1
    assert "nothing was changed" in capsys.readouterr().err
    assert notes(other, capsys) == before


@pytest.mark.parametrize("command", [["notes", "--json"], ["feeds", "list"], ["export", "--format", "csv"]])
def test_the_home_may_stand_before_or_behind_the_command(command: list[str]) -> None:
    for words in (["--home", "/there", *command], [*command, "--home", "/there"]):
        assert parse_arguments(words).home == "/there"
    assert parse_arguments(command).home is None


def test_the_home_before_a_command_is_the_one_it_works_on(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--home", str(home), "notes", "--json"]) == 0
    assert '"kept"' in capsys.readouterr().out
