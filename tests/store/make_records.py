"""Fictional records for the store's tests."""

from typing import Any

from briefing.model.annotation import Annotation, Body, Quote, Target
from briefing.model.article import Article, Block, Span, article_id

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
