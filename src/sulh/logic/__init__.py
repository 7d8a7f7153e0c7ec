"""Boolean conditions over named options: one small language for cases, frames and graphs.

The language, loosest first::

    if a then b     b if a     a -> b     a → b         implication
    a iff b         a <-> b    a ↔ b                    both or neither
    a or b          a | b      a || b     a ∨ b
    a and b         a & b      a && b     a ∧ b
    not a           !a   ~a   ¬a   -a
    (a)             a name, or the number of an option counted from 1

Words may be written in small or in capital letters. `and` binds more tightly than `or`. The
implications and `iff` bind loosest and do not mix: ``a -> b iff c`` and ``if a then b if c`` can
be read in two ways and are refused, with the advice to use parentheses. Only ``a -> b -> c`` and
``if a then if b then c`` chain, and both lean to the right: ``a -> (b -> c)``.

Examples
--------
>>> from sulh.logic import parse
>>> condition = parse("besiege | !(withdraw & 1)", ["besiege", "withdraw"])
>>> str(condition)
'besiege or not (withdraw and besiege)'
>>> condition.evaluate([[False, False], [False, True], [True, True]])
array([ True,  True,  True])
>>> parse("besiege and widraw", ["besiege", "withdraw"])
Traceback (most recent call last):
    ...
sulh.errors.ConditionError: no option is called widraw
    besiege and widraw
                ^
    did you mean withdraw?
"""

from sulh.logic.condition import (
    And,
    Condition,
    If,
    Iff,
    Node,
    Not,
    Option,
    Or,
    conjunction,
    disjunction,
)
from sulh.logic.parser import MAX_CHARACTERS, MAX_DEPTH, parse

__all__ = [
    "MAX_CHARACTERS",
    "MAX_DEPTH",
    "And",
    "Condition",
    "If",
    "Iff",
    "Node",
    "Not",
    "Option",
    "Or",
    "conjunction",
    "disjunction",
    "parse",
]
