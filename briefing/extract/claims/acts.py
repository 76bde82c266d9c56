"""Uses of a cue verb in which nobody says anything: duties, permissions, demonstrations, requests for no name."""

from briefing.extract.claims.draft import Draft
from briefing.extract.claims.source import PASSIVE
from briefing.extract.claims.tree import Tree
from briefing.extract.claims.verbs import CueVerb, has_nobody
from briefing.extract.lexicon import words

_THINGS = frozenset({"object", "preposition", "object-preposition"})
_DUTY = frozenset({"must", "shall", "should", "ought"})
_OBLIGED = frozenset(
    {
        "have",
        "need",
        "ought",
        "oblige",
        "require",
        "allow",
        "permit",
        "authorize",
        "authorise",
        "able",
        "free",
        "supposed",
    }
)
_POINTERS = frozenset({"this", "that", "so"})


def is_act(tree: Tree, verb: CueVerb, found: Draft) -> bool:
    """Whether the draft of an active verb reports an act or an attitude.

    Deontic modality over a verb of saying with a mere thing ("must report damage") tells what ought to be said
    (Palmer 2001, ch. 3); "to show what it can do" is a purpose; "as far as we know" hedges the writer's own clause;
    who asks for anonymity makes no claim; and "repeated that" holds no words of its own.
    """
    if found.rule in _THINGS and found.evidence == "speech":
        if any(tree.lower[k] in _DUTY for k in tree.children(verb.i, "aux")) or _obliged(tree, verb.i):
            return False
        if found.polarity == "assert" and not verb.negated and _is_pointer(tree, found):
            return False
        if found.polarity == "assert" and has_nobody(tree, verb.i):
            return False  # "no group has claimed the attack"
    if "document" in verb.cue.frames and tree.dep[verb.i] == "advcl" and _is_infinitive(tree, verb.i):
        return False
    if any(tree.lower[k] == "as" for k in tree.children(verb.i, "mark")) and any(
        tree.lower[k] == "far" for k in range(max(tree.sent[verb.i][0], verb.i - 4), verb.i)
    ):
        return False
    if tree.dep[verb.i] == "xcomp" and any(
        tree.lemma[k] in words("anonymity") for k in tree.children(tree.head[verb.i], "dobj")
    ):
        return False  # "requested anonymity to discuss the talks": why, not what
    return not _asks_for_no_name(tree, found)


def is_withheld(tree: Tree, verb: CueVerb) -> bool:
    """ "Has yet to say whether": not said, as with "has not said"."""
    above = tree.head[verb.i]
    return (
        tree.dep[verb.i] == "xcomp"
        and tree.lemma[above] in ("have", "be")
        and _is_infinitive(tree, verb.i)
        and any(tree.lower[k] == "yet" for k in range(above + 1, verb.i))
    )


def _obliged(tree: Tree, i: int) -> bool:
    """Whether the verb is the infinitive of a duty or a permission: "need to report", "is not allowed to discuss"."""
    above = tree.head[i]
    if tree.dep[i] != "xcomp" or not _is_infinitive(tree, i) or tree.lemma[above] not in _OBLIGED:
        return False
    return tree.lemma[above] in ("have", "need", "ought") or (
        tree.child(above, *PASSIVE) is not None
        or tree.child(above, "auxpass") is not None
        or tree.tag[above] == "JJ"
    )


def _is_infinitive(tree: Tree, i: int) -> bool:
    return any(tree.lower[k] == "to" for k in tree.children(i, "aux"))


def _is_pointer(tree: Tree, found: Draft) -> bool:
    only = [tree.lower[i] for s, e in found.content for i in range(s, e) if not tree.is_punct(i)]
    return len(only) == 1 and only[0] in _POINTERS


def _asks_for_no_name(tree: Tree, found: Draft) -> bool:
    """ "Asked not to be named", "spoke on condition that he not be identified": about the source, not from it."""
    if found.polarity not in ("question", "urge", "decline") and found.lemma not in ("speak", "talk"):
        return False
    lower = {tree.lower[i] for s, e in found.content for i in range(s, e)}
    return bool(lower & words("anonymity")) or (
        "be" in lower and bool(lower & {"named", "identified", "quoted"})
    )
