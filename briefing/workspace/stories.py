"""A story: the articles of a query compared, what changed since the last look, and the report on it."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from briefing.model.annotation import Annotation, Body, Correction, Link
from briefing.model.article import Span
from briefing.store.identity import now
from briefing.store.protocol import NotFoundError
from briefing.store.sources import site_key
from briefing.workspace.base import filter_of
from briefing.workspace.comparing import Comparing
from briefing.workspace.hand import Hand
from briefing.workspace.records import WorkspaceError
from briefing.workspace.shelf import Shelf

if TYPE_CHECKING:  # the room of comparing is loaded when a story is asked for
    from briefing.compare.changes import Changes, PassageChange
    from briefing.compare.story import Story
    from briefing.model.facts import Facts
    from briefing.model.report import Report
    from briefing.store.library.compared import Rows
    from briefing.store.looks import Looks

AROUND = 60  # articles that are compared with one
_BEHIND = 100  # articles that a question about one claim does not wait for
_DIGITS = 16  # of an id: enough to tell an article from any other
MOST = 500  # articles of a story; more are no story but a library, and are asked for by a narrower query
Form = Literal["plain", "markdown", "html", "json"]
Progress = Callable[[int, int], None]


class StoryView(msgspec.Struct, frozen=True):
    """The articles of a query compared. `bare` are those without a brief, which are left out."""

    query: str
    key: str  # under which the last look is kept: the query, or what it was made from
    story: "Story"
    annotations: list[Annotation]
    bare: list[str]
    found: int  # articles that the query finds; the newest `MOST` are compared
    at: str  # the moment of UTC when it was compared
    last_look: str | None  # a moment of UTC before
    bottom_line: Annotation | None


class Stories(Comparing, Hand, Shelf):
    """The part of the workspace that compares."""

    def story(
        self, query: str = "", progress: Progress | None = None, *, key: str | None = None
    ) -> StoryView:
        """The articles of a query compared (blocks; `progress` hears how many of how many are read).

        `key` is what the last look is kept under, where the query itself changes with what the library
        holds (`around`).

        Raises QueryError, or StoreError where the library cannot be read.
        """
        from briefing.compare.report import bottom_line_of
        from briefing.compare.story import story_of

        at = now()
        rows = self.home.library.select(filter_of(query), 0, MOST, copies=True)
        annotations: list[Annotation] = []
        for row in rows:
            annotations += self.home.annotations.annotations(row.story)
        kept = self.kept([row.article_id for row in rows], progress)
        articles = [kept.facts[row.article_id] for row in rows if row.article_id in kept.facts]
        bare = [row.article_id for row in rows if row.article_id not in kept.facts]
        story = story_of(
            articles,
            annotations,
            earlier=self._earlier(articles),
            matches=kept.matches,
            known=kept.links,
        )
        key = query if key is None else key
        look = self._looks.last(key)
        return StoryView(
            query=query,
            key=key,
            story=story,
            annotations=annotations,
            bare=bare,
            found=len(rows) if len(rows) < MOST else self.home.library.count(filter_of(query), copies=True),
            at=at,
            last_look=look.at if look else None,
            bottom_line=bottom_line_of(annotations, story),
        )

    def _earlier(self, articles: Sequence["Facts"]) -> dict[str, "Facts"]:
        """The version before of each article that has one with a brief, by story."""
        found = {}
        for facts in articles:
            if facts.url is None:
                continue
            versions = [v for v, _ in self.versions(facts.article_id)]
            at = versions.index(facts.article_id) if facts.article_id in versions else 0
            try:
                before = self._facts(versions[at - 1], "") if at else None
            except NotFoundError:
                before = None
            if before is not None:
                found[facts.story] = before
        return found

    def around(self, article_id: str) -> str:
        """The query that finds an article and those that share claims, events or words with it, most first."""
        from briefing.model.facts import decode_facts
        from briefing.workspace.kept import CLAIM, EVENT, TEXT

        def work(rows: "Rows") -> list[str]:
            met: Counter[str] = Counter()
            for kind in (CLAIM, EVENT, TEXT):
                for number, _, _ in rows.of_articles([article_id], kind):
                    heads = rows.heads(rows.neighbours(number))
                    met.update({decode_facts(head).article_id for head in heads})
            return [other for other, _ in met.most_common(AROUND)]

        others: list[str] = []
        if self._indexed:
            self.compare()
            others = self._compared.read(work)
        ids = dict.fromkeys([article_id, *others])
        return " or ".join(f"id:{i.removeprefix('sha256:')[:_DIGITS]}" for i in ids)

    def independent(self, article_id: str, claim: str) -> int | None:
        """On how many independent origins a claim of an article rests, by its id, among the articles around it.

        None where the index of comparisons is far behind: catching up would take longer than the question is worth.
        """
        if self._indexed and self._compared.waiting() > _BEHIND:
            return None
        view = self.story(self.around(article_id))
        ref = f"{self.story_of(article_id)}#{claim}"
        return view.story.origins_of(ref)

    # ── what changed ─────────────────────────────────────────────────────────────────────────
    def changes_of(self, view: StoryView, since: str | None = None) -> "Changes | None":
        """What is new since a moment, or since the last look; None where there was none."""
        from briefing.compare.changes import changes

        moment = since or view.last_look
        if moment is None:
            return None
        found = changes(view.story.articles, view.story.groups, moment, view.story.earlier)
        return msgspec.structs.replace(found, passages=[self._worded(p) for p in found.passages])

    def _worded(self, change: "PassageChange") -> "PassageChange":
        """A change of a paragraph with its words."""

        def words(article_id: str, span: Span | None) -> str:
            return " ".join(span.of(self.article(article_id).text).split()) if span is not None else ""

        return msgspec.structs.replace(
            change, was=words(change.old_id, change.old), now=words(change.new_id, change.new)
        )

    def look(self, view: StoryView) -> None:
        """Keep that this story was looked at as it was compared, durably: what came since is new."""
        self._looks.look(view.key, view.at)

    @property
    def _looks(self) -> "Looks":
        from briefing.store.looks import Looks

        return Looks(self.home.place)

    # ── the report ───────────────────────────────────────────────────────────────────────────
    def report(
        self,
        view: StoryView,
        *,
        bottom_line: str = "",
        since: str | None = None,
        title: str = "",
        full: bool = False,
    ) -> "Report":
        """The report on a story, with what changed `since` a moment where one is given.

        `bottom_line` goes before the note that is tagged so, `title` before the query; with `full` no line
        is left out.
        """
        from briefing.compare.report import Grade, report
        from briefing.model.report import Line

        grades = self.home.sources.grades()
        outlets = {f.outlet for f in view.story.articles if f.outlet}
        note = view.bottom_line
        line = None
        if bottom_line.strip():
            line = Line(" ".join(bottom_line.split()), voice="analyst", marks=[self.settings.signature])
        elif note is not None:
            day = note.modified[:10]
            line = Line(note.body.text, voice="analyst", marks=[f"{note.creator}, {day}"])
        return report(
            view.story,
            title or view.query,
            grades={o: Grade(grades[k]) for o in outlets if (k := site_key(o)) in grades},
            bottom_line=line,
            changes=self.changes_of(view, since) if since else None,
            full=full,
        )

    def write_report(self, report: "Report", form: Form = "plain") -> str:
        """The report as text in one of the forms."""
        from briefing.exchange.report import write_json, write_plain
        from briefing.exchange.report_html import write_html
        from briefing.exchange.report_markdown import write_markdown

        writers = {
            "plain": write_plain, "markdown": write_markdown, "html": write_html, "json": write_json,
        }  # fmt: skip
        return writers[form](report)

    def save_report(self, report: "Report", path: Path, form: Form) -> None:
        """Write the report into a file: whole, or the file stays as it was. Raises OSError."""
        from briefing.workspace.exchanging import write_whole

        write_whole(path.resolve(), [self.write_report(report, form)])

    def write_bottom_line(self, view: StoryView, text: str) -> Annotation:
        """Keep the story's bottom line: in the note that is tagged so, else in a new one on the newest article.

        Raises WorkspaceError where the story has no article, StoreError where it cannot be kept.
        """
        from briefing.compare.report import BOTTOM_LINE

        if view.bottom_line is not None:
            body = msgspec.structs.replace(view.bottom_line.body, text=text)
            return self.edit(msgspec.structs.replace(view.bottom_line, body=body), label="bottom line edited")
        if not view.story.articles:
            raise WorkspaceError("a story without articles has no place for a bottom line")
        return self.annotate(view.story.articles[-1].article_id, "note", body=Body(text, [BOTTOM_LINE]))

    # ── the analyst's decisions ──────────────────────────────────────────────────────────────
    def keep_apart(self, view: StoryView, one: str, others: Sequence[str]) -> list[Annotation]:
        """Decide that an item (a reference `<story>#<item>`) is none of the others: it stays apart, in one step."""
        from briefing.compare.decisions import MATCH

        article_id, item = self._placed(view, one)
        target = self._target(self.article(article_id), None, item)
        made = [
            Annotation(
                uid="", kind="correction", created="", modified="", creator="", target=target,
                correction=Correction(op="split", item=item, field=MATCH, value=other),
            )
            for other in others
        ]  # fmt: skip
        return self.home.annotations.insert(made, label="kept apart")

    def put_together(self, view: StoryView, one: str, other: str) -> Annotation:
        """Decide that two items are the same; they stay together."""
        article_id, item = self._placed(view, one)
        return self.annotate(article_id, "link", ref=item, links=[Link("same_as", other)])

    def answer_gap(self, view: StoryView, answer: str, gap: str) -> Annotation:
        """Decide that a claim (a reference) answers a gap (what `OpenQuestion.ref` says)."""
        article_id, item = self._placed(view, answer)
        return self.annotate(article_id, "link", ref=item, links=[Link("answers", gap)])

    def _placed(self, view: StoryView, ref: str) -> tuple[str, str]:
        """The article that a reference leads to, and the item. Raises WorkspaceError for another's."""
        story, _, item = ref.partition("#")
        for facts in view.story.articles:
            if facts.story == story and item:
                return facts.article_id, item
        raise WorkspaceError(f"{ref} is no item of this story")
