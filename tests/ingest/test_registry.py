"""One door for files, folders and standard input: articles out, problems instead of crashes."""

import io
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from briefing.ingest.errors import IngestError, SourceProblem
from briefing.ingest.files import MAX_BYTES
from briefing.ingest.registry import read_source
from briefing.model.article import Article

TEXT = "The ferry sailed at noon, and it came back at six."


def one(source: str, **options: object) -> Article:
    (found,) = read_source(source, **options)  # type: ignore[arg-type]
    assert isinstance(found, Article), found
    return found


def stdin(data: bytes | str, **options: object) -> list[Article | SourceProblem]:
    raw = io.BytesIO(data.encode() if isinstance(data, str) else data)
    return list(read_source("-", stdin=raw, **options))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["a.txt", "a.text", "a", "a.unknown"])
def test_a_text_file_comes_through_unchanged_under_the_name_given(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(TEXT)
    article = one(str(tmp_path / name))
    assert (article.text, article.external_id) == (TEXT, str(tmp_path / name))


def test_the_suffix_decides_then_the_content(tmp_path: Path) -> None:
    markdown = f"---\ntitle: T\n---\n\n*{TEXT}*\n"
    page = f"<!DOCTYPE html><html><body><p>{TEXT}</p></body></html>"
    record = json.dumps({"id": "r1", "text": TEXT})
    for name, data in (("a.md", markdown), ("b.html", page), ("c.jsonl", record), ("d.json", f"[{record}]"), ("e", markdown), ("f", page), ("g", record)):  # fmt: skip
        (tmp_path / name).write_text(data)
        assert one(str(tmp_path / name)).text == TEXT, name
    (tmp_path / "h.txt").write_text(markdown)
    assert one(str(tmp_path / "h.txt")).text == markdown
    assert one(str(tmp_path / "h.txt"), format="markdown").text == TEXT


def test_standard_input() -> None:
    (article,) = stdin(TEXT)
    assert isinstance(article, Article)
    assert (article.text, article.external_id) == (TEXT, "-")


def test_published_fills_in_only_what_the_source_leaves_open() -> None:
    records = '{"text": "One."}\n{"text": "Two.", "date": "2031-05-14"}\n'
    found = stdin(records, published="1 June 2031")
    assert [a.published for a in found if isinstance(a, Article)] == ["2031-06-01", "2031-05-14"]


@pytest.mark.parametrize("options", [{"published": "soon"}, {"published": ""}, {"format": "docx"}])
def test_bad_options_are_refused_before_anything_is_read(options: dict[str, str]) -> None:
    with pytest.raises(IngestError):
        read_source("-", stdin=None, **options)  # type: ignore[arg-type]


def test_a_bad_line_is_named_and_the_rest_goes_on() -> None:
    found = stdin('{"text": "One.", "id": 1}\nnope\n\n[]\n{"id": "x"}\n{"text": "Two."}', format="jsonl")
    assert [getattr(f, "external_id", None) or getattr(f, "source", None) for f in found] == [
        "1",
        "-#2",
        "-#4",
        "-#5",
        "-#6",
    ]
    assert [type(f) for f in found] == [Article, SourceProblem, SourceProblem, SourceProblem, Article]


def test_ingest_s_own_output_is_read_back(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    article = one(str(tmp_path / "a.txt"))
    assert stdin(msgspec.json.encode(article) + b"\n") == [article]


def test_a_folder_gives_its_files_in_order_without_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", ".hidden.txt", "sub/c.html", "sub/.git/d.txt", "picture.png", "a/z.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<p>{TEXT}</p>" if name.endswith("html") else TEXT)
    found = [a.external_id for a in read_source(str(tmp_path)) if isinstance(a, Article)]
    assert found == [str(tmp_path / n) for n in ("a/z.txt", "a.md", "b.txt", "sub/c.html")]


def test_links_that_loop_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    assert len([a for a in read_source(str(tmp_path)) if isinstance(a, Article)]) == 1


def test_a_folder_without_articles_says_so(tmp_path: Path) -> None:
    (found,) = read_source(str(tmp_path))
    assert isinstance(found, SourceProblem)
    assert "no article in this folder" in found.message


def test_a_very_deep_folder(tmp_path: Path) -> None:
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(
        1200
    ):  # deeper than Python recurses, made step by step because the path is too long to name
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    try:
        assert all(isinstance(f, SourceProblem) for f in read_source(str(tmp_path)))
    finally:
        subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)  # pytest's own clean-up recurses


def problems(source: str) -> Iterator[str]:
    for found in read_source(source):
        assert isinstance(found, SourceProblem)
        yield found.message


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert list(problems(str(tmp_path / "pipe.txt"))) == ["it is a named pipe, not a file"]
    assert list(problems("/dev/zero")) == ["it is a device, not a file"]
    assert list(problems(str(tmp_path / "none.txt"))) == ["no such file or folder"]
    assert len(list(problems("a\0b"))) == 1
    assert len(list(problems("x" * 5000))) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_what_must_not_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.txt").chmod(0)
    assert list(problems(str(tmp_path / "a.txt"))) == ["cannot be read: permission denied"]
    tmp_path.chmod(0)
    assert list(problems(str(tmp_path))) == ["cannot be read: permission denied"]
    tmp_path.chmod(0o700)


def test_a_folder_that_cannot_be_listed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> Iterator[Path]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert list(problems(str(tmp_path))) == ["cannot be read: permission denied"]


class Endless(io.RawIOBase):
    """A stream of one line that never ends; counts what was taken from it."""

    taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        buffer[:] = b"a" * len(buffer)
        self.taken += len(buffer)
        return len(buffer)


def test_an_endless_stream_is_given_up_at_the_limit() -> None:
    stream = Endless()
    (found,) = read_source("-", stdin=io.BufferedReader(stream))  # type: ignore[arg-type]
    assert isinstance(found, SourceProblem)
    assert "larger than 16 MiB" in found.message
    assert stream.taken < MAX_BYTES + 4 * 1024 * 1024


def test_a_record_too_long_is_passed_over_in_pieces() -> None:
    data = b'{"text": "' + b"a" * MAX_BYTES + b'"}\n{"text": "The next one."}\n'
    first, second = stdin(data, format="jsonl")
    assert isinstance(first, SourceProblem)
    assert first.source == "-#1"
    assert isinstance(second, Article)
