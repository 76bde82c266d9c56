"""Bytes become text by mark, by declaration, by shape and by detection, in this order."""

import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.ingest.decode import decode
from briefing.ingest.errors import IngestError
from briefing.ingest.sniff import declared_encoding, sniff

GERMAN = "Der Hafenmeister erklärte am Dienstag, die Fähren würden früher zurückkehren als geplant."
RUSSIAN = "Начальник порта сообщил во вторник, что паромы вернутся раньше, чем ожидалось, и это хорошо."
POLISH = "Kapitan portu oświadczył we wtorek, że promy wrócą wcześniej, niż się spodziewano, także w święta."


@pytest.mark.parametrize(
    ("mark", "name"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
     (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be")],
)  # fmt: skip
def test_a_byte_order_mark_decides(mark: bytes, name: str) -> None:
    assert decode(mark + GERMAN.encode(name), declared="koi8-r") == (GERMAN, None)


def test_a_declaration_decides_where_it_fits() -> None:
    assert decode(RUSSIAN.encode("koi8-r"), "koi8-r") == (RUSSIAN, None)
    assert decode("“x” – ä".encode("cp1252"), "iso-8859-1") == ("“x” – ä", None)  # what the web means by it
    assert decode(GERMAN.encode(), "ascii").text != ""
    assert decode(GERMAN.encode(), "no-such-thing") == (GERMAN, None)
    for dangerous in ("base64", "rot13", "zip", "utf-7", "idna", "unicode_escape"):
        assert decode(b"plain words", dangerous).text == "plain words"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (GERMAN, "latin-1"),
        (RUSSIAN, "cp1251"),
        (POLISH, "cp1250"),
        (GERMAN, "utf-16-le"),
        (GERMAN, "utf-16-be"),
    ],
)
def test_an_undeclared_encoding_is_found_and_said(text: str, name: str) -> None:
    found = decode(text.encode(name))
    assert found.text == text
    assert found.note is not None
    assert "read as" in found.note


def test_utf_8_with_bad_bytes_stays_utf_8() -> None:
    data = GERMAN.encode()
    found = decode(data[:40] + b"\xff" + data[40:])
    assert found.text.replace("\ufffd", "") == GERMAN
    assert found.note == "1 byte that is not UTF-8 shown as U+FFFD"


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\x00\x00\x00"])
def test_what_is_empty_is_refused(data: bytes) -> None:
    with pytest.raises(IngestError, match="empty"):
        decode(data)


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 x", b"PK\x03\x04....", b"\x7fELF\x01\x01", bytes(range(256)) * 8]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(IngestError, match="not text"):
        decode(data)


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with contextlib.suppress(IngestError):
        assert isinstance(decode(data).text, str)


@given(st.binary(max_size=200))
def test_any_bytes_are_sniffed(data: bytes) -> None:
    assert sniff(data) in ("text", "markdown", "html", "jsonl", "json")


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"<meta charset='koi8-r'>", "koi8-r"), (b'<meta http-equiv="x" content="text/html; charset=windows-1251">', "windows-1251"),
     (b'<?xml version="1.0" encoding="iso-8859-2"?>', "iso-8859-2"), (b"<p>charset=x</p>", None)],
)  # fmt: skip
def test_a_page_declares_its_encoding(data: bytes, name: str | None) -> None:
    assert declared_encoding(data) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("港の渡し船は夜に止まる。", "cp932"),
        ("カタカナのテスト", "cp932"),
        ("北港フェリー運休、組合発表", "cp932"),
        ("港の渡し船は夜に止まる。", "euc_jp"),
        ("항구의 배는 밤에 멈춘다.", "cp949"),
        ("工会星期二宣布停止夜间航班，乘客表示不满。", "gb18030"),
        ("港口的渡輪在夜裡停航。", "big5"),
        ("ВВЕРХ ГОГОЛЬ ВОВА ВОЛГА ВОВ", "cp866"),  # В and Г are the first bytes of kana there
        ("Начальник порта сообщил", "koi8_r"),
        ("เรือข้ามฟากที่ท่าเรือจะหยุด", "cp874"),
    ],
)
def test_kana_decide_even_where_there_is_little_text(text: str, name: str) -> None:
    found = decode(text.encode(name))
    assert (found.text, found.note) == (text, f"its encoding is not stated: read as {name}")


def test_kana_at_the_end_of_the_sample_may_be_cut() -> None:
    text = "港の渡し船は夜に止まる。" * 4_000
    assert decode(b"a" + text.encode("cp932")).text == "a" + text


def test_kana_do_not_decide_against_a_declaration_that_fits() -> None:
    data = "東京のニュース".encode("cp932")
    assert decode(data, "gb18030").text == data.decode("gb18030")
