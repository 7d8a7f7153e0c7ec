"""Read one document: from a stored text to raw claims, agreements and the names in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sulh.read.agreements import find_agreements
from sulh.read.capitals import let_capitals_act
from sulh.read.chains import holders_at
from sulh.read.choose import at_home
from sulh.read.chunk_ar import chunk_arabic
from sulh.read.chunk_en import chunk_english
from sulh.read.clauses import clauses
from sulh.read.coref import Memory, resolve_items
from sulh.read.demonyms import join_demonyms
from sulh.read.denials import DENYING, pair_denials
from sulh.read.events import find_events
from sulh.read.first_person import first_person, speaks_itself
from sulh.read.fold import Folded, fold
from sulh.read.fronts import add_fronts
from sulh.read.gaps import join_gaps, let_dawn_be_dawn
from sulh.read.heap import uncollected
from sulh.read.holders import voices_of
from sulh.read.items import Item, Ref, base_items
from sulh.read.lands import mark_lands
from sulh.read.links import find_links, link_terms
from sulh.read.listed import go_on
from sulh.read.names import Hit, Names
from sulh.read.numbers import count_people
from sulh.read.relations import find_relations
from sulh.read.scene import Scene
from sulh.read.scopes import Scope, scopes_of
from sulh.read.segment import Sentence, sentences
from sulh.read.signs import sign
from sulh.read.speech import Speech, let_speak
from sulh.read.states import credit_support, drop_likened, find_states
from sulh.read.subjects import note_subjects
from sulh.read.times import find_times
from sulh.read.told import Told
from sulh.read.topic import Topic, topic_of
from sulh.read.unify import unify
from sulh.read.unmet import add_unmet
from sulh.read.view import Reading, View

__all__ = ["Reading", "View", "holders_at", "read_document"]


def read_document(text: str, names: Names, anchor: dt.date | None = None, body: int = 0) -> Reading:
    """Read a text.

    Parameters
    ----------
    text : str
        The text as stored.
    names : Names
        The compiled names of the packs in use.
    anchor : date, optional
        The day of publication, for words of time that lean on it.
    body : int
        Where the text proper begins, behind a front matter.
    """
    with uncollected():
        return _read(text, names, anchor, body)


def _read(text: str, names: Names, anchor: dt.date | None, body: int) -> Reading:
    folded = fold(text)
    hits = names.find(folded)
    shadow_start = folded.shadow_at(body)
    reading = Reading(folded, [], [], [], [])
    home = names.home if names.home and at_home(text) else {}
    thread, told = _Thread(Memory(home=home), Speech()), Told()
    for number, found in enumerate(_with_hits(sentences(folded.shadow), hits)):
        if found[0].start < shadow_start:
            continue
        view = _view(folded, number, found, names, thread=thread, anchor=anchor)
        claims = told.settle(view, find_events(view))
        states = find_states(view)
        credit_support(view, claims, states)
        drop_likened(claims, states)
        claims += find_relations(view, claims)
        claims += states
        thread.speech.leave(view, claims)
        reading.views.append(view)
        if any(claim.type in DENYING for claim in claims):
            pair_denials(view, claims, reading)
        reading.claims += claims
        reading.links += find_links(view, claims)
    unify(reading.views, reading.claims)
    add_fronts(reading)
    add_unmet(reading)
    count_people(reading)
    topic = topic_of(text)
    reading.claims = [claim for claim in reading.claims if topic.keeps(claim)]
    kept = {id(claim) for claim in reading.claims}
    reading.links = [k for k in reading.links if {id(k.source), id(k.target)} <= kept]
    reading.agreements = find_agreements(reading)
    link_terms(reading.claims, reading.links)
    _bind(reading, topic)
    return reading


def _bind(reading: Reading, topic: Topic) -> None:
    """Leave out agreements that the text is not about, with the claims made for them."""
    loose = [a for a in reading.agreements if not topic.binds(a)]
    if loose:
        gone = {id(claim) for a in loose for claim in (*a.claims, *a.terms)}
        reading.claims = [claim for claim in reading.claims if id(claim) not in gone]
        reading.links = [k for k in reading.links if not {id(k.source), id(k.target)} & gone]
        reading.agreements = [a for a in reading.agreements if topic.binds(a)]


def _with_hits(found: list[Sentence], hits: list[Hit]) -> list[tuple[Sentence, list[Hit]]]:
    result = []
    place = 0
    for sentence in found:
        while place < len(hits) and hits[place].start < sentence.start:
            place += 1
        first = place
        while place < len(hits) and hits[place].start < sentence.end:
            place += 1
        result.append((sentence, [h for h in hits[first:place] if h.end <= sentence.end]))
    return result


@dataclass(slots=True)
class _Thread:
    """What goes on from sentence to sentence: references, who spoke, a list of what is asked."""

    memory: Memory
    speech: Speech
    asked: Scope | None = None


def _view(
    folded: Folded,
    number: int,
    found: tuple[Sentence, list[Hit]],
    names: Names,
    *,
    thread: _Thread,
    anchor: dt.date | None,
) -> View:
    sentence, hits = found
    memory = thread.memory
    items = join_demonyms(base_items(folded, sentence, hits, names))
    arabic = is_arabic_sentence(items)
    if arabic and (thread.speech.body is not None or thread.speech.open or speaks_itself(items)):
        first_person(items)
    items = chunk_arabic(items, names) if arabic else chunk_english(items, names)
    let_dawn_be_dawn(items)
    join_gaps(items, names.lexicon)
    let_capitals_act(items, names)
    mark_lands(items)
    recent = memory.refs[-8:]
    resolve_items(items, memory, arabic=arabic)
    scene = Scene(items, clauses(items, arabic=arabic), arabic)
    running = thread.speech.running
    scene.topic = None if running is None or isinstance(running, str) else running
    note_subjects(scene)
    thread.speech.enter(folded.shadow, items, sentence.paragraph)
    scene.spoke = thread.speech.spoke
    voices = voices_of(scene, thread.speech.running, thread.speech.sources)
    carried = thread.speech.carried(scene, voices)
    let_speak(scene, carried, voices, thread.speech.running)
    for voice in voices:
        if isinstance(voice.who, Ref) and voice.who.cls in ("party", "person"):
            scene.subjects.setdefault(scene.clause_of(voice.index), [voice.who])
    times = find_times(folded.shadow, sentence.start, sentence.end, anchor)
    scopes = scopes_of(scene)
    thread.asked = go_on(scene, scopes, thread.asked)
    return View(number, sentence, scene, scopes, voices, times, names=names, recent=recent,
                carried=carried)  # fmt: skip


def is_arabic_sentence(items: list[Item]) -> bool:
    """Tell whether most words of a sentence are in Arabic letters."""
    more = 0
    for item in items:
        if item.signs & _ARABIC:
            more += 1
        elif item.signs & _LATIN:
            more -= 1
    return more >= 0


_ARABIC = sign(
    "Arabic letters", test=lambda word: "\u0621" <= word.text[:1] <= "\u064a", exact=True
)
_LATIN = sign("Latin letters", test=lambda word: "a" <= word.text[:1] <= "z", exact=True)
