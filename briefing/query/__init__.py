"""The query language: text -> a filter over the library. No screen and no store inside."""
