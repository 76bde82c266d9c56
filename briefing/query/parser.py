"""A query as a filter.

query  = [or]
or     = and { "or" and }
and    = item { ["and"] item }
item   = { "-" | "not" } ( "(" or ")" | term )
term   = [ field ":" ] ( word | '"' words '"' )
"""

from datetime import date

from briefing.model.filter import EVERYTHING, And, Filter, Not, Or, Term
from briefing.query.errors import QueryError, nearest
from briefing.query.fields import BY_NAME, FIELD_SYNONYMS
from briefing.query.lexer import Lexeme, lexemes
from briefing.query.values import BadValueError, checked, known_field

MAX_DEPTH = 50  # parentheses within one another: more is no query that a person wrote


def parse(text: str, today: date | None = None) -> Filter:
    """The filter that `text` means; everything for an empty query.

    `today` is what `newer:2w` and `date:yesterday` count from. Raises QueryError, and nothing else.
    """
    return _Parser(text, today).query()


class _Parser:
    def __init__(self, text: str, today: date | None) -> None:
        self.text = text
        self.today = today
        self.pieces = lexemes(text)
        self.at = 0
        self.depth = 0

    def query(self) -> Filter:
        if not self.pieces:
            return EVERYTHING
        result = self.either()
        if self.at < len(self.pieces):  # only a closing parenthesis stops `either`
            piece = self.pieces[self.at]
            raise self.unopened(piece)
        return result

    def either(self) -> Filter:
        items = [self.all()]
        while self.peek("or"):
            self.at += 1
            items.append(self.all())
        return items[0] if len(items) == 1 else Or(tuple(_flat(items, Or)))

    def all(self) -> Filter:
        items = [self.item()]
        while self.at < len(self.pieces) and not self.peek("or", "close"):
            if self.peek("and"):
                self.at += 1
            items.append(self.item())
        return items[0] if len(items) == 1 else And(tuple(_flat(items, And)))

    def item(self) -> Filter:
        negated = False
        while self.peek("minus", "not"):
            negated = not negated
            self.at += 1
        result = self.single()
        if not negated:
            return result
        return result.item if isinstance(result, Not) else Not(result)

    def single(self) -> Filter:
        if self.at == len(self.pieces):
            raise self.missing()
        piece = self.pieces[self.at]
        if piece.kind == "term":
            self.at += 1
            return self.term(piece)
        if piece.kind != "open":
            raise self.missing()
        self.at += 1
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.error(f"more than {MAX_DEPTH} parentheses within one another", piece)
        if self.peek("close"):
            raise self.error("there is nothing between these parentheses", piece)
        result = self.either()
        if not self.peek("close"):
            raise self.error("this parenthesis is never closed", piece, self.text.rstrip() + ")")
        self.at += 1
        self.depth -= 1
        return result

    def term(self, piece: Lexeme) -> Term:
        if piece.field is None:
            return self.checked(piece, "text")
        field = known_field(piece.field)
        if field is None:
            guess = nearest(piece.field.replace("_", "-"), BY_NAME, FIELD_SYNONYMS)
            message = f'there is no field "{piece.field}:"'
            if guess is None:
                message += (
                    f"; the fields are {', '.join(BY_NAME)}. Put it in quotation marks to look for it as text"
                )
                whole = self.text[piece.start : piece.end]
                repair = '"' + whole.replace("\\", "\\\\").replace('"', '\\"') + '"'
                fixed = self.text[: piece.start] + repair + self.text[piece.end :]
                raise QueryError(message, self.text, piece.start, len(piece.field), fixed)
            fixed = self.text[: piece.start] + guess + self.text[piece.start + len(piece.field) :]
            raise QueryError(message, self.text, piece.start, len(piece.field), fixed)
        if not piece.value:
            message = f"{field.name}: needs a value without a space before it, as in {field.example}"
            raise QueryError(message, self.text, piece.end - 1)
        return self.checked(piece, field.name)

    def checked(self, piece: Lexeme, name: str) -> Term:
        field = BY_NAME[name]
        try:
            value, phrase = checked(field, piece.value, piece.phrase, self.today)
        except BadValueError as problem:
            fixed = None
            if problem.suggestion is not None:
                fixed = self.text[: piece.value_start] + problem.suggestion + self.text[piece.end :]
            length = piece.end - piece.value_start
            raise QueryError(problem.message, self.text, piece.value_start, length, fixed) from None
        return Term(field.field, value, phrase)

    def peek(self, *kinds: str) -> bool:
        return self.at < len(self.pieces) and self.pieces[self.at].kind in kinds

    def missing(self) -> QueryError:
        """Something should stand here: after the piece before, or before this one."""
        before = self.pieces[self.at - 1] if self.at else None
        if before and before.kind != "open" and before.kind != "term":
            word = self.text[before.start : before.end]
            return self.error(f'nothing follows this "{word}"; in quotation marks it is a word', before)
        if before and self.at == len(self.pieces):
            return self.error("this parenthesis is never closed", before)
        piece = self.pieces[self.at]
        word = self.text[piece.start : piece.end]
        if piece.kind == "close":
            return self.unopened(piece)
        return self.error(f'nothing stands before this "{word}"; in quotation marks it is a word', piece)

    def unopened(self, piece: Lexeme) -> QueryError:
        fixed = (self.text[: piece.start] + self.text[piece.end :]).strip()
        return self.error("no parenthesis is open here", piece, fixed)

    def error(self, message: str, piece: Lexeme, suggestion: str | None = None) -> QueryError:
        return QueryError(message, self.text, piece.start, piece.end - piece.start, suggestion)


def _flat(items: list[Filter], kind: type[And] | type[Or]) -> list[Filter]:
    """Items of the same kind taken out of their own: `(a b) c` is `a b c`."""
    result: list[Filter] = []
    for item in items:
        result.extend(item.items if isinstance(item, kind) else [item])
    return result
