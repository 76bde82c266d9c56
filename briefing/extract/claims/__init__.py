"""Who says what, on whose word."""

from briefing.extract.lookup import ActorLookup
from briefing.extract.parse import Parsed
from briefing.model.brief import Claim


def find_claims(parsed: Parsed, actors: ActorLookup) -> list[Claim]:
    """The article's claims, in text order."""
    return []
