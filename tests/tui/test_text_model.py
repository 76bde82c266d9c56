"""Cells, wrapping, motions, search and hints: plain functions, against properties."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import get_character_cell_size

from briefing.model.article import Block
from briefing.tui.text.caret import Caret
from briefing.tui.text.cells import clip, column_of, fit, index_at, is_simple, width
from briefing.tui.text.hints import labels
from briefing.tui.text.jumps import Jumps
from briefing.tui.text.motions import next_word, previous_word, sentence_at
from briefing.tui.text.search import Search
from briefing.tui.text.wrap import PIECE, Layout, segments_of, wrap

MIXED = st.text(st.sampled_from("ab c,。北港停「」é\u0301👩‍👧\t-—İ\u200b"), max_size=80)


def test_what_is_called_simple_is_one_cell_wide() -> None:
    for code in range(0x20, 0x10000):
        if not 0xD800 <= code < 0xE000 and is_simple(chr(code)):
            assert get_character_cell_size(chr(code)) == 1, hex(code)


@given(MIXED, st.integers(4, 40))
def test_wrapping_loses_nothing_and_fits(text: str, cells: int) -> None:
    lines = wrap(text, 0, len(text), cells)
    kept = "".join(text[a:b] for a, b in lines)
    assert kept.replace(" ", "") == text.replace(" ", "")
    assert all(a <= b for a, b in lines)
    assert all(b <= c for (_, b), (c, _) in itertools.pairwise(lines))
    assert all(width(text[a:b].rstrip(" ")) <= max(cells, 4) for a, b in lines)


@given(MIXED, st.integers(0, 30))
def test_clipping_and_fitting_are_exact(text: str, cells: int) -> None:
    plain = text.replace("\t", "")
    assert width(clip(plain, cells)) <= cells
    assert width(fit(plain, cells)) == cells


@given(st.text(st.sampled_from("ab北"), min_size=1, max_size=20), st.integers(0, 19))
def test_cell_and_character_agree(text: str, index: int) -> None:
    index %= len(text)
    assert index_at(text, column_of(text, index)) == index


def test_closing_marks_do_not_begin_a_line() -> None:
    text = "北港渡轮停航。" * 6
    for start, _ in wrap(text, 0, len(text), 12)[1:]:
        assert text[start] != "。"


def test_a_line_of_megabytes_is_laid_at_once() -> None:
    import time

    text = "boat " * 2_000_000
    begun = time.process_time()
    layout = Layout(text, segments_of(text, [Block("paragraph", 0, len(text), True)], ()), 76)
    layout.line_at(len(text) // 2)
    assert time.process_time() - begun < 1.0
    assert all(s.end - s.start <= 2 * PIECE for s in layout.segments)


@given(
    st.text(st.sampled_from("ab .北é\u0301\n"), min_size=1, max_size=60),
    st.lists(st.sampled_from("hjklwbe0$(){}"), max_size=30),
)
def test_no_motion_leaves_the_text(text: str, moves: list[str]) -> None:
    blocks = [Block("paragraph", 0, len(text), True)]
    layout = Layout(text, segments_of(text, blocks, ()), 10)
    caret = Caret(text, blocks, layout)
    acts = {
        "h": lambda: caret.characters(-1), "l": lambda: caret.characters(1), "j": lambda: caret.lines(1),
        "k": lambda: caret.lines(-1), "w": lambda: caret.words(1), "b": lambda: caret.words(-1),
        "e": lambda: caret.word_end(1), "0": caret.line_start, "$": caret.line_end, "(": lambda: caret.sentences(-1),
        ")": lambda: caret.sentences(1), "{": lambda: caret.paragraphs(-1), "}": lambda: caret.paragraphs(1),
    }  # fmt: skip
    for move in moves:
        acts[move]()
        assert 0 <= caret.offset < len(text)
        line = caret.line
        assert line.start <= caret.offset <= max(line.start, line.end)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Dr. Vell spoke. She left.", ["Dr. Vell spoke.", "She left."]),
        ('"Go," he said. "Now!" They went.', ['"Go," he said.', '"Now!"', "They went."]),
        ("It cost 3.5 crowns. J. Okri paid.", ["It cost 3.5 crowns.", "J. Okri paid."]),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    found, at = [], 0
    while at < len(text):
        start, end = sentence_at(text, (0, len(text)), at)
        found.append(text[start:end])
        at = end + 1
    assert found == parts


def test_words_go_there_and_back() -> None:
    text = "The ferrymen's well-known guild — all of it."
    starts, at = [0], 0
    while (after := next_word(text, at)) != at and after < len(text) - 1:
        starts.append(at := after)
    assert [text[s:].split()[0] for s in starts][:4] == ["The", "ferrymen's", "well-known", "guild"]
    assert previous_word(text, starts[2]) == starts[1]


@given(
    st.text(st.sampled_from("abA İ\n"), max_size=60), st.text(st.sampled_from("abA "), min_size=1, max_size=3)
)
def test_search_finds_what_a_slow_search_finds(text: str, words: str) -> None:
    search = Search(text)
    search.look_for(words)
    hits = search.within(0, len(text))
    hay = text.replace("\n", " ")
    for start, end in hits:
        assert hay[start:end] == words or hay[start:end].lower() == words
    assert search.count == len(hits)
    if hits:
        assert search.after(0) == hits[0][0]
        assert search.before(len(text)) == hits[-1][0] or len(words) > 1
        assert search.number(hits[-1][0]) == len(hits)


def test_hint_labels_do_not_begin_each_other() -> None:
    for count in (1, 26, 27, 700):
        named = list(labels(range(count)).values())
        assert len(set(named)) == count
        assert len({len(n) for n in named}) == 1


def test_jumps_go_back_and_forward() -> None:
    jumps = Jumps()
    jumps.leave(10)
    jumps.leave(50)
    assert jumps.back(90) == 50
    assert jumps.back(50) == 10
    assert jumps.back(10) is None
    assert jumps.forward(10) == 50
    assert jumps.forward(50) == 90
