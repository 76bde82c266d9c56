"""The screens: library, brief, notes of all articles, and lists of choices."""
