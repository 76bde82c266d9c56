"""The command registry: name, docstring, default keys, where it holds, how it is undone."""
