"""Between a local store and a desk: articles and notes there and back, by uid and rev, as often as one likes.

For each note the ledger knows which revision here was which one there. A side whose revision is another
now has changed it; where both have, both are kept: the desk's under the uid, the local words beside it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from briefing.desk.ledger import Agreed, Ledger, at_story
from briefing.desk.stores import DeskStores
from briefing.model.annotation import Annotation
from briefing.store.home import Home
from briefing.store.identity import now, uuid7
from briefing.store.intents import Part
from briefing.store.page import Change, Page
from briefing.store.protocol import ConflictError, DamagedError, NotFoundError, ReadingState, RefusedError
from briefing.store.steps import Hand, beside, same


class Report:
    """What went over. `counts` by word, `problems` in words, `refused` the ids of articles that did not go."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.problems: list[str] = []
        self.refused: set[str] = set()

    def lines(self, verb: str) -> Iterator[str]:
        """The report in words; `verb` is `pushed` or `pulled`."""
        words = ("articles", "notes", "edits", "states", "conflicts, both kept")
        done = ", ".join(f"{self.counts[w]} {w}" for w in words if self.counts[w])
        yield f"{verb}: {done or 'nothing, both are the same'}"
        yield from self.problems


class Differences(msgspec.Struct):
    """A story's notes as one side must have them. Pairs are (here, there)."""

    new_there: list[Annotation] = []
    new_here: list[Annotation] = []
    edited_here: list[tuple[Annotation, Annotation]] = []
    edited_there: list[tuple[Annotation, Annotation]] = []
    conflicts: list[tuple[Annotation, Annotation]] = []
    agreed: list[Agreed] = []  # equal on both sides, and the ledger does not know it yet
    hidden: list[str] = []  # uids that were at the desk and cannot be seen there now


def compare(
    here: dict[str, Annotation], there: dict[str, Annotation], agreed: dict[str, Agreed]
) -> Differences:
    """What each side lacks; both by uid, at the same story."""
    found = Differences()
    for uid in here.keys() | there.keys():
        mine, theirs, known = here.get(uid), there.get(uid), agreed.get(uid)
        if mine is None and theirs is not None:
            found.new_here.append(theirs)
        elif mine is not None and theirs is None:
            if known is None:
                found.new_there.append(mine)
            else:
                found.hidden.append(uid)
        elif mine is not None and theirs is not None:
            pair = Agreed(uid, mine.rev, theirs.rev)
            if pair == known:
                continue
            if same(mine, theirs):
                found.agreed.append(pair)
            elif known is not None and known.here == mine.rev:
                found.edited_there.append((mine, theirs))
            elif known is not None and known.there == theirs.rev:
                found.edited_here.append((mine, theirs))
            else:
                found.conflicts.append((mine, theirs))
    for notes in (found.new_here, found.new_there):
        notes.sort(key=lambda a: (a.created, a.uid))
    return found


class Sync:
    """One local store and one desk."""

    def __init__(self, local: Home, desk: DeskStores) -> None:
        """Raises StoreError where the desk cannot be reached."""
        self._local, self._desk = local, desk
        self._ledger = Ledger(local.place, desk.identity())
        self.report = Report()

    # ── articles ─────────────────────────────────────────────────────────────────────────────
    def push_articles(self, ids: Sequence[str]) -> None:
        """Texts that the desk lacks, with their stories. Raises GoneError; other failures are reported."""
        missing = self._desk.articles.missing(ids)
        for identity in ids:
            with self._reporting(identity):
                kept = self._local.articles.kept(identity)
                if identity in missing:
                    self.report.counts["articles"] += self._desk.articles.keep(kept)
                story = self._local.stories.story(kept.article.url) if kept.article.url else None
                for version in story.versions if story else ():
                    self._desk.stories.keep(story.url if story else "", version)

    def pull_articles(self, ids: Iterable[str]) -> None:
        """Texts of the desk that are not here, with their stories."""
        for identity in ids:
            with self._reporting(identity):
                kept = self._desk.articles.kept(identity)
                self.report.counts["articles"] += self._local.articles.save(kept.article, source=kept.source)
                story = self._desk.stories.story(kept.article.url) if kept.article.url else None
                for version in story.versions if story else ():
                    self._local.stories.add(story.url if story else "", version.article_id)

    # ── notes ────────────────────────────────────────────────────────────────────────────────
    def push_story(self, story: str) -> None:
        """What was written here on a story goes to the desk; of conflicts, both are here and there then."""
        with self._reporting(story):
            found, there = self._compare(story)
            if found.conflicts:
                self._take(story, Differences(conflicts=found.conflicts))
                found, there = self._compare(story)
            new = [at_story(a, there) for a in found.new_there]
            edited = [
                at_story(msgspec.structs.replace(mine, rev=theirs.rev), there)
                for mine, theirs in found.edited_here
            ]
            done: list[Annotation] = []
            try:
                label = f"brought from another store ({len(new) + len(edited)})"
                done = self._desk.batches.apply(
                    [Part(there, "insert", new, label=label), Part(there, "edit", edited, label=label)]
                )
            except ConflictError:  # edited at the desk in this very moment: both are there
                self.report.counts["conflicts, both kept"] += 1
            self.report.counts["notes"] += len(new)
            self.report.counts["edits"] += len(edited)
            here = {a.uid: a.rev for a in [*found.new_there, *(mine for mine, _ in found.edited_here)]}
            agreed = [Agreed(a.uid, here[a.uid], a.rev) for a in done if a.uid in here]
            self._ledger.keep(story, [*found.agreed, *agreed], self._push_state(story, there))
            for uid in found.hidden:
                self.report.problems.append(
                    f"annotation {uid}: cannot be seen at the desk any more; it stays here"
                )

    def pull_story(self, story: str) -> None:
        """What was written at the desk on a story (its id here) comes here; of conflicts, both are here then."""
        with self._reporting(story):
            found, there = self._compare(story)
            self._take(story, found)
            self._ledger.keep(story, [], self._pull_state(story, there))

    def here(self, article_id: str) -> str:
        """The id of an article's story here. Raises NotFoundError where the text is not here."""
        return self._local.stories.home_of(article_id, self._local.articles.load(article_id).url)

    def _compare(self, story: str) -> tuple[Differences, str]:
        there = self._there(story)
        mine = [
            *self._local.annotations.annotations(story),
            *self._local.annotations.annotations(story, deleted=True),
        ]
        theirs = self._desk.annotations.everything(there)
        agreed, _ = self._ledger.of(story)
        return compare({a.uid: a for a in mine}, {a.uid: at_story(a, story) for a in theirs}, agreed), there

    def _there(self, story: str) -> str:
        """The id of a story at the desk, which may know another first version."""
        try:
            url = self._local.articles.load(story).url
        except NotFoundError:
            return story
        return self._desk.stories.home_of(story, url)

    def _take(self, story: str, found: Differences) -> None:
        """Put the desk's notes into the local file, in one commit and outside undo, and remember the agreement."""
        hand = Hand(at=now(), by=self._local.annotations.creator, op_id=uuid7())

        def work(page: Page) -> tuple[Change, list[Agreed]]:
            put: list[Annotation] = []
            agreed = list(found.agreed)
            for theirs in found.new_here:
                if theirs.uid not in page.annotations:
                    put.append(theirs)
                    agreed.append(Agreed(theirs.uid, theirs.rev, theirs.rev))
            for mine, theirs in [*found.edited_there, *found.conflicts]:
                current = page.annotations.get(mine.uid)
                if current is None or current.rev != mine.rev:
                    continue  # it was edited here in this very moment: the next time sees to it
                # A window that has the old one open must not overwrite this with it.
                rev = max(mine.rev + 1, theirs.rev)
                put.append(msgspec.structs.replace(theirs, rev=rev))
                agreed.append(Agreed(mine.uid, rev, theirs.rev))
                if (mine, theirs) in found.conflicts and mine.deleted_at is None:
                    put.append(beside(mine, uuid7(), hand))
            return Change(annotations=put), agreed

        nothing = not (found.new_here or found.edited_there or found.conflicts)
        agreed = found.agreed if nothing else self._local.annotations.commit(story, work)
        self._ledger.keep(story, agreed)
        self.report.counts["conflicts, both kept"] += len(found.conflicts)
        self.report.counts["notes"] += len(found.new_here)
        self.report.counts["edits"] += len(found.edited_there)

    # ── the reading state: one person's on both sides ────────────────────────────────────────
    def _push_state(self, story: str, there: str) -> ReadingState | None:
        _, known = self._ledger.of(story)
        state = self._local.annotations.state(story)
        if state == known:
            return None
        self._desk.annotations.set_state(there, state)
        self.report.counts["states"] += 1
        return state

    def _pull_state(self, story: str, there: str) -> ReadingState | None:
        _, known = self._ledger.of(story)
        state = self._desk.annotations.state(there)
        mine = self._local.annotations.state(story)
        if state in (known, mine) or mine != known:
            return None  # what was changed here goes there with the next push
        self._local.annotations.commit(story, lambda page: (Change(state=state), None))
        self.report.counts["states"] += 1
        return state

    def _reporting(self, what: str) -> "_Reporting":
        return _Reporting(self.report, what)


class _Reporting:
    """What the data or the role do not allow is reported, and the rest goes on; a desk that is gone is raised."""

    def __init__(self, report: Report, what: str) -> None:
        self._report, self._what = report, what

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if isinstance(error, RefusedError | NotFoundError | DamagedError):
            self._report.problems.append(f"{self._what}: {error}")
            self._report.refused.add(self._what)
            return True
        return False
