"""A brief as text: plain for reading and screen readers, Markdown for pasting."""

import re
from collections.abc import Iterator

from briefing.model.article import Span
from briefing.model.brief import Actor, Brief, Claim, TimelineEntry

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~^$&])")


def sourcing_line(brief: Brief) -> str:
    """`14 claims · 6 named · 4 unnamed · … · 2 gaps`: what the brief rests on; zeros are left out."""
    s = brief.sourcing
    counts = [
        (len(brief.claims), "claim", "claims"),
        (s.named, "named", "named"),
        (s.unnamed, "unnamed", "unnamed"),
        (s.document, "document", "documents"),
        (s.media, "media", "media"),
        (s.unattributed, "unattributed", "unattributed"),
        (s.denials, "denial", "denials"),
        (s.hedged, "hedged", "hedged"),
        (len(brief.gaps), "gap", "gaps"),
    ]
    return " · ".join(f"{n} {one if n == 1 else many}" for n, one, many in counts if n) or "no claims"


def words(brief: Brief, spans: list[Span]) -> str:
    """The words of several spans on one line, `…` between pieces that are apart."""
    return " … ".join(" ".join(s.of(brief.article.text).split()) for s in spans)


def source_words(brief: Brief, claim: Claim) -> str:
    """Whose word it is, as a reader wants it: the actor's name, else the words of the text."""
    actor = brief.actor(claim.source.actor)
    said = words(brief, claim.source.spans)
    if actor is None:
        return f"“{said}”" if said and claim.source.kind == "unnamed" else said or "unattributed"
    return actor.name


def plain(brief: Brief) -> str:
    """The whole brief in reading order, one line an item."""
    return "\n".join(_plain(brief)) + "\n"


def _head(brief: Brief) -> list[str]:
    a = brief.article
    return [x for x in (a.site, ", ".join(a.authors), a.published or "no publication date") if x]


def _plain(brief: Brief) -> Iterator[str]:
    yield brief.article.title or "(no title)"
    yield " · ".join(_head(brief))
    yield sourcing_line(brief)
    if brief.lead:
        yield ""
        yield from (words(brief, [s]) for s in brief.lead)
    yield from _section("ACTORS", [_actor_line(brief, a) for a in brief.actors if a.in_ranking])
    yield from _section("CLAIMS", [_claim_line(brief, c) for c in brief.claims])
    yield from _section("TIMELINE", [_date_line(brief, t) for t in in_time_order(brief.timeline)])
    yield from _section("GAPS", [_gap_line(brief, n) for n in range(len(brief.gaps))])


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield f"{title} ({len(lines)})"
        yield from (f"  {line}" for line in lines)


def _actor_line(brief: Brief, actor: Actor) -> str:
    said = sum(c.source.actor == actor.id for c in brief.claims)
    name = f"{actor.name} ({actor.reading})" if actor.reading else actor.name
    parts = [name, "unnamed " + actor.kind if actor.unnamed else actor.kind]
    parts += [r.text for r in actor.roles[:2]]
    if actor.aliases:
        parts.append("also " + ", ".join(actor.aliases[:5]))
    parts.append(f"{len(actor.mentions)} mention{'s' * (len(actor.mentions) != 1)}")
    if said:
        parts.append(f"speaks {said}×")
    return " · ".join(parts)


def _claim_line(brief: Brief, claim: Claim) -> str:
    chain = "".join(f"{words(brief, k.spans) or '?'} ({words(brief, k.cue)}) > " for k in claim.chain)
    cue = words(brief, claim.cue) or "(quotation)"
    marks: list[str] = [claim.quotation]
    if claim.polarity != "assert":
        marks.append(
            {"deny": "denial", "decline": "no comment", "urge": "demand", "question": "question"}[
                claim.polarity
            ]
        )
    if claim.evidence not in ("speech", "hedge"):
        marks.append(claim.evidence)
    if claim.hedges:
        marks.append("hedged")
    if claim.source.kind in ("unnamed", "unattributed", "media", "document"):
        marks.append(claim.source.kind)
    reason = f" — reason: {claim.source.reason.of(brief.article.text)}" if claim.source.reason else ""
    return f"{chain}{source_words(brief, claim)} > {cue}: {words(brief, claim.content)} [{', '.join(dict.fromkeys(marks))}]{reason}"


def in_time_order(entries: list[TimelineEntry]) -> list[TimelineEntry]:
    """Dated entries by their first day, then those that stand on no calendar, in text order."""
    dated = sorted(
        (t for t in entries if t.from_ or t.to), key=lambda t: (t.from_ or t.to or "", t.to or "", t.start)
    )
    return dated + [t for t in entries if not (t.from_ or t.to)]


def _date_line(brief: Brief, entry: TimelineEntry) -> str:
    written = words(brief, [entry.span])
    value = entry.edtf or entry.timex.value
    event = f" {brief.dated_words(entry)}" if entry.event else ""
    doubt = "" if entry.anchored else ", not anchored"
    mod = f", {entry.timex.mod.lower()}" if entry.timex.mod else ""
    return f"{value} “{written}” [{entry.kind}, {entry.status}{mod}{doubt}]{event}"


def _gap_line(brief: Brief, number: int) -> str:
    gap = brief.gaps[number]
    quoted = words(brief, gap.spans[:1])[:160] if gap.spans and gap.kind != "truncated" else ""
    return f"{gap.text}: “{quoted}”" if quoted else gap.text


def escape(text: str) -> str:
    """`text` with Markdown's own characters made plain."""
    return _MARKDOWN.sub(r"\\\1", text)


def markdown(brief: Brief) -> str:
    """The brief as Markdown. What the text says is escaped: it cannot become a heading or a link."""
    out = [f"# {escape(brief.article.title or '(no title)')}", "", escape(" · ".join(_head(brief))), ""]
    if brief.article.url:
        out += [
            f"<{brief.article.url}>"
            if re.fullmatch(r"https?://[^\s<>]+", brief.article.url)
            else escape(brief.article.url),
            "",
        ]
    out += [f"*{escape(sourcing_line(brief))}*", ""]
    out += [f"> {escape(words(brief, [s]))}" for s in brief.lead] + [""] * bool(brief.lead)
    sections = {
        "Actors": [_actor_line(brief, a) for a in brief.actors if a.in_ranking],
        "Claims": [_claim_line(brief, c) for c in brief.claims],
        "Timeline": [_date_line(brief, t) for t in in_time_order(brief.timeline)],
        "Gaps": [_gap_line(brief, n) for n in range(len(brief.gaps))],
    }
    for title, lines in sections.items():
        if lines:
            out += [f"## {title}", "", *(f"- {escape(line)}" for line in lines), ""]
    return "\n".join(out)
