"""Years as news and history write them: `1998`, `480 BC`, `AD 79`; and their numbers."""

import re

ERA = r"(?:B\.C\.(?:E\.)?|BCE?|C\.E\.|CE|A\.D\.|AD)"
_WRITTEN = re.compile(rf"(?:(?P<front>A\.?D\.?) ?)?(?P<n>\d{{1,4}})(?: ?(?P<era>{ERA}))?", re.IGNORECASE)


def written_year(text: str) -> int | None:
    """The astronomical year of `1998`, `480 BC` (-479), `AD 79`; None where it is none."""
    match = _WRITTEN.fullmatch(text.strip())
    if match is None:
        return None
    number = int(match["n"])
    if number == 0:
        return None
    era = (match["era"] or "").replace(".", "").upper()
    return 1 - number if era.startswith("B") else number
