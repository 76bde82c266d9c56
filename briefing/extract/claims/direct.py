"""Quotations that no verb took: continued, introduced by a paragraph before, or floating."""

from briefing.extract.claims.draft import Draft, Scene
from briefing.extract.claims.place import before
from briefing.extract.claims.quotations import Quotation
from briefing.extract.claims.tree import Range, joined, overlap

_SCARE = 4  # fewer words than this in marks, with no cue, name a thing rather than quote a speaker


def whole_quotations(scene: Scene, drafts: list[Draft]) -> None:
    """Let a content that touches a quotation from outside it cover the whole of it."""
    for draft in drafts:
        at = draft.anchor if draft.anchor is not None else draft.cue[0][0] if draft.cue else -1
        own = scene.inside[at] if at >= 0 else -1
        content = []
        for start, end in draft.content:
            for number in {scene.inside[start], scene.inside[end - 1]} - {own, -1}:
                q = scene.quotations[number]
                if q.paragraph == scene.paragraph[start] and not any(
                    s < q.end and q.start < e for s, e in draft.cue
                ):
                    start, end = min(start, q.start), max(end, q.end)
            content.append((start, end))
        draft.content = joined(content)


def floating(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Give each quotation that no draft covers to its speaker: mostly the one who has just spoken.

    Changes `drafts` where a quotation continues one of them; returns those made new.
    """
    made: list[Draft] = []
    last: Draft | None = None
    order = sorted((d for d in drafts if _speaks(d)), key=lambda d: max(e for _, e in [*d.cue, *d.content]))
    for q in scene.quotations:
        holder = _holder(scene, q, [*drafts, *made])
        if holder is not None:
            last = holder if _speaks(holder) else last
            continue
        if not _is_statement(scene, q):
            continue
        prior = _prior(order, q)
        last = prior or last
        if last is None:
            continue
        same = scene.paragraph[q.start] == _paragraph(scene, last)
        if same and _alone(scene, q):
            last.content = joined([*last.content, q.tokens])
        elif not same and _alone(scene, q) and q.paragraph - _paragraph(scene, last) == 1:
            made.append(
                Draft(
                    "floating", last.anchor, list(last.cue), list(last.source), [q.tokens], lemma=last.lemma
                )
            )
            last = made[-1]
    return made


def _speaks(draft: Draft) -> bool:
    return bool(draft.source) and draft.evidence in ("speech", "document", "hearsay") and bool(draft.cue)


def _holder(scene: Scene, q: Quotation, drafts: list[Draft]) -> Draft | None:
    half = (q.end - q.start) / 2
    return next(
        (
            d
            for d in drafts
            if overlap(d.content, [q.tokens]) >= half or any(s < q.end and q.start < e for s, e in d.cue)
        ),
        None,
    )


def _is_statement(scene: Scene, q: Quotation) -> bool:
    """Whether the words in marks are someone's sentence rather than a name or a term."""
    tree = scene.tree
    if tree.words(q.tokens) < _SCARE:
        return False
    return any(tree.is_verb(i) or tree.tag[i] == "MD" for i in range(*q.tokens))


def _alone(scene: Scene, q: Quotation) -> bool:
    """Whether the quotation is its whole sentence: nothing of the writer's own stands round it."""
    tree = scene.tree
    first, last = scene.paragraphs[q.paragraph]
    prior = before(tree, q.start, first)
    if (
        prior is not None
        and tree.text[prior] not in (".", "!", "?", ":", "…", "...")
        and scene.inside[prior] < 0
    ):
        return False
    following: Range = (q.end, min(last, q.end + 1))
    return not tree.words(following) or tree.text[q.end][:1].isupper()


def _prior(order: list[Draft], q: Quotation) -> Draft | None:
    found = None
    for d in order:
        if d.start < q.start and min(s for s, _ in d.cue) < q.start:
            found = d
    return found


def _paragraph(scene: Scene, draft: Draft) -> int:
    if draft.rule == "floating":
        return scene.paragraph[draft.content[-1][0]]
    return scene.paragraph[draft.cue[0][0]]
