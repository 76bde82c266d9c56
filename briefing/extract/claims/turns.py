"""Turns of a transcript: a label in capitals opens one, and "I" in it is the label's bearer until the next."""

from briefing.extract.claims.draft import Draft, Scene


def turns(scene: Scene, drafts: list[Draft]) -> dict[int, Draft]:
    """Number of a paragraph -> the labelled line whose turn it belongs to: "MAYOR HOLM: Good evening." and on.

    A heading ends a turn; so does a line between rules or in capitals that is no speech ("END").
    """
    opened = {
        scene.paragraph[d.source[0][0]]: d
        for d in drafts
        if d.rule == "colon" and d.source and scene.tree.text[d.source[0][1] - 1].isupper()
    }
    found: dict[int, Draft] = {}
    turn: Draft | None = None
    for number, (first, last) in enumerate(scene.paragraphs):
        words = [scene.tree.text[i] for i in range(first, last) if not scene.tree.is_punct(i)]
        if number in scene.headings or (words and all(w.isupper() for w in words)):
            turn = None
        turn = opened.get(number, turn)
        if turn is not None:
            found[number] = turn
    return found
