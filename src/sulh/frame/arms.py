"""The six arms of every comparison, as patches to one campaign's policy.

Surrender under fire is never the only alternative shown: *assault stops, monitored* and
*voluntary evacuation with right of return* are always among them.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from sulh.case.model import Patch, PatchOp, Policy, Text

__all__ = ["build_arms"]

_Spec = tuple[str, Text, dict[str, Any]]

_ARMS: tuple[_Spec, ...] = (
    ("status_quo", Text(ar="بقاء الحال على ما هو عليه", en="Status quo"), {}),
    (
        "settle_now_guaranteed",
        Text(ar="تسوية الآن بضامن", en="Settle now, with a guarantor"),
        {"offer": "early", "guarantor": True},
    ),
    (
        "settle_now",
        Text(ar="تسوية الآن بلا ضامن", en="Settle now, without a guarantor"),
        {"offer": "early", "guarantor": False},
    ),
    (
        "fight_then_settle",
        Text(ar="قتال ثم تسوية", en="Fight, then settle"),
        {"assault": "continue", "offer": "late", "evacuation": "forced"},
    ),
    (
        "assault_stops",
        Text(ar="وقف الهجوم مع مراقبة", en="Assault stops, monitored"),
        {
            "assault": "stop",
            "offer": "none",
            "monitored": True,
            "evacuation": "none",
            "right_of_return": True,
        },
    ),
    (
        "voluntary_evacuation",
        Text(ar="إجلاء طوعي مع حق العودة", en="Voluntary evacuation with right of return"),
        {
            "assault": "stop",
            "offer": "early",
            "monitored": True,
            "evacuation": "voluntary",
            "right_of_return": True,
        },
    ),
)


def build_arms(campaign: str, policy: Policy) -> tuple[Patch, ...]:
    """The arms of a campaign; the first, which changes nothing, is the baseline.

    Parameters
    ----------
    campaign : str
        Id of the campaign.
    policy : Policy
        Its policy: only what differs from it is written into a patch.

    Examples
    --------
    >>> [arm.id for arm in build_arms("g:south", Policy())]  # doctest: +NORMALIZE_WHITESPACE
    ['status_quo', 'settle_now_guaranteed', 'settle_now', 'fight_then_settle', 'assault_stops',
     'voluntary_evacuation']
    """
    known = {field.name for field in fields(Policy)}
    return tuple(
        Patch(
            id=name,
            title=title,
            ops=tuple(
                PatchOp(op="set", path=f"campaigns/{campaign}/policy/{field}", value=value)
                for field, value in values.items()
                if field in known and getattr(policy, field) != value
            ),
        )
        for name, title, values in _ARMS
    )
