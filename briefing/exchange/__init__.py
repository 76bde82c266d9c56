"""Formats that articles, briefs and notes leave in, and come back in. One module a format, one registry.

Nothing here knows the store or the screen: a writer turns entries (`briefing.exchange.bundle`) into text,
a reader turns text into annotations. The workspace fills the one and keeps the other.
"""
