"""The patterns that ship with sulh, and those an analyst writes: found, read, checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import Path

from sulh.case.document import Node, parse_document
from sulh.case.places import Places
from sulh.case.validate import validated_as
from sulh.errors import CaseError, Fault, ModelError, UnreadableError, Where, nearest
from sulh.frame.pattern import Pattern
from sulh.frame.sound import unsound_parts

__all__ = [
    "load_pattern",
    "load_patterns",
    "new_pattern_text",
    "pattern_file_text",
    "pattern_names",
    "pattern_text",
    "read_pattern",
]

MAX_BYTES = 1_000_000
_FIELDS = "the fields of a pattern are listed in docs/how-to/own-pattern.md"
_ID = "small letters, digits and _, beginning with a letter (in the id of the pattern - for _)"


def pattern_names() -> tuple[str, ...]:
    """Names of the patterns that ship with sulh, sorted.

    Examples
    --------
    >>> "siege-and-evacuation" in pattern_names()
    True
    """
    folder = resources.files("sulh.frame").joinpath("patterns")
    return tuple(sorted(p.name[:-5] for p in folder.iterdir() if p.name.endswith(".yaml")))


def load_pattern(name: str) -> Pattern:
    """Return a pattern by name, or from a YAML file by its path.

    Parameters
    ----------
    name : str
        ``"siege-and-evacuation"``, or a path that ends in ``.yaml`` or ``.yml``.

    Raises
    ------
    ModelError
        If no pattern has this name, or the file's parts do not fit together.
    UnreadableError
        If the file cannot be read.
    """
    if _is_file(name):
        return read_pattern(pattern_file_text(name), name)
    return _shipped(name)


def pattern_file_text(name: str) -> str:
    """Return the YAML text of a pattern that ships, or of a file by its path.

    Raises
    ------
    ModelError
        If no pattern has this name.
    UnreadableError
        If the file cannot be read.
    """
    return _file_text(Path(name)) if _is_file(name) else pattern_text(name)


def _is_file(name: str) -> bool:
    return name.endswith((".yaml", ".yml"))


@cache
def _shipped(name: str) -> Pattern:
    return read_pattern(pattern_text(name), f"{name}.yaml")


def pattern_text(name: str) -> str:
    """Return the YAML text of a pattern that ships, comments included: something to copy.

    Raises
    ------
    ModelError
        If no pattern has this name.
    """
    if name not in pattern_names():
        known = nearest(name, pattern_names())
        file = "or the path of a file of your own that ends in .yaml"
        raise ModelError(f"no pattern is called {name}", advice=f"{known} ({file})".strip())
    file_ = resources.files("sulh.frame").joinpath("patterns", f"{name}.yaml")
    return file_.read_text(encoding="utf-8")


def new_pattern_text(name: str, copied_from: str | None = None) -> str:
    """Return the text of a new pattern: a commented skeleton, or a copy under a new name.

    Parameters
    ----------
    name : str
        Id of the new pattern: small letters, digits and hyphens.
    copied_from : str, optional
        A pattern that ships, or the path of a file; without it the skeleton.

    Raises
    ------
    ModelError
        If the name is not an id or is taken by a pattern that ships, or there is nothing to copy.

    Examples
    --------
    >>> read_pattern(new_pattern_text("my-truce")).id
    'my-truce'
    """
    if name in pattern_names():
        raise ModelError(f"a pattern that ships is called {name}", advice="choose another name")
    if copied_from is None:
        skeleton = resources.files("sulh.frame").joinpath("templates", "pattern.yaml")
        text = skeleton.read_text(encoding="utf-8")
    else:
        text = pattern_file_text(copied_from)
    lines = text.splitlines(keepends=True)
    at = next((i for i, line in enumerate(lines) if line.startswith("id:")), None)
    if at is None:
        raise ModelError("the pattern to copy has no id", Where(copied_from or ""))
    fresh = "".join([*lines[:at], f"id: {name}\n", *lines[at + 1 :]])
    read_pattern(fresh, f"{name}.yaml")
    return fresh


def load_patterns(names: Sequence[str] | None = None) -> tuple[Pattern, ...]:
    """Return the patterns called `names`, or all that ship with sulh, in the order of names."""
    return tuple(load_pattern(name) for name in (pattern_names() if names is None else names))


def _file_text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            "the pattern cannot be read", Where(str(path)), error.strerror or ""
        ) from error
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"a pattern has {MAX_BYTES} bytes at most", Where(str(path)))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(
            "the pattern is not UTF-8", Where(str(path)), "save it again as UTF-8"
        ) from error


def read_pattern(text: str, file: str = "") -> Pattern:
    """Read a pattern from YAML text and check that its parts fit together.

    Parameters
    ----------
    text : str
        The YAML document.
    file : str
        Its name, for messages.

    Raises
    ------
    ModelError
        With every fault: file, line, field, what was found and what to do.
    """
    try:
        places = Places(file, _document(text, file))
        pattern: Pattern = validated_as(Pattern, places)
    except CaseError as error:
        raise _refused(map(_worded, error.faults), file) from error
    faults = [
        Fault("pattern", message, places.where(path), advice)
        for path, message, advice in unsound_parts(pattern)
    ]
    if faults:
        raise _refused(faults, file)
    return pattern


def _worded(fault: Fault) -> Fault:
    """A fault with the advice that a pattern needs rather than a case."""
    if fault.code == "bad-id":
        return replace(fault, advice=_ID)
    return replace(fault, advice=fault.advice or _FIELDS)


def _refused(faults: Iterable[Fault], file: str) -> ModelError:
    """One fault as it is; several in one message, each with its line."""
    found = tuple(faults)
    if len(found) == 1:
        return ModelError(found[0].message, found[0].where, found[0].advice)
    lines = [str(ModelError(each.message, each.where, each.advice)) for each in found]
    return ModelError(f"{len(found)} faults in the pattern\n" + "\n".join(lines), Where(file))


def _document(text: str, file: str) -> Node:
    root = parse_document(text, file)
    todo = [root]
    while todo:
        node = todo.pop()
        if node.aliased:
            where = Where(file, node.line + 1)
            raise ModelError("a pattern has no YAML aliases", where, "write it out")
        if node.kind != "scalar":
            todo += node.value if node.kind == "list" else node.value.values()
    return root
