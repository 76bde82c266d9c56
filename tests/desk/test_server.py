"""Addresses, set-up, connections that break, servers that are older or newer than the program."""

import random
import subprocess
import sys

import psycopg
import pytest
from make_records import FERRY, A, article, brief_of, note, term
from msgspec.structs import replace

from briefing.cli import main
from briefing.config import load_settings
from briefing.desk import schema
from briefing.desk.address import AddressError, checked
from briefing.desk.schema import begin, migrations
from briefing.desk.server import GoneError, Server, operator
from briefing.desk.stores import DeskStores
from briefing.model.annotation import Body, Correction, Provenance
from briefing.store.protocol import NewerFormatError, ReadingState, RefusedError, StoreError

PASSWORD = "marigold-77"


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://ana:{PASSWORD}@db.example/desk", f"postgres://db.example/desk?password={PASSWORD}",
        f"postgresql://db.example/desk?user=ana&PASSWORD={PASSWORD}", f"postgresql:///desk?sslpassword={PASSWORD}",
        f"postgresql://[ana:{PASSWORD}@db.example/desk", f"host=db.example password={PASSWORD}",
    ],
)  # fmt: skip
def test_a_password_in_an_address_is_refused_and_never_repeated(address, tmp_path, capsys):
    with pytest.raises(AddressError) as error:
        checked(address)
    assert PASSWORD not in str(error.value)
    (tmp_path / "config.toml").write_text(f'desk = "{address}"\n', encoding="utf-8")
    for call in (["desk", "status", "--desk", address], ["list", "--home", str(tmp_path)]):
        assert main(call) == 1
        told = capsys.readouterr()
        assert PASSWORD not in told.out + told.err
        assert told.err


def test_addresses_without_one_are_taken():
    for address in (
        "postgresql:///desk",
        "postgres://ana@a.example,b.example:5433/desk?sslmode=verify-full&service=x",
    ):
        assert checked(address) == address


def test_the_desk_is_named_by_the_option_the_environment_or_the_file(tmp_path, monkeypatch):
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path))
    assert load_settings().desk == ""
    assert load_settings("postgresql:///one") == replace(load_settings(), desk="postgresql:///one")
    assert load_settings("postgresql:///one").home == tmp_path
    (tmp_path / "config.toml").write_text('desk = "postgresql:///two"\n', encoding="utf-8")
    assert load_settings().desk == "postgresql:///two"
    assert load_settings("postgresql:///one").desk == "postgresql:///one"
    assert load_settings(str(tmp_path / "other")).desk == ""
    monkeypatch.setenv("BRIEFING_HOME", "postgresql:///three")
    assert load_settings().desk == "postgresql:///three"
    assert load_settings(str(tmp_path / "other")).desk == ""


def test_without_psycopg_a_folder_works_and_a_desk_says_what_to_install(tmp_path):
    code = (
        "import sys; sys.modules['psycopg'] = None; from briefing.cli import main; "
        "print(main(['desk', 'status', '--desk', 'postgresql:///x']), main(['list', '--home', 'postgresql:///x']), "
        f"main(['list', '--home', {str(tmp_path)!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "1 1 0\n", done.stderr
    assert done.stderr.count("pip install 'briefing[desk]'") == 2


def test_a_password_of_the_passfile_stands_in_no_message(cluster, tmp_path, monkeypatch):
    passfile = tmp_path / "pass"
    passfile.write_text(f"*:*:*:*:{PASSWORD}\n", encoding="utf-8")
    passfile.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(passfile))
    for address in (
        cluster.address(user="nobody_here"),
        cluster.address("no_such_database"),
        "postgresql://127.0.0.1:1/x",
    ):
        with pytest.raises(StoreError) as error:
            DeskStores(address, creator="ana").library.count()
        assert PASSWORD not in str(error.value)
    assert DeskStores(cluster.address(user="ana"), creator="ana").library.count() == 0


def test_passfile_and_service_file_let_in_whom_the_server_lets_in(cluster, tmp_path, monkeypatch):
    rules = cluster.folder / "data" / "pg_hba.conf"
    before = rules.read_text(encoding="utf-8")
    cluster.superuser(f"CREATE ROLE paula LOGIN PASSWORD '{PASSWORD}' IN ROLE briefing_reader")
    rules.write_text(f"local all paula scram-sha-256\n{before}", encoding="utf-8")
    cluster.superuser("SELECT pg_reload_conf()")
    passfile, services = tmp_path / "pass", tmp_path / "services"
    services.write_text(f"[desk]\nhost={cluster.folder}\ndbname=desk\nuser=paula\n", encoding="utf-8")
    monkeypatch.setenv("PGSERVICEFILE", str(services))
    monkeypatch.setenv("PGPASSFILE", str(passfile))
    try:
        for password in ("wrong-" + PASSWORD, PASSWORD):
            passfile.write_text(f"*:*:*:paula:{password}\n", encoding="utf-8")
            passfile.chmod(0o600)
            for address in (cluster.address(user="paula"), "postgresql:///?service=desk"):
                stores = DeskStores(address, creator="paula")
                if password == PASSWORD:
                    assert stores.library.count() == 0
                    assert stores.server.analyst == "paula"
                else:
                    with pytest.raises(StoreError, match="authentication failed") as error:
                        stores.library.count()
                    assert PASSWORD not in str(error.value)
                stores.close()
    finally:
        rules.write_text(before, encoding="utf-8")
        cluster.superuser("SELECT pg_reload_conf(); DROP ROLE paula")


def test_a_database_that_is_no_desk_says_so(cluster):
    with pytest.raises(StoreError, match="desk init"):
        DeskStores(cluster.address("postgres"), creator="ana").library.count()


def test_setting_up_twice_does_nothing_the_second_time(cluster):
    cluster.superuser("CREATE DATABASE second", "postgres")
    try:
        with operator(cluster.address("second")) as db:
            assert begin(db) == ["schema briefing made", "migration 1 (desk) applied"]
            assert begin(db) == []
            assert schema.migrate(db) == []
        assert DeskStores(cluster.address("second", "ana"), creator="ana").identity()
    finally:
        cluster.superuser("DROP DATABASE second", "postgres")


def test_an_encoding_that_cannot_hold_every_text_is_refused(cluster):
    cluster.superuser("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0", "postgres")
    try:
        with operator(cluster.address("latin")) as db, pytest.raises(StoreError, match="UTF8"):
            begin(db)
    finally:
        cluster.superuser("DROP DATABASE latin", "postgres")


def test_a_newer_desk_is_not_touched_and_an_older_one_waits_for_its_operator(cluster):
    last = migrations()[-1].number
    for change, error, words in [
        (
            f"INSERT INTO briefing.migration (number, name) VALUES ({last + 1}, 'later')",
            NewerFormatError,
            "newer",
        ),
        (f"UPDATE briefing.migration SET number = 0 WHERE number = {last}", StoreError, "desk migrate"),
    ]:
        cluster.superuser(change)
        try:
            with pytest.raises(error, match=words):
                DeskStores(cluster.address(user="ana"), creator="ana").library.count()
            assert main(["desk", "status", "--desk", cluster.address(user="ana")]) == 1
        finally:
            cluster.superuser(
                f"DELETE FROM briefing.migration WHERE number > {last}; UPDATE briefing.migration SET number = {last} WHERE number = 0"
            )


def test_migrations_are_numbered_without_gaps():
    assert [m.number for m in migrations()] == list(range(1, len(migrations()) + 1))


def test_a_broken_connection_is_made_anew_and_nothing_is_done_twice(cluster, sit):
    ana = sit("ana")
    ana.annotations.insert([note("one")])
    cluster.superuser("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ana'")
    ana.annotations.insert([note("two")])
    assert [a.body.text for a in ana.annotations.annotations(A)] == ["one", "two"]
    assert len(ana.annotations.history(A)) == 2


def test_a_commit_whose_end_is_not_known_is_found_out(cluster, sit, monkeypatch):
    """The connection breaks after the server has committed and before the client hears of it."""
    ana = sit("ana")
    ana.annotations.insert([note("before")])
    real, broken = psycopg.Connection.execute, []

    def execute(self, query, *rest, **more):
        result = real(self, query, *rest, **more)
        if str(query).startswith("SELECT apply_change") and not broken:
            broken.append(1)
            self.close()
            raise psycopg.OperationalError("the line went dead")
        return result

    monkeypatch.setattr(psycopg.Connection, "execute", execute)
    (kept,) = ana.annotations.insert([note("once")])
    assert broken
    assert [a.uid for a in ana.annotations.annotations(A)][1:] == [kept.uid]
    assert len(ana.annotations.history(A)) == 2


def test_undo_whose_end_is_not_known_is_not_done_again(sit, monkeypatch):
    ana = sit("ana")
    for text in ("one", "two", "three"):
        ana.annotations.insert([note(text)])
    real = psycopg.Connection.execute

    def execute(self, query, *rest, **more):
        result = real(self, query, *rest, **more)
        if query == "COMMIT":
            self.close()
            raise psycopg.OperationalError("the line went dead")
        return result

    with monkeypatch.context() as patch:
        patch.setattr(psycopg.Connection, "execute", execute)
        with pytest.raises(StoreError, match="may or may not"):
            ana.annotations.undo(A)
    assert [a.body.text for a in ana.annotations.annotations(A)] == ["one", "two"]


def test_no_server_is_said_within_seconds():
    with pytest.raises(GoneError, match="does not answer"):
        Server("postgresql://127.0.0.1:1/desk").ping()


def test_what_json_and_text_columns_would_change_comes_back_to_the_letter(sit):
    raw = {"nul": "a\0b", "big": 1e300, "int-like": 1e16, "deep": [{"z": 1, "a": -0.0}], "empty": {}}
    ana = sit("ana")
    value = {"big": 1e300, "int-like": 1e16, "small": -0.0, "list": [1.0, 1, None, "1"]}
    changed = Correction("set", "claim:1", "x", value)
    (kept,) = ana.annotations.insert(
        [note("x", provenance=Provenance("import", None, "w3c", raw), correction=changed)]
    )
    back = sit("bo").annotations.get(A, kept.uid)
    assert back == kept
    assert repr(back.provenance.raw) == repr(raw)
    assert repr(back.correction.value) == repr(value)
    assert repr(sit("bo").annotations.history(A)[0].after[0].provenance.raw) == repr(raw)
    (edited,) = ana.annotations.edit(
        [kept.__class__(**{**{f: getattr(kept, f) for f in kept.__struct_fields__}, "body": Body("y")})]
    )
    assert repr(ana.annotations.get(A, edited.uid).provenance.raw) == repr(raw)


def test_what_the_server_cannot_hold_is_refused_in_words(sit):
    ana = sit("ana")
    with pytest.raises(RefusedError, match="desk"):
        ana.articles.save(article("a text with \0 in it"))
    with pytest.raises(RefusedError):
        ana.annotations.insert([note("x", uid=random.Random(7).randbytes(4000).hex())])
    long = "w" * 5000
    (kept,) = ana.annotations.insert([note(long, body=Body(long, ["t" * 5000]))])
    assert ana.annotations.annotations(A) == [kept]


@pytest.mark.slow
def test_a_text_with_more_words_than_a_vector_holds_is_kept(sit):
    ana = sit("ana")
    text = " ".join(f"word{n}number{n}" for n in range(70_000))
    ana.articles.save(article(text, title="long"))
    assert ana.articles.load(article(text).id).text == text
    assert ana.library.count() == 1


def test_the_shell_works_at_a_desk(cluster, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "home"))
    source = tmp_path / "a.txt"
    source.write_text(FERRY.text, encoding="utf-8")
    desk = ["--home", cluster.address(user="ana")]
    assert main(["add", str(source), "--no-briefs", *desk]) == 0
    assert main(["note", str(source), "--quote", "midnight", "--body", "whose clock?", *desk]) == 0
    capsys.readouterr()
    for call, words in [
        (["list"], "ferries"), (["search", "northport"], "Northport"), (["notes", "clock"], "whose clock?"),
        (["export", "--format", "jsonl"], "whose clock?"), (["desk", "status"], "you are ana: analyst"),
        (["desk", "init"], "nothing to do"), (["desk", "migrate"], "nothing to do"), (["check"], "0 serious"),
        (["backup", str(tmp_path / "b.tar.gz")], None),
    ]:  # fmt: skip
        status = main([*call, *desk])
        told = capsys.readouterr()
        assert (words is None) == (status == 1), call
        assert (words or "") in told.out


@pytest.mark.slow
def test_a_dump_restored_into_another_database_is_the_same_desk(cluster, sit, tmp_path):
    ana = sit("ana")
    ana.articles.save(FERRY)
    ana.library.save_brief(brief_of(FERRY), FERRY.published)
    ana.annotations.insert(
        [note("shared", on=FERRY.id), note("mine", on=FERRY.id, body=Body("mine", ["private"]))]
    )
    ana.annotations.set_state(FERRY.id, ReadingState(starred=True))
    dump = tmp_path / "desk.dump"
    cluster.run("pg_dump", "-Fc", "-n", "briefing", "-f", str(dump), "-d", cluster.address())
    cluster.superuser("CREATE DATABASE restored", "postgres")
    try:
        cluster.run("pg_restore", "-d", cluster.address("restored"), str(dump))
        again = {who: DeskStores(cluster.address("restored", who), creator=who) for who in ("ana", "bo")}
        assert again["ana"].identity() == ana.identity()
        assert again["ana"].annotations.annotations(FERRY.id) == ana.annotations.annotations(FERRY.id)
        assert again["ana"].annotations.history(FERRY.id) == ana.annotations.history(FERRY.id)
        assert again["ana"].library.select(term("text", "mine")) == ana.library.select(term("text", "mine"))
        assert again["ana"].library.row(FERRY.id) == ana.library.row(FERRY.id)
        assert [a.body.text for a in again["bo"].annotations.annotations(FERRY.id)] == ["shared"]
        token, _ = ana.annotations.changes(None)
        again["bo"].annotations.insert([note("after", on=FERRY.id)])
        assert again["ana"].annotations.changes(token)[1] == [FERRY.id]
        for stores in again.values():
            stores.close()
    finally:
        cluster.superuser("DROP DATABASE restored", "postgres")
