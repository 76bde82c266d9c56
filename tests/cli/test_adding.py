"""A long add: how far it is, what it says at the end, and that it goes on where it was stopped."""

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from briefing import __version__
from briefing.cli import main
from briefing.cli.progress import Progress, spoken
from briefing.extract import batch
from briefing.model.article import Article
from briefing.model.brief import Brief, Generator, Sourcing, encode

WORDS = [f"{a}{b}{c}" for a in "btkrs" for b in "aeiou" for c in ("l", "n", "rd", "sh", "m")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("one", "two", "three"):
        (folder / f"{name}.txt").write_text(
            f"The clerk of Quillhaven said on Monday that plan {name} is off.\n"
        )
    return folder


def test_stopped_while_making_briefs_it_goes_on_from_there(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def made(articles: Iterable[Article], model: str, jobs: int) -> Iterator[batch.Result]:
        for article in articles:
            if len(asked) == 2:
                asked.append("stopped")
                raise KeyboardInterrupt
            asked.append(article.id)
            yield (
                "brief",
                encode(
                    Brief(article, [], [], [], [], [], Sourcing(), Generator("briefing", __version__, model))
                ),
            )

    monkeypatch.setattr(batch, "extract_many", made)
    assert main(["add", str(folder)]) == 130
    err = capsys.readouterr().err
    assert "3 added, 0 known already, 2 with a brief, 1 still without" in err
    assert "goes on from here" in err
    assert main(["add", str(folder)]) == 0
    assert len(set(asked)) == len(asked) == 4  # three articles, and where it was stopped
    assert "0 added, 3 known already, 3 with a brief; " in capsys.readouterr().err


def test_a_copy_of_another_story_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dice = random.Random(3)
    text = " ".join(dice.choice(WORDS) for _ in range(120))
    for site, more in (("Skerry Press", ""), ("The Lantern", " So the desk.")):
        lines = ["---", f"title: From {site}", f"outlet: {site}", "date: 2031-05-14", "---", "", text + more]
        (tmp_path / f"{site[:3]}.md").write_text("\n".join(lines))
    assert main(["add", "--no-briefs", str(tmp_path / "Ske.md")]) == 0
    assert "copy" not in capsys.readouterr().err
    assert main(["add", "--no-briefs", str(tmp_path / "The.md")]) == 0
    assert "is a copy of “From Skerry Press” (Skerry Press, 2031-05-14): 9" in capsys.readouterr().err
    assert main(["list"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.split("\t")[2] == "Skerry Press, The Lantern"


def test_the_bar_and_the_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 10.0, 20.0])
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    progress = Progress("briefs", 100)
    progress.at(0)
    progress.at(10)
    assert progress.line(10) == f"[##{'·' * 22}] 10 of 100 briefs, 2 min left"
    progress.at(25)
    assert progress.line(25).endswith("25 of 100 briefs, 60 s left")
    assert Progress("articles").line(1200) == "1,200 articles"


@pytest.mark.parametrize(
    ("seconds", "words"), [(8.2, "8 s"), (89, "89 s"), (95, "2 min"), (4800, "80 min"), (5700, "1 h 35 min")]
)
def test_a_time_in_words(seconds: float, words: str) -> None:
    assert spoken(seconds) == words
