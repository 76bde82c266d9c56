"""Article -> Brief. The only room that imports spaCy; import its modules, not this root."""
