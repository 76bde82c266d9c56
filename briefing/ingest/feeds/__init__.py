"""Feeds: RSS, Atom, RDF, JSON Feed and OPML, read from bytes that were fetched or lie on the disk."""
