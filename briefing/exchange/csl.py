"""Citations as CSL-JSON (Citation Style Language 1.0.2, csl-data.json), out. citeproc tools render them."""

import json
import re
from collections.abc import Iterable, Iterator

from briefing.exchange.bundle import Entry, Losses, Options
from briefing.exchange.wording import account
from briefing.model.article import Article

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def write(entries: Iterable[Entry], losses: Losses, options: Options) -> Iterator[str]:
    """A list of items, one a line."""
    yield "[\n"
    first = True
    for entry in entries:
        account(entry, losses, {"text"})
        if entry.article is None:
            continue
        item = json.dumps(citation(entry.article, entry.captured.get(entry.article.id)), ensure_ascii=False)
        yield item if first else ",\n" + item
        first = False
    yield "\n]\n"


def citation(article: Article, captured: str | None) -> dict[str, object]:
    """One item. Names are literal: a byline does not say which of its words is the family name."""
    item: dict[str, object] = {
        "id": key(article),
        "type": "article-newspaper" if article.site else "webpage",
        "title": article.title,
        "author": [{"literal": name} for name in article.authors],
        "container-title": article.site,
        "URL": article.url,
        "language": article.language,
        "issued": _parts(article.published),
        "accessed": _parts(captured),
    }
    return {k: v for k, v in item.items() if v}


def key(article: Article) -> str:
    """A short, stable name: the outlet's first word, the year, six digits of the text's hash."""
    site = re.sub(r"[^a-z0-9]+", "", (article.site or "article").split(" ")[0].casefold()) or "article"
    year = (article.published or "")[:4]
    return f"{site}{year if year.isdigit() else ''}-{article.id.removeprefix('sha256:')[:6]}"


def _parts(day: str | None) -> dict[str, list[list[int]]] | None:
    match = _DAY.match(day or "")
    return {"date-parts": [[int(g) for g in match.groups() if g]]} if match else None
