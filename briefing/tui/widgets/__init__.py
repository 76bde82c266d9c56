"""Widgets on the Line API: each draws plain lines from plain data."""
