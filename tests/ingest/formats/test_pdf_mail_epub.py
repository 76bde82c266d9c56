"""PDF, mail and books become articles with what they state; what is no document of these is said to be none."""

from pathlib import Path

import pytest
from makers import BRIDGE, FERRY, NEWSLETTER, PACKAGE, epub, pdf, set_text

from briefing.ingest.errors import SourceProblem
from briefing.ingest.registry import read_source
from briefing.model.article import Article


def articles(path: Path) -> list[Article]:
    return [o for o in read_source(str(path)) if isinstance(o, Article)]


def problems(path: Path) -> list[str]:
    return [o.message for o in read_source(str(path)) if isinstance(o, SourceProblem)]


# ── PDF ──────────────────────────────────────────────────────────────────────────────────────
def test_a_pdf_has_paragraphs_and_headings(tmp_path: Path) -> None:
    first = [(72, 780, 18, "Ferries stay in port"), *set_text(FERRY, 740), *set_text(BRIDGE, 690)]
    path = tmp_path / "ferries.pdf"
    path.write_bytes(pdf([first], "/Author (Mara Lindqvist) /CreationDate (D:20310514160200+02'00')"))
    (article,) = articles(path)
    assert [b.kind for b in article.blocks] == ["heading", "paragraph", "paragraph"]
    assert article.text == f"Ferries stay in port\n\n{FERRY}\n\n{BRIDGE}"
    assert (article.title, article.authors) == ("Ferries stay in port", ["Mara Lindqvist"])
    assert (article.published, article.language) == ("2031-05-14", "en-GB")


def test_a_pdfs_running_lines_and_page_numbers_are_left_out_and_paragraphs_go_on(tmp_path: Path) -> None:
    words = FERRY.split()
    halves = [" ".join(words[:20]), " ".join(words[20:])]
    pages = []
    for number in range(4):
        text = halves[number] if number < 2 else f"Notice {number} of the office. {BRIDGE}"
        pages.append(
            [(72, 800, 8, "Quillhaven Weekly"), *set_text(text, 740), (300, 30, 8, f"Page {number + 1}")]
        )
    path = tmp_path / "weekly.pdf"
    path.write_bytes(pdf(pages, "/Title (Microsoft Word - final.doc)"))
    (article,) = articles(path)
    assert "Weekly" not in article.text
    assert "Page" not in article.text
    assert FERRY in article.text
    assert article.title is None


def test_a_pdfs_hyphens_at_line_ends_are_taken_out(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(
        pdf(
            [
                [
                    (72, 700, 10, "The harbour office of Quill-"),
                    (72, 688, 10, "haven denied that it had been asked."),
                ]
            ]
        )
    )
    (article,) = articles(path)
    assert article.text == "The harbour office of Quillhaven denied that it had been asked."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf([[]]), "no text"),
        (b"%PDF-1.7\n" + b"\x00\xff" * 500, "damaged"),
        (pdf([set_text(FERRY, 700)])[:300], "damaged"),
        (
            pdf([set_text(FERRY, 700)]).replace(b"/Kids [6 0 R]", b"/Kids [2 0 R]"),
            "damaged|no text|too deep|memory",
        ),
    ],
    ids=["empty", "noise", "half", "a page tree that holds itself"],
)
def test_pdfs_without_text(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    (message,) = problems(path)
    assert any(word in message for word in reason.split("|")), message


# ── mail ─────────────────────────────────────────────────────────────────────────────────────
def test_a_newsletter(tmp_path: Path) -> None:
    path = tmp_path / "letter.eml"
    path.write_bytes(NEWSLETTER.encode())
    (article,) = articles(path)
    assert article.title == "Ferries stay in port – again"
    assert (article.site, article.authors) == ("Harbour Letter", ["Zoë Brekke"])
    assert article.published == "2031-05-14T16:02:00+02:00"
    assert article.url == "https://wire.example/letters/7?utm_source=mail"
    assert (article.external_id, article.language) == ("7@wire.example", "en-GB")
    body = [article.text[b.start : b.end] for b in article.body_blocks() if b.kind == "paragraph"]
    assert body == [FERRY, BRIDGE + " It cost 40 €."]
    assert "Preview words" not in article.text


def test_a_mail_without_html_and_one_without_text(tmp_path: Path) -> None:
    head = "From: letter@wire.example\nMessage-ID: <1@wire.example>\nMIME-Version: 1.0\n"
    (tmp_path / "a.eml").write_text(f"{head}Subject: Ferries\n\n{FERRY}\n", encoding="utf-8")
    (tmp_path / "b.eml").write_text(f"{head}Content-Type: image/png\n\nabc\n", encoding="utf-8")
    (article,) = articles(tmp_path / "a.eml")
    assert (article.title, article.text.strip(), article.site) == ("Ferries", FERRY, "wire.example")
    assert "no text" in problems(tmp_path / "b.eml")[0]


def test_a_mailbox_is_read_message_by_message(tmp_path: Path) -> None:
    envelope = "From letter@wire.example Wed May 14 14:02:00 2031\n"
    head = "From: letter@wire.example\nMessage-ID: <{}@wire.example>\nSubject: {}\n\n"
    box = (
        "".join(
            f"{envelope}{head.format(n, f'Day {n}')}{FERRY}\n\n>From the harbour: day {n}.\n\n"
            for n in range(3)
        )
        + f"{envelope}Subject: nothing\n\n"
    )
    path = tmp_path / "letters.mbox"
    path.write_text(box, encoding="utf-8")
    found = articles(path)
    assert [a.title for a in found] == ["Day 0", "Day 1", "Day 2"]
    assert "\nFrom the harbour: day 2." in found[2].text
    assert problems(path) == ["there is no text in the mail"]


def test_mail_is_told_by_how_it_begins(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(NEWSLETTER.encode())
    assert articles(path)[0].title == "Ferries stay in port – again"
    plain = tmp_path / "plain.txt"
    plain.write_text(f"From: the harbour\nDate: 2031-05-14\n\n{FERRY}\n", encoding="utf-8")
    assert articles(plain)[0].text.startswith("From: the harbour")


def test_a_mail_of_parts_in_parts_ends(tmp_path: Path) -> None:
    head = "From: a@wire.example\nMIME-Version: 1.0\n"
    nested = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(2000))
    path = tmp_path / "deep.eml"
    path.write_text(head + nested + f"Content-Type: text/plain\n\n{FERRY}\n", encoding="utf-8")
    assert len(list(read_source(str(path)))) == 1


# ── books ────────────────────────────────────────────────────────────────────────────────────
def test_an_epub_gives_its_chapters_in_reading_order(tmp_path: Path) -> None:
    path = tmp_path / "weekly.epub"
    path.write_bytes(epub())
    first, second = articles(path)
    assert (first.title, second.title) == ("Ferries stay in port", "Bridge is sound")
    assert (first.site, first.authors, first.published) == (
        "Quillhaven Weekly",
        ["Mara Lindqvist"],
        "2031-05-16",
    )
    assert FERRY in first.text
    assert first.external_id == f"{path}#OEBPS/text/ferry one.xhtml"
    assert problems(path) == []


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"META-INF__container_xml": '<!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/passwd">]><container>&x;</container>'}, "entities"),
        ({"META-INF__container_xml": "<container/>"}, "names no package"),
        ({"OEBPS__book_opf": "<package/>"}, "no chapter"),
        ({"OEBPS__book_opf": bytes(64 * 1024 * 1024)}, "unfolds to more than 8 MiB"),
    ],
    ids=["xxe", "no package", "no chapters", "bomb"],
)  # fmt: skip
def test_books_that_are_none(tmp_path: Path, members: dict[str, str | bytes], reason: str) -> None:
    path = tmp_path / "a.epub"
    path.write_bytes(epub(**members))
    (message,) = problems(path)
    assert reason in message


def test_chapters_that_are_bombs_or_lead_out_of_the_book_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    package = PACKAGE.replace("cover.xhtml", "../../../../etc/passwd")
    path.write_bytes(
        epub(OEBPS__book_opf=package, OEBPS__text__bridge_xhtml=b"<p>" + bytes(32 * 1024 * 1024))
    )
    assert [a.title for a in articles(path)] == ["Ferries stay in port"]
    assert [p.split(": ")[1].split(" ")[0] for p in problems(path)] == ["is", "it"]


def test_a_truncated_book(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    path.write_bytes(epub()[:700])
    assert "not a ZIP archive" in problems(path)[0]


# ── bounds ───────────────────────────────────────────────────────────────────────────────────
def test_a_pdf_bomb_ends_in_a_process_of_its_own(tmp_path: Path) -> None:
    import tracemalloc
    import zlib

    path = tmp_path / "bomb.pdf"
    path.write_bytes(pdf([[], set_text(FERRY, 700)], packed=zlib.compress(b"q Q " * (50 * 1024 * 1024))))
    tracemalloc.start()
    outcomes = list(read_source(str(path)))
    grown = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(outcomes) == 1
    assert grown < 100 * 1024 * 1024


def test_a_mail_with_a_date_that_no_clock_has_is_read_without_it(tmp_path: Path) -> None:
    mail = f"From: A <a@gull.example>\nDate: Wed, 14 May 99999999999999999999 10:00:00 +0200\nSubject: Ferries\n\n{FERRY}\n"
    (tmp_path / "a.eml").write_text(mail, encoding="utf-8")
    (article,) = read_source(str(tmp_path / "a.eml"))
    assert isinstance(article, Article)
    assert article.published is None


def test_an_archive_of_a_later_zip_is_refused_in_words(tmp_path: Path) -> None:
    data = bytearray(epub())
    data[data.index(b"PK\x01\x02") + 6] = 210  # "version needed to extract" of the first entry: 21.0
    (tmp_path / "a.epub").write_bytes(data)
    (said,) = read_source(str(tmp_path / "a.epub"))
    assert isinstance(said, SourceProblem)
    assert "ZIP" in said.message
