"""Levers of the analyst's own, written in a YAML file: what each does, and what it costs.

::

    levers:
      - id: monitors
        title: {ar: "مراقبون", en: "monitors"}
        cost: 3
        bar: breach                        # this option may not be switched on
      - id: verified
        title: {ar: "تسليم موثّق", en: "a verified hand-over"}
        cost: 1
        irreversible: hand_over            # what the settlement makes of it cannot be undone
      - id: un_guarantee
        title: {ar: "ضمانة أممية", en: "a guarantee by the UN"}
        cost: 5
        guarantee: {by: un, option: sanction, against: breach, credible: 0.6}
      - id: price
        title: {ar: "ثمن النقض", en: "a price of breach"}
        cost: 2
        penalty: {of: besieger, condition: not breach, over: [besieger_breach], belief: 0.7}
      - id: pay
        title: {ar: "إعمار مقابل التسليم", en: "reconstruction for the hand-over"}
        cost: 4
        side_payment: {of: local_body, condition: hand_over, over: [local_keep]}
      - id: halves
        title: {ar: "تبادل على مرحلتين", en: "an exchange in two steps"}
        cost: 1
        sequence: {options: [hand_over, leave, assault], steps: 2}
      - id: without_them
        title: {ar: "اتفاق منفصل", en: "a separate deal"}
        cost: 1
        separate: [besieger, local_body, guarantor]
      - id: join
        title: {ar: "ضم المقاتلين", en: "the fighters join a local force"}
        cost: 3
        kind: include                      # any kind can be written as changes to the decision
        ops:
          - {op: remove, path: statements/besieger_leave}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import ConfigDict, Field

from sulh.case.document import parse_document
from sulh.case.model import (
    Decision,
    DecisionMaker,
    Option,
    Outcome,
    Patch,
    PatchOp,
    Probability,
    Statement,
    Text,
)
from sulh.case.places import Places
from sulh.case.validate import validated_as
from sulh.errors import CaseError, ModelError, SulhError, UnreadableError, Where, nearest
from sulh.settlement.levers import Lever, refuse_harm
from sulh.settlement.staging import check_exchange, staged

__all__ = ["LeverEntry", "LeverFile", "levers_for", "read_levers"]

_STRICT = ConfigDict(extra="forbid", allow_inf_nan=False)
Kind = Literal[
    "bar", "irreversible", "guarantee", "penalty", "side_payment", "sequence", "include", "separate"
]
MAX_BYTES = 1_000_000


@dataclass(frozen=True, kw_only=True)
class GuaranteeEntry:
    """A third party that could punish a breach, and how sure it is that it would.

    `by` is a decision maker of the decision, or a new one; `option` what it does about `against`.
    With probability `credible` it punishes a breach and only a breach, else it does nothing.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    by: str
    option: Annotated[str, Field(pattern=r"^\w+$")]
    against: str
    credible: Probability


@dataclass(frozen=True, kw_only=True)
class WishEntry:
    """A wish that enters the order of a decision maker: above those it is `over`."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    of: str
    condition: str
    over: tuple[str, ...] = ()
    belief: Probability = 1.0


@dataclass(frozen=True, kw_only=True)
class SequenceEntry:
    """Options that change hands in equal steps."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    options: tuple[str, ...]
    steps: int


@dataclass(frozen=True, kw_only=True)
class LeverEntry:
    """One lever of a file: exactly one of the ways to say what it does.

    `decision` is the id of the decision it is for; without it, every decision that it fits.
    `kind` is needed with `ops` only.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: Annotated[str, Field(pattern=r"^\w+$")]
    title: Text
    cost: Annotated[float, Field(ge=0)]
    kind: Kind | None = None
    decision: str = ""
    bar: str = ""
    irreversible: str = ""
    guarantee: GuaranteeEntry | None = None
    penalty: WishEntry | None = None
    side_payment: WishEntry | None = None
    sequence: SequenceEntry | None = None
    separate: tuple[str, ...] = ()
    ops: tuple[PatchOp, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LeverFile:
    """The levers of a file."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    levers: tuple[LeverEntry, ...]


def read_levers(path: str | Path) -> tuple[LeverEntry, ...]:
    """Read levers from a YAML file.

    Parameters
    ----------
    path : str or Path

    Raises
    ------
    UnreadableError
        If the file cannot be read.
    ModelError
        With the line and field of what does not fit.
    """
    file = str(path)
    try:
        data = Path(path).read_bytes()
        text = data[:MAX_BYTES].decode("utf-8-sig")
    except OSError as error:
        raise UnreadableError(
            "the levers cannot be read", Where(file), error.strerror or ""
        ) from error
    except UnicodeDecodeError as error:
        raise UnreadableError(
            "the levers are not UTF-8", Where(file), "save the file again as UTF-8"
        ) from error
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"a file of levers has {MAX_BYTES} bytes at most", Where(file))
    places = Places(file, parse_document(text, file))
    try:
        found: LeverFile = validated_as(LeverFile, places)
    except CaseError as error:
        fault = error.faults[0]
        raise ModelError(fault.message, fault.where, fault.advice) from error
    seen: set[str] = set()
    for i, entry in enumerate(found.levers):
        where = places.where(("levers", i))
        ways = _ways(entry)
        if len(ways) != 1 or (entry.ops and entry.kind is None):
            raise ModelError(
                f"lever {entry.id} says what it does in {len(ways)} ways",
                where,
                "give one of bar, irreversible, guarantee, penalty, side_payment, sequence, "
                "separate; or ops, with kind",
            )
        if entry.id in seen:
            raise ModelError(f"two levers are called {entry.id}", where, "give each its own id")
        seen.add(entry.id)
    return found.levers


def _ways(entry: LeverEntry) -> list[str]:
    names = (*(n for n in get_args(Kind) if n != "include"), "ops")
    return [name for name in names if getattr(entry, name)]


def levers_for(
    decision: Decision, entries: Sequence[LeverEntry], outcome: str
) -> tuple[Lever, ...]:
    """Make the levers of a file for a decision and one of its outcomes.

    Parameters
    ----------
    decision : Decision
    entries : sequence of LeverEntry
        Those meant for another decision are left out.
    outcome : str
        Id of the settlement.

    Raises
    ------
    ModelError
        If a lever names what does not exist, does not fit, or does not protect.
    """
    mine = [entry for entry in entries if entry.decision in {"", decision.id}]
    return tuple(_made(decision, entry, outcome) for entry in mine)


def _made(decision: Decision, entry: LeverEntry, outcome: str) -> Lever:
    settlement = next(o for o in decision.outcomes if o.id == outcome)
    (way,) = _ways(entry)
    lever = Lever(
        id=entry.id,
        kind=entry.kind or way,
        title=entry.title,
        cost=entry.cost,
        patch=Patch(
            id=entry.id,
            title=entry.title,
            ops=tuple(_ops(decision, entry, settlement)),
        ),
        exchange=entry.sequence.options if entry.sequence else (),
        n_steps=entry.sequence.steps if entry.sequence else 0,
        signatories=entry.separate,
    )
    check_exchange(decision, outcome, lever)
    refuse_harm(decision, lever, outcome)
    try:
        staged(decision, outcome, [lever])
    except SulhError as error:
        raise ModelError(f"lever {lever.id}: {error.message}", advice=error.advice) from error
    return lever


def _ops(decision: Decision, entry: LeverEntry, settlement: Outcome) -> Iterator[PatchOp]:
    prefix = f"decisions/{decision.id}"
    if entry.bar:
        _known_option(decision, entry, entry.bar)
        yield PatchOp(op="set", path=f"{prefix}/options/{entry.bar}/moves", value="off")
    if entry.irreversible:
        _known_option(decision, entry, entry.irreversible)
        way = "on" if entry.irreversible in settlement.on else "off"
        yield PatchOp(op="set", path=f"{prefix}/options/{entry.irreversible}/moves", value=way)
    if entry.guarantee:
        yield from _guarantee(decision, entry, entry.guarantee)
    for wish in filter(None, (entry.penalty, entry.side_payment)):
        statement = Statement(
            id=entry.id,
            decision_maker=_known_maker(decision, entry, wish.of),
            condition=wish.condition,
            over=wish.over,
            belief=wish.belief,
            basis="assumed",
            why=entry.title,
        )
        yield PatchOp(op="add", path=f"{prefix}/statements", value=statement)
    for op in entry.ops:
        yield PatchOp(op=op.op, path=f"{prefix}/{op.path}", value=op.value)


def _guarantee(decision: Decision, entry: LeverEntry, given: GuaranteeEntry) -> Iterator[PatchOp]:
    prefix = f"decisions/{decision.id}"
    breaker = _known_option(decision, entry, given.against).owner
    if given.by not in {who.id for who in decision.decision_makers}:
        maker = DecisionMaker(id=given.by, title=entry.title)
        yield PatchOp(op="add", path=f"{prefix}/decision_makers", value=maker)
    if given.option not in {option.id for option in decision.options}:
        option = Option(id=given.option, owner=given.by, title=entry.title, basis="assumed")
        yield PatchOp(op="add", path=f"{prefix}/options", value=option)
    wishes = [
        ("minds", given.by, f"not {given.against}", 1.0, ""),
        ("credible", given.by, f"{given.option} iff {given.against}", given.credible, entry.id),
        ("empty", given.by, f"not {given.option}", 1 - given.credible, entry.id),
        ("feared", breaker, f"not {given.option}", 1.0, ""),
    ]
    for name, who, condition, belief, choice in wishes:
        statement = Statement(
            id=f"{entry.id}_{name}",
            decision_maker=who,
            condition=condition,
            belief=belief,
            choice=choice,
            basis="assumed",
            why=entry.title,
        )
        yield PatchOp(op="add", path=f"{prefix}/statements", value=statement)


def _known_option(decision: Decision, entry: LeverEntry, name: str) -> Option:
    known = {option.id: option for option in decision.options}
    if name not in known:
        raise ModelError(
            f"lever {entry.id} names an option {name}, which {decision.id} does not have",
            advice=nearest(name, known),
        )
    return known[name]


def _known_maker(decision: Decision, entry: LeverEntry, name: str) -> str:
    known = [who.id for who in decision.decision_makers]
    if name not in known:
        raise ModelError(
            f"lever {entry.id} names {name}, who decides nothing in {decision.id}",
            advice=nearest(name, known),
        )
    return name
