"""Writing files so that nothing is left half written and nothing of the user's is lost."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from sulh.errors import UnreadableError, Where

__all__ = ["check_writable", "keep_previous", "make_folder", "write_whole"]


def write_whole(path: Path, content: str | bytes) -> None:
    """Write `content` to `path` through a temporary file in the same folder, then rename.

    Parameters
    ----------
    path : Path
        Where to. The folder must exist.
    content : str or bytes
        A string is written as UTF-8, its line ends as they are.

    Raises
    ------
    UnreadableError
        If the folder cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> write_whole(folder / "a.txt", "صلح")
    >>> (folder / "a.txt").read_text(encoding="utf-8")
    'صلح'
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            Path(name).chmod(_mode(path))
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UnreadableError(
            f"cannot write: {error.strerror or error}",
            Where(str(path)),
            "name another place to write to, or make the folder writable",
        ) from error


def _mode(path: Path) -> int:
    """Permissions for a file to be written at `path`: those it has, else what umask leaves."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def make_folder(path: Path) -> None:
    """Make a folder and its parents; a clear error where that cannot be done."""
    check_writable(path)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnreadableError(
            f"cannot make the folder: {error.strerror or error}",
            Where(str(path)),
            "name another place to write to",
        ) from error


def check_writable(path: Path) -> None:
    """Raise a clear error if `path` is no folder to write to and cannot become one.

    Long work asks this before it starts, so that it does not fail at the end.

    Examples
    --------
    >>> check_writable(Path(__file__))
    Traceback (most recent call last):
        ...
    sulh.errors.UnreadableError: ...files.py: this is a file, not a folder
        name another place to write to
    """
    nearest = next(folder for folder in (path, *path.absolute().parents) if folder.exists())
    if not nearest.is_dir():
        problem = "this is a file, not a folder"
    elif not os.access(nearest, os.W_OK):
        problem = "the folder cannot be written to"
    else:
        return
    raise UnreadableError(problem, Where(str(nearest)), "name another place to write to")


def keep_previous(path: Path, content: bytes) -> Path | None:
    """If `path` holds something other than `content`, copy it beside itself and say where.

    Returns
    -------
    Path or None
        The copy, ``<name>.bak-1`` (or the next free number); None if there was nothing to keep.
    """
    if not path.exists() or path.read_bytes() == content:
        return None
    number = 1
    while (copy := path.with_name(f"{path.name}.bak-{number}")).exists():
        number += 1
    write_whole(copy, path.read_bytes())
    return copy
