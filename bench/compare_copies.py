"""What comparing costs where hundreds of articles are copies of one, beside as many that are not.

usage: python -m bench.compare_copies [--articles 500] [--folder FOLDER] [--profile]

`copies`: one of our seeds as an agency's customers print it: a few words changed by an editor (one long
plain word in 50 written in other letters), and two times in five cut short behind a paragraph. `others`: the
copies of all seeds of `bench.library_of`, where two thirds of these words are others. Both have their outlet
out of sixty. Measured in CPU seconds: the index of comparisons for all (`Workspace.compare`), and the
story of all (`Workspace.story`), also for each 1,000 claims. Exit status 1 where a claim among copies costs
more than `REACH` times one among others.
"""

import argparse
import cProfile
import pstats
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from random import Random

import msgspec

from bench.library_of import bases, copy_of, other_letters
from briefing.config import Settings
from briefing.model.article import Article, Block, article_id
from briefing.model.brief import Actor, Brief, count_sources
from briefing.workspace import Workspace

REACH = 1.5
OUTLETS = 60
EDITED = 0.02  # of the longer plain words of a copy
CUT = 0.4  # of the copies end earlier


def copies(base: Brief, count: int) -> Iterable[Brief]:
    """So many edited copies of one article, with the brief that each would have: that of what is left of it."""
    chance = Random(5)
    body = [b for b in base.article.blocks if b.body]
    for number in range(count):
        text = other_letters(base.article.text, number, EDITED)
        end = len(text)
        if chance.random() < CUT:
            end = chance.choice(body[len(body) // 2 :]).end
        yield _cut(base, text[:end], end, number)


def _cut(base: Brief, text: str, end: int, number: int) -> Brief:
    """The brief of the first `end` characters."""
    blocks = [b for b in base.article.blocks if b.end <= end]
    tail = f"\n\nEdition {number:04}."
    blocks.append(Block("paragraph", len(text) + 2, len(text) + len(tail), False))
    article = _article(base.article, text + tail, blocks, number)
    claims = [
        c for c in base.claims if all(s.end <= end for s in (*c.content, *c.cue, *c.source.spans, *c.source.anchor))
    ]
    ids = {c.id for c in claims}
    claims = [msgspec.structs.replace(c, answers=c.answers if c.answers in ids else None) for c in claims]
    return msgspec.structs.replace(
        base,
        article=article,
        actors=[left for a in base.actors if (left := _left(a, end)) is not None],
        claims=claims,
        timeline=[t for t in base.timeline if t.span.end <= end and (t.event is None or t.event.end <= end)],
        gaps=[g for g in base.gaps if g.span.end <= end],
        sources=count_sources(claims),
    )


