"""Quotations in the JSON of BBC R&D's Citron (its data format), out: one article a line.

Offsets are code points of `text`. Citron knows one cue and at least one source a quotation: claims without
either are left out and counted.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from briefing.exchange.bundle import Entry, Losses, Options
from briefing.exchange.wording import account
from briefing.model.article import Span
from briefing.model.brief import Actor, Claim

Json = dict[str, Any]


def write(entries: Iterable[Entry], losses: Losses, options: Options) -> Iterator[str]:
    """Text, quotations and coreference groups of each article that has a brief."""
    for entry in entries:
        account(entry, losses, {"text", "claims", "actors"})
        if entry.brief is None:
            continue
        text, actors = entry.brief.article.text, {a.id: a for a in entry.brief.actors}
        quotes = []
        for claim in entry.brief.claims:
            if not claim.cue or not claim.source.spans:
                losses.add(entry.name, "claims without a cue or a source")
                continue
            losses.add(entry.name, "further pieces of a cue", len(claim.cue) - 1)
            losses.add(entry.name, "outer sources of a claim", len(claim.chain))
            quotes.append(_quote(text, claim, actors.get(claim.source.actor or "")))
        groups = [
            [_span(text, m.span) for m in a.mentions] for a in entry.brief.actors if len(a.mentions) > 1
        ]
        generator = entry.brief.generator
        made = {
            "text": text,
            "quotes": quotes,
            "coreference_groups": groups,
            "source": {"application": generator.name, "model": f"{generator.version} {generator.model}"},
        }
        yield json.dumps(made, ensure_ascii=False) + "\n"


def _quote(text: str, claim: Claim, actor: Actor | None) -> Json:
    """One quotation. `coreferences`: where the actor is named, if its words there are not the name."""
    sources = [_span(text, s) for s in claim.source.spans]
    others: list[Json] = []
    if actor is not None and not actor.unnamed:
        own = [m for m in actor.mentions if any(m.span.overlaps(s) for s in claim.source.spans)]
        named = next((m for m in actor.mentions if m.form == "name"), None)
        if named is not None and not any(m.form == "name" for m in own):
            others = [_span(text, named.span)]
    return {
        "id": claim.id,
        "sources": sources,
        "coreferences": others,
        "cue": _span(text, claim.cue[0]),
        "contents": [_span(text, s) for s in claim.content],
    }


def _span(text: str, span: Span) -> Json:
    return {"text": span.of(text), "start": span.start, "end": span.end}
