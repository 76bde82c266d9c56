"""A home of an older format made one of this format, file by file, so that it can be interrupted anywhere."""

from collections.abc import Callable
from pathlib import Path

from briefing.store import durable, envelope, formats
from briefing.store.formats import Format
from briefing.store.layout import CHANGING, SINGLES
from briefing.store.migrations import upgrade
from briefing.store.place import Place
from briefing.store.protocol import StoreError
from briefing.store.tinyfile import TinyFile

FOLDERS = (*CHANGING, "articles")
Progress = Callable[[int, int], None]


def migrate(root: Path, found: Format, progress: Progress | None = None) -> None:
    """Bring every file of the home to the format of this program; FORMAT is written last.

    Nobody else writes meanwhile. The generation before each file is kept as its `.prev`. Raises
    StoreError; what was migrated stays, the rest follows at the next start.
    """
    place = Place(root)
    with place.all_held():
        files = [(f, p) for f in FOLDERS for p in sorted((root / f).glob("*/*.json"))]
        files += [("intents", p) for p in sorted((root / "intents").glob("*.json"))]
        files += [(subject, root / name) for name, subject in SINGLES.items() if (root / name).exists()]
        for done, (folder, path) in enumerate(files, 1):
            _one(place, folder, path)
            if progress:
                progress(done, len(files))
        formats.write(
            root, Format(format=envelope.FORMAT, min_reader=envelope.FORMAT, restoring=found.restoring)
        )


def _one(place: Place, folder: str, path: Path) -> None:
    try:
        data = durable.read(path)
        tables = envelope.unseal(data or b"")
    except envelope.Broken:
        return  # `check` deals with it; its generation before is migrated when it comes into force
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror or error}") from error
    meta = envelope.meta_of(tables)
    version = int(meta["format"])
    if version == envelope.FORMAT:
        return
    rest = {k: v for k, v in meta.items() if k not in ("sha256", "format")}
    rest["generation"] = int(rest.get("generation", 0)) + 1
    migrated = upgrade(folder, tables)
    file = TinyFile(place, path, "", None)
    previous = file.previous if folder not in ("articles", "intents") else None
    file.write(migrated, rest, previous=previous)
