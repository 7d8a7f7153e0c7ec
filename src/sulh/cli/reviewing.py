"""Review the claims that the reader drafted."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sulh.cli.options import CasePath, Json, Lang
from sulh.cli.terminal import load, progress_bars, say, show
from sulh.errors import SulhError

if TYPE_CHECKING:
    from sulh.case import Case
    from sulh.review import Matter, Shown
    from sulh.settlement.result import Drivers
    from sulh.words import Voice


def review(
    case: CasePath,
    reviewer: Annotated[str, typer.Option(help="Who decides; kept with every decision")] = "",
    lang: Lang = "en",
    limit: Annotated[
        int | None, typer.Option(min=1, help="Stop after so many claims; all by default")
    ] = None,
    drivers: Annotated[
        bool,
        typer.Option("--drivers/--no-drivers", help="Find first what moves the answer most"),
    ] = True,
    json: Json = False,
) -> None:
    """Go through the drafted claims, those that matter most to the answer first.

    Each is shown in its sentence. Answers are read from the terminal or from a pipe, one a line:
    a accept, c correct, r reject, n note, s skip, q quit. Every decision is saved at once, as a
    new record that supersedes the draft; start again to go on where you stopped. --json lists the
    queue and asks nothing.

    Example: sulh review out/daraa --reviewer leila
    """
    from sulh.pipeline import stored_texts
    from sulh.review import review_queue, shown_claims
    from sulh.words import Voice

    known, folder = load(case)
    queue = review_queue(known, _drivers(known) if drivers else ())[:limit]
    texts = stored_texts(known, folder)
    shown = shown_claims(known, texts, [matter.claim for matter in queue])
    if json:
        show(_listed(known, queue, shown))
        return
    target = case if case.suffix in {".yaml", ".yml"} else folder
    session = _Session(known, target, texts, reviewer, Voice(lang))
    session.run(queue, shown)


def _drivers(case: Case) -> tuple[Drivers, ...]:
    """What moves the answer of each decision that has a settlement to ask about."""
    from sulh.errors import ModelError
    from sulh.settlement.drivers import what_drives

    found = []
    with progress_bars() as progress:
        for number, decision in enumerate(case.decisions, 1):
            try:
                found.append(what_drives(decision, n=300))
            except ModelError as error:
                say(f"note: {decision.id}: {error.message}; its statements are only counted")
            progress("drivers", number / len(case.decisions))
    return tuple(found)


def _listed(case: Case, queue: tuple[Matter, ...], shown: dict[str, Shown]) -> str:
    from sulh.documents import ReviewItem
    from sulh.pipeline import to_json

    claims = {claim.id: claim for claim in case.claims}
    return to_json(
        tuple(
            ReviewItem(
                claim=claims[matter.claim], moves=matter.moves, rests=matter.rests,
                conflicts=matter.conflicts, sentence_start=shown[matter.claim].start,
                before=shown[matter.claim].before, after=shown[matter.claim].after,
                text_known=shown[matter.claim].known,
            )
            for matter in queue
        )
    )  # fmt: skip


@dataclass
class _Session:
    """One sitting: the case as it stands, where it is saved, and what was decided."""

    case: Case
    target: Path
    texts: dict[str, str]
    reviewer: str
    voice: Voice
    done: Counter[str] = field(default_factory=Counter)

    def run(self, queue: tuple[Matter, ...], shown: dict[str, Shown]) -> None:
        from sulh.words.review import counted

        for number, matter in enumerate(queue, 1):
            self._show(number, len(queue), matter, shown[matter.claim])
            verdict = self._decide(matter.claim)
            if verdict == "quit":
                break
            self.done[verdict] += 1
        left = len(queue) - sum(self.done[v] for v in ("accept", "correct", "reject"))
        say(counted(self.done, left, self.voice))

    def _show(self, number: int, total: int, matter: Matter, shown: Shown) -> None:
        from sulh.words import names_of
        from sulh.words.claims import claim_sentence
        from sulh.words.review import marked, reasons

        claim = next(c for c in self.case.claims if c.id == matter.claim)
        why = reasons(
            matter.moves,
            matter.rests,
            matter.conflicts,
            matter.confidence,
            self.voice,
            unsure=matter.unsure,
        )
        show(f"\n[{number}/{total}] {claim.id}  {why}")
        show(f"  {marked(shown.before, shown.quote, shown.after)}")
        show(f"  {claim_sentence(claim, names_of(self.case, self.voice))}")
        if claim.note:
            show(f"  # {claim.note}")

    def _decide(self, claim: str) -> str:
        """Ask until there is an answer that can be carried out; the end of input is quit."""
        from sulh.words.review import ANSWERS, ASK

        while True:
            line = self._ask(ASK.in_(self.voice.language))
            if line is None:
                return "quit"
            verdict = ANSWERS.get(line.strip().lower())
            if verdict is None:
                say(f"? {line.strip()}")
            elif verdict in ("skip", "quit"):
                return verdict
            else:
                try:
                    self._record(claim, verdict)
                except SulhError as error:
                    say(str(error))
                else:
                    return verdict

    def _record(self, claim: str, verdict: Any) -> None:
        from sulh.case import save_case
        from sulh.review import decide
        from sulh.words.review import NOTE

        changes = self._changes(claim) if verdict == "correct" else None
        note = (self._ask(NOTE.in_(self.voice.language)) or "") if verdict == "note" else ""
        changed = decide(
            self.case, claim, verdict, reviewer=self.reviewer, note=note.strip(), changes=changes
        )
        save_case(changed, self.target)
        self.case = changed

    def _changes(self, claim_id: str) -> dict[str, Any]:
        from sulh.review import field_names, parsed_changes, placed
        from sulh.words.review import CORRECT

        claim = next(c for c in self.case.claims if c.id == claim_id)
        names = ", ".join(field_names(claim))
        line = self._ask(CORRECT.in_(self.voice.language).format(fields=names)) or ""
        return placed(claim, parsed_changes(claim, line), self.texts.get(claim.source))

    def _ask(self, prompt: str) -> str | None:
        if sys.stdin.isatty():
            typer.echo(prompt, err=True, nl=False)
        line = sys.stdin.readline()
        return line.rstrip("\n") if line else None
