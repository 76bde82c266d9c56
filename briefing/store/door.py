"""What every annotation passes before it is stored: its words made harmless, its data made sure of."""

import math
import re
from typing import Any

import msgspec

from briefing.model.annotation import LIKELIHOOD_TERMS, Annotation
from briefing.model.text import neutralise, one_line
from briefing.store.identity import uuid7
from briefing.store.protocol import ReadingState, RefusedError

_LIKELIHOOD = {term for row in LIKELIHOOD_TERMS for term in row}
# Kept for the way back into the format that they came from, and shown by nobody: verbatim.
_VERBATIM = "raw"
_SURROGATES = "[\ud800-\udfff]"  # JSON is UTF-8 here, which has no place for them
_ONE_LINE = {"creator", "generator", "url", "ref", "tags", "to", "item", "field", "uid", "via", "canonical"}


def admit(annotation: Annotation, *, at: str, by: str, generator: str) -> Annotation:
    """The annotation as it is stored. Empty uid, times, creator and generator are filled in.

    Raises RefusedError, which names the field, for words that the record does not know (a kind, a
    likelihood), credibility outside 1 to 6, and numbers that JSON has no place for.
    """
    try:
        plain = msgspec.to_builtins(annotation)
        clean = _harmless(plain, "")
        record = msgspec.convert(clean, Annotation)
    except (msgspec.MsgspecError, TypeError, ValueError, OverflowError, RecursionError) as error:
        raise RefusedError(f"annotation {annotation.uid or '(new)'}: {error}") from error
    if assess := record.assess:
        if assess.likelihood is not None and assess.likelihood not in _LIKELIHOOD:
            raise RefusedError(
                f"annotation {record.uid}: likelihood {assess.likelihood!r} is no term of ICD 203"
            )
        if assess.credibility is not None and not 1 <= assess.credibility <= 6:
            raise RefusedError(f"annotation {record.uid}: credibility {assess.credibility} is not 1 to 6")
    if not record.target.article_id:
        raise RefusedError(f"annotation {record.uid}: its target names no article")
    created = record.created or at
    tags = list(dict.fromkeys(tag for tag in record.body.tags if tag))
    return msgspec.structs.replace(
        record,
        uid=record.uid or uuid7(),
        created=created,
        modified=record.modified or created,
        creator=record.creator or by,
        generator=record.generator or generator,
        body=msgspec.structs.replace(record.body, tags=tags),
    )


def admit_state(state: ReadingState) -> ReadingState:
    """The state as it is stored. Raises RefusedError."""
    try:
        return msgspec.convert(msgspec.to_builtins(state), ReadingState)
    except (msgspec.MsgspecError, TypeError) as error:
        raise RefusedError(f"reading state: {error}") from error


def _harmless(value: Any, name: str) -> Any:
    """`value` with every string made harmless; `name` is the field that it lies in."""
    if isinstance(value, str):
        if name == _VERBATIM:
            return value if value.isascii() else re.sub(_SURROGATES, "\N{REPLACEMENT CHARACTER}", value)
        return one_line(value) if name in _ONE_LINE else neutralise(value)
    if isinstance(value, dict):
        return {
            _harmless(str(key), _VERBATIM): _harmless(item, name if name == _VERBATIM else str(key))
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_harmless(item, name) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{name}: {value} has no place in JSON")
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise ValueError(f"{name}: a number this large is not read back alike everywhere")
    return value
