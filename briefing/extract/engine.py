"""Article -> Brief: the rooms' engines in their order. Pure: same text, version and model, same brief."""

import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from briefing import __version__
from briefing.extract.limit import bounded
from briefing.model.article import Article, Span
from briefing.model.brief import GAP_KINDS, Brief, Gap, Generator, Sourcing, count_sources

if TYPE_CHECKING:
    from spacy.language import Language

    from briefing.extract.parse import Parsed

GENERATOR = "briefing"


class ModelError(Exception):
    """The named spaCy pipeline cannot be used; the message says which and what to do."""


class Engine:
    """Makes briefs with one spaCy pipeline, loaded when the first English article comes."""

    def __init__(self, model: str) -> None:
        self.model = model
        self._nlp: Language | None = None

    def load(self) -> "Language":
        """The pipeline. Raises ModelError where it is not installed or lacks what the rules read."""
        if self._nlp is None:
            self._nlp = load_pipeline(self.model)
        return self._nlp

    def extract(self, article: Article, progress: Callable[[str], None] | None = None) -> Brief:
        """The brief of one article. `progress` hears each stage's name. Raises ExtractionTimeoutError and ModelError."""
        say = progress or (lambda stage: None)
        if not reads(article):
            return unread(article, self.model)
        from briefing.extract.parse import parse

        if self._nlp is None:
            say("loading the language model")
        nlp = self.load()
        say("parsing")
        with bounded(len(article.text)):
            return brief_of(parse(nlp, article), self.model, say)

    def extract_all(self, articles: Iterable[Article]) -> Iterator[Brief]:
        """Briefs of many articles, in order, parsed in batches."""
        from briefing.extract.parse import parse_all

        for group in _runs(articles):
            if reads(group[0]):
                for parsed in parse_all(self.load(), group):
                    yield brief_of(parsed, self.model)
            else:
                yield from (unread(article, self.model) for article in group)


@cache
def load_pipeline(model: str) -> "Language":
    """A spaCy pipeline with a tagger, parser, lemmas and names, loaded once a process. Raises ModelError."""
    import spacy

    # The default model was trained with spaCy 3.7; its output under 3.8 is identical (W095 warns).
    warnings.filterwarnings("ignore", message=r"\[W095\]")
    try:
        nlp = spacy.load(model)
    except (OSError, ValueError) as error:
        installed = ", ".join(spacy.util.get_installed_models()) or "none"
        reason = str(error).splitlines()[0]
        raise ModelError(
            f"the spaCy pipeline {model!r} cannot be loaded ({reason}); installed: {installed}"
        ) from error
    missing = [pipe for pipe in ("parser", "ner") if pipe not in nlp.pipe_names]
    if missing:
        raise ModelError(
            f"the spaCy pipeline {model!r} has no {' and no '.join(missing)}, which a brief needs"
        )
    _split_at_quotes(nlp)
    return nlp


def _split_at_quotes(nlp: "Language") -> None:
    """Make a quotation mark a word of its own also where a page lost the space beside it: `the yard.”Brandt said`."""
    from spacy.util import compile_infix_regex

    marks = '["“”„«»]'
    glued = [marks, rf"(?<={marks})[.,;:!?]", rf"[.,;:!?](?={marks})"]
    usual = list(nlp.Defaults.infixes or ())
    nlp.tokenizer.infix_finditer = compile_infix_regex([*usual, *glued]).finditer  # type: ignore[union-attr]


def reads(article: Article) -> bool:
    """Whether the engine reads the article's language and there is something to read."""
    english = article.language is None or article.language.lower().split("-")[0] == "en"
    return english and any(b.body for b in article.blocks)


def brief_of(parsed: "Parsed", model: str, say: Callable[[str], None] = lambda stage: None) -> Brief:
    """The brief of a parsed article."""
    from briefing.extract.actors import find_actors
    from briefing.extract.claims import find_claims
    from briefing.extract.claims.gaps import find_gaps
    from briefing.extract.lead import find_lead
    from briefing.extract.lookup import ActorLookup
    from briefing.extract.timeline import find_timeline

    say("actors")
    actors = ActorLookup(find_actors(parsed))
    say("claims")
    claims = find_claims(parsed, actors)
    say("timeline")
    timeline = find_timeline(parsed, actors)
    gaps = find_gaps(parsed, claims)
    if parsed.article.published is None:
        gaps.insert(0, Gap("no_date", [], GAP_KINDS["no_date"]))
    if parsed.truncated_at is not None:
        words = f"{GAP_KINDS['truncated']}: its first {parsed.truncated_at:,} characters"
        gaps.append(Gap("truncated", [Span(parsed.truncated_at, len(parsed.text))], words))
    return Brief(
        article=parsed.article,
        lead=find_lead(parsed, actors, claims),
        actors=actors.actors,
        claims=claims,
        timeline=timeline,
        gaps=gaps,
        sourcing=count_sources(claims),
        generator=Generator(GENERATOR, __version__, model),
    )


def unread(article: Article, model: str) -> Brief:
    """The empty brief of an article that the engine does not read, which says why it is empty."""
    kind = "language" if any(b.body for b in article.blocks) else "empty"
    words = GAP_KINDS[kind]
    if kind == "language":
        words = f"{words} ({article.language}); reading and annotating work all the same"
    gaps = [Gap(kind, [], words)]
    if article.published is None:
        gaps.append(Gap("no_date", [], GAP_KINDS["no_date"]))
    generator = Generator(GENERATOR, __version__, model)
    return Brief(article, [], [], [], [], gaps, Sourcing(), generator)


def _runs(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Runs of articles of one sort (read or not), so that each run can be parsed in batches."""
    run: list[Article] = []
    for article in articles:
        if run and (len(run) >= 64 or reads(article) != reads(run[0])):
            yield run
            run = []
        run.append(article)
    if run:
        yield run
