"""Every actor once, with its roles, in the order that matters."""

from briefing.extract.parse import Parsed
from briefing.model.brief import Actor


def find_actors(parsed: Parsed) -> list[Actor]:
    """The article's actors, most salient first."""
    return []
