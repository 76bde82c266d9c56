"""The desk: annotations, articles, briefs and search on a PostgreSQL server that analysts share.

Implements the protocols of `briefing.store`. The one room that imports psycopg. See docs/desk.md.
"""
