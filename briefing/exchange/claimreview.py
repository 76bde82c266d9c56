"""schema.org ClaimReview, out and in: only with a verdict that the analyst typed.

A verdict is a line `Verdict: …` in an assessment of a claim or of quoted words. The program never makes one
up: credibility, likelihood and status are other things. `Verdict: mostly false (2/5)` gives a rating of 2
of 5 as well.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from briefing.exchange.bundle import Entry, Imported, Losses, Options
from briefing.exchange.carried import Json, Said, adopted, derived_uid, utc
from briefing.exchange.jsonin import Node, objects
from briefing.exchange.wording import account, note_name, source_name, words
from briefing.model.annotation import Annotation, Quote
from briefing.model.brief import Actor, Claim

NAME = "claimreview"
_VERDICT = re.compile(r"^[ \t]*verdict[ \t]*:[ \t]*(\S.*?)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_RATING = re.compile(r"[ \t]*\((\d{1,4})/(\d{1,4})\)$")
_CREATED = "2000-01-01T00:00:00Z"


def write(entries: Iterable[Entry], losses: Losses, options: Options) -> Iterator[str]:
    """A list, one review a line."""
    yield "[\n"
    first = True
    for entry in entries:
        account(entry, losses, {"notes"})
        for annotation in entry.annotations:
            review = to_json(entry, annotation)
            if isinstance(review, str):
                losses.add(note_name(annotation), review)
                continue
            yield ("" if first else ",\n") + json.dumps(review, ensure_ascii=False)
            first = False
    yield "\n]\n"


def to_json(entry: Entry, a: Annotation) -> Json | str:
    """One review, or in words what kind of note it is that cannot be one."""
    verdict = _VERDICT.search(a.body.text)
    if a.kind != "assessment":
        return "notes that are no assessments"
    if verdict is None:
        return "assessments without a typed verdict (a line `Verdict: …`)"
    brief = entry.brief
    claim = next((c for c in brief.claims if c.id == a.target.ref), None) if brief else None
    claimed = a.target.quote.exact if a.target.quote else ""
    if not claimed and claim and brief:
        claimed = words(brief.article.text, claim.content)
    if not claimed:
        return "verdicts on no words"
    rest = (a.body.text[: verdict.start()] + a.body.text[verdict.end() :]).strip("\n")
    canonical = (a.provenance.canonical if a.provenance else None) or f"urn:uuid:{a.uid}"
    item: Json = {"@type": "Claim", "datePublished": entry.article.published if entry.article else None}
    author = _author(entry, claim)
    if author:
        item["author"] = author
    if a.target.url:
        headline = entry.article.title if entry.article else None
        appearance = {"@type": "NewsArticle", "url": a.target.url, "headline": headline}
        item["appearance"] = {k: v for k, v in appearance.items() if v}
    made: Json = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": canonical,
        "claimReviewed": claimed,
        "itemReviewed": {k: v for k, v in item.items() if v},
        "author": {"@type": "Person", "name": a.creator},
        "datePublished": a.created,
        "dateModified": a.modified,
        "reviewRating": _rating(verdict[1]),
        "reviewBody": rest,
    }
    raw = a.provenance.raw if a.provenance and a.provenance.imported_format == NAME else {}
    return {**{k: v for k, v in raw.items() if k not in made}, **{k: v for k, v in made.items() if v}}


def _rating(verdict: str) -> Json:
    rating: Json = {"@type": "Rating", "alternateName": _RATING.sub("", verdict) or verdict}
    number = _RATING.search(verdict)
    if number:
        rating |= {"ratingValue": int(number[1]), "bestRating": int(number[2]), "worstRating": 1}
    return rating


def _author(entry: Entry, claim: Claim | None) -> Json | None:
    if claim is None or entry.brief is None or not source_name(entry.brief, claim):
        return None
    actor: Actor | None = entry.brief.actor(claim.source.actor)
    kind = "Person" if actor is None or actor.kind == "person" else "Organization"
    return {"@type": kind, "name": source_name(entry.brief, claim)}


def read(text: str, name: str) -> Imported:
    """Reviews as assessments, each on the words of the claim. Raises ExchangeError.

    A review without a verdict in words is not taken: a number alone says nothing without its scale.
    """
    notes: list[Annotation] = []
    skipped: list[str] = []
    for node in objects(text, name, ("@graph", "itemListElement", "claimReviews", "items")):
        kinds = [t.text() for t in node.get("@type").each()]
        if kinds and "ClaimReview" not in kinds:
            continue
        found = _read_one(node)
        if found is None:
            skipped.append(
                f"{name}: a review without a verdict in words: {node.get('claimReviewed').text()[:60]}"
            )
        else:
            notes.append(found)
    return Imported(notes, skipped=skipped)


def _read_one(node: Node) -> Annotation | None:
    rating = next(node.get("reviewRating").each(), None)
    verdict = rating.get("alternateName").text() if rating else ""
    if rating is None or not verdict.strip():
        return None
    verdict = " ".join(verdict.split())
    value, best = _whole(rating.get("ratingValue").value), _whole(rating.get("bestRating").value)
    if value is not None and best is not None:
        verdict += f" ({value}/{best})"
    body = node.get("reviewBody").text().strip("\n")
    claimed = node.get("claimReviewed").text()
    if not claimed.strip():
        node.get("claimReviewed").bad("a review says which claim it is of")
    published = node.get("datePublished")
    created = utc(published.text(), published)
    modified = utc(node.get("dateModified").text(), node.get("dateModified"))
    author = next(node.get("author").each(), None)
    said = Said(
        kind="assessment", text=f"Verdict: {verdict}" + (f"\n\n{body}" if body else ""), quote=Quote(claimed),
        url=_appearance(node), creator=(author.text() if isinstance(author.value, str) else author.get("name").text())
        if author else "", created=created, modified=modified,
    )  # fmt: skip
    canonical = node.get("url").text() or f"{NAME}:{derived_uid(claimed + verdict, _CREATED)}"
    if canonical.startswith("urn:uuid:"):
        import msgspec

        note = adopted(said, canonical, NAME, dict(node.value))
        return msgspec.structs.replace(note, uid=canonical.removeprefix("urn:uuid:"))
    return adopted(said, canonical, NAME, dict(node.value))


def _appearance(node: Node) -> str | None:
    """The address of the article in which the claim was made."""
    for item in node.get("itemReviewed").each():
        for key in ("appearance", "firstAppearance"):
            for work in item.get(key).each():
                url = work.text() if isinstance(work.value, str) else work.get("url").text()
                if url:
                    return url
        if item.has("url"):
            return item.get("url").text()
    return None


def _whole(value: Any) -> int | None:
    """A rating as a whole number; None for what is none."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return int(number) if number.is_integer() and 0 <= number < 10_000 else None
