"""A file, page, feed or standard input -> Article. One module a format, one registry."""
