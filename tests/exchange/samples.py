"""One fictional article with everything that a brief can hold, made by hand: no parser is loaded."""

from typing import Any

import msgspec

from briefing.exchange import registry
from briefing.exchange.bundle import Entry, Losses, Options
from briefing.model.annotation import Annotation, Assess, Body, Link, Quote, Target
from briefing.model.article import Article, Block, Span, article_id
from briefing.model.brief import (
    Actor,
    Brief,
    Claim,
    ClaimSource,
    Gap,
    Generator,
    Mention,
    QuotedSpan,
    TimelineEntry,
    Timex,
    count_sources,
)

TEXT = (
    "Mara Lindqvist, a spokeswoman for the Port Authority, denied on Tuesday that talks had failed.\n\n"
    "Two officials said the report could be delayed until June. It was due some time ago."
)
URL = "https://news.example/ferries?a=1&b=2"
UID = "01a203c0-dbce-76cd-b309-5f80dd8265cb"
UID2 = "01a203c0-dbce-76cd-b309-5f80dd8265cc"


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def quoted(words: str) -> QuotedSpan:
    place = span(words)
    return QuotedSpan(words, place.start, place.end)


def article(**changes: Any) -> Article:
    fields: dict[str, Any] = {
        "id": article_id(TEXT), "external_id": None, "title": "Ferries to stop", "url": URL, "site": "Harbour Wire",
        "authors": ["Jon Berg", "Ana Holm"], "published": "2031-05-14", "language": "en", "text": TEXT,
        "blocks": [Block("paragraph", 0, 94, True), Block("paragraph", 96, len(TEXT), True)],
    }  # fmt: skip
    return Article(**{**fields, **changes})


def brief(**changes: Any) -> Brief:
    mara = Actor(
        "actor:1", "Mara Lindqvist", "person", ["Lindqvist"], [quoted("a spokeswoman for the Port Authority")], 1.0,
        [Mention(*msgspec.structs.astuple(span("Mara Lindqvist")), "name")],
    )  # fmt: skip
    port = Actor(
        "actor:2", "Port Authority", "organization", [], [], 0.6,
        [Mention(*msgspec.structs.astuple(span("Port Authority")), "name")],
    )  # fmt: skip
    officials = Actor(
        "actor:3", "two officials", "person", [], [], 0.2,
        [Mention(*msgspec.structs.astuple(span("Two officials")), "nominal")], unnamed=True,
    )  # fmt: skip
    claims = [
        Claim(
            "claim:1", [span("talks had failed")], [span("denied")],
            ClaimSource("named", "actor:1", [span("Mara Lindqvist")], None), "indirect", "speech", "deny", [], [], [],
        ),
        Claim(
            "claim:2", [span("the report could be delayed until June")], [span("said")],
            ClaimSource("unnamed", "actor:3", [span("Two officials")], None), "indirect", "speech", "assert",
            [span("could")], [], [],
        ),
        Claim(
            "claim:3", [span("It was due")], [], ClaimSource("unattributed", None, [], None), "indirect", "hedge",
            "assert", [], [], [],
        ),
    ]  # fmt: skip
    june, ago = span("June"), span("some time ago")
    timeline = [
        TimelineEntry(
            "date:1", june.start, june.end, Timex("DATE", "2031-06"), "2031-06", "2031-06-01", "2031-06-30", True,
            span("the report could be delayed until June"), [], "future", "happened", "relative", "month",
        ),
        TimelineEntry(
            "date:2", ago.start, ago.end, Timex("DATE", "PAST_REF"), None, None, None, False,
            span("It was due"), [], "past", "happened", "vague", "vague",
        ),
    ]  # fmt: skip
    fields: dict[str, Any] = {
        "article": article(), "lead": [span("Mara Lindqvist, a spokeswoman")], "actors": [mara, port, officials],
        "claims": claims, "timeline": timeline,
        "gaps": [Gap("unnamed_without_reason", [span("Two officials")], "an unnamed source, and no reason given")],
        "sourcing": count_sources(claims), "generator": Generator("briefing", "0", "none"),
    }  # fmt: skip
    return Brief(**{**fields, **changes})


def note(text: str = "who wrote it?", **changes: Any) -> Annotation:
    place = span("the report")
    fields: dict[str, Any] = {
        "uid": UID, "kind": "note", "created": "2031-05-15T08:00:00.000Z", "modified": "2031-05-15T09:00:00.000Z",
        "creator": "ana", "body": Body(text, ["safety"]),
        "target": Target(
            article_id(TEXT), article_id(TEXT), URL, None, Quote("the report", "Two officials said ", " could be"),
            place,
        ),
    }  # fmt: skip
    return Annotation(**{**fields, **changes})


def assessment(text: str = "Verdict: mostly false (2/5)\n\nThe minutes say otherwise.") -> Annotation:
    target = Target(article_id(TEXT), article_id(TEXT), URL, "claim:1", Quote("talks had failed", "that ", "."), span("talks had failed"))  # fmt: skip
    return note(
        text, uid=UID2, kind="assessment", target=target, links=[Link("contradicts", "claim:2", "see below")],
        assess=Assess(2, "highly probable", "high", "contested"), body=Body(text),
    )  # fmt: skip


def entry(**changes: Any) -> Entry:
    fields: dict[str, Any] = {
        "story": article_id(TEXT), "article": article(), "brief": brief(), "annotations": [note(), assessment()],
        "grade": "B", "captured": {article_id(TEXT): "2031-05-14T12:00:00.000Z"}, "texts": {article_id(TEXT): TEXT},
    }  # fmt: skip
    return Entry(**{**fields, **changes})


def out(form: str, *entries: Entry, losses: Losses | None = None, **options: Any) -> str:
    """What a format writes of these entries (of the sample, where none is given)."""
    pieces = registry.writer(form)(entries or [entry()], losses or Losses(), Options(**options))
    return "".join(pieces)
