"""Denials without a complement of their own: "something it denies", "a charge he rejects", and what they answer."""

from briefing.extract.claims.draft import Draft, Scene, draft
from briefing.extract.claims.source import antecedent, noun_phrase, subject_of
from briefing.extract.claims.tree import Range, Tree, overlap
from briefing.extract.claims.verbs import CueVerb
from briefing.extract.lexicon import words

_FAR = 3  # paragraphs back in which a denial looks for what it answers


def gap_denial(scene: Scene, verb: CueVerb) -> Draft | None:
    """A denial in a relative clause: its content is what the clause hangs on.

    "Accusations of theft, something it denies": where the noun is empty ("something", "which"), the content is
    the clause before it, to be replaced by the accusation's own content once that is known (`resolve`).
    """
    tree = scene.tree
    if verb.cue.polarity != "deny" or tree.dep[verb.i] not in ("relcl", "acl"):
        return None
    if tree.child(verb.i, "ccomp", "xcomp") is not None:
        return None
    thing = tree.child(verb.i, "dobj")
    if thing is not None and thing > verb.i:
        return None
    noun = antecedent(tree, thing) if thing is not None else tree.head[verb.i]
    subject = subject_of(tree, verb.i)
    if noun is None or subject is None or subject.how != "own":
        return None
    content = noun_phrase(tree, noun, tree.subtree(verb.i))
    if not content:
        return None
    return draft(
        "gap-denial", verb.cue, verb.i, [verb.words], noun_phrase(tree, subject.head, verb.words), content
    )


def accusations(scene: Scene, denial: Draft, drafts: list[Draft]) -> Draft | None:
    """The accusation that a denial answers, or None: in its own sentence first, else the nearest before it.

    An accusation is a claim of doubting stance or of an accusing noun, not by the denier, and it must share a word
    with the denial: a content word, the denier's name, or the word "accusation" itself.
    """
    tree = scene.tree
    here = scene.paragraph[denial.start] if denial.start < len(scene.paragraph) else -1
    found: list[tuple[int, int, Draft]] = []
    said = content_words(tree, denial.content)
    generic = any(
        tree.lemma[i] in words("accusation") for s, e in denial.content for i in range(s, e)
    ) or _empty(tree, denial)
    who = content_words(tree, denial.source)
    for other in drafts:
        if (
            other is denial
            or other.polarity not in ("assert",)
            or other.start >= max(e for _, e in denial.cue)
        ):
            continue
        if overlap(other.cue, denial.cue) or here - scene.paragraph[other.start] not in range(_FAR + 1):
            continue
        accusing = (other.stance == "doubting" and other.evidence != "hedge") or other.lemma in words(
            "accusation"
        )
        if (
            who
            and who & content_words(tree, other.source)
            and tree.sent[other.start] != tree.sent[denial.start]
        ):
            continue
        shared = len(said & (content_words(tree, other.content) | content_words(tree, other.cue)))
        named = bool(who & content_words(tree, other.content))
        same = tree.sent[other.start] == tree.sent[denial.start]
        opposed = same and generic and denial.rule == "gap-denial"  # "…, a claim it rejects" names it
        if ((accusing or opposed) and (generic or shared or named or same)) or shared >= 3:
            found.append((2 * same + accusing + min(shared, 3), other.start, other))
    return max(found, key=lambda f: f[:2])[2] if found else None


def resolve(scene: Scene, denial: Draft, accusation: Draft) -> None:
    """Give a denial of "something" the words of the accusation that it answers."""
    if denial.rule == "gap-denial" and _empty(scene.tree, denial):
        denial.content = list(accusation.content)


def _empty(tree: Tree, denial: Draft) -> bool:
    only = [i for s, e in denial.content for i in range(s, e) if not tree.is_punct(i)]
    return len(only) <= 2 and all(
        tree.lower[i] in ("something", "it", "this", "that", "them", "these", "those", "which") for i in only
    )


def content_words(tree: Tree, pieces: list[Range]) -> set[str]:
    """The lemmas of the nouns, verbs and adjectives in the pieces."""
    return {
        tree.lemma[i]
        for s, e in pieces
        for i in range(s, e)
        if tree.tag[i].startswith(("NN", "VB", "JJ"))
        and len(tree.lemma[i]) > 2
        and tree.lemma[i] not in ("have", "not")
    }
