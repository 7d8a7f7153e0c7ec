"""Which of the events of a clause a time belongs to, where it has more than one."""

from __future__ import annotations

from bisect import bisect_left

from sulh.read.raw import RawClaim
from sulh.read.view import View

__all__ = ["settle_times"]

_VIOLENCE = frozenset(("attack", "fight", "casualty", "destroy"))


def settle_times(view: View, claims: list[RawClaim]) -> None:
    """Leave the time of a clause to the event it was said of.

    «وافقوا الأحد على الإفراج عن الأسرى»: on Sunday they agreed; «طالب بالإفراج عن سفينة احتجزت في
    نوفمبر»: in November it was seized. The last event in front of a time has it, without one the
    first behind; acts of violence told as one have it together («قتل ثلاثة أمس في قصف»).
    """
    if len(claims) < 2:
        return
    starts = [item.start for item in view.scene.items]
    for time in view.times:
        having = [claim for claim in claims if claim.when is time.when]
        if len({claim.index for claim in having}) > 1:
            _settle(having, bisect_left(starts, time.start))


def _settle(having: list[RawClaim], place: int) -> None:
    before = [claim.index for claim in having if claim.index < place]
    nearest = max(before) if before else min(claim.index for claim in having)
    its = [claim for claim in having if claim.index == nearest]
    for claim in having:
        told = any(_as_one(claim, other, alike=not before) for other in its)
        if claim.index != nearest and not told:
            claim.when = None


def _as_one(claim: RawClaim, other: RawClaim, *, alike: bool) -> bool:
    """Tell whether two events are told as one: of one force, both of violence or behind a time."""
    if (claim.modality, claim.polarity) != (other.modality, other.polarity):
        return False
    return alike or {claim.type, other.type} <= _VIOLENCE
