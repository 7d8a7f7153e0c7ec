"""States and moves of a decision in words, from the titles of its options."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sulh.case.model import Text
from sulh.graph.reasons import MoveStep
from sulh.settlement.result import DecisionResult
from sulh.words.cases import governed
from sulh.words.voice import Voice, isolate

__all__ = ["DecisionWords"]


@dataclass(frozen=True)
class DecisionWords:
    """What the decision makers, options and states of one decision are called.

    Parameters
    ----------
    result : DecisionResult
        The answer for the decision.
    voice : Voice
    states : tuple of Text
        The titles of its states, where the decision has explicit states; else a state is the
        options that are on.
    """

    result: DecisionResult
    voice: Voice
    states: tuple[Text, ...] = ()

    def maker(self, index: int) -> str:
        """Return the name of a decision maker by its index, as it stands by itself."""
        return self.voice.text(self.result.decision_makers[index][1])

    def maker_named(self, maker_id: str) -> str:
        """Return the name of a decision maker by its id, as it stands by itself."""
        titles = dict(self.result.decision_makers)
        return self.voice.text(titles[maker_id]) if maker_id in titles else isolate(maker_id)

    def of_maker(self, index: int) -> str:
        """Return the name of a decision maker as it stands after a preposition."""
        return governed(self.maker(index))

    def of_makers(self, ids: Iterable[str]) -> str:
        """Return decision makers by their ids, as a list after a preposition."""
        return self.voice.join([governed(self.maker_named(maker_id)) for maker_id in ids])

    def option(self, index: int) -> str:
        """Return the title of an option by its index, in quotation marks."""
        return self._quoted(self.result.options[index][1])

    def options_on(self, state: int) -> str:
        """Return the options that are on in a state, as a list in words."""
        on = [self.option(j) for j in range(len(self.result.options)) if state >> j & 1]
        return self.voice.join(on) or self.voice.say(ar="لا خيار متخذ", en="no option taken")

    def state(self, state: int) -> str:
        """Return the title of a named outcome, or else the options that are on."""
        for outcome in self.result.outcomes:
            if outcome.state == state:
                return self._quoted(outcome.title)
        if self.states:
            return self._quoted(self.states[state])
        options = self.options_on(state)
        if not any(state >> j & 1 for j in range(len(self.result.options))):
            return self.voice.say(
                ar="حالة لا يُتخذ فيها أي خيار", en="the state where no option is taken"
            )
        return self.voice.say(ar=f"حالة يُتخذ فيها {options}", en=f"the state with {options}")

    def move(self, step: MoveStep) -> str:
        """Return what a step takes up and what it drops: ``choosing “Assault”``."""
        if self.states:
            target = self.state(step.target)
            return self.voice.say(ar=f"الانتقال إلى {target}", en=f"moving to {target}")
        taken, dropped = (
            self._changed(step.source, step.target),
            self._changed(step.target, step.source),
        )
        parts = [self.voice.say(ar=f"اختيار {taken}", en=f"choosing {taken}")] if taken else []
        parts += (
            [self.voice.say(ar=f"العدول عن {dropped}", en=f"giving up {dropped}")]
            if dropped
            else []
        )
        return self.voice.join(parts) or self.voice.say(ar="عدم تغيير شيء", en="changing nothing")

    def sequence(self, steps: tuple[MoveStep, ...]) -> str:
        """Return a sequence of moves, each with its mover."""
        then = self.voice.say(ar="، ثم ", en=", then ")
        return then.join(f"{self.of_maker(s.decision_maker)} ({self.move(s)})" for s in steps)

    def _changed(self, source: int, target: int) -> str:
        new = target & ~source
        return self.voice.join(
            [self.option(j) for j in range(len(self.result.options)) if new >> j & 1]
        )

    def _quoted(self, title: Text) -> str:
        return self.voice.say(ar=f"«{self.voice.text(title)}»", en=f"“{self.voice.text(title)}”")
