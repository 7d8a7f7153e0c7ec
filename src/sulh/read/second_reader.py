"""A language model as second reader beside the rules: it confirms, doubts, proposes; never asserts.

Paragraph by paragraph the model lists events. An item counts only if it fits the closed lists and
its quote stands in the paragraph. Where it says what the rules say, the claim gains confidence;
where it says otherwise, the claim is doubted and noted; what only it says joins the case as
*proposed*: marked, and counting for nothing until a person accepts it. Whatever a report tells the
model to do, and whatever the model answers, no more than that can happen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from sulh.case.model import Area, Case, Claim, EventContent, Holder, Party, Person
from sulh.case.vocab import EventType, Modality
from sulh.errors import Fault, Where
from sulh.read.endpoint import Endpoint, NoAnswerError, ask
from sulh.read.event_force import realis_of
from sulh.read.fold import fold
from sulh.read.reader import Draft

__all__ = ["answer_schema", "second_reading"]

PROMPTS = Path(__file__).parent / "prompts"
AGREED, DOUBTED, PROPOSED = 0.9, 0.2, 0.3
_LONGEST = 3_000
_MOST_ENTITIES = 80
_PATIENCE = 3
_FIELDS = ("quote", "type", "actors", "targets", "areas", "said_by", "modality", "polarity")


@dataclass(frozen=True, slots=True)
class Item:
    """An event as the model tells it, found in the stored text."""

    start: int
    end: int
    type: str
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    areas: tuple[str, ...]
    said_by: str
    modality: str
    polarity: str


def answer_schema() -> dict[str, Any]:
    """Return the JSON schema of an answer: closed lists of types and modalities."""
    ids = {"type": "array", "items": {"type": "string"}}
    fields = {
        "quote": {"type": "string"},
        "type": {"type": "string", "enum": list(get_args(EventType))},
        "actors": ids,
        "targets": ids,
        "areas": ids,
        "said_by": {"type": "string"},
        "modality": {"type": "string", "enum": list(get_args(Modality))},
        "polarity": {"type": "string", "enum": ["pos", "neg"]},
    }
    item = {
        "type": "object", "properties": fields, "required": list(_FIELDS),
        "additionalProperties": False,
    }  # fmt: skip
    return {
        "type": "object",
        "properties": {"claims": {"type": "array", "items": item}},
        "required": ["claims"],
        "additionalProperties": False,
    }


def second_reading(
    draft: Draft, endpoint: Endpoint, progress: Callable[[float], None] | None = None
) -> Draft:
    """Return the draft with what a second reader makes of it.

    Parameters
    ----------
    draft : Draft
        What the rules drafted.
    endpoint : Endpoint
        The model.
    progress : callable, optional
        Told the part done, 0 to 1.

    Returns
    -------
    Draft
        The same claims, with confidence and notes changed, and further ones with decision
        "proposed" and the model as engine. A notice (``SECOND_READER``) says what was not answered
        or dropped. After three paragraphs in a row without an answer the rest are not asked.
    """
    asked = list(_paragraphs(draft))
    found: dict[str, list[Item]] = {}
    problems: list[str] = []
    dropped = silent = 0
    for number, (source, start, paragraph) in enumerate(asked, 1):
        try:
            answer = ask(endpoint, _messages(draft.case, source, paragraph), answer_schema())
            items, lost = _items(answer, draft.case, paragraph, start)
        except NoAnswerError as error:
            problems.append(str(error))
            silent += 1
            if silent >= _PATIENCE:
                problems += ["not asked"] * (len(asked) - number)
                break
            continue
        silent, dropped = 0, dropped + lost
        found.setdefault(source, []).extend(items)
        if progress is not None:
            progress(number / len(asked))
    case = _compared(draft.case, draft.texts, found, f"llm:{endpoint.model}")
    return replace(
        draft, case=case, notices=(*draft.notices, *_notices(endpoint, problems, dropped))
    )


def _notices(endpoint: Endpoint, problems: list[str], dropped: int) -> Iterator[Fault]:
    where = Where(endpoint.url)
    if problems:
        yield Fault(
            "SECOND_READER", f"{len(problems)} paragraphs were not answered: {problems[0]}", where,
            "start again to ask for them; what was answered is kept",
        )  # fmt: skip
    if dropped:
        yield Fault(
            "SECOND_READER",
            f"{dropped} items were dropped: not in the text, or outside the closed lists", where,
        )  # fmt: skip


# ---- asking ----------------------------------------------------------------------------------


def _paragraphs(draft: Draft) -> Iterator[tuple[str, int, str]]:
    """Source, offset and words of each paragraph of the documents from which something was read."""
    told = {claim.source for claim in draft.case.claims}
    for source, text in draft.texts.items():
        start = 0
        for line in text.split("\n") if source in told else ():
            for first in range(0, len(line), _LONGEST):
                piece = line[first : first + _LONGEST]
                if len(piece.split()) > 3:
                    yield source, start + first, piece
            start += len(line) + 1


def _messages(case: Case, source: str, paragraph: str) -> list[dict[str, str]]:
    mark = f"[[{hashlib.sha256(paragraph.encode()).hexdigest()[:16]}]]"
    entities = "\n".join(_entities(case, source)) or "(none)"
    system = (PROMPTS / "second_reader.md").read_text(encoding="utf-8").replace("{mark}", mark)
    user = (PROMPTS / "paragraph.md").read_text(encoding="utf-8")
    user = user.replace("{mark}", mark).replace("{entities}", entities)
    return [
        {"role": "system", "content": system},
        {"role": "user", "content": user.replace("{paragraph}", paragraph)},
    ]


def _entities(case: Case, source: str) -> Iterator[str]:
    count = 0
    records: tuple[Party | Person | Area, ...] = (*case.parties, *case.persons, *case.areas)
    for record in records:
        here = any(mention.source == source for mention in record.mentions)
        if here and count < _MOST_ENTITIES:
            count += 1
            yield f"{record.id}: {' / '.join(n for n in (record.name.ar, record.name.en) if n)}"


# ---- what is kept of an answer ---------------------------------------------------------------


def _items(answer: str, case: Case, paragraph: str, offset: int) -> tuple[list[Item], int]:
    """Return the items that fit the lists and the text, and how many do not."""
    try:
        told = json.loads(answer)["claims"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NoAnswerError("an answer that is not the JSON asked for") from error
    if not isinstance(told, list):
        raise NoAnswerError("an answer without a list of claims")
    known = {record.id for record in (*case.parties, *case.persons, *case.areas)}
    found = [item for each in told if (item := _item(each, known, paragraph, offset)) is not None]
    return list(dict.fromkeys(found)), len(told) - len(found)


def _item(told: Any, known: set[str], paragraph: str, offset: int) -> Item | None:
    if not (isinstance(told, dict) and set(told) == set(_FIELDS)):
        return None
    words = [told[name] for name in ("quote", "type", "said_by", "modality", "polarity")]
    lists = [told[name] for name in ("actors", "targets", "areas")]
    if not all(isinstance(word, str) for word in words) or not all(map(_is_words, lists)):
        return None
    span = _place(told["quote"], paragraph)
    fits = (
        told["type"] in get_args(EventType)
        and told["modality"] in get_args(Modality)
        and told["polarity"] in ("pos", "neg")
        and told["said_by"] in known | {"author", "unnamed"}
        and all(i in known for ids in lists for i in ids)
        and all(i.startswith("pl:") for i in told["areas"])
        and not any(i.startswith("pl:") for i in (*told["actors"], *told["targets"]))
    )
    if span is None or not fits:
        return None
    actors, targets, areas = (tuple(ids) for ids in lists)
    return Item(
        offset + span[0], offset + span[1], told["type"], actors, targets, areas,
        told["said_by"], told["modality"], told["polarity"],
    )  # fmt: skip


def _is_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def _place(quote: str, paragraph: str) -> tuple[int, int] | None:
    """Where a quote stands, spelling aside; None where it does not, or is less than a word."""
    folded, wanted = fold(paragraph), fold(quote).shadow.strip()
    at = folded.shadow.find(wanted) if len(wanted) > 2 else -1
    return folded.span(at, at + len(wanted)) if at >= 0 else None


# ---- beside the rules ------------------------------------------------------------------------


def _compared(
    case: Case, texts: Mapping[str, str], found: Mapping[str, list[Item]], engine: str
) -> Case:
    claims, used = [], set[tuple[str, Item]]()
    for claim in case.claims:
        content = claim.content
        near = [
            item
            for item in found.get(claim.source, ())
            if isinstance(content, EventContent)
            and item.type == content.type
            and item.start < claim.end
            and claim.start < item.end
            and (claim.source, item) not in used
        ]
        if not near:
            claims.append(claim)
            continue
        item = min(near, key=lambda each: (len(_differences(claim, each)), each.start, each.end))
        used.add((claim.source, item))
        claims.append(_judged(claim, item, engine))
    taken = {claim.id for claim in case.claims}
    for source, items in found.items():
        for item in items:
            if (source, item) not in used:
                claims.append(_proposed(item, source, texts[source], engine, taken))
                taken.add(claims[-1].id)
    return replace(case, claims=tuple(claims))


def _differences(claim: Claim, item: Item) -> list[str]:
    """What the second reader says otherwise. What only one of them names is no difference."""
    content = claim.content
    found = [
        f"{name}={theirs}"
        for name, ours, theirs in (
            ("modality", claim.modality, item.modality),
            ("polarity", claim.polarity, item.polarity),
            ("said_by", claim.holders[-1].who if claim.holders else "author", item.said_by),
        )
        if ours != theirs
    ]
    for name in ("actors", "targets", "areas"):
        ours, theirs = set(getattr(content, name)), set(getattr(item, name))
        if ours and theirs and not ours & theirs:
            found.append(f"{name}={','.join(sorted(theirs))}")
    return found


def _judged(claim: Claim, item: Item, engine: str) -> Claim:
    differences = _differences(claim, item)
    if not differences:
        return replace(claim, engine=f"{claim.engine}+{engine}", confidence=AGREED)
    note = f"second reader ({engine}): {'; '.join(differences)}"
    return replace(
        claim, confidence=DOUBTED, note="\n".join(part for part in (claim.note, note) if part)
    )


def _proposed(item: Item, source: str, text: str, engine: str, taken: set[str]) -> Claim:
    stem, number = f"c:{source.partition(':')[2]}-second-", 1
    while f"{stem}{number:03d}" in taken:
        number += 1
    holders = (Holder(),) if item.said_by == "author" else (Holder(), Holder(who=item.said_by))
    return Claim(
        id=f"{stem}{number:03d}",
        source=source,
        start=item.start,
        end=item.end,
        quote=text[item.start : item.end],
        content=EventContent(
            type=item.type, actors=item.actors, targets=item.targets, areas=item.areas  # type: ignore[arg-type]
        ),
        holders=holders,
        modality=item.modality,  # type: ignore[arg-type]
        polarity=item.polarity,  # type: ignore[arg-type]
        realis=realis_of(item.modality),
        engine=engine,
        confidence=PROPOSED,
        note="only the second reader tells of this",
        decision="proposed",
    )  # fmt: skip
