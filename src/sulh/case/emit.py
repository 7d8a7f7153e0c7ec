"""Plain values -> lines of YAML that a person likes to read: short things on one line."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

from sulh.case.document import scalar_value
from sulh.errors import ModelError

__all__ = ["WIDTH", "entry_lines", "flow", "item_lines", "scalar"]

WIDTH = 100
_PLAIN = re.compile(
    r"""[^\s#&*!|>'"%@`\[\]{},?:-]"""  # how it may begin
    r"(?:[^\n\r#:]|:(?!\s|$)|(?<!\s)#)*"  # no «: » and no « #» inside
    r"(?<![\s:])"
)
_FLOW_SIGNS = re.compile(r"[\[\]{},?]")
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""What YAML forbids, takes for a line break, or an editor hides: written as escapes."""


def scalar(value: Any, *, inside_flow: bool = False) -> str:
    """Write one value.

    Examples
    --------
    >>> [scalar(v) for v in ("درعا", "on: off", "12", 12, None, True)]
    ['درعا', '"on: off"', '"12"', '12', 'null', 'true']
    """
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, str):
        return value if _may_be_plain(value, inside_flow) else _quoted(value)
    raise ModelError(f"a case holds text, numbers, dates and lists, not {type(value).__name__}")


def _number(value: float) -> str:
    text = repr(value)
    return (
        text
        if text not in {"inf", "-inf", "nan"}
        else text.replace("inf", ".inf").replace("nan", ".nan")
    )


def _may_be_plain(text: str, inside_flow: bool) -> bool:
    return (
        _PLAIN.fullmatch(text) is not None
        and not _HIDDEN.search(text)
        and not (inside_flow and _FLOW_SIGNS.search(text))
        and not text.startswith(("---", "..."))
        and isinstance(scalar_value(text), str)
        and not _looks_like_date(text)
    )


def _looks_like_date(text: str) -> bool:
    """Text of digits and hyphens: plain, it would puzzle a reader or another YAML reader."""
    return text[0].isdigit() and text.replace("-", "").isdigit()


def _quoted(text: str) -> str:
    escaped = json.dumps(text, ensure_ascii=False)
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", escaped)


def flow(value: Any) -> str:
    """Write a value on one line.

    Examples
    --------
    >>> flow({"ar": "درعا", "en": "Daraa"})
    '{ar: درعا, en: Daraa}'
    """
    if isinstance(value, dict):
        inner = ", ".join(f"{_key(k)}: {flow(v)}" for k, v in value.items())
        return f"{{{inner}}}"
    if isinstance(value, list):
        return f"[{', '.join(flow(item) for item in value)}]"
    return scalar(value, inside_flow=True)


def _key(name: Any) -> str:
    return scalar(str(name), inside_flow=True) if _WORD.fullmatch(str(name)) is None else str(name)


_WORD = re.compile(r"[A-Za-z_]\w*", re.ASCII)


def _is_short(value: Any) -> bool:
    """Whether a value reads well on one line: a few scalars, or lists of them."""
    if isinstance(value, dict):
        return len(value) <= 5 and not any(_has_parts(v) for v in value.values())
    if isinstance(value, list):
        return not any(isinstance(item, dict | list) for item in value)
    return True


def _has_parts(value: Any) -> bool:
    if isinstance(value, list):
        return any(isinstance(item, dict | list) for item in value)
    return isinstance(value, dict)


def entry_lines(key: Any, value: Any, indent: int) -> list[str]:
    """Write ``key: value`` at an indentation, over as many lines as it needs."""
    head = f"{' ' * indent}{_key(key)}:"
    if not isinstance(value, dict | list):
        return [f"{head} {scalar(value)}"]
    if not value or _is_short(value):
        line = f"{head} {flow(value)}"
        if not value or len(line) <= WIDTH:
            return [line]
    return [head, *_block(value, indent + 2)]


def _block(value: Any, indent: int) -> list[str]:
    if isinstance(value, dict):
        return [line for key, held in value.items() for line in entry_lines(key, held, indent)]
    return [line for item in value for line in item_lines(item, indent)]


def item_lines(value: Any, indent: int, *, block: bool = False) -> list[str]:
    """Write ``- value`` at an indentation; `block` keeps a mapping off one line."""
    dash = f"{' ' * indent}- "
    if not isinstance(value, dict | list):
        return [f"{dash}{scalar(value)}"]
    if not value or (not block and _is_short(value)):
        line = f"{dash}{flow(value)}"
        if not value or len(line) <= WIDTH:
            return [line]
    lines = _block(value, indent + 2)
    return [dash + lines[0][indent + 2 :], *lines[1:]]
