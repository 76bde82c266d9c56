"""Markdown: its words without its marks, its blocks with their kinds, its front matter as metadata."""

import pytest

from briefing.ingest.errors import IngestError
from briefing.ingest.frontmatter import load_front_matter, stated
from briefing.ingest.markdown import MAX_MARKDOWN, article_from_markdown
from briefing.ingest.metadata import Metadata

PAGE = """---
title: 'The port&#8217;s answer'
date: 2031-05-14 09:30:00 +0200
authors:
  - Mara Lindqvist
  - name: Ola Brekke
lang: no
url: https://harbour-wire.example/answer
---

# The port’s answer

The *harbour office* [denied](https://example.invalid/x) it on Monday,
in a `two-line` note.\\
No more was said.

> The crews were paid.

- one ferry
- two ferries

  and a barge

| boat | crew |
|------|------|
| Tern | 4    |

![The quay at dawn](quay.jpg)

READ MORE: What the port knew

```
tide = 2
```

<div><p>Raw words.</p><script>alert(1)</script></div>

The clerk said so[^1]. {{< figure src="x.png" >}}

[^1]: In a letter of Friday.
"""


def pieces(text: str) -> list[tuple[str, bool, str]]:
    article = article_from_markdown(text)
    return [(b.kind, b.body, b.span.of(article.text)) for b in article.blocks]


def test_blocks_hold_the_words_without_the_marks() -> None:
    assert pieces(PAGE) == [
        ("heading", True, "The port’s answer"),
        ("paragraph", True, "The harbour office denied it on Monday, in a two-line note.\nNo more was said."),
        ("quote", True, "The crews were paid."),
        ("list_item", True, "one ferry"),
        ("list_item", True, "two ferries"),
        ("list_item", True, "and a barge"),
        ("table", True, "boat | crew\nTern | 4"),
        ("caption", False, "The quay at dawn"),
        ("related", False, "READ MORE: What the port knew"),
        ("code", True, "tide = 2"),
        ("paragraph", True, "Raw words."),
        ("paragraph", True, "The clerk said so."),
        ("other", False, "In a letter of Friday."),
    ]


def test_blocks_are_joined_by_a_blank_line() -> None:
    article = article_from_markdown(PAGE)
    assert article.text == "\n\n".join(b.span.of(article.text) for b in article.blocks)


def test_front_matter_is_the_metadata() -> None:
    article = article_from_markdown(PAGE, external_id="answer.md")
    assert article.title == "The port’s answer"
    assert article.published == "2031-05-14T09:30:00+02:00"
    assert article.authors == ["Mara Lindqvist", "Ola Brekke"]
    assert article.language == "no"  # a language, not the truth value that YAML 1.1 makes of it
    assert article.url == "https://harbour-wire.example/answer"
    assert article.external_id == "answer.md"


def test_what_the_record_around_it_states_wins() -> None:
    article = article_from_markdown(PAGE, metadata=Metadata(title="Another", published="2031-05-15"))
    assert (article.title, article.published, article.language) == ("Another", "2031-05-15", "no")


def test_a_first_heading_is_the_title_where_nothing_else_states_one() -> None:
    assert article_from_markdown("# The tide\n\nIt came in.").title == "The tide"
    assert article_from_markdown("## The tide\n\nIt came in.").title is None
    assert article_from_markdown("It came in.\n\n# The tide").title is None


@pytest.mark.parametrize(
    ("front", "what"),
    [
        ("a: &x [1]\nb: *x", "aliases"),
        ("a: !!python/object/apply:os.system ['true']", "could not determine a constructor"),
        ("a: [1", "front matter is not YAML"),
        ("- one\n- two", "keys and values"),
        ("a: " + "[" * 200 + "]" * 200, "nesting"),
        ("a: " + "x" * 70_000, "longer than"),
        ("? [a]\n: b\n? {c: d}\n: e", "front matter is not YAML"),
    ],
)
def test_front_matter_that_is_no_metadata_is_refused(front: str, what: str) -> None:
    with pytest.raises(IngestError, match=what):
        load_front_matter(front)


def test_bad_front_matter_is_named_and_the_text_read() -> None:
    notes: list[str] = []
    article = article_from_markdown("---\na: [1\n---\n\nIt came in.", notes=notes)
    assert (article.text, article.title) == ("It came in.", None)
    assert len(notes) == 1
    assert "YAML" in notes[0]


def test_scalars_stay_the_text_they_are() -> None:
    assert load_front_matter("a: 2031-05-14\nb: no\nc: 1e3\nd:\ne: 0o17") == {
        "a": "2031-05-14", "b": "no", "c": "1e3", "d": "", "e": "0o17",
    }  # fmt: skip


def test_the_usual_names_of_fields_are_understood() -> None:
    found = stated(
        {"headline": "T", "date_publish": "2031-05-14 10:00:00", "byline": "By A B and C D", "outlet": "O"}
    )
    assert found == Metadata("T", None, "O", ["A B", "C D"], "2031-05-14T10:00:00", None)


def test_without_text_there_is_no_article() -> None:
    with pytest.raises(IngestError, match="no text"):
        article_from_markdown("---\ntitle: x\n---\n\n![](a.png)\n")


def test_a_text_too_long_to_parse_is_read_as_it_stands() -> None:
    notes: list[str] = []
    text = "*a* " * (MAX_MARKDOWN // 4 + 1)
    assert article_from_markdown(text, notes=notes).text == text
    assert len(notes) == 1
