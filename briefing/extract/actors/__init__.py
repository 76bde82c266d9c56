"""Every actor once, with its roles, in the order that matters."""

from briefing.extract.actors.engine import find_actors

__all__ = ["find_actors"]
