"""Where the files are that ship beside the code: style sheets and sample articles."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    """Inside an installed wheel `_shipped/<name>`; in a checkout the folder beside the package."""
    installed = _PACKAGE / "_shipped" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def styles_path() -> Path:
    """The folder of the .tcss files."""
    return _shipped("styles")


def seeds_path() -> Path:
    """The folder of sample articles."""
    return _shipped("seeds")
