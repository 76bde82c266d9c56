"""Fill docs/exchange.md with what the program writes: `python -m tests.exchange.make_page [--check]`."""

import json
import re
import sys
from pathlib import Path

from tests.exchange.samples import entry, note, out

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "exchange.md"
_PART = re.compile(r"(<!-- example: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_KINDS = {
    "markdown": "markdown",
    "bibtex": "bibtex",
    "csv": "text",
    "timesketch": "text",
    "citations": "text",
}


def example(form: str) -> str:
    """What a format writes of a small article with one note; of long outputs, the telling part."""
    if form in ("markdown", "bibtex", "citations"):
        made = out(form)
    elif form == "claimreview":
        made = _laid_out(json.loads(out(form)))
    elif form in ("csv", "timesketch"):
        lines = out(form).splitlines()
        made = "\n".join(line if len(line) < 100 else line[:97] + "…" for line in lines[:3])
    else:
        made = _laid_out(_short(form))
    return f"```{_KINDS.get(form, 'json')}\n{made.strip()}\n```\n"


def _laid_out(value: object, indent: str = "") -> str:
    """JSON with what fits on a line on one line."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(indent + flat) <= 110 or not isinstance(value, dict | list) or not value:
        return flat
    inner = indent + "  "
    if isinstance(value, dict):
        parts = [f"{json.dumps(k, ensure_ascii=False)}: {_laid_out(v, inner)}" for k, v in value.items()]
        return "{\n" + ",\n".join(inner + p for p in parts) + f"\n{indent}}}"
    return "[\n" + ",\n".join(inner + _laid_out(v, inner) for v in value) + f"\n{indent}]"


def _short(form: str) -> object:
    text = out(form, entry(annotations=[note()]))
    if form in ("jsonl", "ninjs", "citron"):
        lines = [json.loads(line) for line in text.splitlines()]
        whole = next((x for x in lines if x.get("type") == "claim"), lines[0])
        if form == "citron":
            return {**whole, "text": whole["text"][:40] + "…", "quotes": whole["quotes"][:1]}
        return whole
    whole = json.loads(text)
    if form == "w3c":
        return _without(whole["first"]["items"][0], "briefing:record")
    if form == "hypothesis":
        return _without(whole["rows"][0], "briefing")
    if form == "stix":
        return next(o for o in whole["objects"] if o["type"] == "note" and o["content"] == "who wrote it?")
    return whole


def _without(item: dict[str, object], record: str) -> dict[str, object]:
    return {**item, record: {"…": "the whole record"}}


def filled(text: str) -> str:
    """The page with every example made anew."""
    return _PART.sub(lambda m: m[1] + example(m[2]) + m[3], text)


def main() -> int:
    """Write the page, or with --check only say whether it is true."""
    old = PAGE.read_text(encoding="utf-8")
    if "--check" in sys.argv:
        return 0 if filled(old) == old else 1
    PAGE.write_text(filled(old), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
