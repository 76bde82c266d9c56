"""The keymap: defaults without a clash, remaps refused with a reason, keys read one after another."""

from hypothesis import given
from hypothesis import strategies as st

from briefing.commands.keymap import default_keymap, remapped
from briefing.commands.keys import BadKeysError, heard_as, parse_keys, show_keys
from briefing.commands.model import CHAINS, CONTEXT_WORDS
from briefing.commands.reader import Call, KeyReader, Unknown, Waiting
from briefing.commands.registry import GROUPS, commands


def test_every_command_is_told_apart_and_explained() -> None:
    assert sum(map(len, GROUPS.values())) == len(commands())
    for command in commands().values():
        assert command.help.endswith(".")
        assert command.help[0].isupper()
        assert set(command.where) <= set(CONTEXT_WORDS)


def test_the_defaults_do_not_clash() -> None:
    # Each command remapped to its own defaults is checked against all others.
    _, problems = remapped({c.name: list(c.keys) for c in commands().values()})
    assert problems == []


def test_text_motions_win_in_the_text() -> None:
    keymap = default_keymap()
    assert keymap.match("text", ("tab",)).command is not None
    assert keymap.match("text", ("tab",)).command.name == "jump-forward"  # type: ignore[union-attr]
    assert keymap.match("claims", ("tab",)).command.name == "next-pane"  # type: ignore[union-attr]
    assert keymap.match("text", ("e",)).command.name == "word-end"  # type: ignore[union-attr]
    assert keymap.match("notes", ("e",)).command.name == "edit-note"  # type: ignore[union-attr]


def test_a_remap_is_taken() -> None:
    keymap, problems = remapped({"next-claim": ["ctrl+n"], "star": []})
    assert problems == []
    assert keymap.shown("next-claim") == "ctrl+n"
    assert keymap.keys_of("star") == ()
    assert keymap.match("text", ("]", "c")).command is None


def test_problems_are_named() -> None:
    _, problems = remapped(
        {"nxt-claim": ["x"], "star": ["g"], "down": ["n"], "later": ["hyper+x"], "undo": ["ctrl+r"]}
    )
    by_command = {p.command: p for p in problems}
    assert by_command["nxt-claim"].fatal
    assert "next-claim" in by_command["nxt-claim"].text
    assert "could not be typed" in by_command["star"].text
    assert "hyper" in by_command["later"].text
    assert "redo" in by_command["undo"].text
    assert not by_command["down"].fatal
    assert "next-hit" in by_command["down"].text


def press(
    reader: KeyReader, keys: str, context: str = "text", gap: float = 0.1, at: float = 0.0
) -> list[object]:
    return [reader.feed(k, k, context, at + n * gap) for n, k in enumerate(keys)]  # type: ignore[arg-type]


def called(result: object) -> tuple[str, int | None]:
    assert isinstance(result, Call)
    return result.command.name, result.count


def test_sequences_and_counts() -> None:
    reader = KeyReader(default_keymap())
    assert called(press(reader, "gg")[-1]) == ("first", None)
    assert called(press(reader, "]c", at=9)[-1]) == ("next-claim", None)
    waiting = reader.feed("]", "]", "text", 20.0)
    assert isinstance(waiting, Waiting)
    assert {c.name for _, c in waiting.longer} == {"next-claim", "next-actor", "next-date", "next-note"}
    assert isinstance(reader.feed("escape", None, "text", 20.1), Unknown)
    assert called(press(reader, "67j", at=30)[-1]) == ("down", 67)
    assert called(press(reader, "60]c", at=40)[-1]) == ("next-claim", 60)
    assert called(press(reader, "mx", at=50)[-1])[0] == "set-mark"
    assert called(press(reader, "0", at=60)[-1]) == ("line-start", None)


def test_a_digit_shows_a_pane_at_once_and_counts_in_one_gesture() -> None:
    reader = KeyReader(default_keymap())
    first, second = press(reader, "5j", gap=0.1)
    assert called(first) == ("show-notes", None)
    assert called(second) == ("down", 5)
    assert isinstance(second, Call)
    assert second.origin == "text"
    reader.feed("3", "3", "text", 10.0)
    later = reader.feed("j", "j", "claims", 11.0)
    assert called(later) == ("down", None)
    assert isinstance(later, Call)
    assert later.origin is None
    assert called(press(reader, "12j", at=20)[-1]) == ("down", 12)
    assert called(press(reader, "3]c", at=30)[-1]) == ("next-claim", 3)
    assert called(press(reader, "3a", at=40)[-1])[0] == "note"


@given(st.lists(st.sampled_from(["j", "g", "]", "c", "5", "0", "escape", "m", "'", "ctrl+w", "Q", ",", "tab", "ü"]), max_size=12),
       st.sampled_from(sorted(CHAINS)))  # fmt: skip
def test_any_keys_leave_the_reader_usable(keys: list[str], context: str) -> None:
    reader = KeyReader(default_keymap())
    for n, key in enumerate(keys):
        reader.feed(key, key if len(key) == 1 else None, context, n * 0.1)  # type: ignore[arg-type]
    reader.reset()
    assert reader.typed == ""
    assert called(press(reader, "gg", at=1000)[-1])[0] == "first"


@given(
    st.lists(
        st.sampled_from([*"abz5]'/", "ctrl+d", "enter", "shift+tab", "f5", "space"]), min_size=1, max_size=4
    )
)
def test_what_is_shown_can_be_read_back(keys: list[str]) -> None:
    assert parse_keys(show_keys(tuple(keys))) == tuple(keys)


def test_bad_sequences() -> None:
    for written in ("", "  ", "meta+x", "ctrl+nokey", "a\x1b"):
        try:
            parse_keys(written)
        except BadKeysError:
            continue
        raise AssertionError(written)
    assert heard_as("ctrl+i") == "tab"


def test_a_name_that_is_no_command_is_said_with_its_place_and_the_nearest() -> None:
    (problem,) = remapped({"dwon": ["J"]})[1]
    assert problem.said("config.toml", 5) == (
        "config.toml:5: [keys] dwon: there is no command 'dwon'; did you mean down?"
    )
