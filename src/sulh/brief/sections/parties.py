"""Parties and who backs whom: a figure, its text and its data."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from sulh.brief.context import Context
from sulh.brief.figures.network import Edge, draw_network
from sulh.brief.markup import csv_link
from sulh.case.model import Party, Relation, RelationContent
from sulh.words.agreements import on_whose_word
from sulh.words.claims import matter
from sulh.words.dates import when
from sulh.words.vocabulary import EVENT_STATUSES

__all__ = ["PartyView", "parties"]

_DRAWN = {
    "backed_by": "backing", "allied_with": "tie", "coordinates_with": "tie",
    "opposed_to": "against", "sub_unit_of": "part", "subordinate_to": "part", "member_of": "part",
    "represents": "voice",
}  # fmt: skip


@dataclass(frozen=True)
class PartyView:
    """The figure of a network, what it shows in words, and its data."""

    figure: Markup
    kinds: tuple[str, ...]
    backers: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, str], ...]
    unconnected: str
    csv: str


def parties(context: Context) -> PartyView:
    """Return the network of the parties of the case."""
    people = {p.id: p for p in context.case.parties}
    relations = [
        r
        for r in sorted(context.case.relations, key=lambda r: (r.type, r.subject, r.object, r.id))
        if r.type in _DRAWN and r.subject in people and r.object in people
    ]
    edges = [_edge(r.type, r.subject, r.object, r.status == "contested") for r in relations]
    drawn = {end for edge in edges for end in (edge.source, edge.target)}
    bound = _bound(context)
    lonely = [
        context.names.of(p.id)
        for p in context.case.parties
        if p.id not in drawn and (p.id in bound or not _bare(p))
    ]
    return PartyView(
        figure=draw_network(
            {p: _label(people[p], context) for p in sorted(drawn)}, edges, context.t("network")
        ),
        kinds=tuple(dict.fromkeys(edge.kind for edge in edges)),
        backers=tuple(
            (context.names.of(r.object), context.names.of(r.subject))
            for r in relations
            if r.type == "backed_by"
        ),
        lines=tuple(_line(r, context) for r in relations),
        unconnected=context.voice.join(lonely),
        csv=_csv(context),
    )


def _bare(party: Party) -> bool:
    """Whether the reader only proposes it, from common nouns such as "gunmen" or "the sides"."""
    return party.proposed and all(mention.kind != "name" for mention in party.mentions)


def _bound(context: Context) -> set[str]:
    """The parties that a relation, an agreement or a decision gives something to do."""
    case = context.case
    found = {end for r in case.relations for end in (r.subject, r.object)}
    found |= {p for a in case.agreements for p in (*a.signatories, *a.guarantors, *a.brokers)}
    return found | {p for d in case.decisions for m in d.decision_makers for p in m.parties}


def _label(party: Party, context: Context) -> str:
    return party.name.in_(context.voice.language)


def _edge(relation: str, subject: str, object_: str, contested: bool) -> Edge:
    """Draw support from the one who gives it."""
    if relation == "backed_by":
        subject, object_ = object_, subject
    return Edge(subject, object_, _DRAWN[relation], contested)


def _line(relation: Relation, context: Context) -> tuple[str, str]:
    content = RelationContent(type=relation.type, subject=relation.subject, object=relation.object)
    status = EVENT_STATUSES[relation.status].in_(context.voice.language)
    comma = context.voice.say(ar="، ", en=", ")
    dated = f"{comma}{when(relation.valid, context.voice)}" if relation.valid else ""
    return (
        f"{matter(content, context.names)}{dated}",
        f"{status}: {on_whose_word(relation.claims, context.names)}",
    )


def _csv(context: Context) -> str:
    rows = [
        (r.type, context.names.of(r.subject), context.names.of(r.object), r.status, len(r.claims))
        for r in sorted(context.case.relations, key=lambda r: r.id)
    ]
    return csv_link(("relation", "subject", "object", "status", "n_claims"), rows)
