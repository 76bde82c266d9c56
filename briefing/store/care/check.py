"""`check`: reads every file of a home, says what is wrong with it, and puts right what can be."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from briefing.store import durable, envelope
from briefing.store.care.findings import Finding
from briefing.store.care.salvage import salvage
from briefing.store.envelope import Tables
from briefing.store.home import Home
from briefing.store.layout import CHANGING, KEPT, LOCKS, SINGLES, SINGLES_LOCK
from briefing.store.library.database import NAME
from briefing.store.page import page_of
from briefing.store.protocol import DamagedError, StoreError
from briefing.store.tinyfile import TinyFile, previous_of, uids_in

_LOOK = os.R_OK | os.X_OK
_UNREADABLE = "this user may not read it; nothing was looked at"
ARTICLES, ANNOTATIONS, STORIES = "articles", "annotations", "stories"


def check(home: Home, *, repair: bool = False) -> Iterator[Finding]:
    """Findings, as they are made. Without `repair` nothing is changed. Never raises for a damaged file.

    Repairs: a damaged file is set aside and the generation before put in force; where there is none,
    the file is begun anew; what the damaged one still holds as whole records is taken over and
    marked. Unfinished batches are finished, leftovers removed, the index is made anew. Where this user
    may not look into a folder, that alone is said.
    """
    yield from _permissions(home, repair)
    closed = list(_closed(home))
    yield from closed
    if any(f.text == _UNREADABLE for f in closed):
        return  # what is said of the rest would be wrong: a text that cannot be seen is not missing
    yield from _unfinished(home, repair)
    for name in CHANGING:
        for path in _files(home.path / name):
            yield from _tiny(home, name, path, repair)
    for name in SINGLES:
        single = home.path / name
        if single.exists() or previous_of(single).exists():
            yield from _tiny(home, name, single, repair)
    for path in _files(home.path / ARTICLES):
        yield from _article(home, path, repair)
    yield from _leftovers(home, repair)
    yield from _quarantine(home)
    yield from _index(home, repair)


def _files(root: Path) -> Iterator[Path]:
    """Every file that is there, or whose generation before is."""
    found = set(root.glob("*/*.json"))
    found |= {path.with_name(path.name.removesuffix(".prev")) for path in root.glob("*/*.json.prev")}
    yield from sorted(path for path in found if not path.name.startswith("."))


# ── TinyDB files ─────────────────────────────────────────────────────────────────────────────
def _open(home: Home, name: str, path: Path) -> TinyFile:
    if name in SINGLES:
        return TinyFile(home.place, path, SINGLES_LOCK, SINGLES[name])
    subject = None if name == STORIES else f"sha256:{path.stem}"
    return TinyFile(home.place, path, path.stem[:2], subject)


def _tiny(home: Home, name: str, path: Path, repair: bool) -> Iterator[Finding]:
    where = home.place.relative(path)
    file = _open(home, name, path)
    try:
        tables = file.whole()
    except envelope.Broken as broken:
        yield _damaged(home, name, file, str(broken), repair)
        return
    except StoreError as error:
        yield Finding("unreadable", where, str(error))
        return
    damage = file.damage(tables)
    if damage is not None:
        uids, done = list(damage.missing), False
        if repair:
            uids = _take_over(home, name, path, damage.quarantined)
            file.forget_damage()
            done = True
        text = f"found damaged on {damage.at} ({damage.reason}); the generation before is in force since"
        if damage.quarantined:
            text += f", the damaged file is {damage.quarantined}"
        if repair and name == ANNOTATIONS:
            text += f"; {len(uids)} annotation(s) taken over from it"
        yield Finding("fell back", where, text, done, uids)
    if name == ANNOTATIONS:
        yield from _records(home, path, tables)
    yield from _previous(file, where, repair)


def _damaged(home: Home, name: str, file: TinyFile, reason: str, repair: bool) -> Finding:
    where = home.place.relative(file.path)
    data = b""
    try:
        data = durable.read(file.path) or b""
        if not repair:
            way = (
                "the generation before is whole" if file.previous_whole() else "there is no generation before"
            )
            return Finding("damaged", where, f"{reason}; {way}", False, sorted(uids_in(data)))
        try:
            file.read()
            return Finding("damaged", where, f"{reason}; now it can be read", True)
        except DamagedError as error:
            damage = error.damage
        aside = damage.quarantined
        if aside is None:
            aside = file.begin_anew(reason)
        taken = _take_over(home, name, file.path, aside)
        file.forget_damage()
    except (OSError, StoreError) as error:
        return Finding(
            "damaged", where, f"{reason}; and it could not be repaired: {error}", False, sorted(uids_in(data))
        )
    lost = sorted(set(damage.missing) - set(taken))
    text = f"{reason}; set aside as {aside or 'nothing'}; {len(taken)} annotation(s) taken over from it"
    if lost:
        text += f", {len(lost)} could not be read any more"
    return Finding("damaged", where, text, True, lost)


def _take_over(home: Home, name: str, path: Path, aside: str | None) -> list[str]:
    if name != ANNOTATIONS or aside is None:
        return []
    return salvage(home.annotations, f"sha256:{path.stem}", home.path / aside, Path(aside).name)


def _records(home: Home, path: Path, tables: Tables) -> Iterator[Finding]:
    where = home.place.relative(path)
    try:
        page = page_of(tables)
    except ValueError as error:  # msgspec.ValidationError is one
        yield Finding("unknown record", where, f"a record that this briefing does not know: {error}")
        return
    text = home.path / ARTICLES / path.stem[:2] / path.name
    if page.annotations and not text.exists():
        yield Finding(
            "article missing", where, f"{len(page.annotations)} annotation(s) on a text that is not here",
            uids=sorted(page.annotations), serious=False,
        )  # fmt: skip


def _previous(file: TinyFile, where: str, repair: bool) -> Iterator[Finding]:
    if not file.previous.exists() or file.previous_whole():
        return
    done = False
    if repair:
        try:
            with file.locked():
                file.place.set_aside(file.previous)
                durable.keep_copy(file.path, file.previous)
                durable.sync_folder(file.path.parent)
            done = True
        except (OSError, StoreError):
            done = False
    yield Finding(
        "no way back", f"{where}.prev", "the generation before is damaged; the file itself is whole", done
    )


# ── the rest ─────────────────────────────────────────────────────────────────────────────────
def _article(home: Home, path: Path, repair: bool) -> Iterator[Finding]:
    where, identity = home.place.relative(path), f"sha256:{path.stem}"
    try:
        home.articles.kept(identity)
    except DamagedError as error:
        done = False
        if repair:
            try:
                home.place.set_aside(path)
                durable.remove(path)
                home.library.forget(identity)
                done = not path.exists()
            except (OSError, StoreError):
                done = False
        yield Finding("damaged", where, f"{error.damage.reason}; add the article again from its source", done)
    except StoreError as error:
        yield Finding("unreadable", where, str(error))


def _permissions(home: Home, repair: bool) -> Iterator[Finding]:
    if os.name == "nt":
        return
    mode = stat.S_IMODE(home.path.stat().st_mode)
    if mode & 0o077:
        if repair:
            home.path.chmod(mode & 0o700)
        yield Finding(
            "readable by others", ".", f"other users of this machine may look into the folder ({mode:o})", repair,
            serious=False,
        )  # fmt: skip


def _closed(home: Home) -> Iterator[Finding]:
    """What this user may not read, or not write, of the home's folders and those one level below."""
    frozen = not os.access(home.path, os.W_OK)
    if frozen:
        yield Finding(
            "no access", ".", "this user may not write in it; it is looked at all the same", serious=False
        )
    for name in (*KEPT, LOCKS, NAME):
        top = home.path / name
        inner = sorted(top.iterdir()) if top.is_dir() and os.access(top, _LOOK) else []
        for path in [top, *(p for p in inner if p.is_dir())]:
            if not path.exists():
                continue
            if not os.access(path, _LOOK if path.is_dir() else os.R_OK):
                yield Finding("no access", home.place.relative(path), _UNREADABLE)
            elif not frozen and not os.access(path, os.W_OK):
                yield Finding("no access", home.place.relative(path), "this user may not write it")


def _unfinished(home: Home, repair: bool) -> Iterator[Finding]:
    for path in home.batches.pending():
        yield _attempt(
            Finding("unfinished", home.place.relative(path), "a batch of annotations was interrupted"),
            repair, home.batches.finish,
        )  # fmt: skip


def _leftovers(home: Home, repair: bool) -> Iterator[Finding]:
    found = sorted(p for p in home.path.rglob(f".*{durable.TEMPORARY}") if p.is_file())
    if not found:
        return

    def clear() -> None:
        # With every lock in hand, no living process has a temporary file.
        with home.place.all_held():
            for path in found:
                durable.remove(path)

    text = f"{len(found)} temporary file(s) of a process that died; nothing in them was ever acknowledged"
    finding = Finding("leftover", home.place.relative(found[0]), text, serious=False)
    yield _attempt(finding, repair, clear)


def _quarantine(home: Home) -> Iterator[Finding]:
    for path in sorted((home.path / "quarantine").glob("*")):
        yield Finding(
            "set aside",
            home.place.relative(path),
            "kept for you; delete it when you no longer need it",
            serious=False,
        )


def _index(home: Home, repair: bool) -> Iterator[Finding]:
    try:
        wrong = home.library.sound()
    except StoreError as error:
        wrong = str(error)
    if wrong is not None:
        yield _attempt(Finding("index", "library.sqlite3", wrong), repair, home.library.rebuild)


def _attempt(finding: Finding, repair: bool, work: Callable[[], object]) -> Finding:
    if not repair:
        return finding
    try:
        work()
    except (OSError, StoreError) as error:
        return Finding(finding.what, finding.path, f"{finding.text}; and it could not be repaired: {error}")
    return Finding(finding.what, finding.path, finding.text, True, finding.uids, finding.serious)
