"""The command registry: every command's name, help, default keys, place, argument and way back.

Knows no screen. From it come the keymap, the `:` line, the palette, `?`, the footer, `briefing
keys`, the man page, the shell completions and the README's table of keys.
"""
