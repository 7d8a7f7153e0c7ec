"""Score verdicts against the fate of Syria's local deals: the tables of docs/theory/skill.md.

Run ``python benchmarks/skill.py [--deals] [--write]``. Each deal is made into a case from what its
row of ``agreements.csv`` says of the day it was signed and the time before, framed with the pattern
that its kind calls for, and settled as any case is. Nothing is fitted. ``--deals`` prints every
deal; ``--write`` renews the record that ships (src/sulh/settlement/skill.json).
"""

import csv
import datetime as dt
import json
import os
import re
import sys
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sulh._version import __version__
from sulh.case.model import (
    Agreement,
    Area,
    Case,
    Claim,
    EventContent,
    Party,
    RelationContent,
    Source,
    Text,
    When,
)
from sulh.frame import frame_case
from sulh.settlement.decisions import settle_decision
from sulh.settlement.skill import SkillRecord, score_shares, shows_skill

ROOT = Path(__file__).parents[1]
FATES = Path(__file__).with_name("skill_fates.tsv")
RECORD = ROOT / "src" / "sulh" / "settlement" / "skill.json"
SHARED = Path(os.environ.get("SULH_SHARED", ROOT.parent / "shared"))
DEALS = SHARED / "data" / "syria" / "agreements.csv"
MONTHS = 24
THIRD_PARTIES = {
    "Russia": "state", "Iran": "state", "Turkey": "state", "Qatar": "state", "USA": "state",
    "UN": "organisation",
}  # fmt: skip


@dataclass(frozen=True)
class Deal:
    """A deal as it stood on the day it was made, and (for scoring only) what became of it."""

    id: str
    place: str
    day: dt.date
    truce: bool
    leaving: bool
    besieged: bool
    offensive: bool
    breached_before: bool
    guarantors: tuple[str, ...]
    besiegers: str
    fate: str
    ended: dt.date | None
    said: bool


def day_of(text):
    """The first day that a written date can mean; None if there is none."""
    parts = [*map(int, re.findall(r"\d+", text)[:3]), 1, 1]
    return dt.date(*parts[:3]) if len(parts) > 2 else None


def before(text, day):
    """Whether something dated was so on a day: only what is dated by then was known."""
    when = day_of(text)
    return when is not None and when <= day


def deals(path=DEALS):
    """Every deal that is scored, by day.

    Of each row only cells about the day or before are read; of earlier deals of the same place,
    whether they had been broken by then.
    """
    with Path(path).open(encoding="utf-8-sig") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    with FATES.open(encoding="utf-8") as file:
        fates = list(csv.DictReader(file, delimiter="\t"))
    made = sorted((_deal(rows[f["row"]], f) for f in fates), key=lambda d: (d.day, d.id))
    return [replace(d, breached_before=d.breached_before or _broken(d, made)) for d in made]


def _broken(deal, made):
    """Whether an earlier deal of the place had been broken by the day of this one."""
    return any(
        other.place == deal.place and other.fate == "breached" and other.ended <= deal.day
        for other in made
        if other.day < deal.day
    )


def _deal(row, fate):
    day = day_of(fate["day"] or row["deal_date"] or row["evac_start"])
    kind, offensive = row["kind"], before(row["offensive_start"], day)
    prior = before(row["prior_truce"], day)
    return Deal(
        id=fate["deal"],
        place=_place(row["place"]),
        day=day,
        truce="truce" in kind or "ceasefire" in kind,
        leaving=any(word in kind for word in ("evacuation", "swap", "displacement")),
        besieged=before(row["besieged_since"], day),
        offensive=offensive,
        breached_before=prior
        and offensive
        and day_of(row["prior_truce"]) < day_of(row["offensive_start"]),
        guarantors=tuple(n for n in THIRD_PARTIES if re.search(rf"\b{n}\b", _named(row))),
        besiegers="opposition" if "opposition siege" in kind else "government",
        fate=fate["fate"],
        ended=day_of(fate["ended"]) if fate["ended"] else None,
        said=fate["said"] == "yes",
    )


def _named(row):
    """Third parties named as mediators or guarantors; what stands in brackets is comment."""
    text = re.sub(r"\(.*?\)", "", row["mediator_guarantor"])
    return "" if text.startswith("none") else text


def _place(name):
    """One name for deals of one place: what stands before brackets, commas and slashes."""
    first = re.split(r"[(,/]| first| truce| agreement| and ", name)[0].strip()
    same = {"Bayt Sahem & Babbila": "Yalda", "Foua": "Zabadani", "Four Towns": "Zabadani"}
    return same.get(first, first)


STRONG, WEAK, FIGHTERS, AREA = "p:strong", "p:weak", "p:fighters", "pl:area"


def lines_of(deal):
    """What was known that day, a line of the card each: words, content, modality."""
    both, here = {"actors": (STRONG,), "targets": (WEAK,), "areas": (AREA,)}, {"areas": (AREA,)}
    together = {"actors": (STRONG, WEAK), **here}
    yield (
        "A local body spoke for it.",
        RelationContent(type="represents", subject=WEAK, object=AREA),
    )
    if deal.besieged:
        yield "It was under siege.", EventContent(type="attack", subtype="siege", **both)
    if deal.offensive:
        yield "It was under attack.", EventContent(type="attack", **both)
    if deal.breached_before:
        yield "An earlier deal was broken.", EventContent(type="breach", actors=(STRONG,), **here)
    if deal.leaving:
        leave = EventContent(type="displace", actors=(STRONG,), targets=(FIGHTERS,), **here)
        yield "Fighters were to leave it.", leave
    if deal.truce:
        yield "A truce was agreed.", EventContent(type="ceasefire", **together)
        yield "The two sides had been fighting.", EventContent(type="fight", **both)
    yield "A deal was made.", EventContent(type="agree", **together)


def case_of(deal):
    """The case of a deal: one card, each of its lines one claim."""
    claims, at = [], 0
    for number, (line, content) in enumerate(lines_of(deal), start=1):
        demanded = isinstance(content, EventContent) and content.type == "displace"
        claims.append(
            Claim(
                id=f"c:{number}", source="s:card", start=at, end=at + len(line), quote=line,
                content=content, modality="demanded" if demanded else "asserted",
            )
        )  # fmt: skip
        at += len(line) + 1
    when = When(start=deal.day, end=deal.day)
    third = tuple(
        Party(id=f"p:{name.lower()}", name=Text(en=name), kind=THIRD_PARTIES[name])
        for name in deal.guarantors
    )
    agreed = Agreement(
        id="a:deal", name=Text(en="deal"), status="reached", signatories=(STRONG, WEAK),
        guarantors=tuple(p.id for p in third), areas=(AREA,), when=when, claims=(claims[-1].id,),
    )  # fmt: skip
    return Case(
        id="deal",
        title=Text(en=deal.place),
        sources=(Source(id="s:card", published=when, n_characters=at),),
        parties=(
            Party(id=STRONG, name=Text(en=deal.besiegers), kind="armed_force"),
            Party(id=WEAK, name=Text(en="local body"), kind="negotiating_body"),
            Party(id=FIGHTERS, name=Text(en="fighters"), kind="armed_group"),
            *third,
        ),
        areas=(Area(id=AREA, name=Text(en=deal.place), type="town"),),
        claims=tuple(claims),
        agreements=(agreed,),
    )


def share_of(deal, n=20_000, seed=0):
    """Pattern, outcome and share in which the deal holds; None if it could not be framed."""
    asked = ["calm"] if deal.truce else ["kept_settlement"] * deal.leaving
    asked += ["kept_without_departure"]
    pattern = "guaranteed-ceasefire" if deal.truce else "siege-and-evacuation"
    framed = frame_case(case_of(deal), [pattern])
    for decision in framed.decisions:
        if any(r.required and not r.parties for r in decision.roles):
            return None
        answer = settle_decision(decision, n=n, seed=seed)
        found = {o.outcome: o.holds.share for o in answer.outcomes}
        for name in asked:
            if name in found:
                return pattern, name, found[name]
    return None


def known_rate(deal, everything):
    """Share that had held, of the deals whose fate was known that day, with one of each added."""
    fates = []
    for other in everything:
        if other.id == deal.id or other.day >= deal.day:
            continue
        if failed(other) and other.ended <= deal.day:
            fates.append(0.0)
        elif other.day + dt.timedelta(days=MONTHS * 30.44) <= deal.day:
            fates.append(0.0 if failed(other) else 1.0)
    return (sum(fates) + 1) / (len(fates) + 2)


def failed(deal):
    """Breached, or replaced by another deal, within 24 months."""
    return deal.fate != "held"


def codings(scored):
    """Ways of reading fates: what is counted, and what counts as held."""
    yield "24 months, nothing told counts as held", scored, [not failed(d) for d, *_ in scored]
    told = [row for row in scored if row[0].said]
    yield "24 months, only where something is told", told, [not failed(d) for d, *_ in told]
    yield ("to the end of the list, only where something is told", told,
           [not failed(d) and d.ended is None for d, *_ in told])  # fmt: skip


def kind_rates(deals_, held):
    """For each deal, the share that held of the others of its kind (truces, other deals)."""
    rates = []
    for i, deal in enumerate(deals_):
        mates = [held[k] for k, o in enumerate(deals_) if k != i and o.truce == deal.truce]
        rates.append(sum(mates) / len(mates) if mates else 0.5)
    return rates


def record(everything):
    """Score everything; the rows and the record."""
    scored = [(d, found) for d in everything if (found := share_of(d)) is not None]
    scores = []
    for name, rows, held in codings(scored):
        some = [d for d, _ in rows]
        baselines = {
            "base rate of its kind": kind_rates(some, held),
            "base rate known that day": [known_rate(d, everything) for d in some],
        }
        shares, places = [found[2].p for _, found in rows], [d.place for d in some]
        scores.append(score_shares(shares, held, places, coding=name, baselines=baselines))
    return scored, SkillRecord(
        version=__version__, command="python benchmarks/skill.py", n_deals=len(everything),
        n_framed=len(scored), scores=tuple(scores),
    )  # fmt: skip


HEAD = ("fates read as", "n (held)", "places", "score", "model", "base rate of the others",
        "gain (95 %)", "base rate of its kind", "base rate known that day")  # fmt: skip
ROW = ("deal", "place", "day", "third parties", "outcome asked of", "share", "fate")


def table(head, rows):
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def score_rows(made):
    for s in made.scores:
        for k, (name, model, base, gain) in enumerate((
            ("Brier", s.brier, s.brier_base, s.brier_gain),
            ("log", s.log, s.log_base, s.log_gain),
        )):  # fmt: skip
            spread = f"{gain[0]:+.3f} ({gain[1]:+.3f} to {gain[2]:+.3f})"
            other = [f"{each[1 + k]:.3f}" for each in s.baselines]
            yield (s.coding, f"{s.n} ({s.n_held})", s.n_places, name, f"{model:.3f}",
                   f"{base:.3f}", spread, *other)  # fmt: skip


def deal_rows(scored):
    for d, (_, outcome, share) in scored:
        fate = d.fate if d.said else f"{d.fate} (nothing told)"
        third = ", ".join(d.guarantors) or "—"
        yield d.id, d.place, d.day, third, f"`{outcome}`", f"{share.p:.2f}", fate


def main():
    if not DEALS.exists():
        print(f"skipped: {DEALS.name} is not in the shared data (set SULH_SHARED)", file=sys.stderr)
        return
    scored, made = record(deals())
    if "--deals" in sys.argv:
        print(table(ROW, deal_rows(scored)) + "\n")
    print(f"{made.n_framed} of {made.n_deals} deals framed\n\n{table(HEAD, score_rows(made))}\n")
    print("shows skill:", "yes" if shows_skill(made) else "no")
    if "--write" in sys.argv:
        text = json.dumps(asdict(made), indent=1, ensure_ascii=False, sort_keys=True)
        RECORD.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
