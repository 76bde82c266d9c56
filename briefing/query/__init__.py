"""The query language: what a person types -> a filter of briefing.model.filter. No screen and no store inside."""

from briefing.query.completion import Completion, complete
from briefing.query.errors import QueryError
from briefing.query.fields import HELP, FieldHelp
from briefing.query.parser import parse
from briefing.query.printer import to_text

__all__ = ["HELP", "Completion", "FieldHelp", "QueryError", "complete", "parse", "to_text"]
