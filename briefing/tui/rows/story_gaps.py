"""Rows of a story: what is not known, what changed, and the report as text."""

from collections.abc import Collection

from briefing.compare.changes import Changes, NewClaim, PassageChange
from briefing.compare.gaps import KINDS, Answer, OpenQuestion
from briefing.compare.groups import Member
from briefing.compare.sections import content
from briefing.model.facts import Facts
from briefing.tui.rows.source import Run
from briefing.tui.rows.story import (
    SIDES,
    Place,
    Row,
    StoryRows,
    fold_sign,
    heading,
    source_words,
    speaker,
    told_by,
)
from briefing.tui.words import moment
from briefing.workspace.stories import StoryView

_WAITING = {"question": "?", "gap": "◌", "declined": "–", "asked": "?", "unverified": "~", "no_date": "?"}


# ── gaps ─────────────────────────────────────────────────────────────────────────────────────
def gap_rows(view: StoryView, unfolded: Collection[str]) -> StoryRows:
    """What is open, by kind, then what the analyst closed."""
    rows: list[Row] = []
    kind = ""
    gaps = view.story.gaps
    for gap in gaps:
        title = "closed" if gap.closed else KINDS[gap.kind]
        if title != kind:
            kind = title
            rows.append(heading(f"{kind.upper()} {sum(_title(g) == kind for g in gaps)}"))
        rows.append(_gap(gap, open_now=gap.ref in unfolded))
        if gap.ref in unfolded:
            rows += [_answer(gap, a) for a in gap.answers]
    open_ones = sum(not g.closed for g in gaps)
    remark = f"{open_ones} open" + (f" · {len(gaps) - open_ones} closed" if open_ones < len(gaps) else "")
    return StoryRows("NOT KNOWN", rows, empty="nothing was declined, unverified or asked", remark=remark)


def _title(gap: OpenQuestion) -> str:
    return "closed" if gap.closed else KINDS[gap.kind]


def _gap(gap: OpenQuestion, *, open_now: bool) -> Row:
    sign = "✓" if gap.closed else _WAITING.get(gap.kind, "○")
    role = "analyst" if gap.by else "good" if gap.closed else "cue"
    maybe = bool(gap.answers) and not gap.closed

    def detail() -> list[Run]:
        paragraphs: list[Run] = [(gap.words, "analyst" if gap.by else "title")]
        paragraphs.append((f"{KINDS[gap.kind]} — {source_words(gap.outlet, gap.published)}", "dim"))
        for answer in gap.answers:
            lead = f"{answer.by} says it is answered by" if answer.by else "perhaps answered (inferred) by"
            paragraphs.append((f"{lead}: {answer.words} — {source_words(answer.outlet, answer.published)}", "analyst" if answer.by else "inferred"))  # fmt: skip
        if not gap.closed:
            paragraphs.append(("take the claim that answers it with m, come back and press a", "faint"))
        return paragraphs

    columns = [fold_sign(open_now=open_now) if gap.answers else ("   ", "", 3), (f"{sign} ", role, 2)]
    if maybe:
        columns.append(("perhaps answered ", "inferred", 17))
    return Row(
        key=gap.ref, columns=columns, words=(gap.words, "analyst" if gap.by else "plain"),
        right=told_by(gap.outlet, gap.published), detail=detail,
        why=["found by the extractor" if gap.by is None else f"noted by {gap.by}"],
        place=None if gap.answers else Place(gap.article_id, gap.uid, gap.span), ref=gap.ref, folds=bool(gap.answers),
    )  # fmt: skip


def _answer(gap: OpenQuestion, answer: Answer) -> Row:
    role = "analyst" if answer.by else "inferred"
    words = f"{answer.source} ▸ {content(answer.words)}" if answer.source else answer.words
    item = answer.ref.partition("#")[2] or None
    return Row(
        key=f"{gap.ref}>{answer.ref}", columns=[("     ", "", 5), ("✓ " if answer.by else "? ", role, 2)], words=(words, role),
        right=told_by(answer.outlet, answer.published),
        detail=lambda: [(source_words(answer.outlet, answer.published), "dim"), (words, role)],
        why=[f"{answer.by} linked it" if answer.by else "a later claim on what the gap is about"],
        place=Place(answer.article_id, item, answer.span), ref=answer.ref, owner=gap.ref,
    )  # fmt: skip


# ── changes ──────────────────────────────────────────────────────────────────────────────────
def change_rows(view: StoryView, found: Changes | None) -> StoryRows:
    """What is new since a moment, the weightiest first."""
    if found is None:
        return StoryRows(
            "CHANGES",
            [],
            empty="the first look at this story · from the next one on, what is new stands here",
        )
    rows: list[Row] = []
    titles = {f.article_id: f.title for f in view.story.articles}
    if found.reversed:
        rows.append(heading(f"REVERSED POSITIONS {len(found.reversed)}"))
        for n, r in enumerate(found.reversed):
            rows.append(
                Row(
                    None,
                    [("   ✗ ", "denial", 5)],
                    (f"{r.speaker} was on the other side before (inferred)", "inferred"),
                )
            )
            rows += [_member_row(f"reversed-{n}", m) for m in (r.before, r.after)]
    if found.passages:
        rows.append(heading(f"PARAGRAPHS CHANGED {len(found.passages)}"))
        rows += [_passage(n, c, titles) for n, c in enumerate(found.passages)]
    if found.joined:
        rows.append(heading(f"MORE ON KNOWN CLAIMS {len(found.joined)}"))
        for j in found.joined:
            rows.append(Row(None, [("   ", "", 3)], (content(j.group.words), "dim")))
            rows += [_member_row(j.group.key, m) for m in j.members]
    if found.articles:
        rows.append(heading(f"NEW ARTICLES {len(found.articles)}"))
        rows += [_new_article(f) for f in found.articles]
    if found.claims:
        rows.append(heading(f"NEW CLAIMS {len(found.claims)}"))
        rows += [_new_claim(n, titles) for n in found.claims]
    return StoryRows("CHANGES", rows, empty="nothing is new", remark=f"since {moment(found.since)} · s since")


def _new_article(facts: Facts) -> Row:
    title = facts.title or "untitled"
    return Row(
        key=f"article {facts.article_id}", columns=[("   ", "", 3)], words=(title, "unread"),
        right=told_by(facts.outlet, facts.published), place=Place(facts.article_id, None),
        detail=lambda: [(title, "title"), (source_words(facts.outlet, facts.published), "dim")],
    )  # fmt: skip


def _new_claim(new: NewClaim, titles: dict[str, str]) -> Row:
    claim = new.claim
    who = claim.source or "(unattributed)"

    def detail() -> list[Run]:
        return [
            (titles.get(new.article_id, ""), "dim"),
            (f"{who} ▸ {claim.cue or '(quotation)'}", "actor"),
            (content(claim.words), "plain"),
        ]

    return Row(
        key=f"claim {new.ref}", columns=[("   ", "", 3), speaker(claim.source)],
        words=(content(claim.words), "plain"), place=Place(new.article_id, claim.id, claim.span), ref=new.ref,
        detail=detail,
    )  # fmt: skip


def _member_row(owner: str, member: Member) -> Row:
    claim = member.claim
    who = claim.source or "(unattributed)"
    return Row(
        key=f"{owner}>{claim.ref}", columns=[("     ", "", 5), (member.side, SIDES[member.side], 9), speaker(claim.source)],
        words=(content(claim.words), "plain"), right=told_by(claim.outlet, claim.published),
        detail=lambda: [(source_words(claim.outlet, claim.published), "dim"), (f"{who} ▸ {claim.cue}", "actor"), (content(claim.words), "plain")],
        place=Place(claim.article_id, claim.claim, claim.span), ref=claim.ref, owner=owner,
    )  # fmt: skip


def _passage(n: int, change: PassageChange, titles: dict[str, str]) -> Row:
    sign, role = {"edited": ("± ", "cue"), "added": ("+ ", "added"), "removed": ("− ", "removed")}[
        change.kind
    ]
    title = titles.get(change.new_id, "") or "untitled"

    def detail() -> list[Run]:
        sides: list[Run] = [(change.was, "removed")] if change.was else []
        sides += [(change.now, "added")] if change.now else []
        return [(title, "title"), *sides, ("V in the article shows both versions", "faint")]

    gone = change.new is None
    return Row(
        key=f"passage-{n}", columns=[("   ", "", 3), (sign, role, 2), (f"{change.kind} ", role, 8)], words=(change.now or change.was or title, "plain"),
        detail=detail,
        place=Place(change.old_id, None, change.old) if gone else Place(change.new_id, None, change.new),
    )  # fmt: skip


# ── the report ───────────────────────────────────────────────────────────────────────────────
def report_rows(text: str) -> StoryRows:
    """The report as it would be printed, line by line."""
    rows = []
    for n, line in enumerate(text.rstrip("\n").split("\n")):
        title = bool(line) and line.split("  (")[0].isupper()
        role = "heading-on" if title else "denial" if line.startswith("! ") else "plain"
        rows.append(Row(f"line-{n}", [(" ", "", 1)], (line, role)))
    return StoryRows("REPORT", rows, remark="b bottom line · w write")
