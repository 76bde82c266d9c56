"""A path that is being typed, completed from what is there. No shell sees it."""

import os
from itertools import islice

_MOST = 200  # names: a folder of a hundred thousand files is not read to its end


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
