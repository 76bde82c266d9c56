"""Our own marked news texts: the marks are whole, and what is read of them does not get worse."""

import pytest
import unseen_gold as gold

from briefing.extract.actors import find_actors
from briefing.extract.parse import parse
from briefing.ingest.plain import article_from_text


def test_the_marks_stand_on_their_words() -> None:
    texts = gold.texts()
    assert len(texts) == 22
    for marked in texts:
        assert marked.text.startswith(marked.title), marked.name
        words = {marked.text[s:e] for s, e, _, form in marked.mentions if form == "name"}
        assert all(w[:1].isupper() or w.startswith(("the ", "van ")) for w in words), (marked.name, words)
        assert set(marked.kinds.values()) <= gold.KINDS.keys(), marked.name


@pytest.mark.slow
def test_pronouns_of_the_unseen_texts(nlp) -> None:
    """Links of he and she; the first run had 84 of 102."""
    right = marked_ones = wrong = 0
    for marked in gold.texts()[:12]:
        actors = find_actors(parse(nlp, article_from_text(marked.text, title=marked.title)))
        tally, _ = gold.pronouns(marked, actors, gold.HE_SHE)
        right, marked_ones = right + tally.right, marked_ones + tally.marked
        wrong += tally.linked - tally.right
    assert marked_ones == 102
    assert right >= 90
    assert wrong <= 8
