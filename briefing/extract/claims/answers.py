"""Silence: "did not respond to requests", "declined to comment", "could not be reached"."""

from briefing.extract.claims.draft import Draft, Scene
from briefing.extract.claims.source import noun_phrase, subject_of
from briefing.extract.claims.tree import Tree
from briefing.extract.claims.verbs import CueVerb, is_negated
from briefing.extract.lexicon import words

_CALLS = frozenset({"call", "message", "email", "e-mail", "mail", "letter", "request", "inquiry", "enquiry"})


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


def unreturned(scene: Scene) -> list[Draft]:
    """The non-responses of "did not return calls seeking comment"; the content is what was left unanswered."""
    tree = scene.tree
    found = []
    for i in range(len(tree)):
        if tree.lemma[i] != "return" or not tree.is_verb(i) or not is_negated(tree, i):
            continue
        subject, asked = subject_of(tree, i), tree.child(i, "dobj")
        if subject is None or asked is None or tree.lemma[asked] not in _CALLS:
            continue
        start = min(k for k in (i, *tree.children(i, "aux", "neg")) if k <= i)
        content = tree.trim((tree.left[asked], tree.right[asked] + 1))
        source = noun_phrase(tree, subject.head, (start, i + 1), content)
        found.append(
            Draft("no-answer", i, [(start, i + 1)], source, [content], polarity="decline", lemma="return")
        )
    return found
