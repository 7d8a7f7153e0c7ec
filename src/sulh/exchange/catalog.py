"""The catalogue: published conflicts, each a case with one decision and what is expected of it.

The path of an entry is its citation: ``<journal or book>/<author-year>/<name>.yaml``. Beside it
``expected.yaml`` has the source and, for each entry, the equilibria by concept: *published* ones
and ones that sulh's slow checker *computed* where the publication gives none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

from sulh.case import Case, load_case
from sulh.errors import ModelError, nearest

__all__ = ["CatalogEntry", "catalog", "catalog_case", "catalog_entry"]

Equilibria = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """One published conflict.

    Parameters
    ----------
    name : str
        Unique in the catalogue.
    path : str
        ``<journal or book>/<author-year>/<name>.yaml``.
    source : str
        The publication, with page or table.
    about : str
        The README of its folder (Markdown).
    published, computed : mapping of concept to states in words
    note : str
    """

    name: str
    path: str
    source: str
    about: str
    published: Equilibria
    computed: Equilibria
    note: str


def catalog() -> tuple[CatalogEntry, ...]:
    """All entries, by path.

    Examples
    --------
    >>> [entry.name for entry in catalog()][:2]
    ['battle-of-the-sexes', 'chicken']
    """
    root = files("sulh") / "catalog"
    folders = sorted(_expected_files(root, ""), key=lambda pair: pair[0])
    return tuple(entry for path, folder in folders for entry in _entries(path, folder))


def catalog_entry(name: str) -> CatalogEntry:
    """The entry with this name.

    Raises
    ------
    ModelError
        If there is none; names the nearest.
    """
    entries = {entry.name: entry for entry in catalog()}
    if name not in entries:
        raise ModelError(f"the catalogue has no {name!r}", advice=nearest(name, entries))
    return entries[name]


def catalog_case(name: str) -> Case:
    """The case of the entry with this name.

    Examples
    --------
    >>> catalog_case("elmira").decisions[0].title.en
    'The Elmira groundwater conflict, 1991'
    """
    return load_case(Path(str(files("sulh") / "catalog" / catalog_entry(name).path)))


def _expected_files(folder: Traversable, path: str) -> list[tuple[str, Traversable]]:
    found = []
    for item in folder.iterdir():
        if item.is_dir():
            found += _expected_files(item, f"{path}{item.name}/")
        elif item.name == "expected.yaml":
            found.append((path, folder))
    return found


def _entries(path: str, folder: Traversable) -> list[CatalogEntry]:
    document: dict[str, Any] = yaml.safe_load((folder / "expected.yaml").read_text("utf-8"))
    about = (folder / "README.md").read_text("utf-8")
    source = document.pop("source")
    return [
        CatalogEntry(
            name=name,
            path=f"{path}{name}.yaml",
            source=source,
            about=about,
            published=_equilibria(expected.get("published", {})),
            computed=_equilibria(expected.get("computed", {})),
            note=expected.get("note", ""),
        )
        for name, expected in sorted(document.items())
    ]


def _equilibria(table: dict[str, list[str]]) -> Equilibria:
    return {concept: tuple(states) for concept, states in table.items()}
