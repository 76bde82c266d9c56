"""Settings: what is wrong is named with file, line and key."""

from pathlib import Path

import pytest

from briefing.config import OPTIONS, ConfigError, Settings, load_settings


def write(home: Path, text: str) -> str:
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text(text, encoding="utf-8")
    return str(home)


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    settings = load_settings(str(tmp_path / "none"))
    assert settings.home == tmp_path / "none"
    assert all(getattr(settings, o.key) == o.default for o in OPTIONS)
    assert settings.processes >= 1
    assert settings.signature


def test_settings_and_keys_are_read(tmp_path: Path) -> None:
    home = write(
        tmp_path, 'theme = "nord"\nmeasure = 70\n\n[keys]\nnext-claim = ["]c", "ctrl+n"]\nquit = "q"\n'
    )
    settings = load_settings(home)
    assert (settings.theme, settings.measure) == ("nord", 70)
    assert settings.keys == {"next-claim": ["]c", "ctrl+n"], "quit": ["q"]}
    assert settings.key_lines == {"next-claim": 5, "quit": 6}


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ('\nthem = "x"\n', 2, "them"),
        ("measure = 4\n", 1, "measure"),
        ("jobs = true\n", 1, "jobs"),
        ('# a comment\n\nmodel = ""\n', 3, "model"),
        ('theme = "x"\n[keys]\nquit = 5\n', 3, "quit"),
        ('keys = "j"\n', 1, "keys"),
    ],
)
def test_a_wrong_value_is_named_with_its_place(tmp_path: Path, text: str, line: int, key: str) -> None:
    home = write(tmp_path, text)
    with pytest.raises(ConfigError) as error:
        load_settings(home)
    assert str(error.value).startswith(f"{tmp_path / 'config.toml'}:{line}: ")
    assert key in str(error.value)


@pytest.mark.parametrize("raw", [b"theme = ", b"\xff\xfe\x00", b"[keys\n"])
def test_a_file_that_is_no_toml_is_one_message(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "config.toml").write_bytes(raw)
    with pytest.raises(ConfigError, match=r"config\.toml: not a TOML file"):
        load_settings(str(tmp_path))


def test_home_comes_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "e"))
    assert load_settings().home == tmp_path / "e"
    assert load_settings(str(tmp_path / "given")).home == tmp_path / "given"


def test_the_options_are_the_fields() -> None:
    fields = set(Settings.__struct_fields__)
    assert {o.key for o in OPTIONS} <= fields
