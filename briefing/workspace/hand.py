"""The analyst's hand: notes and all that is done with them. What returns is durable."""

from briefing.model.annotation import (
    Annotation,
    AnnotationKind,
    Assess,
    Body,
    Correction,
    Link,
    Target,
)
from briefing.model.article import Article, Span
from briefing.model.text import one_line
from briefing.store.protocol import Operation, ReadingState
from briefing.workspace.base import Base
from briefing.workspace.records import WorkspaceError


class Hand(Base):
    """The part of the workspace that writes annotations."""

    def annotate(
        self,
        article_id: str,
        kind: AnnotationKind,
        *,
        span: Span | None = None,
        ref: str | None = None,
        body: Body | None = None,
        assess: Assess | None = None,
        links: list[Link] | None = None,
        correction: Correction | None = None,
        label: str = "",
    ) -> Annotation:
        """Add an annotation on words (`span`), on an item (`ref`), on both, or on the article.

        `label` is what the history says of it, where `note added` is not enough.
        Raises WorkspaceError where the span is not in the text, StoreError where it cannot be kept.
        """
        article = self.article(article_id)
        made = Annotation(
            uid="",  # the store gives uid, times and signature
            kind=kind,
            created="",
            modified="",
            creator="",
            target=self._target(article, span, ref),
            body=body or Body(),
            assess=assess,
            links=links or [],
            correction=correction,
        )
        return self.home.annotations.insert([made], label=one_line(label) or f"{kind} added")[0]

    def edit(self, annotation: Annotation, *, label: str = "") -> Annotation:
        """Keep a changed annotation (made with `msgspec.structs.replace`). Raises ConflictError."""
        return self.home.annotations.edit([annotation], label=label or f"{annotation.kind} edited")[0]

    def delete(self, annotation: Annotation) -> Annotation:
        """Put it into the trash."""
        story = annotation.target.article_id
        return self.home.annotations.delete(story, [annotation.uid], label=f"{annotation.kind} deleted")[0]

    def restore(self, annotation: Annotation) -> Annotation:
        """Take it out of the trash."""
        return self.home.annotations.restore(annotation.target.article_id, [annotation.uid])[0]

    def delete_uid(self, uid: str) -> Annotation:
        """Put the annotation of that uid into the trash. Raises NotFoundError."""
        return self.delete(self.find(uid))

    def restore_uid(self, uid: str) -> Annotation:
        """Take the annotation of that uid out of the trash. Raises NotFoundError."""
        return self.restore(self.find(uid))

    def find(self, uid: str) -> Annotation:
        """The annotation of that uid, wherever it is, as the files have it. Raises NotFoundError."""
        known = self.home.library.find(uid)
        return self.home.annotations.get(known.target.article_id, uid)

    def trash(self, article_id: str) -> list[Annotation]:
        """The article's deleted annotations."""
        return self.home.annotations.annotations(self.story_of(article_id), deleted=True)

    def undo(self, article_id: str) -> Operation | None:
        """Undo the last change of this article's annotations."""
        return self.home.annotations.undo(self.story_of(article_id))

    def redo(self, article_id: str) -> Operation | None:
        """Redo what was undone last."""
        return self.home.annotations.redo(self.story_of(article_id))

    def history(self, article_id: str, uid: str | None = None) -> list[Operation]:
        """What changed, by whom, when."""
        return self.home.annotations.history(self.story_of(article_id), uid)

    def set_state(self, article_id: str, state: ReadingState) -> None:
        """Keep whether it is read, starred, for later, and where the caret is."""
        self.home.annotations.set_state(self.story_of(article_id), state)

    def find_quote(self, article_id: str, words: str) -> Span:
        """Where the words stand in the article. Raises WorkspaceError where they do not, or not just once."""
        article = self.article(article_id)
        folded = " ".join(words.split())
        places = _places(article.text, folded)
        if not places:
            raise WorkspaceError(f"{article_id}: these words are not in the article: {folded!r}")
        if len(places) > 1:
            raise WorkspaceError(
                f"{article_id}: these words stand {len(places)} times in the article; quote more of them: {folded!r}"
            )
        return places[0]

    def save_draft(self, article_id: str, key: str, text: str) -> None:
        """Keep what is being typed (`key`: what it is on). An empty text removes the draft."""
        self.home.drafts.save(self.story_of(article_id), key, text)

    def drafts(self, article_id: str) -> dict[str, str]:
        """Unsaved texts by key."""
        return {key: draft.text for key, draft in self.home.drafts.of(self.story_of(article_id)).items()}

    def set_reliability(self, site: str, grade: str | None, reason: str = "") -> None:
        """The outlet's reliability, A to F (NATO AJP-2.1), dated."""
        self.home.sources.rate(site, grade, reason)

    def reliability(self, site: str) -> str | None:
        """The outlet's grade in force."""
        return self.home.sources.grade(site)

    def changed(self) -> list[str]:
        """Ids of articles whose annotations others changed since the last call."""
        self._token, ids = self.home.annotations.changes(self._token)
        return ids

    def _target(self, article: Article, span: Span | None, ref: str | None) -> Target:
        if span is not None and not 0 <= span.start < span.end <= len(article.text):
            raise WorkspaceError(
                f"{article.id}: characters {span.start} to {span.end} are not in its text of {len(article.text)}"
            )
        from briefing.anchor import quote_at

        return Target(
            article_id=self.story_of(article.id),
            version_id=article.id,
            url=article.url,
            ref=ref,
            quote=quote_at(article.text, span) if span else None,
            position=span,
        )


def _places(text: str, folded: str) -> list[Span]:
    """Where the words stand in `text`, any white space between them."""
    import re

    if not folded:
        return []
    pattern = r"\s+".join(re.escape(word) for word in folded.split(" "))
    return [Span(m.start(), m.end()) for m in re.finditer(pattern, text)]
