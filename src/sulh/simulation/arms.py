"""Arms of a comparison: what is done, with whatever else equal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Final, Literal, get_args, get_type_hints

from sulh.errors import ModelError, nearest

__all__ = ["MECHANISMS", "STRUCTURES", "Arm", "Policy", "Structure", "default_arms"]

MECHANISMS: Final = (
    "attrition", "truces", "bargaining", "commitment", "rescue", "veto", "guarantee", "survival",
    "spoilers", "patrons", "siege", "human_cost", "intervention",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What an arm does.

    Parameters
    ----------
    assault : "continue" or "stop"
        "stop": every contested area starts in a calm, and no assault starts on an area in calm.
    tempo : "usual" or "no_pause"
        "no_pause": one assault follows another at once.
    offer : "none", "early" or "late"
        When a deal is on the table: never, from the first week, or only after fighting.
    truces : bool
        Does the strong side offer separate truces to areas it is not attacking?
    guarantor, monitored : bool
        Does a third party vouch for deals and calm; do monitors watch?
    evacuation : "none", "forced" or "voluntary"
        Who must leave under a deal.
    right_of_return : bool
        May those who left come back?
    backing : "kept" or "withdrawn"
        "withdrawn": the strong side's backers give nothing.
    """

    assault: Literal["continue", "stop"] = "continue"
    tempo: Literal["usual", "no_pause"] = "usual"
    offer: Literal["none", "early", "late"] = "late"
    truces: bool = True
    guarantor: bool = False
    monitored: bool = False
    evacuation: Literal["none", "forced", "voluntary"] = "forced"
    right_of_return: bool = False
    backing: Literal["kept", "withdrawn"] = "kept"

    def __post_init__(self) -> None:
        for name, hint in get_type_hints(Policy).items():
            allowed = get_args(hint) or (True, False)
            if getattr(self, name) not in allowed:
                raise ModelError(
                    f"{name} of a policy cannot be {getattr(self, name)!r}",
                    advice=f"one of {', '.join(map(str, allowed))}",
                )

    def change(self, **values: object) -> Policy:
        """Return a copy with some fields changed.

        Raises
        ------
        ModelError
            If a field does not exist or cannot have that value.
        """
        names = [f.name for f in fields(self)]
        for name in values:
            if name not in names:
                raise ModelError(f"a policy has no field {name}", advice=nearest(name, names))
        return replace(self, **values)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm:
    """One arm: a policy, parameters it fixes, mechanisms it switches off.

    Examples
    --------
    >>> Arm(id="x", off=("spoiler",))
    Traceback (most recent call last):
    sulh.errors.ModelError: arm x switches off what does not exist: spoiler
        did you mean spoilers?
    """

    id: str
    policy: Policy = Policy()
    title_ar: str = ""
    title_en: str = ""
    parameters: Mapping[str, float] = field(default_factory=dict)
    off: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in self.off:
            if name not in MECHANISMS:
                raise ModelError(
                    f"arm {self.id} switches off what does not exist: {name}",
                    advice=nearest(name, MECHANISMS),
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """Assumptions on the form of the model, reported beside every result.

    Parameters
    ----------
    lookahead : 0, 1 or 2
        How many further fronts the strong side thinks ahead.
    combat : "square" or "linear"
        Aimed fire (losses follow the enemy's number) or fire into an area.
    spill_over : "calms" or "inflames"
        What calm next door does to the fighting in an area.
    """

    lookahead: int = 1
    combat: Literal["square", "linear"] = "square"
    spill_over: Literal["calms", "inflames"] = "calms"

    def __post_init__(self) -> None:
        good = self.lookahead in (0, 1, 2) and self.combat in ("square", "linear")
        if not (good and self.spill_over in ("calms", "inflames")):
            raise ModelError(
                f"no such structure of the model: {self}", advice=str(Structure.__doc__)
            )


STRUCTURES: Final = (
    Structure(),
    Structure(lookahead=0),
    Structure(lookahead=2),
    Structure(combat="linear"),
    Structure(spill_over="inflames"),
)
"""The structures compared in the third band; the first is the one of the main results."""

_TITLES: Final = {
    "status_quo": ("بقاء الحال على ما هو عليه", "Status quo"),
    "settle_now_guaranteed": ("تسوية الآن بضامن", "Settle now, with a guarantor"),
    "settle_now": ("تسوية الآن بلا ضامن", "Settle now, without a guarantor"),
    "fight_then_settle": ("قتال ثم تسوية", "Fight, then settle"),
    "assault_stops": ("وقف الهجوم مع مراقبة", "Assault stops, monitored"),
    "voluntary_evacuation": (
        "إجلاء طوعي مع حق العودة",
        "Voluntary evacuation with right of return",
    ),
}


def default_arms(policy: Policy | None = None) -> tuple[Arm, ...]:
    """Return the arms every comparison shows, built on the policy of the status quo.

    Surrender under fire is never the only alternative shown: *assault stops, monitored* and
    *voluntary evacuation with right of return* are always among them.

    Examples
    --------
    >>> [arm.id for arm in default_arms()][-2:]
    ['assault_stops', 'voluntary_evacuation']
    """
    base = policy or Policy()
    policies = {
        "status_quo": base,
        "settle_now_guaranteed": base.change(offer="early", guarantor=True),
        "settle_now": base.change(offer="early", guarantor=False),
        "fight_then_settle": base.change(
            assault="continue", tempo="no_pause", offer="late", evacuation="forced"
        ),
        "assault_stops": base.change(
            assault="stop", offer="none", monitored=True, evacuation="none", right_of_return=True
        ),
        "voluntary_evacuation": base.change(
            assault="stop", offer="early", monitored=True, evacuation="voluntary",
            right_of_return=True,
        ),
    }  # fmt: skip
    return tuple(
        Arm(id=name, policy=p, title_ar=_TITLES[name][0], title_en=_TITLES[name][1])
        for name, p in policies.items()
    )
