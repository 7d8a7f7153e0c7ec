"""Names in the text: their spans, and whether the mentions of one thing are one entity."""

from __future__ import annotations

from collections import Counter

from sulh.evaluation.gold import GoldDocument, GoldEntity
from sulh.evaluation.spans import Span, overlap, paired, shared, trimmed
from sulh.evaluation.system import SystemDocument
from sulh.evaluation.tally import Tally

__all__ = ["count_mentions"]


def count_mentions(gold: GoldDocument, system: SystemDocument, kind: str, tally: Tally) -> None:
    """Count the spans of the names of parties or places, and how they are linked.

    Not counted against a reader: nouns, adjectives and pronouns that stand for a gold entity,
    persons and media given as parties, a country given as a party and a state given as a place,
    and a place inside a longer gold name.
    """
    text = gold.text
    wanted = [(span, e.id) for e in gold.entities[kind] for span in e.mentions]
    given = [(span, i) for i, e in enumerate(system.entities[kind]) for span in e.mentions]
    ours = [trimmed(text, span) for span, _ in wanted]
    theirs = [trimmed(text, span) for span, _ in given]
    cells = [(i, j) for i in range(len(ours)) for j in range(len(theirs))]
    exact = paired((1.0, i, j) for i, j in cells if ours[i] == theirs[j])
    touching = paired(
        (overlap(ours[i], theirs[j]), i, j) for i, j in cells if shared(ours[i], theirs[j])
    )
    for name, pairs in (("exact", exact), ("overlap", touching)):
        used = {j for _, j in pairs}
        wrong = sum(
            j not in used and not _forgiven(gold, kind, span) for j, span in enumerate(theirs)
        )
        tally.add(f"{kind}_{name}", tp=len(pairs), fn=len(ours) - len(pairs), fp=wrong)
    links = [(wanted[i][1], given[j][1]) for i, j in touching]
    _count_links("party" if kind == "parties" else "place", links, tally)


def _forgiven(gold: GoldDocument, kind: str, span: Span) -> bool:
    text = gold.text
    loose = [s for e in gold.entities[kind] for s in e.others] + list(gold.ignore)
    if any(shared(span, trimmed(text, other)) for other in loose):
        return True
    other_kind = "places" if kind == "parties" else "parties"
    return any(
        _is_another(span, trimmed(text, place), around, entity)
        for around in ("persons", "sources", other_kind)
        for entity in gold.entities[around]
        for place in (*entity.mentions, *entity.others)
    )


def _is_another(span: Span, place: Span, around: str, entity: GoldEntity) -> bool:
    if around in ("persons", "sources"):
        return bool(shared(span, place))
    if around == "parties":
        inside = place[0] <= span[0] and span[1] <= place[1]
        return inside and (span != place or entity.kind == "state")
    return span == place and entity.kind == "country"


def _count_links(name: str, links: list[tuple[str, int]], tally: Tally) -> None:
    """Count linking over the mentions that were found: B-cubed, and pair by pair."""
    both = Counter(links)
    golds = Counter(gold for gold, _ in links)
    systems = Counter(system for _, system in links)
    for link in links:
        tally.part(f"{name}_link_b3", both[link] / systems[link[1]], both[link] / golds[link[0]])
    for i, one in enumerate(links):
        for other in links[:i]:
            same, linked = one[0] == other[0], one[1] == other[1]
            tally.add(
                f"{name}_link_pair",
                tp=int(same and linked), fn=int(same and not linked), fp=int(linked and not same),
            )  # fmt: skip
