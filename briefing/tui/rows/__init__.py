"""Rows of the lists: plain data -> runs of text with roles, one line an item. No widget in here."""
