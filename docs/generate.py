"""Fill the parts of README.md that repeat the code: keys, commands, settings.

usage: python docs/generate.py [--check]

A part stands between `<!-- generated: NAME -->` and `<!-- end -->`. A test runs `--check`, so the
README cannot say what the program does not do.
"""

import argparse
import re
import sys
from pathlib import Path

from briefing.cli.subcommands import build_parser, subcommands
from briefing.commands.reference import keys_markdown
from briefing.config import OPTIONS

README = Path(__file__).resolve().parent.parent / "README.md"
_PART = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def commands_markdown() -> str:
    """The table of shell commands."""
    rows = [
        "| command | what it does |",
        "|---|---|",
        "| `briefing [SOURCE …]` | open the reader on files and folders, or on the library |",
    ]
    for name, parser in subcommands(build_parser()).items():
        usage = (
            " ".join(parser.format_usage().removeprefix("usage:").split())
            .replace(" [-h] [--home DIR]", "")
            .replace("|", "\\|")
        )
        text = (parser.description or "").rstrip(".")
        rows.append(f"| `{usage}` | {text[0].lower()}{text[1:]} |" if name else "")
    return "\n".join(rows) + "\n"


def settings_markdown() -> str:
    """The table of settings."""
    rows = ["| setting | default | what it is |", "|---|---|---|"]
    for option in OPTIONS:
        default = (
            str(option.default).lower()
            if isinstance(option.default, bool)
            else repr(option.default).replace("'", '"')
        )
        rows.append(f"| `{option.key}` | `{default}` | {option.help} |")
    return "\n".join(rows) + "\n"


PARTS = {"keys": keys_markdown, "commands": commands_markdown, "settings": settings_markdown}


def filled(text: str) -> str:
    """`text` with every generated part made anew. Raises KeyError for a part that nobody makes."""
    return _PART.sub(lambda m: m[1] + PARTS[m[2]]() + m[3], text)


def main() -> int:
    """Write README.md, or with --check only say whether it is true."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    call = parser.parse_args()
    old = README.read_text(encoding="utf-8")
    new = filled(old)
    if call.check:
        return 0 if new == old else 1
    README.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
