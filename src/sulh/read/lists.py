"""The reader's word lists and packs: how they are written, loaded and checked.

Every list is UTF-8 text, one row a line, columns separated by a tab, names of the columns in the
first line that is not a comment. Lines that begin with ``#`` and empty lines are skipped. A cell
left out at the end of a line is empty. Several forms in one cell are separated by ``|``. Spelling
needs no care: everything is folded (:mod:`sulh.read.fold`) before it is compared.

``lexicon/triggers.tsv``: type subtype lang pos root wazn forms frame
    What makes an event. `type` is an event type of the vocabulary, `lang` is ar or en, `pos` is

    * ``v`` a verb: Arabic by `root` and `wazn` (``II`` … ``VIII``, ``X``, ``I`` or the vowels of
      form I, ``فعَل يفعُل``; ``Q`` for four letters), which also gives the verbal noun of the derived
      forms; English by its base form in `root` (``shell``, ``pull out``), inflected by rule.
      `forms` are added as they stand, in any tense.
    * ``n`` a noun or verbal noun: `forms` as written, without ال; English plurals are made.
    * ``x`` a fixed phrase: `forms` as written, exactly. A form ``v:ROOT:WAZN … REST``, in English
      ``v:BASE … REST``, is a verb in all its finite forms, followed by REST at once or behind its
      subject or object («فتح مسلحون النار», "took the miners hostage").

    `frame` is ``ACTOR>TARGET,TARGET``: where the actor stands and where the target may stand.
    ``subj`` subject, ``dobj`` direct object, ``gen`` the noun that follows (in English: the noun
    after *of*, or the possessor before), ``tgt`` alone: the complement is the target and there is
    no actor, ``between`` both parties after بين / between, ``from`` the party after من / from,
    ``none`` no arguments; anything else is a preposition (على, ضد, مع; on, against, with).
``lexicon/cues.tsv``, ``lexicon/relations.tsv``: kind value lang forms direction reach terminators
    What changes the force of an event near it (cues.tsv), or ties two things (relations.tsv).
    `kind` names the family (:data:`CUE_KINDS`), `value` what it does: a modality for the families
    that have one, a type for relations and states of agreements. `direction` is right (default),
    left or both; `reach` is next (the next event), phrase, clause (default), list or sentence;
    `terminators` are words that end the reach. A form ``v:ROOT:WAZN`` or, in English, ``v:BASE``
    is a verb in all its forms; any other form is taken as written. A last word ``ل`` or ``ب`` may
    be fused to what follows («التابع لـ…»).
``lexicon/words.tsv``: kind lang forms
    Closed classes: see :data:`WORD_KINDS`. ``v:ROOT:WAZN`` stands for all finite forms of a verb.
``lexicon/sets.tsv``: set meaning forms
    Small closed sets that single rules use.
``lexicon/states.tsv``: id iso2 name_ar name_en aliases nisba_m nisba_f nisba_pl demonym_en
    capital_ar capital_en. States, the adjectives of their names, and their capitals.
``lexicon/gazetteer.tsv``: geonameid country name_en name_ar aliases lat lon population admin1
``packs/NAME/pack.toml``: name, title, countries (ISO codes), languages, version
``packs/NAME/parties.tsv``: id kind name_ar name_en aliases part_of allied_with backed_by
    opposed_to leader valid_from valid_to same_as note short
``packs/NAME/people.tsv``: id name_ar name_en aliases role_ar role_en party valid_from valid_to
``packs/NAME/places.tsv``: id type name_ar name_en aliases part_of lat lon gazetteer
``packs/NAME/sources.tsv``: id kind name_ar name_en aliases
``packs/NAME/agreements.tsv``: id name_ar name_en aliases parties year
``packs/NAME/tests.tsv``: sentence expected

Ids carry their prefix (``p:``, ``x:``, ``pl:``, ``s:``). What a pack knows (who backs whom) helps
to tell names apart and never becomes a claim: a claim needs a quote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import get_args

from sulh.case.vocab import EventType, Modality
from sulh.errors import CaseError, Fault, UnreadableError, Where, nearest
from sulh.read.fold import fold_text
from sulh.read.heap import uncollected
from sulh.read.list_kinds import CUE_KINDS, WORD_KINDS
from sulh.read.morphology import (
    Form,
    Tense,
    accusatives,
    arabic_forms,
    english_forms,
    english_plural,
)

__all__ = [
    "CUE_KINDS",
    "WORD_KINDS",
    "Cue",
    "Entry",
    "Gap",
    "Lexicon",
    "Pack",
    "Row",
    "Trigger",
    "load_lexicon",
    "read_table",
    "whole_table",
    "words_of",
]

HERE = Path(__file__).parent
_WHOLE = frozenset(
    ("function", "subordinator", "contrast", "relative", "complementizer", "common", "pronoun",
     "auxiliary", "preposition", "demonstrative", "given", "verb")
)  # fmt: skip
_MODAL = frozenset(get_args(Modality))
_POS = ("v", "n", "x")


@dataclass(slots=True)
class Row:
    """One row of a table, with where it stands."""

    cells: Mapping[str, str]
    path: Path
    line: int = 0

    @property
    def where(self) -> Where:
        """The file and line, for messages."""
        return Where(str(self.path), self.line)

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def forms(self, column: str) -> tuple[str, ...]:
        """Return the forms of a cell, folded, in order, each once."""
        parts = (fold_text(part).strip() for part in self[column].split("|"))
        return tuple(dict.fromkeys(part for part in parts if part))


@dataclass(frozen=True, slots=True)
class Trigger:
    """A row of triggers.tsv; `id` names it in the rules of a claim."""

    id: str
    type: str
    subtype: str
    lang: str
    pos: str
    actor: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A phrase of a verb and, further on, the words of `rest`; `form` is the verb alone."""

    trigger: Trigger
    form: Form
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of cues.tsv; `id` names it in the rules of a claim."""

    id: str
    kind: str
    value: str
    lang: str
    direction: str
    reach: str
    terminators: frozenset[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a pack or list knows of a name: `cls` is party, person, place or source."""

    id: str
    cls: str
    kind: str
    name_ar: str
    name_en: str
    aliases: tuple[str, ...] = ()
    part_of: str = ""
    party: str = ""
    role_ar: str = ""
    role_en: str = ""
    latitude: float | None = None
    longitude: float | None = None
    gazetteer: str = ""
    population: int = 0
    weak: bool = False
    """True for a gazetteer's name that needs a word of place beside it."""

    short: tuple[str, ...] = ()
    """Names that are ordinary words too («فتح»), folded: read only beside a verb or a party."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack: what it is for and the names it knows."""

    name: str
    title: str
    version: str
    countries: tuple[str, ...]
    languages: tuple[str, ...]
    entries: tuple[Entry, ...]
    tests: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Lexicon:
    """All lists that do not belong to one conflict.

    `words` maps a folded word to its classes; `triggers` and `cues` map a written form, of one
    word or several, to what it may be; `gaps` maps a verb to the phrases it may open.
    """

    triggers: Mapping[str, tuple[tuple[Trigger, Form], ...]]
    cues: Mapping[str, tuple[tuple[Cue, Form | None], ...]]
    words: Mapping[str, frozenset[str]]
    states: tuple[Row, ...]
    gaps: Mapping[str, tuple[Gap, ...]] = field(default_factory=dict)
    version: str = "1"


def read_table(path: Path, columns: Iterable[str]) -> Iterator[Row]:
    """Read a list; columns that are missing from the file are empty.

    Raises
    ------
    UnreadableError
        If the file cannot be read, is not UTF-8 or lacks the header.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(
            f"cannot read this list: {error}", Where(str(path)), "save it as UTF-8 text"
        ) from error
    header: list[str] | None = None
    wanted = tuple(columns)
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = map(str.strip, line.split("\t"))
        if header is None:
            header = _header(path, number, [*cells], wanted)
            continue
        yield Row(dict(zip(header, cells, strict=False)), path, number)


def _header(path: Path, line: int, cells: list[str], columns: tuple[str, ...]) -> list[str]:
    if cells[0] != columns[0]:
        raise UnreadableError(
            f"expected the column names {', '.join(columns)}, found {cells[0]!r}",
            Where(str(path), line),
            "write the names of the columns in the first line, separated by tabs",
        )
    return cells


def whole_table(path: Path, columns: tuple[str, ...]) -> list[Row]:
    """Read a list that may be missing: then it has no rows."""
    return list(read_table(path, columns)) if path.is_file() else []


@lru_cache(maxsize=1)
def _sets() -> Mapping[str, frozenset[str]]:
    rows = read_table(HERE / "lexicon" / "sets.tsv", ("set", "meaning", "forms"))
    return {row["set"]: frozenset(row.forms("forms")) for row in rows}


def words_of(name: str) -> frozenset[str]:
    """Return a small closed set of words, folded, from lexicon/sets.tsv."""
    return _sets()[name]


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Load the shipped lists, once a process.

    Raises
    ------
    CaseError
        With every fault found.
    """
    faults: list[Fault] = []
    with uncollected():
        lexicon = _lexicon(HERE / "lexicon", faults)
    if faults:
        raise CaseError(faults)
    return lexicon


def _lexicon(folder: Path, faults: list[Fault]) -> Lexicon:
    triggers, gaps = _triggers(folder / "triggers.tsv", faults)
    return Lexicon(
        triggers=triggers,
        cues=_cues((folder / "cues.tsv", folder / "relations.tsv"), faults),
        words=_words(folder / "words.tsv", faults),
        states=tuple(whole_table(folder / "states.tsv", ("id",))),
        gaps=gaps,
    )


def _triggers(
    path: Path, faults: list[Fault]
) -> tuple[dict[str, tuple[tuple[Trigger, Form], ...]], dict[str, tuple[Gap, ...]]]:
    found: dict[str, list[tuple[Trigger, Form]]] = {}
    gaps: dict[str, list[Gap]] = {}
    for row in read_table(path, ("type", "subtype", "lang", "pos")):
        if row["type"] not in get_args(EventType):
            faults.append(Fault("LEX_TYPE", f"unknown event type {row['type']!r}", row.where,
                                nearest(row["type"], get_args(EventType))))  # fmt: skip
            continue
        if row["pos"] not in _POS:
            faults.append(Fault("LEX_POS", f"pos is v, n or x, found {row['pos']!r}", row.where))
            continue
        actor, _, targets = row["frame"].partition(">")
        trigger = Trigger(
            f"trigger:{row.line}",
            row["type"],
            row["subtype"],
            row["lang"] or "ar",
            row["pos"],
            fold_text(actor.strip()),
            tuple(fold_text(t.strip()) for t in targets.split(",") if t.strip()),
        )
        for form in _forms(row, faults):
            pairs = found.setdefault(form.word, [])
            if not any(t.type == trigger.type and f == form for t, f in pairs):
                pairs.append((trigger, form))
        for form, rest in _parted(row, faults) if row["pos"] == "x" else ():
            gaps.setdefault(form.word, []).append(Gap(trigger, form, tuple(rest.split())))
    return (
        {word: tuple(pairs) for word, pairs in found.items()},
        {word: tuple(phrases) for word, phrases in gaps.items()},
    )


def _parted(row: Row, faults: list[Fault]) -> Iterator[tuple[Form, str]]:
    """Yield the verbs of phrases written ``v:ROOT:WAZN … REST``, each with the rest."""
    for written in row["forms"].split("|"):
        verb, _, rest = written.strip().partition(" … ")
        if verb.startswith("v:") and rest:
            for _, form in _cue_forms(verb, row, faults):
                if form is not None:
                    yield form, fold_text(rest).strip()


def _forms(row: Row, faults: list[Fault]) -> list[Form]:
    pos, english = row["pos"], row["lang"] == "en"
    written = row.forms("forms")
    if pos == "x":
        return [Form(word, "past") for word in written if "…" not in word]
    if pos == "n":
        plurals = [english_plural(word) for word in written] if english else []
        bare = tuple(dict.fromkeys(indefinite(word) for word in written))
        bare += () if english else tuple(_definite(bare))
        nouns = tuple(
            Form(word, "noun") for word in (*_without_pronouns(bare, row["forms"]), *plurals)
        )
        return list(nouns if english else accusatives(nouns))
    if english:
        bases = row.forms("root") or written
        forms = [form for word in bases for form in english_forms(word)]
        have = {form.word for form in forms}
        return forms + [Form(word, "past") for word in written if word not in have]
    generated: list[Form] = []
    if row["root"]:
        try:
            generated = list(accusatives(arabic_forms(row["root"], row["wazn"])))
        except (ValueError, KeyError) as error:
            faults.append(Fault("LEX_ROOT", f"{row['root']} {row['wazn']}: {error}", row.where))
    known = {form.word for form in generated}
    return generated + [
        _written(word) for word in written if word not in known and not _with_object(word, known)
    ]


def _definite(written: tuple[str, ...]) -> Iterator[str]:
    """Yield «العملية العسكرية» for «عملية عسكرية»: both words of such a phrase take the article."""
    for words in (word.split() for word in written):
        described = len(words) == 2 and words[1].endswith(("يه", "ي", "ات", "ين"))
        if described and not any(word.startswith("ال") for word in words) and len(words[1]) > 3:
            yield f"ال{words[0]} ال{words[1]}"


def _with_object(word: str, known: set[str]) -> bool:
    """Tell a verb form with an object pronoun: the pronoun is an argument, not part of the form."""
    stems = [word[: -len(back)] for back in ("ها", "هم", "ه") if word.endswith(back)]
    return any(stem in known for stem in stems)


def _without_pronouns(written: tuple[str, ...], cell: str) -> Iterator[str]:
    """Leave out forms with a pronoun when the bare form is listed too: it is an argument."""
    known = set(written)
    marked = {fold_text(w).strip() for w in cell.split("|") if not w.strip().endswith("ة")}
    for word in written:
        stems = [word[: -len(back)] for back in ("ها", "هم", "ه") if word.endswith(back)]
        bare = any(s in known or s.removesuffix("ت") + "ه" in known - {word} for s in stems)
        if not (bare and word in marked):
            yield word


def _written(word: str) -> Form:
    """Guess tense and person of a verb form given as written."""
    tense: Tense = "present" if word[:1] in "يت" and len(word) > 3 else "past"
    plural = word.endswith(("وا", "ون"))
    feminine = word.startswith("ت") if tense == "present" else word.endswith("ت")
    return Form(word, tense, "3mp" if plural else "3fs" if feminine else "3ms")


def _cues(
    paths: tuple[Path, ...], faults: list[Fault]
) -> dict[str, tuple[tuple[Cue, Form | None], ...]]:
    found: dict[str, list[tuple[Cue, Form | None]]] = {}
    settled: set[tuple[str, str]] = set()
    for path in paths:
        mine: set[tuple[str, str]] = set()
        for row in whole_table(path, ("kind", "value", "lang")):
            if row["kind"] not in CUE_KINDS:
                faults.append(Fault("LEX_CUE", f"unknown kind {row['kind']!r}", row.where,
                                    nearest(row["kind"], CUE_KINDS)))  # fmt: skip
                continue
            cue = _cue(row, path.stem)
            for written in row["forms"].split("|"):
                for word, form in _cue_forms(written.strip(), row, faults):
                    modal = cue.value in _MODAL or cue.kind in ("neg", "guard")
                    if modal and (word, cue.lang) in settled:
                        continue
                    found.setdefault(word, []).append((cue, form))
                    if modal:
                        mine.add((word, cue.lang))
        settled |= mine
    return {word: tuple(dict.fromkeys(pairs)) for word, pairs in found.items()}


def _cue(row: Row, file: str) -> Cue:
    return Cue(
        f"{file}:{row.line}",
        row["kind"],
        row["value"],
        row["lang"] or "ar",
        row["direction"] or "right",
        row["reach"] or "clause",
        frozenset(row.forms("terminators")),
    )


def _cue_forms(written: str, row: Row, faults: list[Fault]) -> list[tuple[str, Form | None]]:
    if not written.startswith("v:"):
        return [(indefinite(fold_text(written)), None)] if written else []
    parts = written.split(":")
    try:
        forms = arabic_forms(parts[1], parts[2]) if len(parts) == 3 else english_forms(parts[1])
    except (ValueError, KeyError) as error:
        faults.append(Fault("LEX_ROOT", f"{written}: {error}", row.where))
        return []
    return [(form.word, form) for form in forms]


def _words(path: Path, faults: list[Fault]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in read_table(path, ("kind", "lang", "forms")):
        if row["kind"] not in WORD_KINDS:
            faults.append(Fault("LEX_WORD", f"unknown kind {row['kind']!r}", row.where,
                                nearest(row["kind"], WORD_KINDS)))  # fmt: skip
            continue
        for word in _class_forms(row, faults):
            kept = word if row["kind"] in _WHOLE else indefinite(word)
            found.setdefault(kept, set()).add(row["kind"])
    return {word: frozenset(kinds) for word, kinds in found.items()}


def _class_forms(row: Row, faults: list[Fault]) -> Iterator[str]:
    """Yield the forms of a class; ``v:ROOT:WAZN`` gives a verb's finite forms that are no noun."""
    for written in row["forms"].split("|"):
        if not written.startswith("v:"):
            yield from (form for form in (fold_text(written).strip(),) if form)
            continue
        _, root, wazn = [*written.split(":"), "", ""][:3]
        try:
            forms = arabic_forms(root, wazn)
        except (ValueError, KeyError) as error:
            faults.append(Fault("LEX_ROOT", f"{written}: {error}", row.where))
            continue
        nouns = {form.word for form in forms if form.tense == "noun"}
        yield from (form.word for form in forms if form.word not in nouns and _sure(form))


def _sure(form: Form) -> bool:
    """Leave out what is spelt like a noun: «عدد», «غير», and the dual, «تقدما» for «تقدماً»."""
    return len(form.word) > 3 and not (form.tense == "past" and form.person == "3md")


def indefinite(word: str) -> str:
    """Take the article off a single Arabic word: lists hold nouns without it.

    Examples
    --------
    >>> indefinite("القوات"), indefinite("وقف اطلاق النار")
    ('قوات', 'وقف اطلاق النار')
    """
    return word[2:] if word.startswith("ال") and len(word) > 4 and " " not in word else word
