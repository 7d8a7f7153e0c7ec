"""Conditions over options in words, from the titles of the options."""

from __future__ import annotations

from collections.abc import Sequence

from sulh.case.model import Decision, Statement, Text
from sulh.graph.from_case import usual_statements
from sulh.logic import And, If, Iff, Node, Not, Option, Or, parse
from sulh.words.voice import Voice

__all__ = ["condition_words", "decides_between"]


def condition_words(condition: str, options: Sequence[tuple[str, Text]], voice: Voice) -> str:
    """Return a condition with the titles of its options.

    Parameters
    ----------
    condition : str
        Over the ids of `options`.
    options : sequence of (id, title)
        The options of the decision, in its order.

    Raises
    ------
    ConditionError
        If it does not parse.

    Examples
    --------
    >>> from sulh.words.voice import without_bidi
    >>> options = [("a", Text(ar="هجوم", en="Assault")), ("h", Text(ar="تسليم", en="Hand-over"))]
    >>> without_bidi(condition_words("not a and h", options, Voice("en")))
    'not “Assault” and “Hand-over”'
    """
    titles = [voice.say(ar=f"«{voice.text(t)}»", en=f"“{voice.text(t)}”") for _, t in options]
    return _node(parse(condition, [name for name, _ in options]).root, titles, voice)


def _node(node: Node, titles: list[str], voice: Voice) -> str:
    match node:
        case Option(index):
            return titles[index]
        case Not(part):
            return f"{voice.say(ar='انتفاء', en='not')} {_inner(part, titles, voice)}"
        case And(parts):
            return voice.join([_inner(p, titles, voice) for p in parts])
        case Or(parts):
            return voice.say(ar=" أو ", en=" or ").join(_inner(p, titles, voice) for p in parts)
        case If(premise, conclusion):
            left, right = _inner(premise, titles, voice), _inner(conclusion, titles, voice)
            return voice.say(ar=f"إذا تحقق {left} تحقق {right}", en=f"if {left} then {right}")
        case Iff(left_node, right_node):
            left, right = _inner(left_node, titles, voice), _inner(right_node, titles, voice)
            return voice.say(
                ar=f"إما {left} و{right} معًا، وإما لا هذا ولا ذاك",
                en=f"either both {left} and {right}, or neither",
            )


def _inner(node: Node, titles: list[str], voice: Voice) -> str:
    """A part of a condition, in brackets unless it is an option or its negation."""
    words = _node(node, titles, voice)
    return words if isinstance(node, Option | Not) else f"({words})"


def decides_between(decision: Decision, maker: str, here: int, there: int) -> Statement | None:
    """Return the statement by which `maker` tells `here` from `there` in the usual order.

    It is the first of its usual statements that is true at one of the two states and not at the
    other; None if there is none, or where the decision has explicit states, which are ranked.
    """
    if decision.states:
        return None
    names = [option.id for option in decision.options]
    mine = [s for s in decision.statements if s.decision_maker == maker]
    usual = {statement.id for statement in usual_statements(mine)}
    for statement in (s for s in mine if s.id in usual):
        first, second = parse(statement.condition, names).evaluate_states([here, there])
        if first != second:
            return statement
    return None
