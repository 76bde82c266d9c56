"""Articles with their briefs and notes as Markdown that reads well as it stands, and may be written into.

Every article has a region for the person who keeps the file. A new export over the same file leaves the
regions alone and makes the rest anew; where somebody wrote outside of them, it refuses instead of losing it
(each part carries a sum of what was generated). Nothing of an article can become markup; a note keeps its
Markdown, but no HTML. The same library gives the same file: there is no date of export in it.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator

import msgspec

from briefing.exchange.bundle import Entry, ExchangeError, Losses, Options
from briefing.exchange.wording import account, by_time, happening, marks, said, words
from briefing.model.annotation import Annotation
from briefing.model.article import Article
from briefing.model.brief import Actor, Brief
from briefing.model.saying import correction_words, judgement_words

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~^$&])")
_LIST = re.compile(r"^(\d+)([.)])|^([-=:])")
_LINK = re.compile(r"\]\((?!\s*(?:https?://|mailto:))")
# A definition of a link elsewhere in the text, `[words]: address`, also within a quotation or a list.
_DEFINED = re.compile(r"\]:(?!\s*(?:https?://|mailto:))")
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")  # CommonMark 0.31.2, section 4.5
_HEAD = "<!-- briefing:export 1 -->"
_BEGIN = re.compile(r"<!-- briefing:article (\S+) -->")
_YOURS = "<!-- briefing:yours: write below this line; a new export keeps it -->"
_MINE = "<!-- briefing:end of yours -->"
_SUM = re.compile(r"<!-- briefing:sum ([0-9a-f]{16}) -->")


class _Part(msgspec.Struct):
    """One article's part of a file that was exported before. `yours` is what stands in its region."""

    key: str
    line: int
    yours: list[str]
    generated: list[str]
    sum: str = ""


def write(entries: Iterable[Entry], losses: Losses, options: Options) -> Iterator[str]:
    """The file. Raises ExchangeError where the one before was edited outside its regions, or is not ours."""
    before = {p.key: p for p in parts(options.previous)} if options.previous else {}
    yield f"{_HEAD}\n"
    for entry in entries:
        account(entry, losses, {"actors", "claims", "dates", "gaps", "notes", "grades"})
        kept = before.pop(entry.story, None)
        yield "\n".join(_part(entry.story, list(_entry(entry)), kept.yours if kept else [""])) + "\n"
    for part in before.values():
        if any(line.strip() for line in part.yours):
            lines = ["## No longer in this export", "", f"What you wrote on {plain(_title(part))}:", ""]
            yield "\n".join(_part(part.key, lines, part.yours)) + "\n"


def parts(text: str) -> list[_Part]:
    """The parts of a file that was exported before. Raises ExchangeError where it is none, or was edited."""
    lines = text.split("\n")
    if lines[0].strip() != _HEAD:
        raise ExchangeError("the file is there already and was not written by this export; it is left alone")
    found: list[_Part] = []
    part: _Part | None = None
    inside = False
    for number, line in enumerate(lines[1:], 2):
        if inside and part is not None:
            inside = line.strip() != _MINE
            if inside:
                part.yours.append(line)
        elif match := _BEGIN.fullmatch(line.strip()):
            if part is not None:
                raise ExchangeError(f"line {number}: a new part begins before line {part.line}'s has ended")
            part = _Part(match[1], number, [], [])
        elif part is None:
            if line.strip():
                raise ExchangeError(f"line {number} stands outside the regions that are kept; {_ADVICE}")
        elif line.strip() == _YOURS:
            inside = True
        elif match := _SUM.fullmatch(line.strip()):
            part.sum = match[1]
            if part.sum != _digest(part.generated):
                where = f"lines {part.line} to {number}"
                raise ExchangeError(f"{where} were edited outside the region that is kept; {_ADVICE}")
            found.append(part)
            part = None
        else:
            part.generated.append(line)
    if part is not None:
        raise ExchangeError(f"line {part.line}: the part that begins here has no end; {_ADVICE}")
    return found


_ADVICE = f"move it between “{_YOURS}” and “{_MINE}”, or export to another file"


def _part(key: str, generated: list[str], yours: list[str]) -> list[str]:
    region = [_YOURS, *yours, _MINE]
    return ["", f"<!-- briefing:article {key} -->", *generated, *region, f"<!-- briefing:sum {_digest(generated)} -->"]  # fmt: skip


def _digest(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(line.rstrip() for line in lines).encode()).hexdigest()[:16]


def _title(part: _Part) -> str:
    heading = next((line for line in part.generated if line.startswith("## ")), "")
    told = next((g for g in part.generated if g.startswith("What you wrote on ")), "")
    name = told.removeprefix("What you wrote on ").removesuffix(":") or heading.removeprefix("## ")
    return re.sub(r"\\(.)", r"\1", name) or part.key


# ── one article ──────────────────────────────────────────────────────────────────────────────
def _entry(entry: Entry) -> Iterator[str]:
    article, brief = entry.article, entry.brief
    yield f"## {plain((article.title if article else None) or 'Untitled')}"
    yield ""
    if article is not None:
        yield plain(citation(article))
        if article.url:
            yield ""
            yield address(article.url)
    if entry.grade:
        yield ""
        yield f"Reliability of the outlet: {entry.grade}"
    if brief is not None:
        yield from _brief(brief)
    yield from _section("Notes", [line for a in entry.annotations for line in _note(a, brief)])
    yield ""


def citation(article: Article) -> str:
    """How the article is cited: authors, title, outlet, day."""
    day = article.published[:10] if article.published else "no date"
    parts = [
        ", ".join(article.authors),
        f"“{article.title}”" if article.title else "",
        article.site or "",
        day,
    ]
    return ". ".join(p for p in parts if p) + "."


def _brief(brief: Brief) -> Iterator[str]:
    text = brief.article.text
    if brief.lead:
        yield ""
        yield from (f"> {plain(words(text, [s]))}" for s in brief.lead)
    yield from _section("Actors", [_actor(brief, a) for a in brief.actors if a.in_ranking])
    yield from _section(
        "Claims", [f"- {plain(said(brief, c))} *{', '.join(marks(c))}*" for c in brief.claims]
    )
    dates = []
    for entry in by_time(brief.timeline):
        value = entry.edtf or entry.timex.value
        doubt = "" if entry.anchored else ", not anchored"
        line = f"{value} “{words(text, [entry.span])}”"
        dates.append(
            f"- {plain(line)} *{entry.kind}, {entry.status}{doubt}*: {plain(happening(brief, entry))}"
        )
    yield from _section("Timeline", dates)
    gaps = [
        f"- {plain(g.text)}" + (f": “{plain(words(text, g.spans[:1]))}”" if g.spans else "")
        for g in brief.gaps
    ]
    yield from _section("Gaps", gaps)


def _actor(brief: Brief, actor: Actor) -> str:
    count = sum(c.source.actor == actor.id for c in brief.claims)
    parts = [actor.reading or "", actor.kind, *(r.text for r in actor.roles[:2])]
    parts += ["unnamed"] * actor.unnamed
    parts += [f"also {', '.join(actor.aliases[:5])}"] * bool(actor.aliases)
    parts += [f"speaks {count}×"] * bool(count)
    return f"- **{plain(actor.name)}** · {plain(' · '.join(p for p in parts if p))}"


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield from ("", f"### {title}", "", *lines)


def _note(a: Annotation, brief: Brief | None) -> Iterator[str]:
    """A note: its words in their context, what the analyst wrote, the grades, who and when."""
    quote = a.target.quote
    state = f" ({a.anchor.state})" if a.anchor and a.anchor.state not in ("exact", "moved") else ""
    yield f"- **{a.kind}**{state}" + "".join(f" {plain('#' + t)}" for t in a.body.tags)
    if quote is not None:
        before, exact, after = (" ".join(t.split()) for t in (quote.prefix, quote.exact, quote.suffix))
        around = (
            f"{'…' if before else ''}{plain(before)} **{plain(exact)}** {plain(after)}{'…' if after else ''}"
        )
        yield f"  > {around.strip()}"
    if a.body.text:
        yield ""
        yield from (f"  {line}".rstrip() for line in harmless(a.body.text).split("\n"))
    grades = judgement_words(a.assess) if a.assess is not None else []
    if a.correction is not None:
        grades.append(f"correction: {correction_words(a.correction)}")
    grades += [f"{k.rel} {_item(k.to, brief)}" + (f" ({k.note})" if k.note else "") for k in a.links]
    if any(grades):
        yield ""
        yield f"  {plain(' · '.join(g for g in grades if g))}"
    yield ""
    yield f"  *{plain(a.creator)}, {a.modified[:16].replace('T', ' ')} UTC*"


def _item(ref: str, brief: Brief | None) -> str:
    """What a link leads to, in words where it is an item of this brief."""
    claim = next((c for c in brief.claims if c.id == ref), None) if brief else None
    if brief is not None and claim is not None:
        return f"“{said(brief, claim)}”"
    actor = brief.actor(ref) if brief else None
    return actor.name if actor else ref


def harmless(text: str) -> str:
    """A note's own Markdown without HTML, and without links that do anything but open a page.

    A fence that it leaves open is closed: what stands after the note is no code of its.
    """
    text = _DEFINED.sub(r"]\\:", _LINK.sub(r"]\\(", text.replace("<", "&lt;")))
    fence = ""
    for line in text.splitlines():
        marks = _FENCE.match(line)
        if not marks:
            continue
        if not fence:
            fence = marks[1]
        elif marks[1].startswith(fence) and not line[marks.end() :].strip():
            fence = ""
    return f"{text}\n{fence}" if fence else text


def plain(text: str) -> str:
    """`text` on one line, with nothing in it that Markdown would obey."""
    line = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _LIST.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", line)


def address(url: str) -> str:
    """An address as a link where it opens a page; else as plain words."""
    return f"<{url}>" if re.fullmatch(r"https?://[^\s<>\\]+", url) else plain(url)
