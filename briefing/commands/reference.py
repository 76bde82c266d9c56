"""What is written from the registry: the table of keys, the man page, the shell completions."""

from collections.abc import Iterable, Mapping

from briefing.commands.keymap import Keymap, default_keymap
from briefing.commands.keys import show_keys
from briefing.commands.model import CONTEXT_WORDS, Command
from briefing.commands.registry import GROUPS, commands


def _keys(command: Command, keymap: Keymap) -> list[str]:
    return [show_keys(k) for k in keymap.keys_of(command.name)] or [f":{command.name}"]


def _usage(command: Command) -> str:
    if command.argument is None:
        return command.name
    name = command.argument.name
    return f"{command.name} {name if command.argument.required else f'[{name}]'}"


def _where(command: Command) -> str:
    return ", ".join(CONTEXT_WORDS[c] for c in command.where)


def _members(group: str) -> list[Command]:
    return [commands()[c.name] for c in GROUPS[group]]


def keys_text(keymap: Keymap | None = None) -> str:
    """What `briefing keys` prints: every command with its keys, name, help and place."""
    keymap = keymap or default_keymap()
    lines: list[str] = []
    for group in GROUPS:
        lines += ["", group.upper()]
        rows = [(" ".join(_keys(c, keymap)), _usage(c), c) for c in _members(group)]
        wide, wider = max(len(r[0]) for r in rows), max(len(r[1]) for r in rows)
        lines += [f"  {k:<{wide}}  {u:<{wider}}  {c.help} ({_where(c)})" for k, u, c in rows]
    return "\n".join(lines[1:]) + "\n"


def keys_markdown() -> str:
    """The README's table of keys, of the defaults."""
    lines: list[str] = []
    for group in GROUPS:
        lines += [
            "",
            f"**{group}**",
            "",
            "| keys | command | what it does | taken back by |",
            "|---|---|---|---|",
        ]
        for c in _members(group):
            keys = " ".join(f"`` {k} ``" if "`" in k else f"`{k}`" for k in _keys(c, default_keymap()))
            lines.append(f"| {keys.replace('|', chr(92) + '|')} | `{_usage(c)}` | {c.help} | {c.undo} |")
    return "\n".join(lines[1:]) + "\n"


def _roff(text: str) -> str:
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + text if text[:1] in {".", "'"} else text


def man_page(version: str, subcommands: Mapping[str, str]) -> str:
    """`briefing.1` in roff (man macros). `subcommands` maps a subcommand to its one-line help."""
    lines = [
        f'.TH BRIEFING 1 "" "briefing {_roff(version)}" "User Commands"',
        ".SH NAME",
        "briefing \\- read news as structured briefs and keep notes on them",
        ".SH SYNOPSIS",
        ".B briefing",
        "[\\fIOPTION\\fR]... [\\fISOURCE\\fR]...",
        ".br",
        ".B briefing",
        "\\fICOMMAND\\fR [\\fIARGUMENT\\fR]...",
        ".SH COMMANDS",
    ]
    for name, text in subcommands.items():
        lines += [".TP", f".B {_roff(name)}", _roff(text)]
    lines += [
        ".SH KEYS",
        "Every command can also be typed by name behind a colon.",
        "The keys are the defaults; [keys] in config.toml changes them.",
    ]
    for group in GROUPS:
        lines.append(f".SS {group}")
        for c in _members(group):
            keys = ", ".join(_roff(k) for k in _keys(c, default_keymap()))
            lines += [".TP", f"\\fB{keys}\\fR  \\fI{_roff(_usage(c))}\\fR", _roff(c.help)]
    return "\n".join(lines) + "\n"


def completions(shell: str, subcommands: Mapping[str, Iterable[str]]) -> str:
    """A completion script for `bash`, `zsh` or `fish`. Raises ValueError for another shell.

    `subcommands` maps a subcommand ("" for none) to its options.
    """
    names = [n for n in subcommands if n]
    if shell == "bash":
        cases = "\n".join(f'    {n}) words="{" ".join(o)}";;' for n, o in subcommands.items() if n)
        return (
            "_briefing() {\n"
            '  local word="${COMP_WORDS[COMP_CWORD]}" words\n'
            '  case "${COMP_WORDS[1]}" in\n'
            f"{cases}\n"
            f'    *) words="{" ".join([*names, *subcommands.get("", ())])}";;\n'
            "  esac\n"
            '  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word"; compgen -f -- "$word")\n'
            "}\n"
            "complete -o filenames -F _briefing briefing\n"
        )
    if shell == "zsh":
        cases = "\n".join(f"    {n}) compadd -- {' '.join(o)};;" for n, o in subcommands.items() if n)
        first = " ".join([*names, *subcommands.get("", ())])
        return (
            "#compdef briefing\n_briefing() {\n"
            f"  if (( CURRENT == 2 )); then compadd -- {first}; fi\n"
            f"  case $words[2] in\n{cases}\n  esac\n  _files\n}}\n"
            "compdef _briefing briefing\n"
        )
    if shell == "fish":
        lines = [f"complete -c briefing -n __fish_use_subcommand -a {n}" for n in names]
        for name, options in subcommands.items():
            when = f"-n '__fish_seen_subcommand_from {name}' " if name else ""
            lines += [
                f"complete -c briefing {when}-l {o.removeprefix('--')}" for o in options if o.startswith("--")
            ]
        return "\n".join(lines) + "\n"
    raise ValueError(f"no completions for {shell!r}: bash, zsh or fish")
