"""What a home is made of, for those who look after all of it."""

# Folders of TinyDB files that change, each file under the lock of its first two hex digits.
CHANGING = ("annotations", "stories", "drafts", "desk")
# Single TinyDB files and what each says it is about; all under one lock.
SINGLES = {
    "sources.json": "sources", "feeds.json": "feeds", "queries.json": "queries", "away.json": "away",
}  # fmt: skip
SINGLES_LOCK = "sources"
# Everything that cannot be made anew from the rest.
KEPT = ("annotations", "articles", "stories", "drafts", "desk", "intents", "quarantine", *SINGLES)
LOCKS = "locks"
