"""What each command does, one module a group of the registry: `do_<name>(screen, call)`."""
