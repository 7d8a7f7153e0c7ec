"""What the Daraa example expects of a reader, and how a case is held against it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(str(files("sulh") / "examples" / "daraa"))
REPORTS = FOLDER / "reports"
_LETTERS = str.maketrans("أإآٱىةؤئ", "اااايهوي")


def fold(text: str) -> str:
    """Letters and digits only, Arabic spellings levelled, harakat gone, words set apart."""
    parts = unicodedata.normalize("NFKD", text.lower()).replace("ـ", "")
    bare = "".join(c for c in parts if not unicodedata.combining(c)).translate(_LETTERS)
    return " ".join(re.findall(r"\w+", bare))


def bare_name(text: str) -> str:
    """A folded name without article, so that «الفيلق» and «فيلق» are one."""
    return re.sub(r"^(?:the |al |ال)", "", fold(text))


def load_expected() -> dict[str, Any]:
    return yaml.safe_load((FOLDER / "expected.yaml").read_text(encoding="utf-8"))


def texts() -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(REPORTS.iterdir())}


@dataclass(frozen=True)
class Verdict:
    """How one expected fact fared: found at all, and if so with which faults."""

    id: str
    found: bool
    faults: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        return self.found and not self.faults


class Judge:
    """Holds a case against the expected facts of its reports."""

    def __init__(self, case: Any, expected: dict[str, Any]) -> None:
        self.case = case
        self.names = {k: {bare_name(n) for n in v} for k, v in expected["names"].items()}
        self.labels = {r.id: _labels(r) for r in (*case.parties, *case.persons, *case.areas)}
        self.labels |= {s.id: _labels(s) for s in case.sources}
        self.texts = texts()
        self.source_of = {Path(s.file).stem: s.id for s in case.sources if s.file}

    def is_called(self, record_id: str, wanted: str) -> bool:
        """Whether a record goes by one of the names of `wanted` (a key of names, or a name)."""
        names = self.names.get(wanted, {bare_name(wanted)})
        return bool(self.labels.get(record_id, set()) & names)

    def _claims(self, fact: dict[str, Any]) -> list[Any]:
        start = self.texts[fact["source"]].index(fact["quote"])
        end = start + len(fact["quote"])
        source = self.source_of.get(fact["source"])
        return [
            c for c in self.case.claims if c.source == source and start < c.end and c.start < end
        ]

    def judge(self, fact: dict[str, Any]) -> Verdict:
        """Find the claim that says `fact`, and what is wrong with it."""
        near = [c for c in self._claims(fact) if self._says(c, fact)]
        tries = [Verdict(fact["id"], found=True, faults=self._faults(c, fact)) for c in near]
        return min(tries, key=lambda v: len(v.faults), default=Verdict(fact["id"], found=False))

    def judge_agreement(self, wanted: dict[str, Any]) -> Verdict:
        """Find the agreement that claims at the quote carry, and what is wrong with it."""
        near = {claim.id for claim in self._claims(wanted)}
        tries = [
            Verdict(wanted["id"], found=True, faults=self._agreement_faults(a, wanted))
            for a in self.case.agreements
            if near & _claims_of(a)
        ]
        return min(tries, key=lambda v: len(v.faults), default=Verdict(wanted["id"], found=False))

    def _agreement_faults(self, agreement: Any, wanted: dict[str, Any]) -> tuple[str, ...]:
        faults = []
        if agreement.status not in wanted.get("status", [agreement.status]):
            faults.append(f"status {agreement.status}, expected {wanted['status']}")
        pools = {
            "signatories": agreement.signatories,
            "excluded": agreement.excluded,
            "guarantors": agreement.guarantors,
            "breached_by": [by for breach in agreement.breaches for by in breach.by],
        }
        faults += [
            f"{key} {list(pool)}, expected {want}"
            for key, pool in pools.items()
            for want in wanted.get(key, ())
            if not any(self.is_called(party, want) for party in pool)
        ]
        return tuple(faults)

    def broken(self, rule: dict[str, Any]) -> list[str]:
        """Claims that state as a fact what `rule` says is none."""
        return [
            f"{c.id} {c.content.type}: {c.quote}"
            for c in self._claims(rule)
            if getattr(c.content, "type", "") in rule["type"]
            and c.modality == "asserted"
            and c.polarity == "pos"
        ]

    def _says(self, claim: Any, fact: dict[str, Any]) -> bool:
        content = claim.content
        if content.kind not in _list(fact["kind"]):
            return False
        types = fact.get("type")
        if types and getattr(content, "type", content.kind) not in types:
            return False
        return self._ends_fit(content, fact)

    def _ends_fit(self, content: Any, fact: dict[str, Any]) -> bool:
        froms, tos = _ends(content)
        everything = [*froms, *tos, *getattr(content, "areas", ())]
        pools = {"from": froms, "to": tos, "ends": everything, "area": everything}
        return all(
            any(self.is_called(record, want) for record in pool)
            for key, pool in pools.items()
            for want in fact.get(key, ())
        )

    def _faults(self, claim: Any, fact: dict[str, Any]) -> tuple[str, ...]:
        faults = []
        if claim.modality not in _list(fact["modality"]):
            faults.append(f"modality {claim.modality}, expected {fact['modality']}")
        holder = claim.holders[-1].who
        if not any(holder == h or self.is_called(holder, h) for h in _list(fact["holder"])):
            faults.append(f"holder {holder}, expected {fact['holder']}")
        if "count" in fact and claim.content.low != fact["count"]:
            faults.append(f"count {claim.content.low}, expected {fact['count']}")
        if "when" in fact and _interval(claim.when) != [str(day) for day in fact["when"]]:
            faults.append(f"when {_interval(claim.when)}, expected {fact['when']}")
        return tuple(faults)


def _ends(content: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if content.kind == "relation":
        return (content.subject,), (content.object,)
    if content.kind == "control":
        return content.holders, (content.area,)
    sides = (*getattr(content, "sides", ()), *getattr(content, "about", ()))
    return getattr(content, "actors", sides), getattr(content, "targets", ())


def _claims_of(agreement: Any) -> set[str]:
    parts = (*agreement.terms, *agreement.breaches, *agreement.history)
    return {*agreement.claims, *(claim for part in parts for claim in part.claims)}


def _labels(record: Any) -> set[str]:
    name = getattr(record, "name", None)
    words = [name.ar, name.en] if name else []
    words += [*record.aliases, *(m.quote for m in record.mentions)]
    return {bare_name(word) for word in words} - {""}


def _interval(when: Any) -> list[str]:
    return [str(when.start), str(when.end)] if when else []


def _list(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]
