"""Headlines and shouting: sentences whose capitals hide their grammar from the tagger.

"FERRY TO CLOSE, MAYOR SAYS" and "Mayor Says Ferry To Close" are read by their words alone: a present or past form of
a verb of saying, what stands before it, what stands behind it.
"""

from briefing.extract.claims.draft import Draft, Scene, draft
from briefing.extract.claims.source import SUBJECT, noun_phrase
from briefing.extract.claims.tree import Range, Tree
from briefing.extract.lexicon import cue, speech_forms

_MOST = 40  # words; longer "headlines" are paragraphs in capitals that no rule of headlines fits
_TOLD = frozenset({"told", "warned"})
_CAPITAL = 0.7  # share of words with a capital from which a sentence counts as capitalised


def headline_claims(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The claims of capitalised sentences in which no other rule found one."""
    tree = scene.tree
    taken = {tree.sent[d.anchor][0] for d in drafts if d.anchor is not None}
    taken |= {tree.sent[d.content[0][0]][0] for d in drafts if d.content}
    found: list[Draft] = []
    for first, last in scene.paragraphs:
        i = first
        while i < last:
            start, end = tree.sent[i]
            if start not in taken and _capitalised(tree, (start, end)):
                claim = _read(scene, (start, min(end, last)))
                if claim is not None:
                    found.append(claim)
            i = max(end, i + 1)
    return found


def _capitalised(tree: Tree, sentence: Range) -> bool:
    words = [tree.text[i] for i in range(*sentence) if tree.text[i][:1].isalpha()]
    long = [w for w in words if len(w) > 3 or w.isupper()]
    return (
        3 <= len(words) <= _MOST
        and sum(w[0].isupper() for w in long) >= _CAPITAL * len(long)
        and len(long) >= 2
    )


def _read(scene: Scene, sentence: Range) -> Draft | None:
    tree = scene.tree
    start, end = sentence
    for i in range(start, end):
        lemma = speech_forms().get(tree.lower[i])
        entry = cue(lemma) if lemma else None
        if entry is None or "that" not in entry.frames or scene.inside[i] >= 0:
            continue
        if tree.lower[i - 1] == "to" or (tree.text[i].islower() and tree.tag[i] == "VBN"):
            continue
        rest = tree.trim((i + 1, end))
        before = tree.trim((start, i))
        if tree.words(rest) >= 2 and 0 < tree.words(before) <= 8:
            return draft("headline", entry, i, [(i, i + 1)], [before], [_without_stop(tree, rest)])
        comma = next((k for k in range(i - 1, start, -1) if tree.text[k] == ","), None)
        if not tree.words(rest) and comma is not None and tree.words((start, comma)) >= 2:
            return draft(
                "headline", entry, i, [(i, i + 1)], [tree.trim((comma + 1, i))], [tree.trim((start, comma))]
            )
    return None


def _without_stop(tree: Tree, piece: Range) -> Range:
    start, end = piece
    return (start, end - 1) if end - 1 > start and tree.text[end - 1] == "." else piece


def quoted_headings(scene: Scene) -> list[Draft]:
    """`“Nobody told us”: families hit out at agency`: the quotation is the subject's of the clause behind the colon."""
    tree = scene.tree
    found: list[Draft] = []
    for number in scene.headings:
        first, last = scene.paragraphs[number]
        inside = scene.inside[first] if first < last else -1
        colon = scene.quotations[inside].end if inside >= 0 else last
        if colon + 1 >= last or tree.text[colon] != ":":
            continue
        if not any(tree.is_verb(k) or tree.tag[k] == "MD" for k in range(first, colon)):
            continue  # "‘Golden age’: town hall opens" names
        verb = next((k for k in range(colon + 1, last) if tree.is_verb(k)), None)
        subject = tree.child(verb, *SUBJECT) if verb is not None else None
        if verb is None or subject is None or not colon < subject < verb or scene.inside[verb] >= 0:
            continue
        source = noun_phrase(tree, subject, (verb, verb + 1), (colon, colon + 1))
        if source:
            said = [scene.quotations[inside].tokens]
            found.append(Draft("headline", None, [(colon, colon + 1)], source, said, lemma=":"))
    return found


def without_hearers(scene: Scene, drafts: list[Draft]) -> None:
    """Take the source from `Clerk lied, inquiry told`: without an addressee "told" at a heading's end is a passive that
    has lost its auxiliary, and who was told is no source.
    """
    tree = scene.tree
    for one in drafts:
        if one.anchor is None or one.rule != "inverted" or tree.lower[one.anchor] not in _TOLD:
            continue
        last = scene.paragraphs[scene.paragraph[one.anchor]][1]
        heading = scene.paragraph[one.anchor] in scene.headings
        if heading and not any(
            not tree.is_punct(k) for k in range(one.anchor + 1, last) if not tree.space[k]
        ):
            one.cue, one.source = [(one.source[0][0], one.anchor + 1)] if one.source else one.cue, []
            one.evidence = "hearsay"
