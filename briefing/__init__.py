"""briefing: a keyboard-driven reader that shows a news article as a structured brief.

The package root stays empty on purpose: importing it must not load Textual, spaCy or a store.
"""

__version__ = "0.1.0"
