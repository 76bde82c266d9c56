"""Towns by the public bodies that are called after them: "the Port Authority of Tamar", "Tamar Borough Council"."""

from briefing.extract.actors.entity import Entity

# What is of a town and of nobody else, and what stands between a town and its body.
_OF = frozenset(
    {"archdiocese", "authority", "bishop", "city", "council", "county", "diocese", "district", "government",
     "municipality", "parish", "police", "port", "province", "republic", "town"}
)  # fmt: skip
_BETWEEN = frozenset({"borough", "city", "county", "district", "municipal", "parish", "town"})


def _places_in(name: list[str]) -> str | None:
    """The folded town in the folded words of a body's name, or None."""
    if len(name) > 2 and name[-2] == "of" and name[-3] in _OF:
        return name[-1]
    return name[0] if len(name) > 2 and name[1] in _BETWEEN else None


def settle(entities: list[Entity]) -> None:
    """Make places of single words at whose nature the tagger guessed, where a body of the text is called after them."""
    towns = {t for e in entities if e.kind == "organization" for n in e.names if (t := _places_in(n.parts))}
    for entity in entities:
        if len(entity.longest.parts) > 1 or entity.longest.key not in towns or entity.identity:
            continue
        if not any(n.honorific or n.role for n in entity.names):
            entity.kind = "place"
