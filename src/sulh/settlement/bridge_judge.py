"""Judging the states that are played, by aims and by statements, and where the two differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations
from math import hypot

import numpy as np
import numpy.typing as npt

from sulh.case.model import Aim, Decision
from sulh.errors import LimitError
from sulh.graph import Conflict, monte_carlo
from sulh.settlement.aims import dense_ranks
from sulh.settlement.attain import Roads
from sulh.settlement.bridge_draw import Drawn, clustered
from sulh.settlement.bridge_play import Playing
from sulh.settlement.decisions import NEEDED
from sulh.settlement.preferences import preferences_of
from sulh.settlement.records import Holds, Share, Verdict
from sulh.settlement.result_bridge import Acceptance, BridgeVerdict, Disagreement
from sulh.settlement.space import OrderSpace, Ranks
from sulh.settlement.tally import Looked, Watch, look_through

__all__ = ["MARGIN", "Bridge", "acceptance", "disagreements", "verdicts"]

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MARGIN = 0.1
"""Shares by the two routes that differ by no more than this and two standard errors agree."""
CHUNK = 2_000


@dataclass(frozen=True, eq=False)
class Bridge:
    """What is judged.

    Parameters
    ----------
    decision : Decision
    whole, conflict : Conflict
        Over all feasible states, and over those that are played.
    aims : tuple of tuple of Aim
        For each decision maker.
    playing : Playing
    play_of : int array (n_states,)
    drawn : Drawn
    outcomes : tuple of (int, int)
        Place in the decision's list, and state, of the named outcomes that are played.
    structures : tuple of str
    n, seed : int
        Draws of statements, where their orders are too many to go through.
    """

    decision: Decision
    whole: Conflict
    conflict: Conflict
    aims: tuple[tuple[Aim, ...], ...]
    playing: Playing
    play_of: Ints
    drawn: Drawn
    outcomes: tuple[tuple[int, int], ...]
    structures: tuple[str, ...]
    n: int
    seed: int

    @cached_property
    def states(self) -> tuple[int, ...]:
        """States of the outcomes that are played."""
        return tuple(state for _, state in self.outcomes)

    @cached_property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Every two of them, both ways round."""
        return tuple(permutations(self.states, 2))

    @cached_property
    def status_quo(self) -> int:
        """The state things are in."""
        return int(self.whole.status_quo or 0)

    @cached_property
    def flags(self) -> Mapping[str, Bools]:
        """By aims, draw by draw: "holds", "threat", "attainable" (n, n_outcomes)."""
        values, roads = self.drawn.values(), Roads(self.conflict, self.status_quo)
        ranks = dense_ranks(values.reshape(-1, values.shape[2]), self.conflict.feasible)
        parts = []
        for start in range(0, len(values), CHUNK):
            part = ranks.reshape(values.shape)[start : start + CHUNK]
            stable = monte_carlo(self.conflict, part, NEEDED).all(axis=2)
            stable = np.asarray(stable)[:, :, list(self.states)]
            one = dict(zip(NEEDED, np.moveaxis(stable, 1, 0), strict=True))
            parts.append({**_holds(one), "attainable": roads.attainable(part, self.states)})
        return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}

    @cached_property
    def by_statements(self) -> Looked:
        """By statements, over the same states; with "prefers" (n_dm, n_pairs)."""
        roads, at = Roads(self.conflict, self.status_quo), list(self.states)
        first = [a for a, _ in self.pairs]
        second = [b for _, b in self.pairs]

        def watch(ranks: Ranks, stable: Mapping[str, Bools]) -> Mapping[str, Bools]:
            here = {name: np.asarray(stable[name].all(axis=1))[:, at] for name in NEEDED}
            prefers = ranks[:, :, first] > ranks[:, :, second]
            return {
                **_holds(here), "attainable": roads.attainable(ranks, self.states),
                "prefers": prefers,
            }  # fmt: skip

        return self._look(self.conflict, watch)

    @cached_property
    def over_all(self) -> Looked:
        """By statements, over every feasible state."""
        at = list(self.states)

        def watch(_ranks: Ranks, stable: Mapping[str, Bools]) -> Mapping[str, Bools]:
            return _holds({name: np.asarray(stable[name].all(axis=1))[:, at] for name in NEEDED})

        return self._look(self.whole, watch)

    def _look(self, conflict: Conflict, watch: Watch) -> Looked:
        space = OrderSpace(conflict, preferences_of(self.decision))
        if not space.affordable():
            raise LimitError(
                f"decision {self.decision.id} has too many uncertain statements to draw orders",
                advice="give fewer statements a belief below 1",
            )
        return look_through(space, NEEDED, watch, n=self.n, seed=self.seed, own=False)


def _holds(stable: Mapping[str, Bools]) -> dict[str, Bools]:
    holds = stable["seq"] & stable["sseq"]
    return {"holds": holds, "threat": stable["gmr"] & stable["smr"] & ~holds}


def verdicts(bridge: Bridge) -> tuple[BridgeVerdict, ...]:
    """Both routes on every outcome that is played."""
    return tuple(_verdict(bridge, k) for k in range(len(bridge.outcomes)))


def _verdict(bridge: Bridge, k: int) -> BridgeVerdict:
    place, state = bridge.outcomes[k]
    outcome, drawn = bridge.decision.outcomes[place], bridge.drawn
    told, flags = bridge.by_statements, {name: f[:, k] for name, f in bridge.flags.items()}
    aims = clustered(flags["holds"], drawn.draw)
    said = told.share("holds", k)
    margin = MARGIN + 2.0 * hypot(aims.se, said.se)
    return BridgeVerdict(
        outcome=outcome.id,
        title=outcome.title,
        kind=outcome.kind,
        state=state,
        by_aims=Holds(
            verdict=_word(flags["holds"]),
            share=aims,
            rests_on_threat=clustered(flags["threat"], drawn.draw),
            verdict_exact=_word(flags["holds"]) == "possibly",
        ),
        by_statements=Holds(
            verdict=told.verdict("holds", k)[0],
            share=said,
            rests_on_threat=told.share("threat", k),
            verdict_exact=told.verdict("holds", k)[1],
        ),
        all_states=bridge.over_all.share("holds", k),
        attainable_by_aims=clustered(flags["attainable"], drawn.draw),
        attainable_by_statements=told.share("attainable", k),
        by_structure=tuple(
            (name, clustered(flags["holds"][drawn.form == f], drawn.draw[drawn.form == f]))
            for f, name in enumerate(bridge.structures)
        ),
        difference=aims.p - said.p,
        difference_se=hypot(aims.se, said.se),
        margin=margin,
        agree=abs(aims.p - said.p) <= margin,
    )


def _word(flags: Bools) -> Verdict:
    if flags.all():
        return "necessarily"
    return "possibly" if flags.any() else "never"


def disagreements(bridge: Bridge) -> tuple[Disagreement, ...]:
    """Pairs of named states that most orders rank one way by aims, the other by statements.

    Only where both shares are above one half by more than two standard errors, each its own way;
    the widest gap first.
    """
    values, found = bridge.drawn.values(), []
    for who, maker in enumerate(bridge.decision.decision_makers):
        for k, (a, b) in enumerate(bridge.pairs if bridge.aims[who] else ()):
            aims = clustered(values[:, who, a] > values[:, who, b], bridge.drawn.draw)
            back = bridge.by_statements.share("prefers", who, bridge.pairs.index((b, a)))
            if _surely(aims) and _surely(back):
                found.append(
                    Disagreement(
                        decision_maker=maker.id,
                        state=a,
                        other=b,
                        by_aims=aims,
                        by_statements=bridge.by_statements.share("prefers", who, k),
                    )
                )
    gaps = [abs(d.by_aims.p - d.by_statements.p) for d in found]
    order = sorted(range(len(found)), key=lambda i: (-gaps[i], i))
    return tuple(found[i] for i in order)


def _surely(share: Share) -> bool:
    return share.p - 2.0 * share.se > 0.5


def acceptance(bridge: Bridge, alphas: Sequence[float]) -> tuple[Acceptance, ...]:
    """For each settlement, who would take it rather than the status quo, at each alpha."""
    found = []
    makers = [who.id for who in bridge.decision.decision_makers]
    for place, state in bridge.outcomes:
        outcome = bridge.decision.outcomes[place]
        if outcome.kind != "settlement" or state == bridge.status_quo:
            continue
        better = []
        for alpha in alphas:
            values = bridge.drawn.values(alpha)
            better.append(values[:, :, state] > values[:, :, bridge.status_quo])
        for who, name in enumerate(["", *makers]):
            if who and not bridge.aims[who - 1]:
                continue
            each = [b[:, who - 1] if who else np.asarray(b.all(axis=1)) for b in better]
            found.append(_acceptance(outcome.id, name, alphas, each, bridge.drawn.draw))
    return tuple(found)


def _acceptance(
    outcome: str, who: str, alphas: Sequence[float], better: Sequence[Bools], draw: Ints
) -> Acceptance:
    shares = tuple(clustered(flags, draw) for flags in better)
    on = next(
        (a for i, a in enumerate(alphas) if all(share.p >= 0.5 for share in shares[i:])), None
    )
    return Acceptance(
        outcome=outcome, decision_maker=who, alphas=tuple(alphas), shares=shares, from_alpha=on
    )
