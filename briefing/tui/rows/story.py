"""Rows of a story: what its parts share, and the rows of claims and actors."""

from collections.abc import Callable, Collection, Iterable, Iterator

import msgspec

from briefing.compare.groups import ClaimGroup, Member
from briefing.compare.profiles import Profile, Said
from briefing.compare.sections import INDEPENDENT, assessed, content
from briefing.model.article import Span
from briefing.model.facts import ActorFact, Facts
from briefing.tui.rows.source import Rows, Run, laid
from briefing.tui.text.cells import clip, fit, width
from briefing.tui.words import KINDS, day, plural
from briefing.workspace.stories import StoryView

STATUS: dict[str, tuple[str, str]] = {
    # status of a group -> its sign and role
    "contested": ("✗", "denial"),
    "corrected": ("±", "cue"),
    "denied": ("✗", "denial"),
    "corroborated": ("✓", "good"),
    "uncontested": ("·", "dim"),
    "declined": ("–", "dim"),
}
SIDES = {"asserts": "dim", "denies": "denial", "declines": "cue", "asks": "dim", "urges": "dim"}
FULL = 96  # columns from which the counts of a group are written out


class Place(msgspec.Struct, frozen=True):
    """Where a row's words stand: an item of an article, or characters of its text."""

    article_id: str
    item: str | None
    span: Span | None = None


class Row(msgspec.Struct, frozen=True):
    """One line of a story, and what the pane beside it says of it at length.

    `key` None: a heading. `ref` is what decisions name the item by, `owner` the key of the line that it
    belongs to and `rivals` are the references of the others there.
    """

    key: str | None
    columns: list[tuple[str, str, int]]
    words: Run
    right: Callable[[int], list[Run]] | None = None
    detail: Callable[[], list[Run]] | None = None  # paragraphs
    why: list[str] = []
    place: Place | None = None
    ref: str = ""
    owner: str | None = None
    rivals: list[str] = []
    folds: bool = False
    day: str = ""  # of the timeline: its part and first day, for finding the place again in another zoom


class StoryRows(Rows):
    """The rows of one part."""

    def __init__(self, heading: str, rows: Iterable[Row], *, empty: str = "", remark: str = "") -> None:
        self.heading = heading
        self.empty = empty
        self.rows = list(rows)
        self._remark = remark
        self._places = {r.key: n for n, r in enumerate(self.rows) if r.key is not None}

    def __len__(self) -> int:
        return len(self.rows)

    def key(self, n: int) -> str | None:
        """The key of the row; None for a heading."""
        return self.rows[n].key

    def find(self, key: str | None) -> int | None:
        """The row with that key."""
        return self._places.get(key) if key is not None else None

    def row(self, key: str | None) -> Row | None:
        """The row with that key."""
        at = self.find(key)
        return self.rows[at] if at is not None else None

    def note(self) -> str:
        """What stands at the right of the heading."""
        return self._remark

    def runs(self, n: int, cells: int) -> list[Run]:
        """One row."""
        row = self.rows[n]
        right = row.right(cells) if row.right is not None else []
        return laid(row.columns, row.words, [*right, (" ", "")], cells)


def heading(words: str) -> Row:
    """A quiet line between rows."""
    return Row(None, [(" ", "", 1)], (words, "heading"))


def nothing(words: str) -> Row:
    """A line that says why there is none under a heading."""
    return Row(None, [("   ", "", 3)], (words, "dim"))


def fold_sign(*, open_now: bool) -> tuple[str, str, int]:
    """The column that says whether a line is unfolded."""
    return (" ▾ " if open_now else " ▸ ", "dim", 3)


def told_by(outlet: str, published: str | None) -> Callable[[int], list[Run]]:
    """Outlet and day in a column at the right end, where there is room for it."""

    def right(cells: int) -> list[Run]:
        if cells < 56:
            return []
        wide = 20 if cells >= 90 else 15
        return [(f"  {fit(outlet or '?', wide)} {day(published, year=False):>8}", "dim")]

    return right


def speaker(words: str, most: int = 26) -> tuple[str, str, int]:
    """The column that says who speaks."""
    short = f"{clip(words or '(unattributed)', most)} ▸ "
    return short, "actor", width(short)


def source_words(outlet: str, published: str | None) -> str:
    """`Hallen Courier, 16 May 2031`."""
    return f"{outlet or 'outlet not known'}, {day(published)}"


# ── claims ───────────────────────────────────────────────────────────────────────────────────
def claim_rows(view: StoryView, unfolded: Collection[str]) -> StoryRows:
    """Groups, contested first, each with its sources where it is unfolded."""
    rows: list[Row] = []
    for group in view.story.groups:
        rows.append(_group(view, group, open_now=group.key in unfolded))
        if group.key in unfolded:
            rows += [_member(view, group, m) for m in group.members]
    remark = "articles / outlets / origins" if rows else ""
    empty = "no claim is made in more than one article"
    return StoryRows("CLAIMS", rows, empty=empty, remark=remark)


def _group(view: StoryView, group: ClaimGroup, *, open_now: bool) -> Row:
    sign, role = STATUS[group.status]
    written = view.story.counts(group)
    short = " / ".join(part.split()[0] for part in written.split(" / "))
    judged = [a for m in group.members if (a := view.story.assessed.get(m.claim.ref))]
    grades = [str(a.credibility) for a in judged if a.credibility is not None]

    unfounded = "1" in grades and len(view.story.rests[group.key]) < INDEPENDENT

    def right(cells: int) -> list[Run]:
        found: list[Run] = [(f" {grades[0]}", "analyst")] if grades else []
        found += [("!", "error")] * unfounded
        return [*found, (f"  {written if cells >= FULL else short}", "dim")]

    def detail() -> list[Run]:
        paragraphs: list[Run] = [(content(group.words), "title")]
        paragraphs.append((f"{group.status}, {written} (inferred)", "inferred"))
        paragraphs += [(mark, "analyst") for a in judged for mark in assessed(a)]
        paragraphs += [("credibility 1 asks for two independent origins", "error")] * unfounded
        paragraphs += [
            (f"{m.side}: {m.claim.source or 'unattributed'} — {source_words(m.claim.outlet, m.claim.published)}", SIDES[m.side])
            for m in group.members
        ]  # fmt: skip
        paragraphs += [(f"{r.speaker} is on both sides (inferred)", "inferred") for r in group.reversals]
        return paragraphs

    origins = [
        f"one origin: {', '.join(_named(view, a) for a in o.articles)} — {'; '.join(o.reasons)}"
        for o in view.story.rests[group.key]
        if o.reasons
    ]
    columns = [fold_sign(open_now=open_now), (f"{sign} ", role, 2)]
    if not open_now:
        columns.append((f"{group.status} ", role, 13))
    return Row(
        key=group.key, columns=columns, words=(content(group.words), "key" if open_now else "plain"), right=right, detail=detail,
        why=[*group.reasons, *origins], ref=group.key, folds=True,
    )  # fmt: skip


def _named(view: StoryView, article_id: str) -> str:
    facts = view.story.article(article_id)
    return source_words(facts.outlet, facts.published) if facts else "an article"


def _member(view: StoryView, group: ClaimGroup, member: Member) -> Row:
    claim = member.claim
    marks: list[str] = [claim.source_kind] if claim.source_kind != "named" else []
    marks += [claim.certainty] if claim.certainty != "certain" else []
    marks += ["relayed"] * claim.relayed + ["corrects"] * member.corrects
    who = claim.source or "(unattributed)"

    def detail() -> list[Run]:
        return [
            (source_words(claim.outlet, claim.published), "dim"),
            (f"{who} ▸ {claim.cue or '(quotation)'}", "actor"),
            (content(claim.words), "plain"),
            (" · ".join([member.side, *marks]), SIDES[member.side]),
        ]

    columns = [
        ("     ", "", 5),
        (member.side, SIDES[member.side], 9),
        speaker(claim.source),
    ]
    return Row(
        key=f"{group.key}>{claim.ref}", columns=columns, words=(content(claim.words), "plain"),
        right=told_by(claim.outlet, claim.published), detail=detail, why=group.reasons,
        place=Place(claim.article_id, claim.claim, claim.span), ref=claim.ref, owner=group.key,
        rivals=[m.claim.ref for m in group.members if m.claim.ref != claim.ref],
    )  # fmt: skip


# ── actors ───────────────────────────────────────────────────────────────────────────────────
def actor_rows(view: StoryView, unfolded: Collection[str]) -> StoryRows:
    """Profiles, those that speak most first, each with roles and claims where it is unfolded."""
    rows: list[Row] = []
    longest = max((width(p.name) for p in view.story.profiles), default=8)
    for profile in view.story.profiles:
        rows.append(_profile(profile, longest, open_now=profile.key in unfolded))
        if profile.key in unfolded:
            rows += _of_profile(view, profile)
    return StoryRows(
        "ACTORS", rows, empty="nobody is named in these articles", remark=str(len(view.story.profiles))
    )


def _profile(profile: Profile, longest: int, *, open_now: bool) -> Row:
    said, denied = len(profile.said), profile.counted("deny")

    def right(cells: int) -> list[Run]:
        speaks: list[Run] = [
            (f" ❝{said:<3}" if said else "     ", "cue"),
            (f"✗{denied} " if denied else "   ", "denial"),
        ]
        seen = f" {plural(len(profile.articles), 'article'):>11}"
        return [*speaks, (seen if cells >= 70 else f"{len(profile.articles):>3}", "dim")]

    def detail() -> list[Run]:
        paragraphs: list[Run] = [(profile.name, "title")]
        if profile.aliases:
            paragraphs.append((f"also {', '.join(profile.aliases)} (inferred)", "inferred"))
        paragraphs += [(f"{r.words} — {day(r.published)}", "plain") for r in profile.roles]
        counted = [
            f"{word} {n}" for word, p in (("asserts", "assert"), ("denies", "deny"), ("declines", "decline"), ("urges", "urge"))
            if (n := profile.counted(p))
        ]  # fmt: skip
        speaks = f"{', '.join(counted)}, in {plural(profile.speaks_in, 'article')}"
        paragraphs.append((speaks if said else "is not quoted", "dim"))
        paragraphs.append((f"spoken of in {plural(len(profile.about), 'claim')}", "dim"))
        seen = f"first seen {day(profile.first)}, last {day(profile.last)}"
        return [*paragraphs, (seen, "date")]

    role = profile.roles[-1].words if profile.roles else ""
    name = min(longest, 28) + 1
    columns = [
        fold_sign(open_now=open_now), (profile.name, "actor", name), (KINDS[profile.kind], "dim", 7),
    ]  # fmt: skip
    why = (
        [f"one actor by name: {', '.join([profile.name, *profile.aliases])}"]
        if len(profile.actors) > 1
        else []
    )
    return Row(
        key=profile.key, columns=columns, words=(role, "plain"), right=right, detail=detail,
        why=why or ["named in one article"], ref=profile.key, folds=True,
    )  # fmt: skip


def _of_profile(view: StoryView, profile: Profile) -> Iterator[Row]:
    for facts in view.story.articles:
        for ref in profile.actors:
            story, _, item = ref.partition("#")
            own = next((a for a in facts.actors if a.id == item), None) if story == facts.story else None
            if own is not None:
                yield _named_in(profile, ref, facts, own)
    for title, claims in (("said", profile.said), ("said of it", profile.about)):
        if claims:
            yield Row(None, [("     ", "", 5)], (title, "heading"))
        yield from (_spoken(profile, s, own=title == "said") for s in claims)


def _named_in(profile: Profile, ref: str, facts: Facts, actor: ActorFact) -> Row:
    """The actor in one article: another name than the profile's, and the roles it gives."""
    words = " · ".join([actor.name] * (actor.name != profile.name) + actor.roles[:2])
    where = source_words(facts.outlet, facts.published)

    def detail() -> list[Run]:
        roles: list[Run] = [(r, "plain") for r in actor.roles]
        return [(where, "dim"), (actor.name, "actor"), *roles]

    return Row(
        key=f"{profile.key}>{ref}",
        columns=[("     ", "", 5), ("● ", "actor", 2), (f"{clip(where, 32)} ", "dim", 33)],
        words=(words or "by name", "plain" if words else "faint"), detail=detail,
        place=Place(facts.article_id, actor.id), ref=ref, owner=profile.key,
        rivals=[a for a in profile.actors if a != ref],
    )  # fmt: skip


def _spoken(profile: Profile, said: Said, *, own: bool) -> Row:
    claim = said.claim
    sign, role = {"deny": ("✗ ", "denial"), "decline": ("– ", "cue"), "question": ("? ", "cue"), "urge": ("! ", "cue")}.get(
        claim.polarity, ("❝ ", "dim")
    )  # fmt: skip
    cue = clip(claim.cue or "(quotation)", 22)
    lead = (f"{cue} ", "cue", width(cue) + 1) if own else speaker(claim.source)

    def detail() -> list[Run]:
        return [
            (source_words(said.outlet, said.published), "dim"),
            (f"{claim.source or 'unattributed'} ▸ {claim.cue or '(quotation)'}", "actor"),
            (content(claim.words), "plain"),
        ]

    return Row(
        key=f"{profile.key}>{said.ref}{'' if own else '*'}", columns=[("     ", "", 5), (sign, role, 2), lead],
        words=(content(claim.words), "plain"), right=told_by(said.outlet, said.published),
        detail=detail, place=Place(said.article_id, claim.id, claim.span), ref=said.ref, owner=profile.key,
    )  # fmt: skip
