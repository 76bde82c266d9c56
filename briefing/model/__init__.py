"""Plain data that every room shares. Imports nothing else of the package and no heavy library."""
