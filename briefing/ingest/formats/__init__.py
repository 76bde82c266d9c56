"""Formats beyond text, Markdown, pages and records: one module each, loaded when one comes."""
