"""Citations as BibTeX (biblatex's @online), out. UTF-8; every character that TeX obeys is escaped."""

import re
from collections.abc import Iterable, Iterator

from briefing.exchange.bundle import Entry, Losses, Options
from briefing.exchange.csl import key
from briefing.exchange.wording import account
from briefing.model.article import Article

_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%",
    "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", '"': r"\textquotedbl{}",
}  # fmt: skip
# In a url field biber wants the address as it is; only what would end the field or a comment is encoded.
_URL = {"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20", '"': "%22"}


def write(entries: Iterable[Entry], losses: Losses, options: Options) -> Iterator[str]:
    """One entry an article."""
    for entry in entries:
        account(entry, losses, {"text"})
        if entry.article is not None:
            yield citation(entry.article, entry.captured.get(entry.article.id))


def citation(article: Article, captured: str | None) -> str:
    """One @online entry."""
    fields = {
        "title": f"{{{escape(article.title)}}}" if article.title else "",
        "author": " and ".join(_name(n) for n in article.authors),
        "organization": escape(article.site or ""),
        "date": _day(article.published),
        "url": "".join(_URL.get(c, c) for c in article.url or ""),
        "urldate": _day(captured),
        "langid": re.sub(r"[^A-Za-z-]", "", article.language or ""),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@online{{{key(article)},", *lines, "}\n\n"])


def escape(text: str) -> str:
    """`text` on one line as TeX prints it."""
    return "".join(_TEX.get(c, c) for c in " ".join(text.split()))


def _name(name: str) -> str:
    """A name in braces where BibTeX would take it apart: at a comma, or at the word that joins names."""
    shown = escape(name)
    return f"{{{shown}}}" if "," in shown or re.search(r"\band\b", shown, re.IGNORECASE) else shown


def _day(stamp: str | None) -> str:
    match = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?", stamp or "")
    return match[0] if match else ""
