"""Silence: "did not respond to requests", "declined to comment", "could not be reached"."""

from briefing.extract.claims.draft import Draft, Scene
from briefing.extract.claims.source import noun_phrase, subject_of
from briefing.extract.claims.tree import Tree
from briefing.extract.claims.verbs import CueVerb
from briefing.extract.lexicon import words


def uncommitted(tree: Tree, verb: CueVerb, found: Draft) -> None:
    """ "Would neither confirm nor deny it": the denial is withheld as the confirmation is, and both are one cue."""
    first = tree.head[verb.i]
    joint = {tree.lower[k] for k in tree.children(first, "cc", "preconj")}
    negated = joint >= {"neither", "nor"} or ("or" in joint and tree.child(first, "neg") is not None)
    if (
        tree.dep[verb.i] == "conj"
        and found.polarity == "deny"
        and tree.lemma[first] in words("withhold")
        and negated
    ):
        aux = tree.children(first, "aux", "preconj", "neg")
        found.cue[0] = (min([first, *(k for k in aux if k < first)]), found.cue[0][1])
        found.lemma = tree.lemma[first]
        found.flags.add("negated")
        found.polarity = "assert"


def no_answer(scene: Scene, verb: CueVerb) -> Draft | None:
    """The non-response of a negated verb of answering; its content is what was left unanswered."""
    tree = scene.tree
    if not verb.negated or verb.cue.lemma not in words("response"):
        return None
    subject = subject_of(tree, verb.i)
    asked = next((k for k in tree.kids[verb.i] if k > verb.i and tree.dep[k] in ("prep", "dobj")), None)
    if subject is None or asked is None or tree.child(verb.i, "ccomp") is not None:
        return None
    content = tree.trim((tree.left[asked], tree.right[asked] + 1))
    source = noun_phrase(tree, subject.head, verb.words, content)
    return Draft(
        "no-answer", verb.i, [verb.words], source, [content], polarity="decline", lemma=verb.cue.lemma
    )
