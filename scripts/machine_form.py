"""Write a module of rules as mypyc compiles it best, saying the same.

A constant that is not marked as final is looked up by its name at every use, and the initialiser
that `dataclass` makes is made when the program runs, so it stays Python. Both are written out here,
in a copy: nobody has to write them by hand, or to read them.
"""

from __future__ import annotations

import ast
import re

__all__ = ["machine_form"]

_CONSTANT = re.compile(r"^(_?[A-Z][A-Z0-9_]*) = ", re.MULTILINE)
_START = "from __future__ import annotations\n"
_EMPTY = {"list": "[]", "dict": "{}", "set": "set()"}
"""How what a field begins with is written where each record needs one of its own."""


def machine_form(source: str) -> str:
    r"""Return the source with its constants final and its records' initialisers written out.

    Examples
    --------
    >>> print(machine_form("from __future__ import annotations\\nA = 1"))
    from __future__ import annotations; from typing import Final
    A: Final = 1
    """
    lines = source.splitlines(keepends=True)
    for record in reversed(_records(source)):
        lines[_end(record) : _end(record)] = [_initialiser(record)]
        first = record.decorator_list[0].lineno - 1
        lines[first] = lines[first].replace("frozen=True", "unsafe_hash=True")
    text = "".join(lines)
    names = _CONSTANT.findall(text)
    once = frozenset(name for name in names if names.count(name) == 1)
    text = _CONSTANT.sub(lambda m: f"{m[1]}: Final = " if m[1] in once else m[0], text)
    return text.replace(_START, _START.rstrip() + "; from typing import Final\n", 1)


def _records(source: str) -> list[ast.ClassDef]:
    """Return the dataclasses whose initialiser can be written out, in order."""
    found = [node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]
    return [node for node in found if _is_record(node)]


def _is_record(node: ast.ClassDef) -> bool:
    made = [d for d in node.decorator_list if ast.unparse(d).startswith("dataclass")]
    own = any(isinstance(n, ast.FunctionDef) and n.name == "__init__" for n in node.body)
    plain = not node.bases and len(node.decorator_list) == 1
    return bool(made) and plain and not own and all(_begins(f) is not None for f in _fields(node))


def _fields(node: ast.ClassDef) -> list[ast.AnnAssign]:
    return [n for n in node.body if isinstance(n, ast.AnnAssign)]


def _begins(field: ast.AnnAssign) -> str | None:
    """Return how a field is written in the list of parameters; "" for none, None if unknown."""
    name, type_ = ast.unparse(field.target), ast.unparse(field.annotation)
    if field.value is None:
        return f"{name}: {type_}"
    if not _made_anew(field.value):
        return f"{name}: {type_} = {ast.unparse(field.value)}"
    given = {k.arg: ast.unparse(k.value) for k in _keywords(field.value)}
    if given == {"init": "False"}:
        return ""
    known = set(given) == {"default_factory"} and given["default_factory"] in _EMPTY
    return f"{name}: {type_} | None = None" if known else None


def _made_anew(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and ast.unparse(value.func) == "field"


def _keywords(value: ast.expr) -> list[ast.keyword]:
    return value.keywords if isinstance(value, ast.Call) else []


def _end(node: ast.ClassDef) -> int:
    """Return the line behind the fields of a record and what is said of them."""
    last = max(n for n, each in enumerate(node.body) if isinstance(each, ast.AnnAssign))
    after = node.body[last + 1 : last + 2]
    told = after if after and isinstance(after[0], ast.Expr) else [node.body[last]]
    return told[0].end_lineno or 0


def _initialiser(node: ast.ClassDef) -> str:
    fields = _fields(node)
    begun = [begins for field in fields if (begins := _begins(field))]
    keyed = "kw_only=True" in ast.unparse(node.decorator_list[0])
    parameters = ", ".join(["self", *(["*"] if keyed else []), *begun])
    body = [line for field in fields if (line := _set(field))]
    if any(isinstance(n, ast.FunctionDef) and n.name == "__post_init__" for n in node.body):
        body.append("self.__post_init__()")
    return "".join(
        [f"\n    def __init__({parameters}) -> None:\n", *(f"        {b}\n" for b in body)]
    )


def _set(field: ast.AnnAssign) -> str:
    """Return how a record is given a field."""
    name = ast.unparse(field.target)
    given = {k.arg: ast.unparse(k.value) for k in _keywords(field.value)} if field.value else {}
    if field.value is not None and _made_anew(field.value):
        if "init" in given:
            return ""
        return f"self.{name} = {_EMPTY[given['default_factory']]} if {name} is None else {name}"
    return f"self.{name} = {name}"
