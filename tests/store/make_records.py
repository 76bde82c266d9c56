"""Fictional records for the store's tests."""

from typing import Any

from briefing.model.annotation import Annotation, Body, Quote, Target
from briefing.model.article import Article, Block, Span, article_id
from briefing.model.brief import Actor, Brief, Claim, ClaimSource, Generator, Sourcing
from briefing.model.filter import Term

TEXT = "The dockers' union said ferries from Northport would stop at midnight.\n\nMara Lindqvist denied it."


def article(text: str = TEXT, **changes: Any) -> Article:
    fields: dict[str, Any] = {
        "id": article_id(text), "external_id": None, "title": "Northport ferries to stop",
        "url": None, "site": "Harbour Wire", "authors": [], "published": "2031-05-14",
        "language": "en", "text": text, "blocks": [Block("paragraph", 0, len(text), True)],
    }  # fmt: skip
    return Article(**{**fields, **changes})


A, B = article_id("article A"), article_id("article B")


def note(text: str = "who wrote it?", *, on: str = A, **changes: Any) -> Annotation:
    fields: dict[str, Any] = {
        "uid": "", "kind": "note", "created": "", "modified": "", "creator": "",
        "target": Target(on, on, quote=Quote("midnight", "stop at ", "."), position=Span(61, 69)),
        "body": Body(text),
    }  # fmt: skip
    return Annotation(**{**fields, **changes})


FERRY = article()
LANG = article(
    "The C++ committee of the U.S. met in Zürich. 渡轮停运了。",
    title="Committee meets", site="The Gull", published="2031-05-20T09:00", url="https://gull.example/c",
)  # fmt: skip
UNDATED = article(
    "Nobody knows when.\nThe dockers' union did not say.", title=None, published=None, site=None
)


def brief_of(about: Article, *, source: str = "Dockers' Union", polarity: Any = "assert") -> Brief:
    actor = Actor("actor:1", source, "organization", ["the union"], [], 1.0, [])
    claim = Claim(
        "claim:1", [Span(4, 20)], [], ClaimSource("named", "actor:1", [Span(0, 11)], None), "indirect", "speech",
        polarity, [], [], [],
    )  # fmt: skip
    return Brief(about, [], [actor], [claim], [], [], Sourcing(named=1), Generator("briefing", "1", "m"))


def term(field: Any, value: str, phrase: bool = False) -> Term:
    return Term(field, value, phrase)
