"""Sources that are no verb's subject: according to X, in X's words, “Said Brandt: …”."""

from briefing.extract import lexicon
from briefing.extract.claims.draft import Draft, Scene
from briefing.extract.claims.place import after, before, quotation_before
from briefing.extract.claims.source import PASSIVE, SUBJECT, noun_phrase
from briefing.extract.claims.tree import Range, Tree, minus
from briefing.extract.claims.verbs import is_finite

_IN_SOMEONES = frozenset(
    {"words", "view", "opinion", "eyes", "judgment", "judgement", "telling", "estimation", "account"}
)

_QUOTING = frozenset({"citing", "quoting"})


def phrase_claims(scene: Scene) -> list[Draft]:
    """Every claim of a source phrase, in text order."""
    found: list[Draft] = []
    for i in range(len(scene.tree)):
        if scene.tree.lower[i] in ("according", "per", "in") or scene.tree.lower[i] == "as":
            claim = _according(scene, i)
            if claim is not None:
                found.append(claim)
    return found


def _according(scene: Scene, i: int) -> Draft | None:
    tree = scene.tree
    high = tree.sent[i][1]
    word = tree.lower[i]
    following = tree.lower[i + 1] if i + 1 < high else ""
    if (word == "according" and following == "to") or (word == "as" and following == "per"):
        cue: Range = (i, i + 2)
        noun = next((n for n in range(i + 2, high) if tree.dep[n] == "pobj" and tree.below(n, i)), None)
        while noun is not None and noun + 1 < high and _same_object(tree, noun):
            noun += 1  # "the company register", where the tagger took the last noun for a verb
        if noun is None:  # the parser read "to" as an infinitive's: the last noun before a stop
            stop = next((n for n in range(i + 2, high) if tree.text[n] in ",.;"), high)
            noun = next((n for n in range(stop - 1, i + 1, -1) if tree.tag[n].startswith("NN")), None)
    elif word == "in" and tree.child(i, "pobj") is not None:
        view = tree.child(i, "pobj")
        if view is None or tree.lower[view] not in _IN_SOMEONES or view - i > 6:
            return None
        if tree.lower[view] == "eyes" and tree.sent[i][0] < i and not tree.is_punct(i - 1):
            return None  # "with tears in her eyes"
        cue = (i, i + 1)
        owner = tree.child(view, "poss")
        of = next((k for k in tree.children(view, "prep") if tree.lower[k] == "of"), None)
        noun = owner if owner is not None else tree.child(of, "pobj") if of is not None else None
        cue = (view, view + 1) if owner is not None else (i, of + 1 if of is not None else view + 1)
    elif (
        word == "per"
        and (tree.text[i] == "per" or i == tree.sent[i][0])
        and following
        not in (
            "cent",
            "capita",
            "day",
            "year",
            "hour",
            "week",
            "month",
            "person",
        )
    ):
        noun = tree.child(i, "pobj")
        cue = (i, i + 1)
        if noun is None or not tree.tag[noun].startswith("NNP"):
            return None
    else:
        return None
    if noun is None or (word == "according" and tree.lower[noun] in lexicon.words("yardsticks")):
        return None
    end = tree.subtree(i)[1] if word != "according" else max(tree.subtree(i)[1], tree.subtree(noun)[1])
    phrase = (i, min(end, high))
    source = [(max(s, cue[1]) if s <= i else s, e) for s, e in noun_phrase(tree, noun, cue)]
    if word == "according" and source and tree.tag[noun] == "VB":
        source = [(min(source[0][0], cue[1]), source[0][1])]
    source = [*source[:-1], *((s, _fronted_end(scene, i, s, e)) for s, e in source[-1:])]
    phrase = (i, max([cue[1], *(e for _, e in source)]))
    content = _scope(scene, i, phrase)
    if not content or not source:
        return None
    return Draft("according-to", i, [cue], source, content, lemma="according")


def _same_object(tree: Tree, noun: int) -> bool:
    """Whether the next token is a second object of the same preposition, right behind the first."""
    return (
        tree.dep[noun + 1] == "pobj" and tree.head[noun + 1] == tree.head[noun] and tree.tag[noun + 1] == "VB"
    )


def _fronted_end(scene: Scene, i: int, start: int, end: int) -> int:
    """Where a fronted source phrase ends although the parser ran on, or stopped short of a name."""
    tree = scene.tree
    low, high = tree.sent[i]
    if any(not tree.is_punct(k) for k in range(low, i)):
        return end
    commas = [k for k in range(start + 1, end) if tree.text[k] == ","]
    if (
        end + 1 < high
        and tree.text[end] == ","
        and tree.tag[end + 1] == "VBN"
        and tree.left[end + 1] == end + 1
    ):
        # "According to the charge, filed in May, the brothers": a participle behind the noun is the noun's
        close = tree.right[end + 1] + 1
        return close if close < high and tree.text[close] == "," else end
    if all(tree.is_punct(k) for k in range(end, high)):
        return min(commas, default=end)
    if end < high and (tree.is_verb(end) or tree.tag[end] == "MD") and is_finite(tree, end):
        # "According to Berg, the plan shows": the clause wants a subject, which no apposition of Berg is.
        return max(commas, default=end)
    name = next((k for k in range(end, high) if tree.tag[k] != "NNP"), end)
    if name > end and tree.text[name] == ",":
        # "According to Governor of the Isles Erik Berg, the plan": the name that the title is of.
        return name
    return end


def _relays(tree: Tree, start: int, end: int) -> int:
    """Where the content begins behind a fronted source that has its word from another: "…, quoting the agency, "."""
    word = next((k for k in range(start, end) if not tree.is_punct(k) and not tree.space[k]), end)
    if word >= end or tree.lower[word] not in _QUOTING:
        return start
    close = tree.subtree(word)[1]
    if close >= end or tree.text[close] != ",":
        close = next((k for k in range(word, end) if tree.text[k] == ","), end)
    return close + 1 if close < end - 1 else start


def _scope(scene: Scene, i: int, phrase: Range) -> list[Range]:
    """The clause that the phrase hangs on; the whole sentence where that is the main one."""
    tree = scene.tree
    low, high = tree.sent[i]
    prior = before(tree, i, low)
    number = quotation_before(scene, i)
    if number is not None and scene.inside[i] != number and not tree.text[i][0].isupper():
        quotation = scene.quotations[number]
        return [tree.trim((min(quotation.start, low) if quotation.start <= low else low, i))]
    head = tree.head[i]
    while not tree.is_verb(head) and tree.head[head] != head and not tree.tag[head].startswith("MD"):
        head = tree.head[head]
    while tree.dep[head] in ("acl", "xcomp", "advcl", "pcomp") and tree.head[head] != head:
        head = tree.head[head]
        while not tree.is_verb(head) and tree.head[head] != head:
            head = tree.head[head]
    last = all(tree.is_punct(k) or tree.space[k] for k in range(phrase[1], high))
    while last and _shares_subject(tree, head):
        head = tree.head[head]
    start, end = low, high
    if (tree.dep[head] == "relcl" and tree.left[head] < i) or (
        tree.head[head] != head and tree.dep[head] == "conj" and _attributed(tree, low, tree.left[head])
    ):
        start = max(start, tree.left[head])
    for k in tree.children(head, "conj"):
        if (
            k > phrase[1]
            and tree.is_verb(k)
            and tree.left[k] > phrase[0]
            and _attributed(tree, tree.left[k], high)
        ):
            end = min(end, tree.left[k])
    if prior is None:
        content = [(_relays(tree, phrase[1], end), end)]
    else:
        rest = after(tree, phrase[1], end)
        if rest is not None and tree.text[rest] in (".", ";", "?", "!"):
            content = [(start, i)]
        elif (
            rest is not None
            and tree.text[rest] == ","
            and (_continues(scene, i, rest + 1, end) or _coordinates(tree, rest + 1, end))
        ):
            content = [(start, i), (rest + 1, end)]
        elif rest is not None and tree.text[rest] != ",":
            content = [(start, i), (rest, end)]
        else:
            content = [(start, i)]
    pieces = [tree.trim(_strip_cc(scene, piece)) for c in content for piece in minus(c, phrase)]
    return [p for p in pieces if tree.words(p)]


def _shares_subject(tree: Tree, head: int) -> bool:
    """Whether a verb is a later predicate of one subject: "they knew of it but sailed"."""
    return (
        tree.dep[head] == "conj"
        and tree.is_verb(tree.head[head])
        and tree.head[head] != head
        and tree.child(head, *SUBJECT, *PASSIVE) is None
    )


def _attributed(tree: Tree, start: int, end: int) -> bool:
    """Whether somebody else is named for these words: a verb of saying or a further "according to"."""
    for k in range(start, end):
        entry = lexicon.cue(tree.lemma[k]) if tree.is_verb(k) else None
        if tree.lower[k] == "according" or (entry is not None and entry.evidence in ("speech", "hearsay")):
            return True
    return False


def _coordinates(tree: Tree, start: int, end: int) -> bool:
    """Whether a further clause with a subject and no source of its own follows: "…, according to X, and the rest …"."""
    if tree.lower[start] not in ("and", "but", "while") or _attributed(tree, start, end):
        return False
    return any(
        tree.is_verb(k) and any(start < s < k for s in tree.children(k, *SUBJECT, *PASSIVE))
        for k in range(start, end)
    )


def _continues(scene: Scene, i: int, start: int, end: int) -> bool:
    """Whether what follows the phrase belongs to its clause: the subject is before, the verb behind."""
    tree = scene.tree
    head = tree.head[i]
    return start <= head < end


def _strip_cc(scene: Scene, piece: Range) -> Range:
    tree = scene.tree
    start, end = piece
    while start < end and (
        tree.lower[start] in ("and", "but", "yet", "or") or (tree.is_punct(start) and scene.inside[start] < 0)
    ):
        start += 1
    while end > start and (tree.lower[end - 1] in ("and", "but", "yet", "or") or tree.text[end - 1] == ","):
        end -= 1
    return start, end


def opening_claims(scene: Scene) -> list[Draft]:
    """ "Said the mayor: “…”": a verb of saying that opens its sentence, which the tagger takes for a name."""
    tree = scene.tree
    found: list[Draft] = []
    for i in range(len(tree)):
        if (
            tree.sent[i][0] != i
            or tree.lower[i] not in ("said", "says", "asked", "added", "wrote")
            or scene.inside[i] >= 0
        ):
            continue
        colon = next(
            (
                k
                for k in range(i + 1, min(tree.sent[i][1], i + 20))
                if tree.text[k] in (":", ",") and k + 1 < tree.sent[i][1] and scene.inside[k + 1] >= 0
            ),
            None,
        )
        if colon is None or colon == i + 1 or any(tree.is_verb(k) for k in range(i + 1, colon)):
            continue  # "Asked if he would go, Berg replied: “…”" opens with a participle
        quoted = scene.quotations[scene.inside[colon + 1]]
        found.append(
            Draft("opening", i, [(i, i + 1)], [tree.trim((i + 1, colon))], [quoted.tokens], lemma="say")
        )
    return found
