"""Annotations (TinyDB), articles, reading state and the derived library (SQLite). The only room that imports either."""
