"""What every section of a brief is made from: one case, one result, one voice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sulh.brief.audience import Audience, Visible
from sulh.brief.labels import label
from sulh.case.model import Case, Claim, Decision, Source
from sulh.settlement.result import DecisionResult, SettlementResult
from sulh.words import DecisionWords, Names, Voice, isolate, ltr, names_of, without_bidi
from sulh.words.claims import claim_sentence, holder_words
from sulh.words.dates import when
from sulh.words.numbers import count

__all__ = ["Context", "Evidence"]

_AROUND = 70


@dataclass(frozen=True)
class Evidence:
    """A claim shown with its force, its holder, its quote and its source."""

    claim: str
    modality: str
    holder: str
    sentence: str
    before: str
    quote: str
    after: str
    language: str
    source: str


@dataclass(frozen=True)
class Context:
    """One case and its result as one audience sees them, in one voice."""

    visible: Visible
    voice: Voice
    audience: Audience
    texts: Mapping[str, str]

    @property
    def case(self) -> Case:
        """The visible part of the case."""
        return self.visible.case

    @property
    def result(self) -> SettlementResult:
        """The visible part of the result."""
        return self.visible.result

    @cached_property
    def names(self) -> Names:
        """What the records are called."""
        return names_of(self.case, self.voice, self.visible.withheld)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The sources by id."""
        return {source.id: source for source in self.case.sources}

    @cached_property
    def decisions(self) -> dict[str, Decision]:
        """The decisions of the case by id."""
        return {decision.id: decision for decision in self.case.decisions}

    def t(self, key: str) -> str:
        """Return a fixed label in this voice's language."""
        return label(key, self.voice)

    def withheld(self) -> str:
        """Return what an empty section says where records were withheld; nothing where none were.

        A page that leaves things out must not say that the texts hold nothing.
        """
        if not self.visible.withheld:
            return ""
        n = count(len(self.visible.withheld), self.voice)
        return self.voice.say(
            ar=f"لا شيء هنا مما يجوز عرضه على هذا الجمهور (سجلات محجوبة في الملف كله: {n}).",
            en="Nothing here that may be shown to this audience "
            f"(records withheld in the whole case: {n}).",
        )

    def answered(self, decision_id: str) -> DecisionResult | None:
        """Return the answer for a decision, if this audience may see it."""
        return next((d for d in self.result.decisions if d.decision == decision_id), None)

    def words(self, decision: DecisionResult) -> DecisionWords:
        """Return what the parts of a decision are called."""
        known = self.decisions.get(decision.decision)
        return DecisionWords(
            decision, self.voice, tuple(s.title for s in known.states) if known else ()
        )

    def evidence(self, claim: Claim) -> Evidence:
        """Return a claim as it is shown wherever it is cited."""
        source = self.sources.get(claim.source)
        text = self.texts.get(claim.source, "")
        in_place = text[claim.start : claim.end] == claim.quote
        start = max(0, claim.start - _AROUND)
        return Evidence(
            claim=claim.id,
            modality=claim.modality,
            holder=holder_words(claim, self.names),
            sentence=claim_sentence(claim, self.names),
            before=_from_word(text[start : claim.start], start > 0) if in_place else "",
            quote=without_bidi(claim.quote),
            after=_to_word(text[claim.end : claim.end + _AROUND]) if in_place else "",
            language=source.language if source else "",
            source=self.source_line(claim.source),
        )

    def evidence_of(self, claims: tuple[str, ...]) -> tuple[Evidence, ...]:
        """Return those of `claims` that this audience may see."""
        known = self.names.claims
        return tuple(self.evidence(known[c]) for c in claims if c in known)

    def source_line(self, source_id: str) -> str:
        """Return publisher, date and grade of a source in one line."""
        source = self.sources.get(source_id)
        if source is None:
            return isolate(source_id)
        comma = self.voice.say(ar="، ", en=", ")
        grade = self.voice.say(ar="الدرجة ", en="grade ") + self.grade(source)
        return comma.join(
            (self.names.publisher(source_id), when(source.published, self.voice), grade)
        )

    def grade(self, source: Source) -> str:
        """Return the two letters of the Admiralty code, which are never multiplied."""
        return ltr(f"{source.reliability}{source.credibility}")


def _from_word(text: str, cut: bool) -> str:
    """The words before a quote in its own paragraph, from a whole word on."""
    last = text.rpartition("\n")[2]
    if cut and last == text:
        last = "…" + last.partition(" ")[2]
    return without_bidi(last)


def _to_word(text: str) -> str:
    first, newline, _ = text.partition("\n")
    if not newline and len(first) == _AROUND:
        first = first.rpartition(" ")[0].rstrip(" .،,;:") + "…"
    return without_bidi(first)
