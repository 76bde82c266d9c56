"""An entry as flat rows: what JSON Lines, CSV and Timesketch have in common."""

from collections.abc import Collection, Iterator
from typing import Any, Literal, get_args

import msgspec

from briefing.exchange.bundle import Entry
from briefing.exchange.wording import happening, source_name, words
from briefing.model.article import Span
from briefing.model.brief import Brief

Row = dict[str, Any]
RowType = Literal["article", "actor", "claim", "date", "gap", "note"]
TYPES: tuple[str, ...] = get_args(RowType)


def rows(entry: Entry, only: Collection[str] = ()) -> Iterator[Row]:
    """The rows of an article, of the kinds that are wanted; of every kind where none is named."""
    return (row for row in _all(entry) if not only or row["type"] in only)


def _all(entry: Entry) -> Iterator[Row]:
    """The article, then its actors, claims, dates, gaps and notes; each row names its article.

    `spans` are `[start, end)` in code points of the text of `article_id` (for a note, of its version).
    """
    article = entry.article
    base = {
        "article_id": article.id if article else entry.story,
        "title": article.title if article else None,
        "site": article.site if article else None,
        "published": article.published if article else None,
        "url": article.url if article else None,
    }
    if article is not None:
        yield {
            "type": "article", **base, "id": article.id, "text": article.title or "", "authors": article.authors,
            "language": article.language, "reliability": entry.grade, "captured": entry.captured.get(article.id),
        }  # fmt: skip
    if entry.brief is not None:
        yield from _actors(entry.brief, base)
        yield from _claims(entry.brief, base)
        yield from _dates(entry.brief, base)
        for n, gap in enumerate(entry.brief.gaps):
            said = words(entry.brief.article.text, gap.spans)
            yield {
                "type": "gap", **base, "id": f"gap:{n}", "text": gap.text, "kind": gap.kind, "written": said,
                "spans": _spans(gap.spans),
            }  # fmt: skip
    yield from _notes(entry, base)


def _actors(brief: Brief, base: Row) -> Iterator[Row]:
    for a in brief.actors:
        yield {
            "type": "actor", **base, "id": a.id, "text": a.name, "kind": a.kind, "aliases": a.aliases,
            "roles": [r.text for r in a.roles], "unnamed": a.unnamed, "country": a.country, "reading": a.reading,
            "parent": a.parent, "salience": a.salience, "in_ranking": a.in_ranking,
            "said": sum(c.source.actor == a.id for c in brief.claims), "spans": _spans([m.span for m in a.mentions]),
        }  # fmt: skip


def _claims(brief: Brief, base: Row) -> Iterator[Row]:
    text = brief.article.text
    for c in brief.claims:
        chain = [" ".join(p for p in (words(text, k.spans), words(text, k.cue)) if p) for k in c.chain]
        yield {
            "type": "claim", **base, "id": c.id, "text": words(text, c.content), "source": source_name(brief, c),
            "source_kind": c.source.kind, "actor": c.source.actor, "cue": words(text, c.cue),
            "quotation": c.quotation, "evidence": c.evidence, "polarity": c.polarity, "certainty": c.certainty,
            "stance": c.stance, "hedges": [words(text, [h]) for h in c.hedges], "chain": chain,
            "reason": words(text, [c.source.reason]) if c.source.reason else None, "answers": c.answers,
            "actors": c.about, "spans": _spans(c.content),
        }  # fmt: skip


def _dates(brief: Brief, base: Row) -> Iterator[Row]:
    for t in brief.timeline:
        yield {
            "type": "date", **base, "id": t.id, "text": happening(brief, t), "kind": t.kind,
            "written": words(brief.article.text, [t.span]), "value": t.timex.value, "mod": t.timex.mod,
            "edtf": t.edtf, "from": t.from_, "to": t.to, "anchored": t.anchored, "status": t.status,
            "basis": t.basis, "precision": t.precision, "actors": t.actors, "spans": _spans([t.span]),
        }  # fmt: skip


def _notes(entry: Entry, base: Row) -> Iterator[Row]:
    for a in entry.annotations:
        quote, position, assess = a.target.quote, a.target.position, a.assess
        yield {
            "type": "note", **base, "id": a.uid, "text": a.body.text, "kind": a.kind, "tags": a.body.tags,
            "quote": quote.exact if quote else None, "before": quote.prefix if quote else None,
            "after": quote.suffix if quote else None, "spans": _spans([position] if position else []),
            "version": a.target.version_id, "item": a.target.ref, "anchor": a.anchor.state if a.anchor else None,
            "colour": a.body.colour, "credibility": assess.credibility if assess else None,
            "likelihood": assess.likelihood if assess else None, "confidence": assess.confidence if assess else None,
            "status": assess.status if assess else None, "links": [f"{k.rel} {k.to}" for k in a.links],
            "correction": msgspec.to_builtins(a.correction), "creator": a.creator, "created": a.created,
            "modified": a.modified,
        }  # fmt: skip


def _spans(spans: list[Span]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]
