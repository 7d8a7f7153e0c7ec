"""A file or folder -> a Case: all faults at once, each with file and line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sulh.case.document import MAX_BYTES, Node, parse_document
from sulh.case.model import Case
from sulh.case.places import Places
from sulh.case.validate import validated
from sulh.errors import CaseError, Fault, LimitError, UnreadableError, Where

__all__ = [
    "CASE_FILE",
    "JSONL_LISTS",
    "MAX_JSONL_BYTES",
    "Loaded",
    "case_path",
    "is_folder",
    "load",
    "load_case",
]

CASE_FILE = "case.yaml"
JSONL_LISTS = ("claims", "events")
"""Lists whose records may also stand in ``<list>.jsonl`` beside ``case.yaml``."""
MAX_JSONL_BYTES = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """A case, where its parts stand, and the document's text as read."""

    case: Case
    places: Places
    text: str
    path: Path


def load_case(path: str | Path) -> Case:
    r"""Read a case.

    Parameters
    ----------
    path : str or Path
        A folder that holds ``case.yaml``, or a YAML file. Records in ``claims.jsonl`` and
        ``events.jsonl`` beside a ``case.yaml`` follow those of the document.

    Returns
    -------
    Case

    Raises
    ------
    UnreadableError
        If there is no such file, or it is not UTF-8 text.
    CaseError
        With every fault, each with file, line and field.
    LimitError
        If a file is larger than 64 MB (YAML) or 2 GB (JSON lines).

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "case.yaml").write_text("id: daraa\ntitle: درعا\n", encoding="utf-8")
    >>> load_case(folder).title
    Text(ar='درعا', en='')
    """
    return load(path).case


def load(path: str | Path) -> Loaded:
    """Read a case as :func:`load_case` does, keeping the places of its parts."""
    file = case_path(path)
    text = _read_text(file, MAX_BYTES)
    root = parse_document(text, str(file))
    if root.kind != "map":
        raise CaseError([_not_a_mapping(root, file)])
    data = root.to_python()
    places = Places(str(file), root, _add_json_lines(data, file))
    return Loaded(validated(data, places), places, text, file)


def case_path(path: str | Path) -> Path:
    """Return the document of a case, given itself or its folder."""
    file = Path(path)
    return file / CASE_FILE if is_folder(file) else file


def is_folder(path: Path) -> bool:
    """Whether there is a folder; a name that no file can have is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _not_a_mapping(root: Node, file: Path) -> Fault:
    if root.kind == "scalar" and root.value is None:
        return Fault(
            "empty-file", "the document holds nothing but comments", Where(str(file)),
            "a case has at least an id and a title",
        )  # fmt: skip
    found = "a list" if root.kind == "list" else "one value"
    return Fault(
        "not-a-mapping", f"found {found}, expected the fields of a case",
        Where(str(file), root.line + 1), "begin with id: …, title: …",
    )  # fmt: skip


def _read_text(file: Path, limit: int) -> str:
    """UTF-8 text of a file, without a byte order mark."""
    where = Where(str(file))
    try:
        size = file.stat().st_size
        if size > limit:
            raise LimitError(
                f"the file has {size:,} bytes, the limit is {limit:,}", where,
                "move claims to claims.jsonl, or split the case",
            )  # fmt: skip
        data = file.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableError("there is no such file", where, _beside(file)) from error
    except (OSError, ValueError) as error:
        message = f"cannot be read: {getattr(error, 'strerror', None) or error}"
        raise UnreadableError(message, where, "check the name and the permissions") from error
    return _decoded(data, where)


def _beside(file: Path) -> str:
    """Advice that names the YAML files in the folder where one was looked for."""
    folder = file.parent
    found = sorted(p.name for p in folder.glob("[!.]*.y*ml"))[:5] if folder.is_dir() else []
    if found:
        return f"in {folder} there is: {', '.join(found)}"
    return f"a case is a folder with {CASE_FILE}, or a YAML file"


def _decoded(data: bytes, where: Where) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        raise UnreadableError("the file is UTF-16, not UTF-8", where, "save it as UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            f"not UTF-8 (byte {data[error.start]:#04x} at offset {error.start})",
            Where(where.file, line), "save it as UTF-8; is it a text file at all?",
        ) from error  # fmt: skip
    if "\0" in text:
        raise UnreadableError("a binary file, not text", where, "name the case's YAML file")
    return text


def _add_json_lines(
    data: dict[str, Any], file: Path
) -> dict[str, tuple[int, str, tuple[int, ...]]]:
    """Add the records of the .jsonl files to `data`; say where each stands."""
    places: dict[str, tuple[int, str, tuple[int, ...]]] = {}
    faults: list[Fault] = []
    for name in JSONL_LISTS if file.name == CASE_FILE else ():
        path = file.with_name(f"{name}.jsonl")
        here = data.get(name)
        if not path.exists() or not (here is None or isinstance(here, list)):
            continue
        records, lines = _json_lines(path, faults)
        data[name] = [*(here or []), *records]
        places[name] = (len(here or []), str(path), lines)
    if faults:
        raise CaseError(faults)
    return places


def _json_lines(path: Path, faults: list[Fault]) -> tuple[list[Any], tuple[int, ...]]:
    records, lines = [], []
    for number, line in enumerate(_read_text(path, MAX_JSONL_BYTES).split("\n"), 1):
        if line.strip():
            try:
                records.append(json.loads(line, object_pairs_hook=_unique))
                lines.append(number)
            except (ValueError, RecursionError) as error:
                faults.append(_json_fault(error, Where(str(path), number)))
    return records, tuple(lines)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        double = next(name for name in names if names.count(name) > 1)
        raise _DuplicateKeyError(f"{double} is given twice")
    return found


class _DuplicateKeyError(ValueError):
    """A JSON object with the same key twice."""


def _json_fault(error: Exception, where: Where) -> Fault:
    if isinstance(error, _DuplicateKeyError):
        return Fault("duplicate-key", str(error), where, "keep one of the two")
    if isinstance(error, RecursionError):
        return Fault("too-deep", "nested too deep", where, "is this a claim or an event?")
    return Fault("json-syntax", f"not JSON: {error}", where, "one record a line, as JSON")
