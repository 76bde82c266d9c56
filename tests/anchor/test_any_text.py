"""What holds for any two texts."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefing.anchor import Alignment, Placement, anchor, carry_forward, quote_at, sentence_changed
from briefing.anchor.words import same_words, tokens
from briefing.model.annotation import Quote, Target
from briefing.model.article import Span

ANY = st.text(alphabet=st.sampled_from(list("aAbB cC.,\n\"'’“-_0ßİ中文กा́🛥")), max_size=80)


@st.composite
def articles(draw: st.DrawFn) -> list[str]:
    """Sentences in which the common words repeat and each has some of its own."""
    common = ["the", "port", "said", "of", "a", "crew", "will", "on", "Friday"]
    sentences = []
    for n in range(draw(st.integers(3, 12))):
        length = draw(st.integers(3, 9))
        own = [f"w{n}x{k}" for k in range(length)]
        mixed = [draw(st.sampled_from([own[k], own[k], *common])) for k in range(length)]
        sentences.append(" ".join(["Sentence", f"s{n}", *mixed]) + ".")
    return sentences


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    return Span(start, draw(st.integers(start + 1, min(len(text), start + 60))))


def assert_inside(result: Placement, text: str) -> None:
    """An orphan has no place, anything else some characters of the text."""
    assert 0.0 <= result.score <= 1.0
    if result.state == "orphan":
        assert (result.start, result.end) == (None, None)
    else:
        assert result.start is not None
        assert result.end is not None
        assert 0 <= result.start < result.end <= len(text)


@given(ANY, ANY, st.data())
@settings(max_examples=300, deadline=None)
def test_any_texts(old: str, new: str, data: st.DataObject) -> None:
    assume(old)
    span = data.draw(spans(old))
    quote = quote_at(old, span)
    for result in (anchor(quote, span, new), anchor(quote, span, new, old), anchor(quote, None, new)):
        assert_inside(result, new)
        if result.state != "orphan":
            found = new[result.start : result.end]
            if result.state == "exact":
                assert found == quote.exact
                assert Span(result.start, result.end) == span
            if result.state == "moved":
                assert same_words(found, quote.exact)
    change = sentence_changed(span, Alignment(old, new))
    assert change.old.covers(span)
    assert (change.kind == "removed") == (change.new is None)


@given(
    st.text(max_size=60),
    st.text(max_size=20),
    st.text(max_size=20),
    st.integers(-5, 100),
    st.text(max_size=80),
)
@settings(max_examples=200, deadline=None)
def test_any_selectors(exact: str, prefix: str, suffix: str, at: int, text: str) -> None:
    quote = Quote(exact, prefix, suffix)
    assert_inside(anchor(quote, Span(at, at + len(exact)), text), text)
    assert_inside(anchor(quote, Span(at, at + 3), text, text[::-1]), text)
    targets = [Target("a", "a", quote=quote), Target("a", "a", position=Span(at, at + 2))]
    for result in carry_forward(targets, text, text + exact):
        assert_inside(result, text + exact)


@given(ANY.filter(bool), st.data())
@settings(deadline=None)
def test_the_same_text_is_exact(text: str, data: st.DataObject) -> None:
    span = data.draw(spans(text))
    result = anchor(quote_at(text, span), span, text, text)
    assume(span.of(text).strip())
    assert (result.state, result.start, result.end) == ("exact", span.start, span.end)


@given(articles(), st.data())
@settings(max_examples=150, deadline=None)
def test_an_insertion_elsewhere_moves_a_note_by_its_length(sentences: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(sentences)))
    added = "Entirely new material stands here."
    old = " ".join(sentences)
    new = " ".join([*sentences[:at], added, *sentences[at:]])
    border = len(" ".join(sentences[:at]))
    span = data.draw(spans(old))
    assume(span.of(old).strip() == span.of(old))
    assume(span.end <= border or span.start > border)
    shift = len(added) + 1 if span.start >= border else 0
    result = anchor(quote_at(old, span), span, new, old)
    assert result.state in ("exact", "moved")
    assert (result.start, result.end) == (span.start + shift, span.end + shift)


@given(articles(), st.data())
@settings(max_examples=150, deadline=None)
def test_a_deleted_sentence_is_never_found_again(sentences: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(sentences) - 1))
    old = "\n".join(sentences)
    new = "\n".join(sentences[:at] + sentences[at + 1 :])
    start = len("\n".join(sentences[:at])) + bool(at)
    span = Span(start, start + len(sentences[at]))
    assert anchor(quote_at(old, span), span, new, old).state in ("suspect", "orphan")
    assert anchor(quote_at(old, span), span, new).state in ("suspect", "orphan")


@given(articles(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_sentences_in_another_order_are_found(sentences: list[str], random: object) -> None:
    old = "\n\n".join(sentences)
    shuffled = list(sentences)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    new = "\n\n".join(shuffled)
    for sentence in sentences:
        at = old.index(sentence)
        span = Span(at, at + len(sentence))
        result = anchor(quote_at(old, span), span, new, old)
        assert result.state in ("exact", "moved")
        assert new[result.start : result.end] == sentence


@given(ANY, ANY)
@settings(max_examples=200, deadline=None)
def test_pieces_are_in_order_and_equal(old: str, new: str) -> None:
    alignment = Alignment(old, new)
    before = (0, 0)
    for piece in alignment.kept(0, len(old)).all:
        assert piece.start >= before[0]
        assert piece.to >= before[1]
        before = (piece.end, piece.to_end)
        a, b = old[piece.start : piece.end], new[piece.to : piece.to_end]
        assert a == b or [t.key for t in tokens(a)] == [t.key for t in tokens(b)]


@given(ANY)
def test_tokens_cover_everything_but_white_space(text: str) -> None:
    found = tokens(text)
    assert "".join(text[t.start : t.end] for t in found) == "".join(text.split())
