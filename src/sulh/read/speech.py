"""Who speaks on from one sentence to the next: statements, long quotations, «وأضاف».

A document headed «بيان صادر عن X» whose text says we is X's own words. A quotation that a sentence
leaves open goes on in the next ones; one that is opened before its speaker is named is given to who
is named at its end. A sentence without a voice leaves its subject to a «وقال» that names no one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sulh.read.blame import issuer_at
from sulh.read.clauses import finite
from sulh.read.items import renamed
from sulh.read.lists import words_of
from sulh.read.raw import RawClaim, RawHolder
from sulh.read.scene import SPEECH, acts
from sulh.read.signs import sign
from sulh.read.speakers import speaker_after

if TYPE_CHECKING:
    from sulh.read.items import Item, Ref
    from sulh.read.scene import Scene
    from sulh.read.view import View
    from sulh.read.voices import Voice

__all__ = ["Carried", "Speech", "let_speak"]

_STATEMENT = words_of("statement")
_WE = words_of("we")
_SAYS_WE = re.compile(
    r"(?<!\w)(?:و?(?:اننا|باننا|نحن|ن(?:دين|ستنكر|شجب|طالب|حمل|رفض|دعو|وكد|علن)\w*)|we|our)(?!\w)"
)
_GONE_BACK_TO = {"person": "he", "party": "it"}
"""By which pronoun of English a speaker is gone back to."""
_OPENS, _CLOSES = frozenset("«“„‟❝"), frozenset("»”❞")
_PAPER = sign("paper", words=words_of("paper"))
_ONE_MORE = {"مصادر": "مصدر", "مصدر": "مصادر"}
_HEADING = 16
"""So many words a heading has at most."""


@dataclass(frozen=True, slots=True)
class Carried:
    """Items `start` to `end` rest on the word of one who was named outside of the sentence."""

    start: int
    end: int
    who: Ref | str


@dataclass(slots=True)
class Speech:
    """What goes on from sentence to sentence.

    `running` spoke or acted last, `spoke` are the last who spoke, the latest first, `body` is whose
    statement the document is, `open` tells that a quotation goes on, `quoting` who has
    the word in it (None while nobody was named), `waiting` the claims of such a quotation, each
    sentence with its part that is quoted, `sources` who spoke unnamed, `just`
    who spoke in the sentence right before.
    """

    running: Ref | str | None = None
    spoke: tuple[Ref | str, ...] = ()
    body: Ref | None = None
    open: bool = False
    quoting: Ref | str | None = None
    paragraph: int = 0
    waiting: list[tuple[int, int, list[RawClaim]]] = field(default_factory=list)
    sources: dict[str, Ref] = field(default_factory=dict)
    just: Ref | str | None = None

    def enter(self, shadow: str, items: list[Item], paragraph: int) -> None:
        """Begin a sentence: see whose statement it belongs to, end what a paragraph ends."""
        opens = bool(items) and items[0].text == '"'
        if paragraph != self.paragraph and not opens:
            self._close()
        self.paragraph = paragraph
        if self.body is None and _is_heading(items) and _SAYS_WE.search(shadow):
            self.body = _issuer(_head(items))
        if self.body is None:
            self.body = _introduced(items)

    def carried(self, scene: Scene, voices: list[Voice]) -> list[Carried]:
        """Return who has the word in a sentence without being named there."""
        found = [Carried(0, len(scene.items), self.body)] if self.body is not None else []
        if self.open and self.quoting is not None:
            found.append(Carried(0, _quoted(scene, opened=True)[0][1], self.quoting))
        elif not (self.open or voices) and self.just is not None and _all_quoted(scene):
            found.append(Carried(0, len(scene.items), self.just))
        return [c for c in found if not any(_same(c.who, v.who) for v in voices)]

    def leave(self, view: View, claims: list[RawClaim]) -> None:
        """End a sentence: remember who spoke, and what of it stands in an open quotation."""
        self._acts(claims)
        self._note_sources(view)
        parts = _quoted(view.scene, opened=self.open)
        if self.open and self.quoting is None:
            self.waiting.append((*parts[0][:2], claims))
        closed = self.open and parts[0][2]
        said = [v.who for v in view.voices if not _inside(v, view)] or _spoke_up(view)
        if said:
            self.spoke = _latest(said, self.spoke)
        if said or view.scene.arabic or not (self.open and self.quoting is None):
            self.running = said[-1] if said else self.quoting or _topic(view)
        if closed or not parts:
            self._told(view, parts)
        if view.voices or not parts:
            self.just = view.voices[-1].who if view.voices else _charger(view, claims)
        last = parts[-1] if parts else None
        if last is None or last[2]:
            self._close()
        elif not self.open or len(parts) > 1:
            self.open = True
            self.quoting = next((v.who for v in view.voices if v.start <= last[0] < v.end), None)
            if self.quoting is None:
                self.waiting.append((*last[:2], claims))

    def _note_sources(self, view: View) -> None:
        """Keep who «المصادر», «التقرير», «رجبي» may go back to."""
        for voice in view.voices:
            if not isinstance(voice.who, str) and voice.who.key.startswith("s:~"):
                noun = voice.who.name.split(maxsplit=1)[0].removeprefix("ال")
                self.sources |= {noun: voice.who, _ONE_MORE.get(noun, noun): voice.who}
            elif not isinstance(voice.who, str) and voice.who.key.startswith("x:~"):
                self.sources[voice.who.key.rsplit(" ", 1)[-1]] = voice.who
        for item in view.scene.items:
            if item.ref is not None and item.ref.cls == "person" and item.ref.mention == "name":
                self.sources[item.ref.name.rsplit(" ", 1)[-1]] = item.ref
        if not view.scene.arabic:
            self._note_pronouns(view)
        for place, item in view.scene.marked(_PAPER):
            if issuer := issuer_at(view.scene, place - 1):
                self.sources[item.stem] = issuer[0]

    def _note_pronouns(self, view: View) -> None:
        """Keep whom "he" and "it" may go back to: who spoke, or whom the sentence is about."""
        if (person := _told_of(view.scene)) is not None:
            self.sources["he"] = person
        for voice in view.voices:
            if not isinstance(voice.who, str) and voice.who.cls in _GONE_BACK_TO:
                self.sources[_GONE_BACK_TO[voice.who.cls]] = voice.who

    def _acts(self, claims: list[RawClaim]) -> None:
        """What a body does by saying so, in its own statement, is told by the author: by itself."""
        if self.body is None:
            return
        for claim in claims:
            own = any(r.key == self.body.key for r in claim.actors)
            if own and claim.type in SPEECH and claim.modality == "asserted":
                claim.holders = claim.holders[:1]

    def _told(self, view: View, parts: list[tuple[int, int, bool]]) -> None:
        """Give a quotation whose speaker is named behind it to that speaker."""
        behind = [v.who for v in view.voices if parts and v.index > parts[0][1]]
        if not (behind or view.scene.arabic or self.just is None):
            behind = [self.just]
        if behind:
            for start, end, claims in self.waiting:
                for claim in claims:
                    if start <= claim.index < end and len(claim.holders) == 1:
                        claim.holders = (*claim.holders, RawHolder(behind[0]))
        self.waiting.clear()

    def _close(self) -> None:
        self.open, self.quoting = False, None
        self.waiting.clear()


def let_speak(
    scene: Scene, carried: list[Carried], voices: list[Voice], running: Ref | str | None
) -> None:
    """Say who stands behind the first person in a sentence, and put him where it says we."""
    scene.topic = None if running is None or isinstance(running, str) else running
    spoken = [*carried, *(Carried(v.start, v.end, v.who) for v in voices)]
    scene.speakers += [
        (c.start, c.end, c.who) for c in spoken if not isinstance(c.who, str) and acts(c.who)
    ]
    for place, item in scene.marked(_SAYS_I):
        if who := scene.speaker_at(place):
            item.ref = renamed(who[0], mention="pronoun", start=item.start, end=item.end)


_SAYS_I = sign("first person", texts=("we", "نحن"), exact=True)
_QUOTE = sign("quotation mark", texts=('"',), exact=True)


def _quoted(scene: Scene, *, opened: bool) -> list[tuple[int, int, bool]]:
    """Return the quoted parts of a sentence: from, to, and whether the quotation closes in it."""
    found: list[tuple[int, int, bool]] = []
    start = 0 if opened else -1
    for index, item in scene.marked(_QUOTE):
        if start >= 0 and item.raw not in _OPENS:
            found.append((start, index, True))
            start = -1
        elif start < 0 and (item.raw not in _CLOSES or _after_colon(scene, index)):
            start = index + 1
    return [*found, (start, len(scene.items), False)] if start >= 0 else found


def _charger(view: View, claims: list[RawClaim]) -> Ref | None:
    """Return who accuses or denies in an English sentence: a quotation behind it is his."""
    if view.scene.arabic:
        return None
    acts_told = (c for c in claims if c.type in _ANSWERED and c.modality == "asserted" and c.actors)
    return next((c.actors[0] for c in acts_told if len(c.holders) == 1), None)


_ANSWERED = frozenset(("accuse", "deny", "condemn", "threaten"))


def _told_of(scene: Scene) -> Ref | None:
    """Return the person whom an English sentence is about: the first it names, if not governed."""
    for place, item in enumerate(scene.items[:_HEADING]):
        ref = item.ref
        if ref is not None and ref.cls == "person" and ref.mention == "name":
            before = scene.items[place - 1] if place else None
            free = before is None or not before.has("preposition")
            return ref if free and not (scene.arabic or item.text.endswith("'s")) else None
    return None


def _all_quoted(scene: Scene) -> bool:
    """«“We shall not be the first.”»: a sentence that is a quotation and names no speaker."""
    parts = [] if scene.arabic else _quoted(scene, opened=False)
    return (
        len(parts) == 1
        and parts[0][0] == 1
        and parts[0][2]
        and not any(i.ref is not None or i.text.isalpha() for i in scene.items[parts[0][1] :])
    )


def _after_colon(scene: Scene, index: int) -> bool:
    """«وأضاف:”الحرب بدأت»: behind a colon a mark opens, whichever way it is turned."""
    return index > 0 and scene.items[index - 1].text == ":"


def _same(one: Ref | str, other: Ref | str) -> bool:
    return (one if isinstance(one, str) else one.key) == (
        other if isinstance(other, str) else other.key
    )


def _spoke_up(view: View) -> list[Ref | str]:
    """«نفى X ذلك.»: who denies, asks or threatens has spoken too, and may go on («وأضاف»)."""
    acts_of = (b for b in view.bounds if b.trigger.type in SPEECH and b.actors and not b.passive)
    first = next(acts_of, None)
    return [] if first is None or not finite(view.scene.items[first.index]) else [first.actors[0]]


def _inside(voice: Voice, view: View) -> bool:
    """«قال X إن Y أعلن أن …», «جماعة يقول خبراء إنها …»: a voice told of in passing."""
    told = any(v.start <= voice.index < v.end and v.index < voice.index for v in view.voices)
    clause = view.scene.clauses[view.scene.clause_of(voice.index)]
    return told or (clause.kind == "rel" and clause.start > 0 and view.scene.arabic)


_REMEMBERED = 4


def _latest(said: list[Ref | str], spoke: tuple[Ref | str, ...]) -> tuple[Ref | str, ...]:
    """Put those who spoke in a sentence before those who did earlier, each once."""
    found: list[Ref | str] = []
    for who in (*reversed(said), *spoke):
        if not any(_same(who, other) for other in found):
            found.append(who)
    return tuple(found[:_REMEMBERED])


def _topic(view: View) -> Ref | None:
    """Return whom a sentence in which nobody speaks is about: the subject of its first verb."""
    items = view.scene.items
    head = next((i.ref for i in items[:3] if i.ref is not None and acts(i.ref)), None)
    if head is not None and not view.scene.arabic and head.mention == "name":
        return head
    if view.scene.arabic and len(items) > 1 and finite(items[0]) and _office(items[1]):
        who, _ = speaker_after(view.scene, 0, 12, None)
        if isinstance(who, str) or who is not None:
            return None if isinstance(who, str) else who
    for bound in view.bounds:
        if bound.actors and not bound.passive:
            return bound.actors[0]
    for item in items[:8]:
        ref = item.ref
        if ref is not None and acts(ref) and ref.mention == "name" and not item.preposition:
            return ref
    return None


def _office(item: Item) -> bool:
    """«ورفضت المتحدثة باسم X»: whose office is told at the head of a sentence."""
    return item.ref is None and not item.preposition and item.has("title", "role", "speaker")


# ---- statements -----------------------------------------------------------------------------


def _head(items: list[Item]) -> list[Item]:
    """«بيان صادر عن X: …»: what stands before the colon is the heading."""
    colon = next((p for p, i in enumerate(items) if i.text == ":"), len(items))
    return items[:colon]


def _is_heading(items: list[Item]) -> bool:
    """«بيان صادر عن X», "Statement by X": a line without a verb that opens with such a word."""
    first = items[0] if items else None
    if first is None or first.ref is not None:
        return False
    if first.stem not in _STATEMENT and first.text not in _STATEMENT:
        return False
    items = _head(items)
    return 0 < len(items) <= _HEADING and not any(
        finite(i) and i.stem not in _STATEMENT for i in items
    )


def _issuer(items: list[Item]) -> Ref | None:
    refs = [i.ref for i in items if i.ref is not None and acts(i.ref)]
    return next((r for r in refs if r.mention != "adjective" and r.kind != "civilians"), None)


def _introduced(items: list[Item]) -> Ref | None:
    """«إننا في X نرفض», «نحن، X، …», "We, the X, …": who says we."""
    for place, item in enumerate(items[:4]):
        if item.text not in _WE or any(i.text in (":", '"') for i in items[:place]):
            continue
        near = items[place + 1 : place + 5]
        link = bool(near) and near[0].text in ("في", ",", "،", "the")
        refs = [i.ref for i in near if i.ref is not None]
        if link and refs and refs[0].cls == "party" and refs[0].mention == "name":
            return refs[0]
    return None
