"""Articles into the library, and their notes carried from version to version."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from briefing.model.annotation import Anchor, AnchorState, Annotation
from briefing.model.article import Article, Span
from briefing.store.identity import now
from briefing.store.protocol import DamagedError, NotFoundError
from briefing.workspace.base import Base
from briefing.workspace.briefs import place_in
from briefing.workspace.records import Added, WorkspaceError

if TYPE_CHECKING:
    from briefing.anchor import SentenceChange
    from briefing.anchor.placement import Placement
    from briefing.ingest.formats.base import Intake

# A refetched page that lost most of its words is an error page, a paywall or a consent wall more
# often than an edit: of the real versions in ../shared/bench/versions none loses as much.
_SHORTER = 0.5
_ERROR_PAGE = (
    r"(?i)\b(?:404|403|410|page not found|access denied|forbidden|enable javascript|are you a robot|"
    r"unusual traffic|subscribe to (?:read|continue)|service unavailable|bad gateway)\b"
)
_STATES: tuple[AnchorState, ...] = ("exact", "moved", "fuzzy", "suspect", "orphan")


class ReviewItem(msgspec.Struct, frozen=True):
    """An annotation whose place in the newest version a person must decide on."""

    annotation: Annotation
    old: Article
    new: Article
    old_place: Span | None
    new_place: Span | None


class Shelf(Base):
    """The part of the workspace that takes articles in."""

    def add(
        self,
        sources: Iterable[str],
        *,
        published: str | None = None,
        accept_shorter: bool = False,
        intake: "Intake | None" = None,
    ) -> Iterator[Added]:
        """Take files, folders, addresses or `-` into the library, one result an article, as they come.

        A result with neither article nor problem is a remark on the article that follows.

        A text that comes from the address of a kept article is its new version, and the notes are
        carried over. One that is much shorter or looks like an error page is not taken for a version
        unless `accept_shorter` says so.
        """
        from briefing.ingest.errors import SourceProblem
        from briefing.ingest.registry import read_source

        for source in sources:
            for outcome in read_source(source, published=published, intake=intake):
                if isinstance(outcome, SourceProblem) and outcome.note:
                    yield Added(
                        outcome.source, None, None, False, report=f"{outcome.source}: {outcome.message}"
                    )
                elif isinstance(outcome, SourceProblem):
                    yield Added(outcome.source, None, None, False, outcome.message)
                else:
                    yield self._take(outcome, outcome.external_id or source, accept_shorter)

    def take(self, source: str) -> str:
        """The id of the one article of `source` (or the id itself), added where it is new.

        Raises WorkspaceError where the source gives no article, or several.
        """
        if source.startswith("sha256:"):
            return self.article(source).id
        added = [a for a in self.add([source]) if a.article_id or a.problem]
        if len(added) != 1 or added[0].article_id is None:
            why = added[0].problem if len(added) == 1 else f"holds {len(added)} articles; one is needed"
            raise WorkspaceError(f"{source}: {why}")
        return added[0].article_id

    def _take(self, article: Article, source: str, accept_shorter: bool) -> Added:
        story = self.home.stories.story(article.url) if article.url else None
        versions = [v.article_id for v in story.versions] if story else []
        earlier = self._earlier_version(article, versions)
        if earlier is not None and article.id not in versions and not accept_shorter:
            doubt = _doubt(earlier, article)
            if doubt:
                return Added(
                    source,
                    None,
                    article.title,
                    False,
                    f"{doubt}; the version of before stays (add --accept-shorter takes it)",
                )
        new = self.home.articles.save(article, source=source)
        report = None
        if article.url:
            story = self.home.stories.add(article.url, article.id)
            self._homes.pop(article.id, None)
            # Also where the text is known: whoever took it in may have died before its notes were carried.
            if len(story.versions) > 1 and story.versions[-1].article_id == article.id:
                report = self._carried(article)
        self.home.library.look_again()
        return Added(source, article.id, article.heading, new, report=report)

    def _earlier_version(self, article: Article, versions: list[str]) -> Article | None:
        """The newest other version of the article's story; None also where its file cannot be read any more."""
        others = [version for version in versions if version != article.id]
        try:
            return self.article(others[-1]) if others else None
        except (DamagedError, NotFoundError):
            return None

    def _carried(self, article: Article) -> str | None:
        """Anchor the story's annotations in a new version, durably; says what became of them."""
        annotations = self.home.annotations.annotations(self.story_of(article.id))
        placed = self.anchor_in(article, annotations)
        if not placed:
            return None
        counts = Counter(a.anchor.state for a in placed if a.anchor)
        words = ", ".join(f"{counts[s]} {s}" for s in _STATES if counts[s])
        return f"{article.heading}: a new version; notes: {words}"

    def anchor_in(self, article: Article, annotations: list[Annotation]) -> list[Annotation]:
        """Give the annotations that have no place in `article` yet their anchors, and keep them.

        The original selectors stay as they were. Annotations on the article as a whole have none, and those
        on a text that cannot be read any more get none.
        """
        from briefing.anchor import carry_forward  # only a changed article needs it

        homeless = [
            a
            for a in annotations
            if (a.target.position or a.target.quote) is not None
            and a.target.version_id != article.id
            and (a.anchor is None or a.anchor.version_id != article.id)
        ]
        settled: list[Annotation] = []
        for version in dict.fromkeys(a.target.version_id for a in homeless):
            group = [a for a in homeless if a.target.version_id == version]
            try:
                old = self.article(version)
            except (DamagedError, NotFoundError):
                continue
            placements = carry_forward([a.target for a in group], old.text, article.text)
            settled += [
                msgspec.structs.replace(a, anchor=_anchor(p, article.id))
                for a, p in zip(group, placements, strict=True)
            ]
        return self.home.annotations.settle(settled) if settled else []

    def sentence_warnings(self, article_id: str) -> "dict[str, SentenceChange]":
        """By uid, notes from an earlier version whose sentence was edited or removed since."""
        from briefing.anchor import Alignment, sentence_changed

        article = self.article(article_id)
        warnings: dict[str, SentenceChange] = {}
        alignments: dict[str, Alignment] = {}
        for annotation in self.home.annotations.annotations(self.story_of(article_id)):
            version, place = annotation.target.version_id, annotation.target.position
            if place is None or version == article_id:
                continue
            if version not in alignments:
                alignments[version] = Alignment(self.article(version).text, article.text)
            change = sentence_changed(place, alignments[version])
            if change.kind != "same":
                warnings[annotation.uid] = change
        return warnings

    def versions(self, article_id: str) -> list[tuple[str, str]]:
        """`(article id, first seen)` of every version of the article's story, oldest first."""
        article = self.article(article_id)
        story = self.home.stories.story(article.url) if article.url else None
        return [(v.article_id, v.seen) for v in story.versions] if story else [(article_id, "")]

    def review(self) -> list[ReviewItem]:
        """Annotations whose anchor in the newest version is in doubt or lost, not yet decided on."""
        items = []
        for story in self.home.annotations.articles_with_annotations():
            for annotation in self.home.annotations.annotations(story):
                anchor = annotation.anchor
                if anchor is None or anchor.confirmed_by or anchor.state not in ("suspect", "orphan"):
                    continue
                old, new = self.article(annotation.target.version_id), self.article(anchor.version_id)
                items.append(
                    ReviewItem(annotation, old, new, annotation.target.position, place_in(annotation, new.id))
                )
        return items

    def confirm(self, annotation: Annotation) -> Annotation:
        """The analyst says that the anchor is right, where it is or as an orphan."""
        anchor = annotation.anchor
        if anchor is None:
            raise WorkspaceError(
                f"{annotation.uid}: it stands where it was made; there is nothing to confirm"
            )
        confirmed = msgspec.structs.replace(anchor, confirmed_by=self.settings.signature, checked_at=now())
        return self._log(annotation, confirmed, "anchor confirmed")

    def reattach(self, annotation: Annotation, article_id: str, span: Span) -> Annotation:
        """The analyst shows where the annotation belongs in a version's text."""
        text = self.article(article_id).text
        if not 0 <= span.start < span.end <= len(text):
            raise WorkspaceError(f"{article_id}: characters {span.start} to {span.end} are not in its text")
        same = annotation.target.quote is not None and span.of(text) == annotation.target.quote.exact
        anchor = Anchor(
            "moved" if same else "fuzzy",
            article_id,
            span.start,
            span.end,
            1.0,
            now(),
            self.settings.signature,
        )
        return self._log(annotation, anchor, "reattached")

    def detach(self, annotation: Annotation) -> Annotation:
        """The analyst says that its words are gone from the newest version."""
        version = annotation.anchor.version_id if annotation.anchor else annotation.target.version_id
        anchor = Anchor("orphan", version, None, None, 0.0, now(), self.settings.signature)
        return self._log(annotation, anchor, "detached")

    def _log(self, annotation: Annotation, anchor: Anchor, label: str) -> Annotation:
        changed = msgspec.structs.replace(annotation, anchor=anchor)
        return self.home.annotations.edit([changed], label=label)[0]


def _anchor(placement: "Placement", version_id: str) -> Anchor:
    return Anchor(placement.state, version_id, placement.start, placement.end, placement.score, now())


def _doubt(old: Article, new: Article) -> str | None:
    """Why a text from the same address may be no new version of the article; None where it may."""
    before = sum(b.end - b.start for b in old.body_blocks())
    after = sum(b.end - b.start for b in new.body_blocks())
    if after < _SHORTER * before:
        return f"the text is much shorter than before ({after:,} of {before:,} characters)"
    if after < 1500 and re.search(_ERROR_PAGE, new.text) and not re.search(_ERROR_PAGE, old.text):
        return "the text reads like an error page"
    return None
