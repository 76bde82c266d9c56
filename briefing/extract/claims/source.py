"""Whose words: the source of a verb, found by grammar.

Each step has the name of its construction: own subject, agent of a passive, shared subject of a
coordination, control of a participle or infinitive, the noun that a participle hangs on.
"""

from dataclasses import dataclass

from briefing.extract.claims.tree import Range, Tree
from briefing.extract.lexicon import cue, words

SUBJECT = ("nsubj", "csubj", "expl")
REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself", "myself", "ourselves"})
PASSIVE = ("nsubjpass", "csubjpass")
_RELATIVE = frozenset({"who", "that", "which", "whom"})
_EVENTS = frozenset(
    {
        "conference",
        "event",
        "interview",
        "rally",
        "meeting",
        "hearing",
        "ceremony",
        "debate",
        "call",
        "gathering",
        "vote",
    }
)
_MESSAGES = frozenset(
    {
        "statement",
        "letter",
        "email",
        "e-mail",
        "message",
        "memo",
        "tweet",
        "note",
        "post",
        "speech",
        "release",
    }
)
_DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today"}
)
_OWN_PURPOSE = frozenset({"request", "demand", "use", "take", "cite"})  # "asked anonymity to speak freely"
_DEPTH = 8  # clauses a subject is looked for across; more is a broken parse


@dataclass(frozen=True)
class Subject:
    """The head token of the source and how it was reached."""

    head: int
    how: str  # own, agent, shared, control, noun


def subject_of(tree: Tree, verb: int) -> Subject | None:
    """The source of an active verb, or None; nobody in particular ("you", "anyone") is None too."""
    found = _subject(tree, verb)
    if found is None or tree.lower[found.head] in words("generic") or is_anyone(tree, verb):
        return None
    return found


def is_anyone(tree: Tree, verb: int) -> bool:
    """Whether the verb's subject is nobody in particular: "you may say", "anyone who says so"."""
    own = own_subject(tree, verb)
    noun = antecedent(tree, own) if own is not None else None
    return any(k is not None and tree.lower[k] in words("generic") for k in (own, noun))


def is_addressed(tree: Tree, verb: int) -> bool:
    """Whether the other party is asked or the reader told: "do you think that …?", "remember that …"."""
    own = own_subject(tree, verb)
    if own is not None:
        return tree.lower[own] == "you" and tree.text[tree.sent[verb][1] - 1] == "?"
    bare = tree.tag[verb] in ("VB", "VBP") and tree.head[verb] == verb
    return bare and not any(
        k < verb and tree.dep[k] not in ("advmod", "prep", "advcl", "cc", "punct", "intj", "neg")
        for k in tree.kids[verb]
    )


def _subject(tree: Tree, verb: int) -> Subject | None:
    how = "own"
    for _ in range(_DEPTH):
        own = own_subject(tree, verb)
        if own is not None:
            if tree.dep[own] == "expl" or (tree.lower[own] == "it" and _extraposed(tree, verb, how)):
                return None
            return Subject(own, how)
        passive = tree.child(verb, *PASSIVE)
        if passive is not None:
            return Subject(passive, how) if how != "own" else None
        above = tree.head[verb]
        if above == verb:
            return None
        dep = tree.dep[verb]
        if dep == "conj" and tree.is_verb(above):
            verb, how = above, "shared" if how == "own" else how
        elif dep in ("xcomp", "ccomp", "advcl", "dep", "parataxis") and (
            tree.is_verb(above) or tree.tag[above] == "MD" or tree.tag[above].startswith("JJ")
        ):
            controller = _object_control(tree, verb, above)
            if controller is not None:
                return Subject(controller, "control")
            verb, how = above, "control"
        elif dep == "pcomp":
            top = above
            while (
                tree.dep[top] in ("prep", "advmod", "mark", "pcomp")
                and tree.head[top] != top
                and not tree.is_verb(top)
            ):
                top = tree.head[top]
            if tree.is_verb(top):
                verb, how = top, "control"
            elif tree.tag[top].startswith(("NN", "PRP")):
                return _doer(tree, top)
            else:
                return None
        elif dep in ("acl", "relcl") and tree.tag[above].startswith(("NN", "PRP", "CD", "DT")):
            return _noun_or_clause(tree, verb, above)
        elif dep in ("xcomp", "ccomp", "conj", "advcl", "acl", "attr", "pobj") and tree.tag[above] != "":
            verb, how = above, "control"
        else:
            return None
    return None


def _doer(tree: Tree, noun: int) -> Subject:
    """Who does what a gerund behind a noun says: "his record on promoting", "were in the lead in advocating".

    The possessor, else the subject of the clause whose object the noun is, else the noun itself.
    """
    owner = tree.child(noun, "poss")
    if owner is not None:
        return Subject(owner, "noun")
    top = noun
    while tree.dep[top] in ("pobj", "prep", "dobj") and tree.head[top] != top:
        top = tree.head[top]
    return (subject_of(tree, top) if tree.is_verb(top) else None) or Subject(noun, "noun")


def own_subject(tree: Tree, verb: int) -> int | None:
    """The verb's own subject: of two that the parser gives it, the one between a comma and the verb ("These boats,
    *Timm* said, were old"), or right behind a verb that a comma parts from the other ("These, said *Timm*, were").
    """
    found = tree.children(verb, *SUBJECT)
    if len(found) > 1 and found[-1] < verb:
        start = tree.left[found[-1]] - 1
        start -= tree.lower[start] in ("as", "but")
        if tree.text[start] == ",":
            return found[-1]
    late = found[-1] if len(found) > 1 and found[0] < verb else verb
    if tree.left[late] == verb + 1 and tree.text[verb - 1] == "," and tree.lower[late] not in words("times"):
        return late
    return next(iter(found), None)


def _noun_or_clause(tree: Tree, verb: int, noun: int) -> Subject | None:
    """The noun that a participle hangs on, if it can speak; else the subject of the clause round it.

    A comma before the participle makes it an adjunct of the clause ("…, arguing that"), and neither an event
    nor a message speaks for itself where somebody holds or sends it.
    """
    top = noun
    for _ in range(_DEPTH):
        if tree.is_verb(top) or tree.head[top] == top:
            break
        top = tree.head[top]
    if tree.is_verb(top) and noun > top and tree.dep[verb] == "acl" and tree.tag[verb] == "VBG":
        comma = any(tree.text[k] == "," for k in range(noun + 1, verb))
        held = tree.lemma[noun] in _EVENTS or (tree.lemma[noun] in _MESSAGES and tree.dep[noun] == "dobj")
        to = (
            tree.dep[noun] == "pobj" and tree.lower[tree.head[noun]] == "to"
        )  # the addressee: "wrote to her asking"
        if comma or held or to:
            return subject_of(tree, top) or Subject(noun, "noun")
    return Subject(noun, "noun")


def _object_control(tree: Tree, verb: int, above: int) -> int | None:
    """The object that an infinitive belongs to: "urged *the board* to say"."""
    if (
        tree.dep[verb] != "xcomp"
        or tree.child(verb, "aux") is None
        or tree.child(above, *PASSIVE) is not None
        or tree.lemma[above] in _OWN_PURPOSE
    ):
        return None
    return next((k for k in tree.children(above, "dobj", "dative") if k < verb), None)


def _extraposed(tree: Tree, verb: int, how: str) -> bool:
    """ "It" of "it seems that", "it is worth noting", "it goes without saying": no one's word. "It said that" keeps
    its "it".
    """
    if how == "own":
        return tree.lemma[verb] in ("seem", "appear", "happen", "emerge", "transpire", "turn")
    return any(tree.lower[k] in ("worth", "without") for k in tree.children(verb, "acomp", "prep", "advmod"))


def agent_of(tree: Tree, verb: int) -> int | None:
    """The head of the by-phrase of a passive, or None."""
    for by in tree.children(verb, "agent", "prep"):
        if tree.lower[by] == "by":
            return tree.child(by, "pobj")
    by_phrase = strayed_agent(tree, verb)
    return tree.child(by_phrase, "pobj") if by_phrase is not None else None


def strayed_agent(tree: Tree, verb: int) -> int | None:
    """The "by" of a passive of asking that the parser hung on the infinitive: "were urged to act *by a group of peers*".

    No agent is a time ("by Friday"), a measure ("by a third") or a bare means ("by train").
    """
    infinitive = next((k for k in tree.children(verb, "xcomp") if k > verb and tree.tag[k] == "VB"), None)
    if infinitive is None or tree.child(verb, "agent") is not None or tree.child(infinitive, "aux") is None:
        return None
    entry = cue(tree.lemma[verb])
    if entry is None or "obj_to" not in entry.frames or entry.evidence == "belief":
        return None
    for by in tree.children(infinitive, "prep", "agent"):
        noun = tree.child(by, "pobj") if tree.lower[by] == "by" else None
        if noun is None or tree.lower[noun] in words("times") or tree.tag[noun] == "CD":
            continue
        led = any(tree.dep[k] in ("det", "poss") for k in tree.kids[noun])
        if tree.tag[noun] in ("NNS", "NNP", "NNPS", "PRP") or (led and tree.child(noun, "nummod") is None):
            return by
    return None


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether the verb is a passive: "was told", "the man accused of", "a plan described as"."""
    if tree.tag[verb] not in ("VBN", "VBD"):
        return False
    if tree.child(verb, "auxpass", *PASSIVE) is not None:
        return True
    if tree.dep[verb] == "advcl" and verb == tree.sent[verb][0] and tree.head[verb] > verb:
        return True  # "Asked whether it was lost, she …", whatever the tagger calls it
    if tree.tag[verb] == "VBN" and tree.dep[verb] in ("acl", "advcl", "amod", "relcl"):
        return (
            not any(tree.lemma[k] in ("have", "'ve") for k in tree.children(verb, "aux"))
            and tree.child(verb, "nsubj") is None
        )
    if tree.dep[verb] == "conj" and tree.tag[verb] == "VBN" and tree.child(verb, "aux", *SUBJECT) is None:
        above = tree.head[verb]
        return above != verb and tree.is_verb(above) and is_passive(tree, above)
    return False


def noun_phrase(tree: Tree, head: int, *holes: Range) -> list[Range]:
    """The source's words: the subtree of its head, without the claim's own cue and content."""
    start, end = tree.subtree(head)
    low, high = tree.sent[head]
    start, end = max(start, low), min(end, high)
    for hole_start, hole_end in holes:  # the side of the hole that the head is on
        if hole_start < end and hole_end > start and not hole_start <= head < hole_end:
            if hole_start > head:
                end = min(end, hole_start)
            else:
                start = max(start, hole_end)
    dash = next(
        (
            k
            for k in range(start, max(head, end - 1) if tree.sent[head][0] == start else head)
            if tree.text[k] in ("--", "—", "–", "-") and tree.text[start].isupper() and not tree.joins(k)
        ),
        None,
    )
    if dash is not None and dash - start <= 8:  # the dateline: "PORTO VELO -- The mayor"
        start = dash + 1
    start, end = tree.trim((start, end))
    while end > head + 1 and tree.dep[end - 1] == "case":
        end -= 1
    while end > head + 1 and tree.tag[end - 1] in ("IN", "TO") and tree.right[end - 1] >= end:
        end -= 1  # a preposition whose object was cut off
    end = _before_time(tree, head, end, any(hole_start <= end < hole_end for hole_start, hole_end in holes))
    while end > head + 1 and (tree.dep[end - 1] == "cc" or tree.text[end - 1] in (",", ";")):
        end -= 1
    while start < head and tree.lower[start] in ("even", "only", "just", "perhaps", "maybe"):
        start += 1
    while start < head and (
        tree.lower[start] in ("and", "but", "or", "yet")
        or (tree.lower[start], tree.dep[start]) == ("both", "preconj")
    ):
        start += 1
    return [(start, end)] if start < end else []


def _before_time(tree: Tree, head: int, end: int, cued: bool) -> int:
    """`end` without a day between a name and its cue, which the parser hangs on the name: "the chief of Tarrow Rail
    *on Monday* denied". Behind any other noun the day may be the noun's own ("the vote on Monday").
    """
    at = end - 1
    if not cued or at <= head or tree.lower[at] not in _DAYS:
        return end
    while at > head + 1 and tree.lower[at - 1] in ("on", "late", "early", "last"):
        at -= 1
    return at if tree.tag[at - 1] in ("NNP", "NNPS") else end


def antecedent(tree: Tree, pronoun: int) -> int | None:
    """The noun that a relative pronoun stands for, or None."""
    if tree.lower[pronoun] not in _RELATIVE:
        return None
    at = pronoun
    for _ in range(_DEPTH):
        if tree.dep[at] == "relcl":
            return tree.head[at]
        if tree.head[at] == at:
            return None
        at = tree.head[at]
    return None
