"""A brief and a note in words, for the formats that people read, and what each format leaves out."""

from collections.abc import Collection

from briefing.exchange.bundle import Entry, Losses
from briefing.model.annotation import Annotation
from briefing.model.article import Span
from briefing.model.brief import Brief, Claim, TimelineEntry


def words(text: str, spans: list[Span]) -> str:
    """The words of several spans on one line, `…` between pieces that are apart."""
    return " … ".join(" ".join(s.of(text).split()) for s in spans)


def source_name(brief: Brief, claim: Claim) -> str:
    """Whose word a claim is: the actor's name, else the words of the text; empty for nobody's."""
    actor = brief.actor(claim.source.actor)
    return actor.name if actor else words(brief.article.text, claim.source.spans)


def said(brief: Brief, claim: Claim) -> str:
    """A claim in one line: whose word, the cue as written, the content."""
    text = brief.article.text
    who = source_name(brief, claim) or "(unattributed)"
    return f"{who} > {words(text, claim.cue) or '(quotation)'}: {words(text, claim.content)}"


def marks(claim: Claim) -> list[str]:
    """What is to be known of a claim beside its words."""
    found: list[str] = [claim.quotation]
    if claim.polarity != "assert":
        found.append(claim.polarity)
    if claim.evidence != "speech":
        found.append(claim.evidence)
    if claim.hedges:
        found.append("hedged")
    if claim.source.kind != "named":
        found.append(claim.source.kind)
    return list(dict.fromkeys(found))


def happening(brief: Brief, entry: TimelineEntry) -> str:
    """What a date is the date of: its clause with what was said, else the expression itself."""
    return brief.dated_words(entry) or words(brief.article.text, [entry.span])


def by_time(entries: list[TimelineEntry]) -> list[TimelineEntry]:
    """Those on the calendar by their first day, then the others in text order."""
    dated = [t for t in entries if t.from_ or t.to]
    dated.sort(key=lambda t: (t.from_ or t.to or "", t.to or "", t.start))
    return dated + [t for t in entries if not (t.from_ or t.to)]


def note_name(annotation: Annotation) -> str:
    """How a note is called in a message."""
    quote = annotation.target.quote
    start = " ".join((annotation.body.text or (quote.exact if quote else "")).split())[:40]
    return f"{annotation.kind} “{start}”" if start else f"{annotation.kind} {annotation.uid}"


def account(entry: Entry, losses: Losses, holds: Collection[str]) -> None:
    """Note all that a format without place for it leaves out of an entry.

    `holds` names what it does hold: of text, actors, claims, dates, gaps, notes, grades (an outlet's).
    """
    brief = entry.brief
    counts = {
        "text": ("texts", int(entry.article is not None)),
        "actors": ("actors", len(brief.actors) if brief else 0),
        "claims": ("claims", len(brief.claims) if brief else 0),
        "dates": ("dates", len(brief.timeline) if brief else 0),
        "gaps": ("gaps", len(brief.gaps) if brief else 0),
        "notes": ("notes", len(entry.annotations)),
        "grades": ("grades of outlets", int(entry.grade is not None)),
    }
    for name, (what, count) in counts.items():
        if name not in holds:
            losses.add(entry.name, what, count)
