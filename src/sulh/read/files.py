"""Reports as files: .txt .md .html .pdf .docx to text as stored, with what the file says of itself.

Text is decoded by its byte order mark, as UTF-8 (a few broken bytes become U+FFFD), or as what
charset-normalizer finds (Arabic in windows-1256 included). Line ends become one sign, control
characters go; nothing else is changed. HTML loses scripts, styles and furniture; PDF and Word give
their paragraphs. A front matter at the top of a text (``---``, ``publisher: …``, ``date: …``,
``title: …``, ``---``) is read and stays part of the text.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import chain
from pathlib import Path

from sulh.errors import LimitError, UnreadableError, Where
from sulh.read.header import day_in, header_of

__all__ = ["Report", "expand", "listed", "load_report"]

ENDINGS = (".txt", ".md", ".html", ".htm", ".pdf", ".docx")
MAX_BYTES = 50_000_000
MAX_CHARACTERS = 2_000_000
MAX_LINE = 200_000
MAX_UNZIPPED = 200_000_000
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Report:
    """A report as read: its text as stored, and what is known about it.

    `body` is the offset at which the text proper begins, behind what its top says of it.
    """

    path: Path
    text: str
    sha256: str
    about: dict[str, str] = field(default_factory=dict)
    body: int = 0

    def date(self) -> dt.date | None:
        """Return the date that the top of the report gives, if it gives one."""
        return day_in(self.about.get("date", ""))


def expand(paths: Iterable[Path]) -> list[Path]:
    """Return the reports among files, folders and lists, each once; see :func:`listed`."""
    return [Path(name) for name in listed(paths)]


def listed(paths: Iterable[Path]) -> list[str]:
    """Return the paths of the reports among files, folders and lists, each once.

    Parameters
    ----------
    paths : iterable of Path
        A file is taken as it is. In a folder and those below it reports are looked for, in order
        of their path. ``@list.txt`` names a text file with one path a line, relative to its own
        folder; empty lines and those that begin with ``#`` are passed over.

    Raises
    ------
    UnreadableError
        If a path does not exist, or a folder or list holds no report.
    """
    found: dict[str, None] = {}
    for path in paths:
        try:
            found |= dict.fromkeys(_reports_at(path))
        except OSError as error:
            raise UnreadableError(
                f"cannot read: {error.strerror or error}",
                Where(str(error.filename or path)),
                "check who may read it",
            ) from error
    return list(found)


def _reports_at(path: Path) -> Iterator[str]:
    """The report at a path, or the reports below it; an `OSError` if it may not be looked into."""
    if str(path).startswith("@") and not path.exists():
        yield from _in_list(Path(str(path)[1:]))
    elif path.is_dir():
        inside = iter(_below(str(path)))
        first = next(inside, None)
        if first is None:
            raise UnreadableError(
                "no report in this folder", Where(str(path)),
                f"reports end in {', '.join(ENDINGS)}",
            )  # fmt: skip
        yield from chain((first,), inside)
    elif path.is_file():
        yield str(path)
    else:
        raise UnreadableError("no such file or folder", Where(str(path)), "check the path")


def _below(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        names = sorted(entries, key=lambda entry: entry.name)
    for entry in names:
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path)
        elif entry.name.lower().endswith(ENDINGS):
            yield entry.path


def _in_list(path: Path) -> Iterator[str]:
    lines = _decode(path, path.read_bytes()).splitlines()
    names = [name for line in lines if (name := line.strip()) and not name.startswith("#")]
    if not names:
        raise UnreadableError("no path in this list", Where(str(path)), "write one path a line")
    for name in names:
        yield from _reports_at(path.parent / name)


def load_report(path: Path) -> Report:
    """Read one report.

    Raises
    ------
    UnreadableError
        If the file cannot be opened, is empty, binary or of a kind that is not known.
    LimitError
        If it is larger than 50 MB, unpacks to more than 200 MB, holds more than 2,000,000
        characters, or a line of more than 200,000.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise LimitError(
                f"the file has {size:,} bytes, more than {MAX_BYTES:,}", Where(str(path)),
                "split it into smaller files",
            )  # fmt: skip
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            f"cannot read: {error.strerror or error}", Where(str(path)), "check who may read it"
        ) from error
    if not data.strip():
        raise UnreadableError("the file is empty", Where(str(path)), "give a file with text")
    text, about = _text_of(path, data)
    text = _clean(text)
    if not text.strip():
        raise UnreadableError(
            "no text found in the file", Where(str(path)),
            "a scanned PDF needs text recognition first",
        )  # fmt: skip
    _limits(path, text)
    body, front = header_of(text)
    return Report(path, text, hashlib.sha256(data).hexdigest(), {**about, **front}, body)


def _limits(path: Path, text: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise LimitError(
            f"the text has {len(text):,} characters, more than {MAX_CHARACTERS:,}",
            Where(str(path)), "split it into several reports",
        )  # fmt: skip
    number, length = max(
        ((n, len(line)) for n, line in enumerate(text.split("\n"), 1)), key=lambda pair: pair[1]
    )
    if length > MAX_LINE:
        raise LimitError(
            f"this line has {length:,} characters, more than {MAX_LINE:,}",
            Where(str(path), number), "put a line break after each paragraph",
        )  # fmt: skip


def _text_of(path: Path, data: bytes) -> tuple[str, dict[str, str]]:
    if data[:5] == b"%PDF-":
        return _pdf(path, data)
    if data[:4] == b"PK\x03\x04":
        return _docx(path, data)
    text = _decode(path, data)
    if path.suffix.lower() in (".html", ".htm") or re.match(
        r"\s*<(?:!doctype html|html)", text, re.IGNORECASE
    ):
        return _html(text)
    return text, {}


def _decode(path: Path, data: bytes) -> str:
    for mark, name in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(name, errors="replace").lstrip("\ufeff")
    if b"\x00" in data[:4096]:
        raise UnreadableError(
            "this is a binary file, not a text", Where(str(path)),
            f"reports are {', '.join(ENDINGS)}",
        )  # fmt: skip
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _mended(data) or _guess(path, data)


def _mended(data: bytes) -> str:
    """Decode UTF-8 in which a few bytes are broken; empty where it is another encoding.

    In a code page of one byte a letter, hardly a letter beyond ASCII makes sense as UTF-8.
    """
    text = data.decode("utf-8", errors="replace")
    beyond = sum(not character.isascii() for character in text)
    broken = text.count("\ufffd")
    return text if broken <= beyond / 10 else ""


def _guess(path: Path, data: bytes) -> str:
    """Decode what is not UTF-8: Arabic code pages first, judged by the words that come out."""
    candidates = ["cp1256", "iso8859-6", "cp1252"]
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    if best is not None and best.encoding not in candidates:
        candidates.append(best.encoding)
    scored = []
    for name in candidates:
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        scored.append((_sense(text), name, text))
    if not scored or max(scored)[0] < 0.4:
        raise UnreadableError(
            "the encoding of this file is not known", Where(str(path)), "save it as UTF-8"
        )
    return max(scored)[2]


_COMMON = re.compile(r"(?<!\w)(?:في|من|على|إلى|أن|التي|the|of|and|in|to)(?!\w)")


def _sense(text: str) -> float:
    """Score a decoding: letters and spaces are good, common words better, odd signs bad."""
    sample = text[:20_000]
    good = sum(c.isalpha() or c.isspace() or c in ".,،؛:!?؟\"'()-0123456789" for c in sample)
    arabic = sum("\u0621" <= c <= "\u064a" for c in sample)
    latin = sum(c.isascii() and c.isalpha() for c in sample)
    odd = sum(c.isalpha() for c in sample) - arabic - latin
    words = len(_COMMON.findall(sample))
    return (good - 2 * odd) / max(1, len(sample)) + min(1.0, 40 * words / max(1, len(sample)))


def _clean(text: str) -> str:
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _html(text: str) -> tuple[str, dict[str, str]]:
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(text)
    about = _meta(tree)
    tree.strip_tags(["script", "style", "noscript", "template", "nav", "footer", "aside", "form",
                     "svg", "iframe", "head"])  # fmt: skip
    root = tree.css_first("article") or tree.css_first("main") or tree.body
    if root is None:
        return "", about
    blocks = [
        " ".join(node.text(separator=" ").split())
        for node in root.css("h1, h2, h3, h4, p, li, blockquote, td, figcaption")
    ]
    lines = [block for block in blocks if block]
    return "\n".join(lines) if lines else "\n".join(root.text(separator="\n").split("\n")), about


def _meta(tree: object) -> dict[str, str]:
    about: dict[str, str] = {}
    names = {"og:site_name": "publisher", "article:published_time": "date", "og:title": "title",
             "author": "author", "date": "date"}  # fmt: skip
    for node in tree.css("meta"):  # type: ignore[attr-defined]
        key = node.attributes.get("property") or node.attributes.get("name") or ""
        value = node.attributes.get("content") or ""
        if key in names and value:
            about.setdefault(names[key], value)
    title = tree.css_first("title")  # type: ignore[attr-defined]
    if title is not None:
        about.setdefault("title", title.text(strip=True))
    return about


def _pdf(path: Path, data: bytes) -> tuple[str, dict[str, str]]:
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("the PDF is locked", Where(str(path)), "unlock it first")
        text = "\n".join(page.extract_text() or "" for page in reader.pages)
        title = str(reader.metadata.title or "") if reader.metadata is not None else ""
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableError(
            f"the PDF cannot be read: {error}", Where(str(path)), "save it again as PDF or text"
        ) from error
    return text, {"title": title} if title else {}


def _docx(path: Path, data: bytes) -> tuple[str, dict[str, str]]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            size = sum(info.file_size for info in archive.infolist())
            names = archive.namelist()
    except zipfile.BadZipFile as error:
        raise UnreadableError(f"a broken archive: {error}", Where(str(path))) from error
    if size > MAX_UNZIPPED:
        raise LimitError(
            f"the file unpacks to {size:,} bytes, more than {MAX_UNZIPPED:,}", Where(str(path)),
            "this may be a trap; open it elsewhere and save the text",
        )  # fmt: skip
    if "word/document.xml" not in names:
        raise UnreadableError(
            "an archive that is no Word document", Where(str(path)), "unpack it first"
        )
    return _word(path, data)


def _word(path: Path, data: bytes) -> tuple[str, dict[str, str]]:
    import docx
    from docx.opc.exceptions import OpcError

    try:
        document = docx.Document(BytesIO(data))
        lines = [p.text for p in document.paragraphs]
        cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    except (OpcError, KeyError, ValueError, SyntaxError) as error:
        raise UnreadableError(f"the Word file cannot be read: {error}", Where(str(path))) from error
    about = {"title": document.core_properties.title, "author": document.core_properties.author}
    return "\n".join([*lines, *cells]), {k: v for k, v in about.items() if v}
