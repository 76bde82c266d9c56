"""What holds for any query."""

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing.model.filter import CLAIM_TRAITS, EVERYTHING, HAS, IS, And, Filter, Not, Or, Term
from briefing.query import Completion, QueryError, complete, parse, to_text

TODAY = date(2031, 5, 14)
PIECES = st.sampled_from(
    ["actor:", "claim:", "newer:", "2w", "has:", "note", "-", "or", "and", "not", "(", ")", '"', "\\", "a", "b c",
     " ", " ", "“", "”", "is:unread", "date:", "2031-05", "..", "/", "grade:B2", "zz:", ":", "#", "*", "\u0301", "渡", "\n"]
)  # fmt: skip
QUERIES = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=14).map("".join))

WORD = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).filter(
    lambda s: any(c.isalnum() for c in s) and not any(c.isspace() for c in s)
)
BARE = WORD.filter(
    lambda s: (
        s.isalnum()
        and s.casefold() not in ("or", "and", "not")
        and not s.startswith("#")
        and s not in CLAIM_TRAITS
    )
)
TERMS = st.one_of(
    st.builds(Term, st.sampled_from(["text", "title", "actor", "claim", "said_by", "denied"]), BARE),
    st.builds(
        lambda f, words: Term(f, " ".join(words), True),
        st.sampled_from(["text", "title", "actor", "claim", "said_by", "denied"]),
        st.lists(WORD, min_size=1, max_size=4),
    ),
    st.builds(
        lambda f, words: Term(f, " ".join(words)),
        st.sampled_from(["site", "tag"]),
        st.lists(WORD.filter(lambda s: not s.startswith("#")), min_size=1, max_size=3),
    ),
    st.builds(Term, st.just("has"), st.sampled_from(HAS)),
    st.builds(Term, st.just("is"), st.sampled_from(IS)),
    st.builds(Term, st.just("claim"), st.sampled_from(CLAIM_TRAITS)),
    st.builds(Term, st.sampled_from(["newer", "older", "date"]), st.dates().map(str)),
    st.builds(Term, st.just("grade"), st.sampled_from(["A", "6", "B2"])),
)


@st.composite
def filters(draw: st.DrawFn, depth: int = 3, outside: type[Filter] | None = None) -> Filter:
    """A filter in the form that `parse` gives: no group in a group of its kind, no double negation."""
    kinds = [k for k in (Not, And, Or) if k is not outside] if depth else []
    kind = draw(st.sampled_from([Term, Term, *kinds]))
    if kind is Term:
        return draw(TERMS)
    if kind is Not:
        return Not(draw(filters(depth - 1, Not)))
    items = draw(st.lists(filters(depth - 1, kind), min_size=2, max_size=3))
    return And(tuple(items)) if kind is And else Or(tuple(items))


@given(QUERIES)
@settings(max_examples=300, deadline=None)
@example("(" * 5000)
@example("-" * 5000 + "a")
@example("not " * 3000 + "a")
@example('"' + "\\" * 999)
@example("actor:--0")
@example("newer:99999y")
@example("date:٢٠٣١")
@example("newer:²w")
@example("\ud800 actr:\udfff")
def test_nothing_but_query_error(query: str) -> None:
    for today in (TODAY, None, date.min, date.max):
        outcome = _outcome(query, today)
        if isinstance(outcome, QueryError):
            assert 0 <= outcome.position < len(query)
            assert outcome.message
            assert outcome.suggestion != query
            lines = outcome.explain().splitlines()
            assert len(lines) >= 3
            assert set(lines[1]) <= {" ", "^"}
        else:
            printed = to_text(outcome)
            assert parse(printed) == outcome
            assert to_text(parse(printed)) == printed


def _outcome(query: str, today: date | None) -> Filter | QueryError:
    try:
        return parse(query, today)
    except QueryError as error:
        return error


@given(filters())
@settings(max_examples=200, deadline=None)
def test_what_is_printed_means_the_same(query: Filter) -> None:
    assert parse(to_text(query)) == query


def test_everything_prints_as_nothing() -> None:
    assert to_text(EVERYTHING) == ""


@given(QUERIES, st.integers(-3, 50))
@settings(max_examples=200, deadline=None)
def test_completion_never_fails(query: str, cursor: int) -> None:
    def values(field: str, beginning: str) -> list[str]:
        return ["plain", "two words", 'a "quote"']

    for found in (complete(query, cursor), complete(query, cursor, values)):
        for item in found:
            assert isinstance(item, Completion)
            assert 0 <= item.start <= item.end <= len(query)
