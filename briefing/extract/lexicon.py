"""Cue words: which verbs, nouns and adverbs attribute a content to a source, and in which grammar.

The words stand in `data/*.toml`, written by hand in classes of like meaning and like grammar (the
comments there say which); this module only reads them. A lemma stands in one class.
"""

import functools
import importlib.resources
import tomllib
from typing import Any, cast

import msgspec

from briefing.model.brief import CueStance, Evidence, Polarity


class Cue(msgspec.Struct, frozen=True):
    """One cue word. `frames` are names of complements (see `data/verbs.toml`); `preps` those of `+about`
    kind, `obj_preps` those of `obj+of` kind.
    """

    lemma: str
    group: str
    evidence: Evidence
    stance: CueStance
    polarity: Polarity
    frames: frozenset[str]
    preps: frozenset[str]
    obj_preps: frozenset[str]


def cue(lemma: str) -> Cue | None:
    """The verb of that lemma, or None where it attributes nothing."""
    return _read("verbs.toml").get(lemma)


def noun_cue(lemma: str) -> Cue | None:
    """The noun of that lemma that holds a content, or None."""
    return _read("nouns.toml").get(lemma)


def adjective_cue(lemma: str) -> Cue | None:
    """The adjective of that lemma that names an attitude to a content, or None."""
    return _read("adjectives.toml").get(lemma)


@functools.cache
def speech_verbs() -> frozenset[str]:
    """Lemmas of the verbs of saying (evidence `speech` or `hearsay`), those of refusing to speak included."""
    return frozenset(c.lemma for c in _read("verbs.toml").values() if c.evidence in ("speech", "hearsay"))


@functools.cache
def speech_forms() -> dict[str, str]:
    """Forms of the verbs of saying -> lemma, for text that the tagger cannot read."""
    listed = _toml("words.toml")["irregular"].items()
    irregular = {form: lemma for lemma, forms in listed for form in forms.split()}
    return {form: lemma for form, lemma in verb_forms().items() if lemma in speech_verbs()} | irregular


@functools.cache
def verb_forms() -> dict[str, str]:
    """Regular present, past and -ing forms of every verb here -> lemma, where the lemmatiser errs."""
    forms: dict[str, str] = {}
    for lemma in _read("verbs.toml"):
        stem = lemma[:-1] if lemma.endswith("e") else lemma
        if lemma.endswith("y") and lemma[-2] not in "aeiou":
            forms |= {lemma[:-1] + "ies": lemma, lemma[:-1] + "ied": lemma}
        else:
            hissing = lemma.endswith(("s", "sh", "ch", "x", "z"))
            forms |= {lemma + ("es" if hissing else "s"): lemma, stem + "ed": lemma}
        forms[stem + "ing"] = lemma
    return forms


@functools.cache
def words(name: str) -> frozenset[str]:
    """A small list of `data/words.toml`, lower case. Raises `KeyError` where there is no list of that name."""
    return frozenset(_words()[name])


@functools.cache
def _words() -> dict[str, list[str]]:
    return {
        name: str(table["words"]).split() for name, table in _toml("words.toml").items() if "words" in table
    }


@functools.cache
def _read(name: str) -> dict[str, Cue]:
    """Every lemma of a file. Raises `ValueError` where a lemma stands in two classes."""
    found: dict[str, Cue] = {}
    for group, table in _toml(name).items():
        own = cast("dict[str, str]", table.get("own", {}))
        lemmas = dict.fromkeys(str(table.get("verbs", "")).split(), str(table["frames"])) | own
        for lemma, frames in lemmas.items():
            if lemma in found:
                raise ValueError(f"{name}: {lemma!r} stands in [{found[lemma].group}] and in [{group}]")
            found[lemma] = _cue(lemma, group, table, frames.split())
    return found


def _cue(lemma: str, group: str, table: dict[str, Any], frames: list[str]) -> Cue:
    raw = {
        "lemma": lemma,
        "group": group,
        "evidence": table["evidence"],
        "stance": table.get("stance", "neutral"),
        "polarity": table.get("polarity", "assert"),
        "frames": [f for f in frames if "+" not in f],
        "preps": [f[1:] for f in frames if f.startswith("+")],
        "obj_preps": [f.removeprefix("obj+") for f in frames if f.startswith("obj+")],
    }
    return msgspec.convert(raw, Cue)


def _toml(name: str) -> dict[str, Any]:
    file = importlib.resources.files("briefing.extract").joinpath("data", name)
    return tomllib.loads(file.read_text(encoding="utf-8"))
