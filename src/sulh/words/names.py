"""Names of the records of a case, by id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from sulh.case.model import Case, Claim, Source, Text
from sulh.words.cases import governed
from sulh.words.voice import Voice, isolate

__all__ = ["Names", "names_of"]


@dataclass(frozen=True)
class Names:
    """What the records of a case are called, in one voice.

    `texts` is by id; `withheld` are ids the reader of this page may not see.
    """

    texts: dict[str, Text]
    claims: dict[str, Claim]
    publishers: dict[str, str]
    voice: Voice
    withheld: frozenset[str] = frozenset()

    def of(self, record_id: str) -> str:
        """Return the isolated name of a record, or its id where it has none."""
        if record_id in self.withheld:
            return self.voice.say(ar="(محجوب)", en="(withheld)")
        text = self.texts.get(record_id)
        return self.voice.text(text) if text else isolate(record_id)

    def list(self, ids: Iterable[str]) -> str:
        """Return the names of several records as a list in words."""
        return self.voice.join([self.of(record_id) for record_id in ids])

    def governed(self, *ids: str) -> str:
        """Return names as they stand after a preposition or a verbal noun, as a list in words."""
        if self.voice.language == "en":
            return self.list(ids)
        return self.voice.join([governed(self.of(record_id)) for record_id in ids])

    def publisher(self, source: str) -> str:
        """Return who published a source: outlet, else its file, its title, or its id."""
        return isolate(
            self.publishers.get(source, "")
            or self.texts.get(source, Text()).in_(self.voice.language)
            or source
        )


def names_of(case: Case, voice: Voice, withheld: Iterable[str] = ()) -> Names:
    """Collect the names of every record of `case` that has one."""
    texts: dict[str, Text] = {}
    for group in (case.parties, case.persons, case.areas, case.agreements):
        texts |= {record.id: record.name for record in group}
    for titled in (case.decisions, case.campaigns):
        texts |= {record.id: record.title for record in titled}
    for source in case.sources:
        name = source.name or source.title
        texts |= {source.id: name} if name else {}
    return Names(
        texts=texts,
        claims={claim.id: claim for claim in case.claims},
        publishers={source.id: _outlet(source) for source in case.sources},
        voice=voice,
        withheld=frozenset(withheld),
    )


def _outlet(source: Source) -> str:
    """Who published a source; where that is not known, the name of its file."""
    return source.publisher or PurePath(source.file or source.text_file).stem
