"""The prose keeps its word: links lead somewhere, commands exist, nothing of a machine leaks."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("src/sulh/examples/*/README.md")]
)
NOTES = sorted(ROOT.glob("docs/decisions/[0-9]*.md"))
PLAIN = [*PAGES, *ROOT.glob("requirements/*.txt"), *ROOT.glob("*.toml"), *ROOT.glob("*.cff")]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LEAKS = re.compile(
    r"/(?:work|root|tmp|mnt)/|/home/(?!you\b)\w|/Users/\w"
    r"|pypi\.org|pythonhosted|npmjs|deb\.debian\.org|index-url\s*=|registry\.\w+\.\w+"
)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def prose(path: Path) -> str:
    """The page without its code blocks and inline code."""
    return re.sub(r"`[^`\n]+`", "", FENCE.sub("", path.read_text(encoding="utf-8")))


def slugs(path: Path) -> set[str]:
    heads = re.findall(r"^#+ +(.+)$", FENCE.sub("", path.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


def dead_links(path: Path) -> list[str]:
    dead = []
    for target in LINK.findall(prose(path)):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = unquote(target).partition("#")
        page = (path.parent / file).resolve() if file else path
        if not page.exists() or (anchor and page.suffix == ".md" and anchor not in slugs(page)):
            dead.append(target)
    return dead


def commands() -> dict[str, set[str]]:
    """Each command and its options, from the command line itself."""
    import typer.main

    from sulh.cli import app

    group = typer.main.get_command(app)
    return {name: _options(item) | {"--help"} for name, item in group.commands.items()}


def _options(item) -> set[str]:
    """The options of a command, or of all the commands of a group."""
    own = {option for param in item.params for option in param.opts}
    return own.union(*(_options(inner) for inner in getattr(item, "commands", {}).values()))


def typed_lines(path: Path) -> list[list[str]]:
    """The words of each line of a console block that calls sulh."""
    blocks = [body for kind, body in FENCE.findall(path.read_text("utf-8")) if kind == "console"]
    lines = [line[2:] for body in blocks for line in body.splitlines() if line.startswith("$ ")]
    words = [shlex.split(line, comments=True) for line in lines]
    return [w[1:] for w in words if w and Path(w[0]).name == "sulh"]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_inside_the_project_lead_somewhere(page):
    assert dead_links(page) == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_commands_in_console_blocks_exist(page):
    known = commands()
    for words in typed_lines(page):
        assert words, "a bare `sulh` shows nothing"
        if words[0] == "--help":
            continue
        assert words[0] in known, f"no command {words[0]}"
        used = {w.partition("=")[0] for w in words[1:] if re.match(r"--?[a-z]", w)}
        assert used <= known[words[0]], f"sulh {words[0]} has no {used - known[words[0]]}"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_code_blocks_are_closed(page):
    assert len(re.findall(r"^ *```", page.read_text(encoding="utf-8"), re.MULTILINE)) % 2 == 0


@pytest.mark.parametrize("path", PLAIN, ids=name)
def test_nothing_of_a_machine_or_a_registry_is_written_down(path):
    assert LEAKS.findall(path.read_text(encoding="utf-8")) == []


def test_decision_notes_have_one_number_each():
    numbers = [note.name[:4] for note in NOTES]
    assert len(set(numbers)) == len(numbers)
    assert NOTES, "no decision note was found"


@pytest.mark.parametrize("note", NOTES, ids=name)
def test_decision_note_is_titled_by_its_number_and_has_its_parts(note):
    text = note.read_text(encoding="utf-8")
    assert re.match(rf"# {note.name[:4]} \S", text)
    assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Consequences"))
