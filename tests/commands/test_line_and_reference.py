"""The `:` line, and what is written from the registry."""

import subprocess

import pytest

from briefing.commands.keys import show_keys
from briefing.commands.line import LineError, complete_line, parse_line
from briefing.commands.reference import completions, keys_markdown, keys_text, man_page
from briefing.commands.registry import commands


def none(name: str, typed: str) -> list[str]:
    return ["ferry", "fire"] if name == "tag" else []


def test_lines() -> None:
    assert parse_line("tag ferry site:wire", "text")[2] == "ferry site:wire"
    assert parse_line(":5 down", "text")[:2] == (commands()["down"], 5)
    assert parse_line("42", "text")[:2] == (commands()["last"], 42)
    assert parse_line("q", "claims")[0].name == "quit"
    assert parse_line("reli A", "library")[0].name == "reliability"
    for line, words in (
        ("nope", "no command"),
        ("set", "could be"),
        ("zoom x", "no argument"),
        ("open", "nothing here"),
    ):
        with pytest.raises(LineError, match=words):
            parse_line(line, "text")


def test_completion() -> None:
    assert "next-claim" in complete_line("next-", "text", none)
    assert complete_line("tag f", "text", none) == ["tag ferry", "tag fire"]
    assert complete_line("credibility ", "text", none)[:2] == ["credibility 1", "credibility 2"]
    assert complete_line("zoom ", "text", none) == []
    assert "open " not in complete_line("op", "text", none)


def test_references_name_every_command_and_key() -> None:
    text, markdown, page = keys_text(), keys_markdown(), man_page("1.2.3", {"show": "print a brief"})
    for command in commands().values():
        assert command.name in text
        assert f"`{command.name}" in markdown
        assert command.help in text
        for keys in command.keys:
            assert keys in text
    assert show_keys(("]", "c")) in markdown
    assert ".TH BRIEFING 1" in page
    assert "\n'" not in page.replace("\n\\&'", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completions_are_scripts(shell: str) -> None:
    import shutil

    script = completions(shell, {"": ["--home", "--help"], "show": ["--json"], "keys": []})
    assert "show" in script
    found = shutil.which(shell)
    if found is None:
        pytest.skip(f"{shell} is not installed")
    checked = subprocess.run([found, "-n"], input=script, text=True, capture_output=True, check=False)
    assert checked.returncode == 0, checked.stderr


def test_no_completions_for_an_unknown_shell() -> None:
    with pytest.raises(ValueError, match="elvish"):
        completions("elvish", {})


def test_a_mistyped_command_is_answered_with_the_nearest_that_holds_here() -> None:
    with pytest.raises(LineError, match=r"no command 'opne'; did you mean open\?"):
        parse_line("opne x", "library")
    with pytest.raises(LineError, match="ctrl\\+p lists them"):
        parse_line("zzzzqq", "library")
