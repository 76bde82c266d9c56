"""Check and repair, backup and restore, migration, and the golden files of format 1."""

import contextlib
import json
import os
import shutil
import tarfile
from pathlib import Path

import pytest
from make_records import FERRY, UNDATED, A, B, article, note
from msgspec.structs import replace
from test_files import file_of

from briefing.model.annotation import Body
from briefing.store import envelope, formats, migrations
from briefing.store.care import backup as backups
from briefing.store.care.backup import backup, restore
from briefing.store.care.check import check
from briefing.store.home import open_home
from briefing.store.protocol import DamagedError, NewerFormatError, ReadingState, StoreError

GOLDEN = Path(__file__).parent / "golden"


def found(home, **options):
    return [(f.what, f.repaired) for f in check(home, **options)]


@pytest.fixture
def filled(home):
    one = article(url="https://gull.example/s")
    home.articles.save(one)
    home.stories.add(one.url, one.id)
    home.annotations.insert([note("one", on=one.id)])
    home.annotations.insert([note("two", on=one.id)])
    home.annotations.set_state(one.id, ReadingState(read=True))
    home.sources.rate("Harbour Wire", "B", "steady")
    home.drafts.save(one.id, "new", "half")
    home.library.count()
    return home


# ── check ────────────────────────────────────────────────────────────────────────────────────
def test_a_sound_home_has_no_findings(filled):
    before = {p: p.read_bytes() for p in filled.path.rglob("*.json*")}
    assert found(filled) == []
    assert found(filled, repair=True) == []
    assert {p: p.read_bytes() for p in filled.path.rglob("*.json*")} == before


def test_a_flipped_letter_is_found_and_what_was_there_is_taken_over_marked(home):
    home.articles.save(article("article A"))
    home.annotations.insert([note("one")])
    (two,) = home.annotations.insert([note("two")])
    path = file_of(home)
    path.write_bytes(path.read_bytes().replace(b'"two"', b'"tvo"'))
    assert found(home) == [("damaged", False)]
    assert path.read_bytes().count(b"tvo")
    (finding,) = [f for f in check(home, repair=True) if f.what == "damaged"]
    assert finding.repaired
    assert finding.uids == []
    texts = {a.uid: (a.body.text, a.provenance and a.provenance.via) for a in home.annotations.annotations(A)}
    assert texts[two.uid][0] == "tvo"
    assert texts[two.uid][1].startswith("salvaged:")
    assert home.annotations.damage(A) is None
    assert found(home) == [("set aside", False)]


def test_a_torn_file_without_a_way_back_is_begun_anew_only_when_asked(home):
    (one,) = home.annotations.insert([note("one")])
    path = file_of(home)
    path.write_bytes(path.read_bytes()[:-5])
    assert ("damaged", False) in found(home)
    (finding,) = [f for f in check(home, repair=True) if f.what == "damaged"]
    assert finding.uids == [one.uid]
    assert home.annotations.annotations(A) == []
    home.annotations.insert([note("again")])
    assert ("damaged", False) not in found(home)


def test_a_fall_back_of_earlier_is_told_and_mended(home):
    home.annotations.insert([note("one")])
    (two,) = home.annotations.insert([note("two")])
    path = file_of(home)
    path.write_bytes(path.read_bytes().replace(b'"two"', b'"tvo"'))
    with pytest.raises(DamagedError):
        open_home(home.path, creator="bo").annotations.annotations(A)
    assert ("fell back", False) in found(home)
    assert ("fell back", True) in found(home, repair=True)
    assert two.uid in {a.uid for a in home.annotations.annotations(A)}
    assert "fell back" not in dict(found(home))


def test_every_kind_of_finding(filled):
    one = article()
    file_of(filled, one.id).with_name(file_of(filled, one.id).name + ".prev").write_bytes(b"x")
    file_of(filled, one.id, "articles").write_bytes(b"x")
    (filled.path / "sources.json").write_bytes(b"x")
    (filled.path / "annotations" / ".x.json.1.ab.tmp").write_bytes(b"x")
    (filled.path / "intents").mkdir()
    (filled.path / "intents" / "x.json").write_bytes(b"half")
    filled.path.chmod(0o755)
    filled.library.close()
    (filled.path / "library.sqlite3").write_bytes(b"x" * 5000)
    first = found(filled)
    assert {what for what, _ in first} >= {
        "readable by others", "unfinished", "no way back", "damaged", "leftover", "article missing",
    } - {"article missing"}  # fmt: skip
    assert not any(done for _, done in first)
    repaired = [f for f in check(filled, repair=True) if f.what not in ("set aside", "article missing")]
    assert all(f.repaired for f in repaired), repaired
    assert {what for what, _ in found(filled)} == {"set aside", "article missing"}


# ── backup and restore ───────────────────────────────────────────────────────────────────────
def content(home):
    return {
        p.relative_to(home.path).as_posix(): p.read_bytes()
        for name in (*backups.PARTS, "sources.json.prev")
        for p in ([home.path / name] if "." in name else (home.path / name).rglob("*"))
        if p.is_file()
    }


def test_backup_and_restore_are_identical(filled, tmp_path):
    before = content(filled)
    manifest = backup(filled, tmp_path / "out" / "b.tar.gz")
    assert set(manifest.files) == set(before)
    one = article()
    filled.annotations.insert([note("later", on=one.id)])
    filled.annotations.insert([note("elsewhere", on=B)])
    restore(filled, tmp_path / "out" / "b.tar.gz")
    assert content(filled) == before
    assert filled.library.row(one.id).notes == 2
    assert len(filled.annotations.annotations(B)) == 0
    (kept,) = [p for p in (filled.path / "backups").iterdir() if p.name.startswith("before")]
    assert (kept / "annotations").exists()
    elsewhere = open_home(tmp_path / "other", creator="bo")
    restore(elsewhere, tmp_path / "out" / "b.tar.gz")
    assert content(elsewhere) == before
    assert found(elsewhere) == []
    elsewhere.close()


def test_a_backup_that_is_not_whole_changes_nothing(filled, tmp_path):
    path = tmp_path / "b.tar.gz"
    backup(filled, path)
    before, whole = content(filled), path.read_bytes()
    for broken in (b"", b"x", whole[: len(whole) // 2], whole[:-30]):
        path.write_bytes(broken)
        with pytest.raises(StoreError):
            restore(filled, path)
        assert content(filled) == before
    with pytest.raises(StoreError):
        restore(filled, tmp_path / "nowhere.tar.gz")


def test_no_flipped_byte_of_a_backup_gets_in(filled, tmp_path):
    path, staging = tmp_path / "b.tar.gz", tmp_path / "staging"
    manifest = backup(filled, path)
    whole = path.read_bytes()
    for at in range(0, len(whole), 61):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x20]) + whole[at + 1 :])
        with contextlib.suppress(StoreError):
            # The gzip header's own fields (name, time) change nothing; everything else must be refused.
            assert backups.unpack(path, staging) == manifest


@pytest.mark.parametrize("name", ["../out", "/etc/x", "annotations/../../x", "FORMAT", "locks/x"])
def test_a_hostile_backup_writes_nowhere(filled, tmp_path, name):
    path, victim = tmp_path / "b.tar.gz", tmp_path / "victim"
    victim.write_text("x")
    with tarfile.open(path, "w:gz") as tar:
        tar.add(victim, name)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(StoreError):
        restore(filled, path)
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("after", range(1, 12))
def test_an_interrupted_restore_goes_on_at_the_next_start(filled, tmp_path, monkeypatch, after):
    before = content(filled)
    backup(filled, tmp_path / "b.tar.gz")
    filled.annotations.insert([note("elsewhere", on=B)])
    real, calls = backups.durable.move, []

    def move(*paths):
        calls.append(paths)
        if len(calls) == after:
            raise OSError(5, "gone")
        real(*paths)

    monkeypatch.setattr(backups.durable, "move", move)
    try:
        restore(filled, tmp_path / "b.tar.gz")
    except StoreError:
        monkeypatch.undo()
        open_home(filled.path, creator="ana").close()
    assert content(filled) == before
    assert formats.read(filled.path).restoring is None


# ── formats ──────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def golden(tmp_path):
    shutil.copytree(GOLDEN / "format-1", tmp_path / "golden")
    return tmp_path / "golden"


def test_format_1_is_read_as_it_was_released(golden):
    expected = json.loads((GOLDEN / "format-1.expected.json").read_text())
    home = open_home(golden, creator="bo")
    (one,) = home.articles.ids()
    assert one == expected["article"]
    assert [(a.uid, a.kind, a.body.text, a.rev) for a in home.annotations.annotations(one)] == [
        tuple(row) for row in expected["live"]
    ]
    assert [a.uid for a in home.annotations.annotations(one, deleted=True)] == expected["trash"]
    assert [s.label for s in home.annotations.history(one)] == expected["steps"]
    assert home.annotations.state(one) == ReadingState(read=True, position=12)
    assert home.sources.grade("Harbour Wire") == "B"
    assert home.drafts.of(one)["new"].text == "half a thought"
    assert home.stories.story("https://gull.example/s").first == one
    assert found(home) in ([], [("readable by others", False)])
    home.annotations.undo(one)
    home.close()


def test_migration_changes_every_file_and_can_be_interrupted(golden, monkeypatch):
    def to_2(folder, tables):
        if folder == "annotations":
            tables["annotations"] = {n: {**d, "mood": "calm"} for n, d in tables["annotations"].items()}
        return tables

    before = {p: p.read_bytes() for p in golden.rglob("*.json")}
    monkeypatch.setattr(envelope, "FORMAT", 2)
    for module in ("formats", "home", "care.backup"):
        monkeypatch.setattr(f"briefing.store.{module}.FORMAT", 2)
    with pytest.raises(StoreError, match="no migration"):
        open_home(golden, creator="bo")
    assert {p: p.read_bytes() for p in golden.rglob("*.json")} == before
    monkeypatch.setitem(migrations.MIGRATIONS, 2, to_2)

    def stop(done, total):
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_home(golden, creator="bo", progress=stop)
    assert formats.read(golden).format == 1
    told = []
    home = open_home(golden, creator="bo", progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (5, 5) or told[-1][0] == told[-1][1]
    assert formats.read(golden).format == 2
    (one,) = home.articles.ids()
    kept = home.annotations.annotations(one)[0]
    home.annotations.edit([replace(kept, body=Body("edited"))])
    assert b'"mood":"calm"' in file_of(home, one).read_bytes()
    home.close()
    monkeypatch.undo()
    with pytest.raises(NewerFormatError):
        open_home(golden, creator="bo")


def _access_without(closed: Path, how: int):
    """os.access as it is for a user who may not do `how` with the path; the tests may run as root, who may do all."""
    real = os.access
    return lambda path, mode: not (Path(path) == closed and mode & how) and real(path, mode)


@pytest.mark.parametrize("name", ["articles", "annotations", "drafts", "locks", "library.sqlite3"])
def test_what_may_not_be_read_or_written_is_named(home, name, monkeypatch):
    home.articles.save(FERRY)
    home.annotations.insert([note(on=FERRY.id)])
    home.drafts.save(FERRY.id, "new", "x")
    assert home.library.count() == 1
    for how, word in ((os.R_OK, "read"), (os.W_OK, "write")):
        monkeypatch.setattr(os, "access", _access_without(home.path / name, how))
        found = [f for f in check(home) if f.what == "no access"]
        assert [(f.path, f.serious) for f in found] == [(name, True)]
        assert word in found[0].text
        monkeypatch.undo()


@pytest.mark.parametrize(("name", "kept"), [("library.sqlite3", True), ("locks", False), ("", False)])
def test_lists_say_what_may_not_be_written_and_whether_notes_are_kept(home, name, kept, monkeypatch):
    home.articles.save(FERRY)
    assert home.library.count() == 1
    monkeypatch.setattr(os, "access", _access_without(home.path / name, os.W_OK))
    again = open_home(home.path, creator="ana").library
    home.articles.save(UNDATED)
    assert again.count() == 2  # it is read and searched all the same, the locks of writers left alone
    said = again.unwritable()
    assert said.startswith(f"{home.path / name}: cannot be written")
    assert ("notes and articles are kept" in said, "nothing is kept" in said) == (kept, not kept)
    again.close()
