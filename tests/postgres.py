"""A PostgreSQL server of the tests' own: in a temporary folder, on a Unix socket, as an ordinary user."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

# Where distributions keep the server's programs, beside the PATH.
_PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/local/pgsql/bin",
    "/opt/homebrew/opt/postgresql*/bin",
)
TABLES = ("article", "version", "brief", "claim", "rating", "annotation", "op", "state", "change")


def programs() -> Path | None:
    """The folder of initdb and postgres, 15 or later; None where there is none."""
    found = [Path(p).resolve().parent for p in [shutil.which("initdb")] if p]
    found += [folder for place in _PLACES for folder in sorted(Path("/").glob(place[1:]), reverse=True)]
    for folder in found:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            said = subprocess.run(
                [folder / "postgres", "--version"], capture_output=True, text=True, check=False
            )
            if int(said.stdout.split()[2].split(".")[0]) >= 15:
                return folder
    return None


class Cluster:
    """A server that was started, with its superuser `postgres` and a socket in its folder."""

    def __init__(self, folder: Path, programs: Path, *, durable: bool) -> None:
        self.folder = folder
        self._programs = programs
        self._durable = durable
        self._process: subprocess.Popen[bytes] | None = None
        self._superusers: dict[str, Any] = {}
        # PostgreSQL refuses to run as root: it becomes nobody then.
        self._user: dict[str, object] = {}
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            import pwd

            nobody = pwd.getpwnam("nobody")
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
            self._user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        self._run(
            "initdb",
            "-D",
            "data",
            "-A",
            "trust",
            "-U",
            "postgres",
            "-E",
            "UTF8",
            "--no-sync",
            "--locale",
            "C.UTF-8",
        )

    def _environment(self) -> dict[str, str]:
        return {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(self.folder)}

    def run(self, program: str, *arguments: str) -> None:
        """Run one of the programs that come with the server, as the one who started the tests."""
        subprocess.run([self._programs / program, *arguments], check=True, capture_output=True)

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self._programs / program, *arguments], cwd=self.folder, env=self._environment(), check=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **self._user,  # type: ignore[call-overload]
        )  # fmt: skip

    def start(self) -> None:
        """Start the server and wait until it answers."""
        import psycopg

        settings = {
            "listen_addresses": "", "unix_socket_directories": str(self.folder), "shared_buffers": "64MB" if self._durable else "16MB",
            "fsync": "on" if self._durable else "off", "max_connections": "60", "autovacuum": "off", "log_min_messages": "fatal",
        }  # fmt: skip
        options = [f"--{name}={value}" for name, value in settings.items()]
        self._process = subprocess.Popen(
            [self._programs / "postgres", "-D", "data", *options], cwd=self.folder, env=self._environment(),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, **self._user,  # type: ignore[call-overload]
        )  # fmt: skip
        deadline = time.monotonic() + 60
        while True:
            try:
                psycopg.connect(self.address("postgres")).close()
                return
            except psycopg.OperationalError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.02)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End the server: SIGINT quickly and in order, SIGKILL with all its processes as a power cut would."""
        process = self._process
        if process is None:
            return
        for connection in self._superusers.values():
            connection.close()
        if how == signal.SIGKILL:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.send_signal(how)
        process.wait(60)
        if how == signal.SIGKILL:
            time.sleep(0.05)
            (self.folder / "data" / "postmaster.pid").unlink(missing_ok=True)
        self._process = None

    def address(self, name: str = "desk", user: str = "postgres", **options: str) -> str:
        """The address of a database."""
        extra = "".join(f"&{key}={quote(value)}" for key, value in options.items())
        return f"postgresql://{user}@/{name}?host={quote(str(self.folder), safe='')}{extra}"

    def superuser(self, statements: str, name: str = "desk") -> None:
        """Run statements as the superuser. The connection is kept: a new one costs more than most statements."""
        import psycopg

        kept = self._superusers.get(name)
        if kept is None or kept.closed:
            kept = self._superusers[name] = psycopg.connect(self.address(name), autocommit=True)
        kept.execute(statements.encode())

    def empty(self) -> None:
        """Take every row out of the desk."""
        self.superuser(
            "; ".join(f"DELETE FROM briefing.{table}" for table in TABLES)
            + "; ALTER TABLE briefing.change ALTER number RESTART"
        )


def started(folder: Path, *, durable: bool) -> Iterator[Cluster]:
    """A server with a desk in the database `desk`, and roles for its analysts."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install briefing[desk]")
    where = programs()
    if where is None:
        pytest.skip("no server programs of PostgreSQL 15 or later here (Debian: apt install postgresql)")
    from briefing.desk.schema import begin
    from briefing.desk.server import operator

    folder.chmod(0o755)
    cluster = Cluster(folder, where, durable=durable)
    cluster.start()
    try:
        cluster.superuser("CREATE DATABASE desk", "postgres")
        with operator(cluster.address()) as connection:
            begin(connection)
        cluster.superuser(
            "CREATE ROLE rita LOGIN IN ROLE briefing_reader; CREATE ROLE ana LOGIN IN ROLE briefing_analyst; "
            "CREATE ROLE bo LOGIN IN ROLE briefing_analyst; CREATE ROLE adam LOGIN IN ROLE briefing_admin; CREATE ROLE otto LOGIN"
        )
        yield cluster
    finally:
        cluster.stop()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """One server for all quick tests of a process. It forgets nothing when a process is killed, but a power cut."""
    # A socket's path may have 107 characters: not under pytest's own long folders.
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="desk-"))
    try:
        yield from started(folder, durable=False)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
