"""Fetching: one guarded GET, bounded in time and size, and what came of it.

Rules in docs/feeds.md: http and https only, no address that is not public, five redirects each
checked again, 15 MiB, 30 seconds.
"""
