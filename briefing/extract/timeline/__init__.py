"""What happened when, with the doubt shown."""

from briefing.extract.lookup import ActorLookup
from briefing.extract.parse import Parsed
from briefing.model.brief import TimelineEntry


def find_timeline(parsed: Parsed, actors: ActorLookup) -> list[TimelineEntry]:
    """The article's time expressions, in text order; values against `parsed.article.published`."""
    return []
