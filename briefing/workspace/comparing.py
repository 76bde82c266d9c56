"""Comparing over the whole library, from the derived index: pages of claims, profiles, the merged timeline.

The index is brought up to the briefs and the analyst's annotations before each answer; after the first
time, that is the work of the articles that changed. An answer reads only what it shows.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from briefing import __version__
from briefing.model.filter import EVERYTHING, Filter
from briefing.store.protocol import NotFoundError, StoreError
from briefing.workspace.base import filter_of
from briefing.workspace.briefs import Briefs
from briefing.workspace.catalogue import Catalogue
from briefing.workspace.records import WorkspaceError

if TYPE_CHECKING:  # the room of comparing is loaded when something is compared
    from briefing.compare.decisions import Decisions
    from briefing.compare.echoes import Matched
    from briefing.compare.groups import ClaimGroup
    from briefing.compare.origins import Link, Origin
    from briefing.compare.profiles import Profile
    from briefing.compare.timeline import Timeline
    from briefing.model.facts import Facts
    from briefing.store.library.compared import Compared, Rows

AT_ONCE = 32  # articles brought up in one transaction
PAGE = 30  # groups or events: what a screen of 40 lines shows

Progress = Callable[[int, int], None]


class GroupPage(msgspec.Struct, frozen=True):
    """Groups of claims, contested first. `rests` says of each, by its key, on which origins it rests."""

    groups: "list[ClaimGroup]"
    rests: "dict[str, list[Origin]]"
    articles: "dict[str, Facts]"  # those that carry them, by id, without actors, events and gaps

    def counts(self, found: "ClaimGroup") -> str:
        """`5 articles / 3 outlets / 1 origin` of a group."""
        articles = len({m.claim.article_id for m in found.members})
        numbers = ((articles, "article"), (found.outlets, "outlet"), (len(self.rests[found.key]), "origin"))
        return " / ".join(f"{n} {word}{'s' * (n != 1)}" for n, word in numbers)


class Kept(msgspec.Struct, frozen=True):
    """What the index has of a set of articles: facts by id, the matches of their claims, their common origins."""

    facts: "dict[str, Facts]"
    matches: "list[Matched]"
    links: "list[Link]"


class Comparing(Briefs, Catalogue):
    """The part of the workspace that compares over thousands of articles."""

    def compare(self, progress: Progress | None = None, *, among: Sequence[str] | None = None) -> int:
        """Bring the index up to the briefs and corrections of now; gives how many articles that were.

        `among`: of these articles alone. Articles without a brief in force are left out. Raises StoreError, WorkspaceError where the library keeps no
        such index.
        """
        index = self._compared
        making = self._making()
        done = 0
        while due := index.due(making, AT_ONCE, among):
            total = done + (len(among) if among is not None else index.waiting())
            taken = [(article_id, mark, self._facts_in_force(article_id)) for article_id, mark in due.items()]
            index.write(partial(_take, taken=taken))
            done += len(due)
            if progress is not None:
                progress(done, max(done, total))
        return done

    def _making(self) -> str:
        from briefing.workspace.compared import made_by

        return made_by(__version__, self.settings.model)

    def kept(self, article_ids: Iterable[str], progress: Progress | None = None) -> Kept:
        """What the index has of these articles, as of now."""
        from briefing.model.facts import decode_facts
        from briefing.workspace.kept import kept_links, kept_matches

        if not self._indexed:
            return self._kept_anew(article_ids, progress)
        ids = list(article_ids)
        self.compare(progress, among=ids)

        def work(rows: "Rows") -> Kept:
            facts = {f.article_id: f for f in map(decode_facts, rows.facts(ids))}
            return Kept(facts, kept_matches(rows, facts), kept_links(rows, list(facts.values())))

        return self._compared.read(work)

    def claim_groups(self, query: str = "", *, offset: int = 0, limit: int = PAGE) -> GroupPage:
        """Groups of claims of the articles that a query finds, contested first.

        The order is that of the whole library; of each group, the members are shown whose articles
        the query finds. Raises QueryError.
        """
        self.compare()
        where = self._chosen(query)
        return self._compared.read(lambda rows: _claim_page(rows, where, offset, limit))

    def merged_timeline(
        self, query: str = "", *, since: str | None = "", offset: int = 0, limit: int = PAGE
    ) -> "Timeline":
        """The events of the articles that a query finds, from the day `since` on, a page at a time.

        `since` None: those without a place on the calendar. Raises QueryError.
        """
        self.compare()
        where = self._chosen(query)
        return self._compared.read(lambda rows: _time_page(rows, where, since, offset, limit))

    def profile(self, article_id: str, actor: str) -> "Profile | None":
        """What the library knows of an actor of an article; None for one without a name.

        Raises NotFoundError where the article has no such actor.
        """
        self.compare()
        story = self.home.library.row(article_id).story
        found = self._compared.read(lambda rows: _profile(rows, story, actor))
        if found is None:
            raise NotFoundError(f"{article_id}: no actor {actor} in its brief")
        return found[0]

    def _kept_anew(self, article_ids: Iterable[str], progress: Progress | None) -> Kept:
        """As `kept`, where there is no index: on a desk."""
        from briefing.compare.features import features
        from briefing.compare.origins import links
        from briefing.compare.story import matches_among

        ids = list(article_ids)
        found = {}
        for n, article_id in enumerate(ids):
            if progress is not None:
                progress(n, len(ids))
            facts = self._facts(article_id, self.home.library.row(article_id).added)
            if facts is not None:
                found[article_id] = facts
        articles = list(found.values())
        return Kept(found, matches_among([c for f in articles for c in features(f)]), links(articles))

    @property
    def _indexed(self) -> bool:
        from briefing.store.library import Library

        return isinstance(self.home.library, Library)

    @property
    def _compared(self) -> "Compared":
        from briefing.store.library import Library

        library = self.home.library
        if not isinstance(library, Library):
            raise WorkspaceError("the index of comparisons is kept in a home folder, not on a desk")
        return library.compared

    def _chosen(self, query: str) -> Filter | None:
        where = filter_of(query)
        return None if where == EVERYTHING else where

    def _facts_in_force(self, article_id: str) -> "Facts | None":
        """The facts of a story's newest version; None for another, or one that cannot be read."""
        shown = self._compared.shown(article_id)
        try:
            return self._facts(article_id, shown) if shown is not None else None
        except StoreError:
            return None  # `check` names the file

    def _facts(self, article_id: str, added: str) -> "Facts | None":
        """What comparing needs of an article; None where it has no brief."""
        from briefing.compare.facts import facts_of

        view = self.view(article_id)
        if view.brief is None:
            return None
        return facts_of(
            view.brief,
            story=self.story_of(article_id),
            outlet=view.article.site or "",
            added=added,
            published=view.published,
            url=view.article.url,
            annotations=view.annotations,
        )


# ── reading the index ────────────────────────────────────────────────────────────────────────
def _take(rows: "Rows", taken: "Sequence[tuple[str, int, Facts | None]]") -> None:
    from briefing.workspace.compared import Index
    from briefing.workspace.kept import decisions

    index = Index(rows, decisions(rows))
    for article_id, mark, facts in taken:
        index.take(article_id, facts)
        rows.done(article_id, mark)
    index.finish()


def _claim_page(rows: "Rows", where: Filter | None, offset: int, limit: int) -> GroupPage:
    from briefing.compare.claim_origins import Occurrence, claim_origins
    from briefing.compare.features import ClaimFeatures
    from briefing.compare.groups import speaker
    from briefing.compare.origins import links_within
    from briefing.model.facts import decode_told
    from briefing.workspace.kept import CLAIM, claim_groups, decisions, kept_links

    members = rows.members(rows.page(CLAIM, where, offset, limit), where)
    decode = msgspec.msgpack.Decoder(ClaimFeatures).decode
    clusters: dict[int | None, dict[str, tuple[int, ClaimFeatures]]] = {}
    for item in members:
        claim = decode(item.data)
        clusters.setdefault(item.cluster, {})[claim.ref] = item.number, claim
    decided = decisions(rows)
    # Each by itself: putting together takes the square of the matches.
    groups = [g for items in clusters.values() for g in claim_groups(rows, items, _touching(decided, items))]
    groups.sort(key=_place)
    articles = {f.article_id for items in clusters.values() for _, f in items.values()}
    facts = {f.article_id: f for f in map(decode_told, rows.facts(articles))}
    links = kept_links(rows, list(facts.values()))
    rests = {}
    for found in groups:
        held = found.side("asserts") or found.members
        inside = {m.claim.article_id for m in held}
        occurrences = [
            Occurrence(
                facts[m.claim.article_id],
                next(c for c in facts[m.claim.article_id].claims if c.id == m.claim.claim),
                speaker(m.claim) or None,
            )
            for m in held
        ]
        rests[found.key] = claim_origins(occurrences, links_within(links, [facts[a] for a in sorted(inside)]))
    return GroupPage(groups, rests, facts)


def _place(found: "ClaimGroup") -> tuple[int, int, str, str]:
    """Where a group stands on its page, as the members that are shown make it."""
    from briefing.compare.groups import standing

    articles = len({m.claim.article_id for m in found.members})
    return standing(found), -articles, found.members[0].claim.published or "9999", found.key


def _touching(decided: "Decisions", refs: Iterable[str]) -> "Decisions":
    from briefing.compare.decisions import Decisions

    inside = set(refs)
    return Decisions(
        frozenset(p for p in decided.together if p[0] in inside and p[1] in inside),
        frozenset(p for p in decided.apart if p[0] in inside or p[1] in inside),
    )


def _time_page(rows: "Rows", where: Filter | None, since: str | None, offset: int, limit: int) -> "Timeline":
    from briefing.compare.events import EventFeatures
    from briefing.compare.timeline import arranged, lines_of
    from briefing.workspace.compared import DATED, VAGUE
    from briefing.workspace.kept import EVENT, decisions

    clusters = rows.page(EVENT, where, offset, limit, rank=VAGUE if since is None else DATED, since=since)
    members = rows.members(clusters, where)
    decode = msgspec.msgpack.Decoder(EventFeatures).decode
    return arranged(lines_of([decode(i.data) for i in members], decisions(rows)))


def _profile(rows: "Rows", story: str, actor: str) -> "tuple[Profile | None] | None":
    from briefing.compare.decisions import reference
    from briefing.compare.profiles import profiles
    from briefing.model.facts import decode_facts
    from briefing.workspace.kept import ACTOR, decisions

    number = rows.named(story, actor)
    if number is None:
        return None
    decided = decisions(rows)
    partners = [
        n
        for ref in decided.touching([reference(story, actor)])
        if (n := rows.named(*ref.split("#"))) is not None
    ]
    parts = [decode_facts(item.data) for item in rows.namesakes([number, *partners], ACTOR)]
    by_story: dict[str, Facts] = {}
    for part in parts:
        held = by_story.get(part.story)
        if held is not None:
            claims = {c.id: c for c in [*held.claims, *part.claims]}
            part = msgspec.structs.replace(
                held, actors=[*held.actors, *part.actors], claims=list(claims.values())
            )
        by_story[part.story] = part
    ref = reference(story, actor)
    return (next((p for p in profiles(by_story.values(), decided) if ref in p.actors), None),)
