"""A path that is being typed, completed from what is there. No shell sees it."""

import os
from itertools import islice
from pathlib import Path

_MOST = 200  # names: a folder of a hundred thousand files is not read to its end


def typed_path(typed: str) -> Path:
    """The path that was typed, with `~` for the home of who types; `~nobody` stays as it is, as in a shell."""
    return Path(os.path.expanduser(typed.strip()))  # noqa: PTH111 - Path.expanduser raises where no one is called so


def is_there(path: Path) -> bool:
    """Whether there is something at the path. A path that no file can have leads nowhere; using it says why."""
    return os.path.exists(path)  # noqa: PTH110 - Path.exists raises for a name that is too long


def completed_path(typed: str) -> list[str]:
    """What the path could become: folders with a slash behind, in order of their names."""
    folder, name = os.path.split(typed)
    try:
        with os.scandir(os.path.expanduser(folder) or os.curdir) as entries:  # noqa: PTH111 - `~user` as it is typed
            found = (
                e.name + (os.sep if e.is_dir() else "")
                for e in entries
                if e.name.startswith(name) and (name or not e.name.startswith("."))
            )
            return [os.path.join(folder, n) for n in sorted(islice(found, _MOST))]  # noqa: PTH118 - `a/` stays `a/`
    except (OSError, ValueError):
        return []
