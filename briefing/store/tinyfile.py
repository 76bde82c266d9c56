"""One TinyDB file: read, committed, and set aside when it is damaged. See docs/store.md."""

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from briefing.store import durable, envelope
from briefing.store.envelope import Tables
from briefing.store.identity import now
from briefing.store.migrations import upgrade
from briefing.store.place import Place
from briefing.store.protocol import (
    Damage,
    DamagedError,
    NewerFormatError,
    StoreError,
    UnconfirmedError,
)

if TYPE_CHECKING:
    from briefing.store.tables import Database

_UID = rb'"uid":\s*"([0-9A-Za-z:_-]{1,80})"'


def previous_of(path: Path) -> Path:
    """Where the generation before lies."""
    return path.with_name(path.name + ".prev")


class TinyFile:
    """A TinyDB file with generations. `subject` says in the file itself what it is about."""

    def __init__(self, place: Place, path: Path, lock: str, subject: str | None) -> None:
        """`lock` names the lock that commits take (files may share one).

        Without `subject` any is taken, and the file can only be read.
        """
        self.place = place
        self.path = path
        self.previous = previous_of(path)
        self.subject = subject
        self._lock_name = lock
        self.written: bytes | None = None  # the digest of what this object wrote last

    # ── reading ──────────────────────────────────────────────────────────────────────────────
    def digest(self) -> bytes | None:
        """What tells this content from any other, without reading the whole; None: no file.

        Raises StoreError. A file that does not begin as ours gives b"".
        """
        with self._wording("read"):
            head = durable.read_head(self.path, envelope.HEAD)
            if head is None:
                return b"" if self.previous.exists() else None
        return envelope.digest_of(head) or b""

    def read(self) -> Tables:
        """The tables; empty where there is no file. Raises DamagedError after falling back."""
        try:
            return self.whole()
        except envelope.Broken:
            pass
        # Another process may be at it: look again with the lock in hand, then repair.
        with self.locked():
            return self._load()

    def whole(self) -> Tables:
        """The tables, with no falling back. Raises envelope.Broken or StoreError."""
        with self._wording("read"):
            data = durable.read(self.path)
            alone = data is None and self.previous.exists()
        if data is None:
            if alone:
                raise envelope.Broken("the file is gone, and only the generation before it is left")
            return {}
        return self._unseal(data)

    def _unseal(self, data: bytes) -> Tables:
        try:
            tables = envelope.unseal(data)
        except envelope.Newer as error:
            raise NewerFormatError(f"{self.path}: {error}; nothing was touched") from error
        subject = envelope.meta_of(tables).get("subject")
        if self.subject is not None and subject != self.subject:
            raise envelope.Broken(f"it is about {subject!r}, not about {self.subject!r}")
        # A generation before may be older than the last migration.
        return upgrade(self.path.parent.parent.name, tables)

    # ── writing ──────────────────────────────────────────────────────────────────────────────
    def locked(self) -> contextlib.AbstractContextManager[None]:
        """Hold the file's lock. Raises StoreError where it cannot be had."""
        return self.place.held(self._lock_name)

    def database(self) -> "Database":
        """TinyDB over this file. Use `database().storage.transaction()` for several changes at once."""
        from briefing.store.tables import open_database  # TinyDB is loaded with the first change

        return open_database(self._load, self._save, self.locked)

    @contextlib.contextmanager
    def commit(self) -> "Iterator[Database]":
        """A database whose changes become one durable generation at the end of the block.

        Raises StoreError where nothing has changed, UnconfirmedError where the disk did not confirm.
        """
        database = self.database()
        with database.storage.transaction():
            yield database

    def _load(self) -> Tables:
        """The tables for a change; the lock is held."""
        try:
            return self.whole()
        except envelope.Broken as broken:
            raise self._fall_back(str(broken)) from broken

    def _save(self, tables: Tables) -> None:
        if self.subject is None:
            raise StoreError(f"{self.path}: opened for reading alone")
        self.place.guard()
        meta = {k: v for k, v in envelope.meta_of(tables).items() if k not in ("sha256", "format")}
        meta["generation"] = int(meta.get("generation", 0)) + 1
        meta["subject"] = self.subject
        self.write(tables, meta, previous=self.previous)

    def write(self, tables: Tables, meta: dict[str, Any], *, previous: Path | None) -> None:
        """Make the tables the file's content; the lock is held. Raises as `commit` does, and RefusedError."""
        data = envelope.seal(tables, meta)
        with self._wording("save"):
            durable.replace(self.path, data, previous=previous)
        self.written = envelope.digest_of(data)

    @contextlib.contextmanager
    def _wording(self, what: str) -> Iterator[None]:
        """Turn the system's errors into the store's."""
        try:
            yield
        except durable.NotConfirmed as error:
            raise UnconfirmedError(
                f"{self.path}: written, but the disk did not confirm it ({error}); save again"
            ) from error
        except OSError as error:
            raise StoreError(
                f"{self.path}: could not {what} it: {error.strerror or error}; nothing was changed"
            ) from error

    # ── damage ───────────────────────────────────────────────────────────────────────────────
    def damage(self, tables: Tables) -> Damage | None:
        """What `tables` (as read) remember of a fall-back that nobody has looked at yet."""
        found = envelope.meta_of(tables).get("recovered")
        return msgspec.convert(found, Damage) if found else None

    def previous_whole(self) -> bool:
        """Whether the generation before is there and whole."""
        try:
            data = durable.read(self.previous)
            return data is not None and bool(self._unseal(data))
        except (OSError, envelope.Broken, NewerFormatError):
            return False

    def begin_anew(self, reason: str) -> str:
        """Set a damaged file aside and begin an empty one that says so; gives where it lies now.

        Only for a person who asked for it: no annotation is lost by it, but none is shown either.
        Raises StoreError or OSError.
        """
        with self.locked():
            aside = self.place.relative(self.place.set_aside(self.path))
            damage = Damage(path=self.place.relative(self.path), at=now(), reason=reason, quarantined=aside)
            meta = {"generation": 1, "subject": self.subject, "recovered": msgspec.to_builtins(damage)}
            self.write({}, meta, previous=None)
        return aside

    def forget_damage(self) -> None:
        """A person has looked at it. Raises StoreError."""
        with self.locked():
            tables = self.whole()
            meta = envelope.meta_of(tables)
            if meta.pop("recovered", None) is not None:
                self._save({**tables, envelope.META: {"1": meta}})

    def _fall_back(self, reason: str) -> DamagedError:
        """Set the damaged file aside and put the generation before in force; the lock is held.

        Returns the error to raise. Where the generation before is damaged too, or there is none,
        the file stays where it is and every later access says so: nothing starts empty.
        """
        name = self.place.relative(self.path)
        try:
            data = durable.read(self.path)
            older = durable.read(self.previous)
        except OSError as error:
            return DamagedError(
                f"{self.path}: {reason}; and it could not be read again: {error.strerror}",
                Damage(path=name, at=now(), reason=reason, quarantined=None),
            )
        named = uids_in(data or b"")
        try:
            tables = self._unseal(older) if older is not None else None
        except envelope.Broken:
            tables = None
        if tables is None:
            damage = Damage(path=name, at=now(), reason=reason, quarantined=None, missing=sorted(named))
            return DamagedError(
                f"{self.path}: {reason}; there is no older generation to fall back to, so it was left as it is: "
                "run `briefing check --repair`",
                damage,
            )
        missing = sorted(named - uids_in(older or b""))
        try:
            aside = self.place.set_aside(self.path) if data is not None else None
            damage = Damage(
                path=name, at=now(), reason=reason, missing=missing,
                quarantined=self.place.relative(aside) if aside else None,
            )  # fmt: skip
            meta = {k: v for k, v in envelope.meta_of(tables).items() if k not in ("sha256", "format")}
            # Two on: the damaged generation lay in between, and whoever has seen it must see the change.
            meta["generation"] = int(meta.get("generation", 0)) + 2
            meta["recovered"] = msgspec.to_builtins(damage)
            self.place.guard()
            self.write(tables, meta, previous=None)
        except (OSError, StoreError, durable.NotConfirmed) as error:
            damage = Damage(path=name, at=now(), reason=reason, quarantined=None, missing=missing)
            return DamagedError(
                f"{self.path}: {reason}; the generation before is whole, but: {error}", damage
            )
        return fell_back(damage, self.place.home)


def fell_back(damage: Damage, home: Path) -> DamagedError:
    """What to raise for a file whose generation before is in force now."""
    lost = f"; {len(damage.missing)} annotation(s) may be missing" if damage.missing else ""
    aside = f"it was set aside as {damage.quarantined}, and " if damage.quarantined else ""
    return DamagedError(
        f"{home / damage.path}: {damage.reason}; {aside}the generation before is in force{lost}: "
        "run `briefing check --repair`",
        damage,
    )


def uids_in(data: bytes) -> set[str]:
    """The uids that bytes name, be they JSON or what is left of it."""
    return {uid.decode() for uid in re.findall(_UID, data)}
