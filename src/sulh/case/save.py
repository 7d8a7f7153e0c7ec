"""Case -> files: the document at the path is edited, not replaced; many records go beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sulh.case.document import parse_document
from sulh.case.emit import entry_lines, item_lines
from sulh.case.load import CASE_FILE, JSONL_LISTS, Loaded, case_path, is_folder, load
from sulh.case.model import Case
from sulh.case.plain import to_json_ready, to_plain
from sulh.case.shape import LISTS
from sulh.case.splice import spliced, without_aliases
from sulh.files import make_folder, write_whole

__all__ = ["MAX_RECORDS_IN_YAML", "save_case"]

MAX_RECORDS_IN_YAML = 2_000
"""Claims and events together; beyond it new ones go to the .jsonl files."""


def save_case(case: Case, path: str | Path) -> None:
    """Write a case, editing the document already there.

    Parameters
    ----------
    case : Case
        What the document shall say.
    path : str or Path
        A folder (then ``case.yaml`` in it), or a YAML file. What is missing is made.

    Raises
    ------
    CaseError
        If the document at `path` is not a case: it is not overwritten.
    UnreadableError
        If it cannot be read or written.

    Notes
    -----
    Records that did not change stay byte for byte, with their comments and order; in a changed
    record only the changed fields are written anew; no comment is lost. Fields at their defaults
    are left out where the document did not have them. With more than 2,000 claims and events
    together, those that the document does not hold yet go to ``claims.jsonl`` and
    ``events.jsonl`` beside a ``case.yaml``. Each file is written whole, to a temporary file that
    is then renamed. The same case over the same document gives the same bytes.

    Examples
    --------
    >>> import tempfile
    >>> from sulh.case import Case, Text, load_case
    >>> folder = Path(tempfile.mkdtemp())
    >>> case = Case(id="daraa", title=Text(ar="درعا", en="Daraa"))
    >>> save_case(case, folder)
    >>> print((folder / "case.yaml").read_text(encoding="utf-8"), end="")
    format: 1
    id: daraa
    title: {ar: درعا, en: Daraa}
    >>> load_case(folder) == case
    True
    """
    file = _file(path)
    make_folder(file.parent)
    loaded = load(file) if file.exists() else None
    inside, beside = _divided(case, file, loaded)
    text = fresh_text(inside) if loaded is None else _edited(loaded, inside)
    for name, records in beside.items():
        _write_json_lines(file.with_name(f"{name}.jsonl"), records)
    if loaded is None or text != loaded.text:
        write_whole(file, text)


def _file(path: str | Path) -> Path:
    given = Path(path)
    if is_folder(given) or (not given.exists() and given.suffix not in {".yaml", ".yml"}):
        return given / CASE_FILE
    return case_path(given)


def _edited(loaded: Loaded, new: Case) -> str:
    old = _in_document(loaded)
    if old == new:
        return loaded.text
    text, root = loaded.text, loaded.places.root
    if "\r\n" in text or root is None:
        text = text.replace("\r\n", "\n")
        root = parse_document(text, str(loaded.path))
    text, root = without_aliases(text, root, str(loaded.path))
    result = spliced(text, root, old, new)
    return result.replace("\n", "\r\n") if "\r\n" in loaded.text else result


def _in_document(loaded: Loaded) -> Case:
    """Only what stands in the document itself, without the records of the .jsonl files."""
    heads: dict[str, Any] = {
        name: getattr(loaded.case, name)[: place[0]] for name, place in loaded.places.jsonl.items()
    }
    return replace(loaded.case, **heads)


def _divided(
    case: Case, file: Path, loaded: Loaded | None
) -> tuple[Case, dict[str, tuple[Any, ...]]]:
    """Say which claims and events stay in the document and which stand beside it."""
    if file.name != CASE_FILE:
        return case, {}
    many = sum(len(getattr(case, name)) for name in JSONL_LISTS) > MAX_RECORDS_IN_YAML
    stay: dict[str, Any] = {}
    beside: dict[str, tuple[Any, ...]] = {}
    for name in JSONL_LISTS:
        records = getattr(case, name)
        if many or file.with_name(f"{name}.jsonl").exists():
            n = _n_staying(records, loaded, name, many=many)
            stay[name], beside[name] = records[:n], records[n:]
    return replace(case, **stay), beside


def _n_staying(records: Sequence[Any], loaded: Loaded | None, name: str, *, many: bool) -> int:
    """Length of the head of `records` that the document holds.

    Of many records those it holds already; of few also new ones, up to the first from beside it.
    """
    held = getattr(loaded.case, name) if loaded else ()
    n_inside = len(getattr(_in_document(loaded), name)) if loaded else 0
    inside = {record.id for record in held[:n_inside]}
    outside = {record.id for record in held[n_inside:]}
    moves = (r.id not in inside if many else r.id in outside for r in records)
    return next((i for i, move in enumerate(moves) if move), len(records))


def _write_json_lines(path: Path, records: Sequence[Any]) -> None:
    """One record a line; no file for no records."""
    if not records:
        path.unlink(missing_ok=True)
        return
    lines = [json.dumps(to_json_ready(record), ensure_ascii=False) for record in records]
    write_whole(path, "".join(f"{line}\n" for line in lines))


def fresh_text(case: Case) -> str:
    """Write a document for a case that has none: an empty line above each list and record."""
    plain = to_plain(case)
    lines = [line for k, v in plain.items() if k not in LISTS for line in entry_lines(k, v, 0)]
    for name in LISTS:
        for i, record in enumerate(plain.get(name, ())):
            lines += ["", f"{name}:"] if i == 0 else [""]
            lines += item_lines(record, 2, block=True)
    return "".join(f"{line}\n" for line in lines)
