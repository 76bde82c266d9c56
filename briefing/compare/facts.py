"""The record of one article that comparing works on, made from its brief."""

import re
import zlib
from collections.abc import Iterable, Sequence

from briefing.model.annotation import Annotation
from briefing.model.article import Article, Span
from briefing.model.brief import Actor, Brief, Claim, Gap, Mention, TimelineEntry
from briefing.model.facts import ActorFact, ClaimFact, EventFact, Facts, GapFact, Named, Passage

RUN = 4  # words in a run: shorter ones meet by chance, longer ones break at every edit
_WORD = re.compile(r"\w+")
# "PORT HALLEN, May 14 (Skerry Press) — ": a place in capitals, perhaps a date, the agency in brackets, a dash.
_DATELINE = re.compile(r"^\s*[A-ZÀ-Þ][A-ZÀ-Þ .,'’/-]+[^()\n]{0,40}\(([^()\n]{2,40})\)\s*[-–—:]")
_NAME = re.compile(r"\b(?!(?:We|Our|This|The|It|He|She|They)\b)[A-ZÀ-Þ]\w+")  # not "we", "this newspaper"
_PIECES = " … "  # between pieces of a content that stand apart in the text


def facts_of(
    brief: Brief,
    *,
    story: str,
    outlet: str,
    added: str,
    published: str | None,
    url: str | None,
    annotations: Sequence[Annotation] = (),
) -> Facts:
    """What comparing needs of one article.

    `brief` is the brief as corrected by the analyst (`briefing.model.overlay.overlay`); of `annotations`
    only the questions and gaps are taken, those in the trash left out. `outlet` is "" where none is known.
    """
    text = brief.article.text
    names = {a.id: a.name for a in brief.actors}
    claims = [_claim(text, c, brief.actors, names) for c in brief.claims]
    return Facts(
        article_id=brief.article.id,
        story=story,
        title=brief.article.title or "",
        outlet=outlet,
        added=added,
        published=published,
        url=url,
        language=brief.article.language,
        actors=[_actor(a, brief.claims) for a in brief.actors],
        claims=claims,
        events=[_event(text, t) for t in brief.timeline],
        gaps=[_gap(g) for g in brief.gaps] + _asked(annotations),
        passages=list(_passages(brief.article)),
        credits=_credits(brief, outlet, claims),
    )


def hashes(words: str) -> list[int]:
    """The distinct runs of four words as 32-bit numbers, sorted; case and punctuation aside.

    Of a passage of fewer than four words there is none: it says nothing of where it comes from.
    """
    tokens = _WORD.findall(words.casefold())
    return sorted({zlib.crc32(" ".join(tokens[i : i + RUN]).encode()) for i in range(len(tokens) - RUN + 1)})


def _line(words: str) -> str:
    return " ".join(words.split())


def _actor(actor: Actor, claims: Iterable[Claim]) -> ActorFact:
    return ActorFact(
        id=actor.id,
        name=actor.name,
        kind=actor.kind,
        aliases=[a for a in actor.aliases if a != actor.name],
        roles=list(dict.fromkeys(_line(r.text) for r in actor.roles)),
        first=next((m.span for m in actor.mentions if m.form == "name"), None),
        mentions=len(actor.mentions),
        said=sum(c.source.actor == actor.id for c in claims),
        salience=actor.salience,
        unnamed=actor.unnamed,
        parent=actor.parent,
        country=actor.country,
        reading=actor.reading,
        in_ranking=actor.in_ranking,
    )


def _claim(text: str, claim: Claim, actors: Sequence[Actor], names: dict[str, str]) -> ClaimFact:
    words, named = _content(text, claim.content, actors)
    first, last = claim.content or claim.cue, claim.content or claim.cue
    return ClaimFact(
        id=claim.id,
        words=words,
        span=Span(min(s.start for s in first), max(s.end for s in last)),
        cue=_joined(text, claim.cue),
        source=_speaker(text, claim.source.spans, claim.source.actor, actors, names),
        source_kind=claim.source.kind,
        polarity=claim.polarity,
        quotation=claim.quotation,
        evidence=claim.evidence,
        certainty=claim.certainty,
        hedged=bool(claim.hedges),
        actor=claim.source.actor,
        about=claim.about,
        through=[
            outer for link in claim.chain if (outer := _speaker(text, link.spans, link.actor, actors, names))
        ],
        answers=claim.answers,
        named=named,
    )


def _joined(text: str, spans: Sequence[Span]) -> str:
    return _PIECES.join(_line(s.of(text)) for s in spans)


def _content(text: str, spans: Sequence[Span], actors: Sequence[Actor]) -> tuple[str, list[Named]]:
    """The content on one line, and where in that line it speaks of actors."""
    pieces: list[str] = []
    named: list[Named] = []
    at = 0
    for span in spans:
        found = [(m, a.id) for a in actors for m in a.mentions if span.covers(m.span)]
        for mention, actor in found:
            before, own = text[span.start : mention.start], text[mention.start : mention.end]
            lead = _line(before)
            start = at + len(lead) + bool(lead and (before[-1].isspace() or own[:1].isspace()))
            named.append(Named(start, start + len(_line(own)), actor))
        pieces.append(_line(span.of(text)))
        at += len(pieces[-1]) + len(_PIECES)
    return _PIECES.join(pieces), sorted(named, key=lambda n: (n.start, -n.end, n.actor))


def _speaker(
    text: str, spans: Sequence[Span], actor: str | None, actors: Sequence[Actor], names: dict[str, str]
) -> str:
    """The source's words; the actor's name where all of them are a pronoun."""
    if actor in names and all(_is_pronoun(s, actor, actors) for s in spans):
        return names[actor]
    return _joined(text, spans)


def _is_pronoun(span: Span, actor: str, actors: Sequence[Actor]) -> bool:
    mentions: list[Mention] = next(a.mentions for a in actors if a.id == actor)
    return any(m.form == "pronoun" and m.span == span for m in mentions)


def _event(text: str, entry: TimelineEntry) -> EventFact:
    return EventFact(
        id=entry.id,
        expression=_line(entry.span.of(text)),
        span=entry.span,
        event=_line(entry.event.of(text)) if entry.event else "",
        event_span=entry.event,
        edtf=entry.edtf,
        from_=entry.from_,
        to=entry.to,
        precision=entry.precision,
        status=entry.status,
        kind=entry.kind,
        anchored=entry.anchored,
        actors=entry.actors,
    )


def _gap(gap: Gap) -> GapFact:
    # An unnamed source is pointed at by its head and its clause, in that order, not in that of the text.
    span = Span(min(s.start for s in gap.spans), max(s.end for s in gap.spans)) if gap.spans else None
    return GapFact(gap.kind, gap.text, span)


def _asked(annotations: Sequence[Annotation]) -> list[GapFact]:
    """What the analyst asks or misses."""
    return [
        GapFact(a.kind, _line(a.body.text), a.target.position, by=a.creator, uid=a.uid)
        for a in annotations
        if a.kind in ("question", "gap") and not a.deleted_at
    ]


def _passages(article: Article) -> Iterable[Passage]:
    for block in article.body_blocks():
        if block.kind == "heading":
            continue
        found = hashes(block.span.of(article.text))
        if found:
            yield Passage(block.span, found)


def _credits(brief: Brief, outlet: str, claims: Sequence[ClaimFact]) -> list[str]:
    """Agencies and outlets whose report this is or relays, the outlet itself left out."""
    first = next(
        (b.span.of(brief.article.text) for b in brief.article.body_blocks() if b.kind != "heading"), ""
    )
    dateline = _DATELINE.match(_line(first))
    found = [dateline[1]] if dateline else []
    found += [c.source for c in claims if c.source_kind == "media"]
    own = {outlet.casefold(), ""}
    return [c for c in dict.fromkeys(found) if c.casefold() not in own and _NAME.search(c)]
