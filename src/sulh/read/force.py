"""The force over a place of a sentence, for claims that are no events: relations and control."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sulh.read.scopes import Scope
    from sulh.read.view import View

__all__ = ["force_at", "scope_over"]

_REALIS = {"accused": "disputed", "denied": "disputed", "negated": "not_happened",
           "predicted": "future"}  # fmt: skip


def scope_over(view: View, index: int) -> Scope | None:
    """Return the scope that decides over an item: denial and accusation, else the nearest."""
    over = [s for s in view.scopes if s.start <= index < s.end and s.value != "holds"]
    over = [s for s in over if not _described(view, index, s)]
    strong = [s for s in over if s.value in ("accused", "denied")]
    if strong:
        return max(strong, key=lambda s: (s.value == "denied", s.start))
    near = [s for s in over if index - s.index <= 6]
    return max(near, key=lambda s: s.start) if near else None


_LED = frozenset(("برياسه", "بقياده", "بزعامه", "بامره"))


def _described(view: View, index: int, scope: Scope) -> bool:
    """«اتهمت القيادة التابعة لـX قوات Y التي تسيطر على Z بـ…»: who somebody is, its author says."""
    scene = view.scene
    item = scene.items[index]
    if item.text in _LED or (scene.arabic and item.ref is None and item.text.startswith("ال")):
        return scope.index < index
    clause = scene.clauses[scene.clause_of(index)]
    relative = clause.kind == "rel" and "relative" in scene.items[clause.start].kinds
    return scene.arabic and relative and scope.index < clause.start


def force_at(scope: Scope | None) -> tuple[str, str, str]:
    """Return modality, polarity and realis under a scope.

    Examples
    --------
    >>> force_at(None)
    ('asserted', 'pos', 'actual')
    """
    if scope is None:
        return "asserted", "pos", "actual"
    negative = scope.value in ("denied", "negated")
    return scope.value, "neg" if negative else "pos", _REALIS.get(scope.value, "hypothetical")
