"""Text -> condition, in one pass, with the position of what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, NoReturn

from sulh.errors import ConditionError, nearest
from sulh.logic.condition import Condition, If, Iff, Node, Not, Option, conjunction, disjunction

__all__ = ["MAX_CHARACTERS", "MAX_DEPTH", "parse"]

MAX_CHARACTERS = 100_000
MAX_DEPTH = 60
"""Parentheses, negations and implications inside one another: more is refused, not overflown."""

_TOKEN = re.compile(r"\s*(?:(<->|->|&&|\|\||[()!~¬&∧|∨→↔-])|(\w+)|(\S)|$)")
_SYMBOLS = {
    "!": "not", "~": "not", "¬": "not", "-": "not", "&": "and", "&&": "and", "∧": "and",
    "|": "or", "||": "or", "∨": "or", "->": "->", "→": "->", "<->": "iff", "↔": "iff",
    "(": "(", ")": ")",
}  # fmt: skip
_WORDS = frozenset({"not", "and", "or", "if", "then", "iff"})
_ARROWS = frozenset({"->", "iff", "if"})
_MIXED = "put one of the two in parentheses: together they can be read in two ways"


class _Token(NamedTuple):
    kind: str  # an operator, a parenthesis, "name" or "end"
    text: str
    position: int


def parse(text: str, names: Sequence[str] | None = None) -> Condition:
    """Read a condition; see :mod:`sulh.logic` for the language.

    Parameters
    ----------
    text : str
        The condition, at most 100,000 characters, nested at most 60 deep.
    names : sequence of str, optional
        The options of the model. Then an unknown name is an error, and a number stands for the
        option at that place, counted from 1 (unless an option has that number as its name).
        Without it the names are those that occur, in their order, and numbers are refused.

    Returns
    -------
    Condition

    Raises
    ------
    ConditionError
        With the position of the first fault, and the nearest valid name.

    Examples
    --------
    >>> str(parse("3 -> -1", ["حصار", "تسليم", "خروج"]))
    'if خروج then not حصار'
    """
    known = None if names is None else tuple(names)
    for name in known or ():
        if name.lower() in _WORDS:
            raise ConditionError(
                f"no option can be called {name}: it is a word of the language", text, 0
            )
    if len(text) > MAX_CHARACTERS:
        raise ConditionError(
            f"a condition has at most {MAX_CHARACTERS} characters, this one {len(text)}",
            text[:60] + "…",
            0,
        )
    return _Parser(text, known).condition()


def _tokens(text: str) -> list[_Token]:
    tokens = []
    for match in _TOKEN.finditer(text):
        symbol, word, other = match.groups()
        if symbol:
            tokens.append(_Token(_SYMBOLS[symbol], symbol, match.start(1)))
        elif word:
            kind = word.lower() if word.lower() in _WORDS else "name"
            tokens.append(_Token(kind, word, match.start(2)))
        elif other:
            code = f"U+{ord(other):04X}"
            message = (
                f"unexpected character {other} ({code})"
                if other.isprintable()
                else (f"unexpected invisible character {code}")
            )
            raise ConditionError(message, text, match.start(3))
    tokens.append(_Token("end", "", len(text)))
    return tokens


class _Parser:
    """Recursive descent over the tokens; `depth` bounds the recursion."""

    def __init__(self, text: str, names: tuple[str, ...] | None) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.at = 0
        self.depth = 0
        self.free = names is None
        self.names = list(names or ())
        self.index = {name: i for i, name in enumerate(self.names)}

    def condition(self) -> Condition:
        if self.token.kind == "end":
            self.fail("the condition is empty", "name at least one option")
        root = self.arrow()
        if self.token.kind == ")":
            self.fail("this parenthesis was never opened")
        if self.token.kind != "end":
            self.fail(f"expected and, or, if, iff or the end, found {self.token.text}")
        return Condition(root, tuple(self.names))

    @property
    def token(self) -> _Token:
        return self.tokens[self.at]

    def fail(self, message: str, advice: str = "") -> NoReturn:
        raise ConditionError(message, self.text, self.token.position, advice)

    def nested(self, rule: Callable[[], Node]) -> Node:
        """Step over one token and apply `rule` one level deeper."""
        if self.depth >= MAX_DEPTH:
            self.fail(f"the condition is nested more than {MAX_DEPTH} deep")
        self.at += 1
        self.depth += 1
        node = rule()
        self.depth -= 1
        return node

    def arrow(self) -> Node:
        """Implications and iff: the loosest level."""
        if self.token.kind == "if":
            return self.if_then()
        left = self.either()
        operator = self.token.kind
        if operator not in _ARROWS:
            return left
        if operator == "->":
            return If(left, self.nested(self.chain))
        right = self.nested(self.either)
        self.refuse_arrow()
        return Iff(left, right) if operator == "iff" else If(right, left)

    def chain(self) -> Node:
        """What follows an arrow: perhaps the next arrow of a -> b -> c."""
        left = self.either()
        if self.token.kind == "->":
            return If(left, self.nested(self.chain))
        self.refuse_arrow()
        return left

    def if_then(self) -> Node:
        premise = self.nested(self.either)
        if self.token.kind != "then":
            self.refuse_arrow()
            self.fail(f"expected then, found {self.token.text or 'the end'}")
        conclusion = self.nested(self.consequence)
        self.refuse_arrow()
        return If(premise, conclusion)

    def consequence(self) -> Node:
        return self.if_then() if self.token.kind == "if" else self.either()

    def refuse_arrow(self) -> None:
        if self.token.kind in _ARROWS:
            self.fail(f"{self.token.text} beside another implication or iff", _MIXED)

    def either(self) -> Node:
        parts = [self.both()]
        while self.token.kind == "or":
            self.at += 1
            parts.append(self.both())
        return disjunction(parts)

    def both(self) -> Node:
        parts = [self.unit()]
        while self.token.kind == "and":
            self.at += 1
            parts.append(self.unit())
        return conjunction(parts)

    def unit(self) -> Node:
        token = self.token
        if token.kind == "not":
            return Not(self.nested(self.unit))
        if token.kind == "(":
            return self.group()
        if token.kind != "name":
            self.fail(f"expected an option, not or (, found {token.text or 'the end'}")
        option = Option(self.resolve(token.text))
        self.at += 1
        return option

    def group(self) -> Node:
        opened = self.at
        node = self.nested(self.arrow)
        if self.token.kind != ")":
            if self.token.kind == "end":
                self.at = opened
                self.fail("this parenthesis is never closed")
            self.fail(f"expected and, or, if, iff or ), found {self.token.text}")
        self.at += 1
        return node

    def resolve(self, name: str) -> int:
        """Index of the option that `name` names, or counts."""
        if name in self.index:
            return self.index[name]
        if name.isdecimal():
            return self.numbered(name)
        if not self.free:
            self.fail(f"no option is called {name}", nearest(name, self.names))
        self.index[name] = len(self.names)
        self.names.append(name)
        return self.index[name]

    def numbered(self, name: str) -> int:
        if self.free:
            self.fail(f"{name} numbers an option, but no options are given")
        if len(name) > 6 or not 1 <= int(name) <= len(self.names):
            self.fail(
                f"there is no option number {name}", f"numbers run from 1 to {len(self.names)}"
            )
        return int(name) - 1
