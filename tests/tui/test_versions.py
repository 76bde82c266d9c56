"""Versions of a story: what changed is shown by signs, notes that it concerns come first and are warned of."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.anchor import Alignment
from briefing.model.annotation import Body
from briefing.model.article import Span
from briefing.tui.rows.versions import ChangeRows
from briefing.tui.screens.versions import VersionsScreen
from briefing.tui.text.difference import compare, nearest
from briefing.workspace import Workspace
from tests.tui.support import BOATS, article_id, covers, opened, span
from tests.tui.test_review import rewrite

SECOND = BOATS.replace("until June", "until autumn").replace("Two officials", "Three officials")
THIRD = SECOND.replace(" Ilse Brandvik did not reply.", "") + "\n\nThe guild meets again on Friday."


@pytest.fixture
def story(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Three versions, and notes made on the first one."""
    first = article_id(workspace)
    workspace.annotate(first, "note", span=span(BOATS, "could be delayed"), body=Body("by whom?"))
    workspace.annotate(first, "note", span=span(BOATS, "did not reply"), body=Body("try again"))
    workspace.annotate(first, "note", span=span(BOATS, "any boat was unsafe"), body=Body("untouched"))
    rewrite(workspace, tmp_path, SECOND)
    rewrite(workspace, tmp_path, THIRD)
    return workspace


@covers("versions", "compare-from", "open-version", "other-side", "next-change", "previous-change")
async def test_versions_are_compared_and_opened(story: Workspace) -> None:
    async with opened(story) as hand:
        first = hand.brief.article_id
        keys = [key for key, _ in story.versions(first)]
        hand.brief.open_article(keys[0])
        await hand.keys("V")
        assert isinstance(hand.screen, VersionsScreen)
        shown = hand.shown()
        assert "version 3" in shown
        assert "first seen" in shown
        assert "VERSION 2 → 3" in shown
        assert "[-Ilse Brandvik did not reply.-]" in shown
        assert "+ The guild meets again on Friday." in shown
        assert "2 notes cite what was changed here" in shown
        assert shown.index("try again") < shown.index("version 3")  # removed before edited before versions
        assert shown.index("try again") < shown.index("by whom?")
        await hand.keys("j")
        assert "VERSION 1 → 2" in hand.shown()
        assert "[-June-]" in hand.shown()
        assert "{+autumn+}" in hand.shown()
        assert "± [-Two-] {+Three+} officials" in hand.shown()
        await hand.keys("j")
        assert "nothing came before it" in hand.shown()
        await hand.keys("b", "k", "k")
        assert "VERSION 1 → 3" in hand.shown()
        assert "compared with" in hand.shown()
        here = hand.screen.changes.cursor
        await hand.keys("n", "n")
        assert hand.screen.changes.cursor > here
        await hand.keys("N", "9n", "tab", "gg", "j")
        assert hand.screen.focused is hand.screen.changes
        await hand.keys("tab", "enter")
        assert hand.brief.article_id == keys[2]
        assert "meets again" in hand.shown()


async def test_a_cited_sentence_is_gone_to(story: Workspace) -> None:
    async with opened(story) as hand:
        await hand.keys("V", "gg", "j")
        cited = hand.screen.rows.cited_note(hand.screen.list.key)
        assert cited is not None
        assert cited.kind == "edited"
        row = hand.screen.changes.rows.runs(hand.screen.changes.cursor, 60)
        assert "The board's" in "".join(words for words, _ in row)  # where its sentence begins
        await hand.keys("enter")
        assert hand.brief.state.chosen == cited.note.uid


async def test_the_notes_pane_warns_of_edited_and_removed_sentences(story: Workspace) -> None:
    versions = [key for key, _ in story.versions(article_id(story))]
    async with opened(story) as hand:
        hand.brief.open_article(versions[0])
        await hand.keys("5")
        assert "by whom?" in hand.shown()
        assert "sentence edited" not in hand.shown()  # these notes were made here
        hand.brief.open_article(versions[-1])
        await hand.keys("5")
        shown = hand.shown()
        assert "! sentence edited" in shown
        assert "⊘ sentence removed" in shown or "! review: sentence removed" in shown
        (line,) = [line for line in shown.splitlines() if "untouched" in line]
        assert "sentence" not in line


async def test_the_analyst_is_told_once_on_opening(story: Workspace) -> None:
    newest = story.versions(article_id(story))[-1][0]
    async with opened(story) as hand:
        hand.brief.open_article(newest)
        await hand.keys("j")
        assert any("cite what was changed" in words for words in hand.app.said)


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (120, 40), (200, 50)])
async def test_every_size_holds(story: Workspace, size: tuple[int, int]) -> None:
    async with opened(story, size=size) as hand:
        await hand.keys("V", "j", "k", "tab", "G", "tab")
        await hand.resize(80, 24)
        await hand.keys("n", "q")


def test_a_version_without_a_change_of_words() -> None:
    assert [p.kind for p in compare("One.\n\nTwo.", "One.\n\n\n  Two.")] == ["=", "="]
    assert compare("", "") == []


def test_far_from_a_change_paragraphs_are_folded() -> None:
    old = "\n\n".join(
        f"Boat {word} lay at the quay." for word in ["one", "two", "three", "four", "five", "six"]
    )
    rows = ChangeRows("", compare(old, old.replace("six lay", "six sank")), 60)
    lines = ["".join(words for words, _ in rows.runs(n, 60)) for n in range(len(rows))]
    assert lines[0] == "  ⋯ 4 paragraphs unchanged"
    assert lines[-1] == "± Boat six [-lay-] {+sank+} at the quay."
    assert rows.starts == [len(lines) - 1]


def test_whole_paragraphs_in_and_out() -> None:
    old = "The quay was shut.\n\nThe pilot wrote a report on the mast.\n\nNobody came."
    new = "A tide came in.\n\nThe quay was shut.\n\nNobody came."
    assert [p.kind for p in compare(old, new)] == ["+", "=", "-", "="]


def test_the_nearest_words_that_stand() -> None:
    old = "The quay was shut. The pilot wrote a report. Nobody came."
    new = "The quay was shut. Nobody came."
    assert nearest(Alignment(old, new), span(old, "wrote a report")) in range(
        len("The quay was shut."), len(new)
    )


_TEXTS = st.lists(
    st.lists(st.sampled_from(["quay", "Quay", "tide.", "mast", "“no”", "渡轮。", "e\u0301"]), max_size=8).map(
        " ".join
    ),
    max_size=5,
).map("\n\n".join)


@given(_TEXTS, _TEXTS)
def test_the_comparison_holds_both_texts_and_nothing_else(old: str, new: str) -> None:
    """Any two texts: their characters without white space come back, each from its own side, at its place."""
    for text, sides in ((old, "=-"), (new, "=+")):
        parts = [p for paragraph in compare(old, new) for p in paragraph.parts if p.sign in sides]
        assert re.sub(r"\s", "", "".join(p.words for p in parts)) == re.sub(r"\s", "", text)
    for paragraph in compare(old, new):
        for part in paragraph.parts:
            words = part.words.strip()
            source = old if part.sign == "-" else new
            if words and part.words[0] == words[0]:
                assert source[part.at] == words[0]


@given(_TEXTS, _TEXTS, st.integers(0, 20), st.integers(1, 20))
def test_the_nearest_place_is_in_the_text(old: str, new: str, start: int, size: int) -> None:
    assert 0 <= nearest(Alignment(old, new), Span(start, start + size)) <= len(new)
