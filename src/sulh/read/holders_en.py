"""Who says so in English: before the verb of saying, behind it, or who spoke before."""

from __future__ import annotations

from sulh.read.clauses import finite
from sulh.read.items import Item, Ref
from sulh.read.lists import Cue
from sulh.read.scene import Scene
from sulh.read.speakers import PAPERS, named_again, speaker_after, speaks_for, unnamed_source
from sulh.read.statements import SPEAKING, statement_end
from sulh.read.subjects import subject_of
from sulh.read.voices import Voice

__all__ = ["english_saying"]


def english_saying(
    scene: Scene, index: int, cue: Cue, running: Ref | str | None, last: Voice | None = None
) -> Voice | None:
    """Return the voice of a verb of saying; `last` is the voice before it in its sentence."""
    if scene.items[index - 1].text == "as" and index:
        return _cited(scene, index, cue)
    if _ought_to(scene, index) or _passive(scene, index):
        return None
    clause = scene.clauses[scene.clause_of(index)]
    if _in_passing(scene, index):
        who = _english_speaker(scene, clause.start, index, running)
        end = len(scene.items)
        return Voice(0, end, index, who, cue, clause.start, index + 1) if who is not None else None
    who, inverted, behind = _who_says(scene, index, running, last)
    if who is None:
        return None
    return _covered(scene, index, who, cue, inverted=inverted, behind=behind)


def _who_says(
    scene: Scene, index: int, running: Ref | str | None, last: Voice | None
) -> tuple[Ref | str | None, bool, int]:
    """Return who says so, whether he stands behind the verb, and the last word that tells it."""
    items = scene.items
    clause = scene.clauses[scene.clause_of(index)]
    who = _english_speaker(scene, clause.start, index, running)
    after, behind = speaker_after(scene, index, 6, None)
    before = items[index - 1].text if index else ""
    if clause.kind == "comma" and (who is None or _apposed(scene, index, who)):
        close = _name_before(scene, 0, index) if before == "," else None
        who = _described(scene, clause.start) or close or who
    going_on = items[index].text.endswith("ing")
    turned = before in (",", '"') and not going_on
    if turned and (after is None or isinstance(after, str)):
        named, place = _capitalised(scene, index)
        after, behind = (named, place) if named is not None else (after, behind)
    inverted = who is None and turned and after is not None and not _acts_on(scene, behind)
    if going_on and (before == "," or who is None):
        who = _says_besides(scene, index, running, last) or who
    if inverted:
        who = after
    if who is None and turned and _title_behind(scene, index):
        who, inverted = running, running is not None
    if who is None and clause.kind == "joined":
        who = _same_speaker(scene, clause.start)
    return who, inverted, behind


def _covered(
    scene: Scene, index: int, who: Ref | str, cue: Cue, *, inverted: bool, behind: int
) -> Voice:
    """Return the voice over what is said: what stands before the verb, or what follows it."""
    items = scene.items
    clause = scene.clauses[scene.clause_of(index)]
    before = items[index - 1].text if index else ""
    opened = items[clause.start - 1].text if clause.start else ""
    closes = opened in (",", '"') and not items[clause.start].has("contrast", "subordinator")
    tail = closes and not any(finite(item) or item.triggers or item.has("pronoun", "complementizer")
                   for item in items[index + 1 :] if item.ref is None)  # fmt: skip
    described = clause.kind == "comma" and not inverted and before == ","
    if (tail or inverted) and not described and clause.start > 0:
        return Voice(0, clause.start, index, who, cue, clause.start, max(behind, index) + 1)
    return Voice(index + 1, statement_end(scene, index + 1), index, who, cue, clause.start,
                 index + 1)  # fmt: skip


def _ought_to(scene: Scene, index: int) -> bool:
    """«should declare whether», "refused to say": nothing is said."""
    before = scene.items[index - 1] if index else None
    return before is not None and before.text in _OUGHT


_OUGHT = frozenset(("should", "must", "to", "would", "could", "may", "might", "shall"))


def _passive(scene: Scene, index: int) -> bool:
    """«since it was first declared», «was reported»: nobody is said to have said so."""
    said = scene.items[index].text.split(maxsplit=1)[0]
    near = scene.items[max(0, index - 2) : index]
    return said.endswith(("ed", "en")) and any(i.text in _BE for i in near)


_BE = frozenset(("was", "were", "is", "are", "been", "being", "be"))


def _in_passing(scene: Scene, index: int) -> bool:
    """«The army, Deng stressed, would attack»: between commas, no more than who says so."""
    items = scene.items
    clause = scene.clauses[scene.clause_of(index)]
    opened = clause.start > 2 and items[clause.start - 1].text == ","
    closed = index + 2 < len(items) and items[index + 1].text == ","
    words = items[clause.start : index]
    plain = 0 < len(words) < _A_FEW and not any(finite(i) or i.is_mark for i in words)
    return opened and closed and plain and not words[0].has("relative", "contrast", "subordinator")


_A_FEW = 5


def _cited(scene: Scene, index: int, cue: Cue) -> Voice | None:
    """«Tass quoted X as saying …»: X says so."""
    low = max(0, index - _CITED_FROM)
    verb = next((p for p in range(index - 2, low - 1, -1)
                 if scene.items[p].text in _CITING), -1)  # fmt: skip
    if verb < 0:
        return None
    refs = [i.ref for i in scene.items[verb + 1 : index] if i.ref is not None]
    who: Ref | str | None = next((r for r in refs if r.cls == "person"), None)
    who = who or _capitalised(scene, verb)[0] or next(iter(refs), None)
    if who is None:
        office = (p for p in range(verb + 1, index) if scene.items[p].has("speaker", "envoy"))
        place = next(office, -1)
        who = unnamed_source(scene, place) if place > 0 else "unnamed"
    return Voice(index + 1, len(scene.items), index, who, cue, verb, index + 1)


_CITING = frozenset(("quoted", "cited", "quotes", "cites", "quoting", "citing"))
_CITED_FROM = 18


def _acts_on(scene: Scene, behind: int) -> bool:
    """«…, said the rebels attacked …»: who stands behind the verb does what is said."""
    after = scene.items[behind + 1] if behind + 1 < len(scene.items) else None
    return after is not None and (finite(after) or after.has("auxiliary"))


def _says_besides(
    scene: Scene, index: int, running: Ref | str | None, last: Voice | None
) -> Ref | str | None:
    """«X denied it, saying …», «…, said X, adding …»: the subject of the verb before."""
    for place in range(index - 1, -1, -1):
        item = scene.items[place]
        if finite(item) and "auxiliary" not in item.kinds:
            if last is not None and last.index == place:
                return last.who
            if (named := _name_before(scene, 0, place)) is not None:
                return named
            break
    return _same_speaker(scene, index - 1) or (running if last is not None else None)


def _title_behind(scene: Scene, index: int) -> bool:
    """«…, said the general»: an office alone behind the verb goes back to who spoke last."""
    near = scene.items[index + 1 : index + 3]
    office = len(near) == 2 and (near[1].has("title", "role", "speaker") or near[1].text in _SHORT)
    return office and near[0].text == "the"


_SHORT = frozenset(("maj", "gen", "col", "lt", "brig", "capt", "adm"))


def _capitalised(scene: Scene, index: int) -> tuple[Ref | None, int]:
    """«…," said Amina Yusuf»: capitals that no list knows, right behind the verb, are a name."""
    last = index
    for place in range(index + 1, min(len(scene.items), index + 4)):
        item = scene.items[place]
        if item.ref is not None or not item.capital or item.kinds or item.triggers:
            break
        last = place
    return (_person(scene, index + 1, last), last) if last >= index + 2 else (None, index)


def _person(scene: Scene, first: int, last: int) -> Ref:
    """Return the person whom no list knows, by the words of the name."""
    items = scene.items[first : last + 1]
    known = scene.sources.get(items[-1].raw.lower())
    if known is not None and known.cls == "person":
        return known
    name = " ".join(item.raw for item in items)
    return Ref("person", f"x:~{name.lower()}", name, "person", "nominal", items[0].start,
               items[-1].end, proposed=True)  # fmt: skip


def _name_before(scene: Scene, start: int, index: int) -> Ref | str | None:
    """«Yusuf said», «the minister, Carlos Mondane, retorted»: capitals right before the verb."""
    last = index - 1
    while last > start and scene.items[last].text in (",", "also", "later", "then"):
        last -= 1
    first = last + 1
    while first - 1 >= start and _name_word(scene.items[first - 1]):
        first -= 1
    if first > last:
        return None
    lone = first == last and (first == 0 or scene.items[first - 1].text in ('"', "."))
    if lone and scene.items[first].text.endswith("s"):
        return "unnamed"
    return _person(scene, first, last)


def _name_word(item: Item) -> bool:
    known = item.ref is not None or item.kinds or item.triggers or item.cues or item.is_mark
    return not known and item.capital and item.text.isalpha() and len(item.text) > 2


def _apposed(scene: Scene, index: int, who: Ref | str) -> bool:
    """«X, Brunei's minister, said»: a comma before the verb closes what describes the speaker."""
    closed = index > 0 and scene.items[index - 1].text == ","
    return closed and (isinstance(who, str) or who.cls != "person")


def _described(scene: Scene, start: int) -> Ref | str | None:
    """«X, the mediator, said …»: who speaks stands before what describes him."""
    before = scene.items[: max(0, start - 1)]
    commas = [p for p, i in enumerate(before) if i.text == ","]
    heads = before[: commas[0]] if commas else before
    if not commas or any(finite(i) and "auxiliary" not in i.kinds for i in heads):
        return None
    return _english_speaker(scene, 0, commas[0], None)


def _same_speaker(scene: Scene, start: int) -> Ref | None:
    """«X denied the charge and said …»: the subject of the verb before goes on speaking."""
    for place in range(start - 1, -1, -1):
        if finite(scene.items[place]) and "auxiliary" not in scene.items[place].kinds:
            subject, _ = subject_of(scene, place, None)
            return subject[0] if subject else None
    return None


_THEY = {"he": ("person",), "she": ("person",), "it": ("party", "source"), "they": ("party",)}


def _pronoun(
    item: Item, running: Ref | str | None, spoke: tuple[Ref | str, ...]
) -> Ref | str | None:
    """«he added», "it said": who spoke or acted last, if the pronoun can mean him."""
    kinds = _THEY.get(item.text)
    if kinds is None:
        return None
    spoke_last = bool(spoke) and isinstance(spoke[0], Ref) and spoke[0] is running
    if not isinstance(running, Ref) or running.cls in kinds or (spoke_last and item.text != "they"):
        return running
    named = (w for w in spoke if isinstance(w, Ref) and w.cls in kinds)
    return next(named, running if "person" in kinds else None)


def _english_speaker(
    scene: Scene, start: int, index: int, running: Ref | str | None
) -> Ref | str | None:
    found: Ref | str | None = None
    governed = aside = False
    for place in range(start, index):
        item = scene.items[place]
        if item.text == "," and isinstance(found, Ref):
            aside = found.cls == "person" and not aside
        if aside:
            continue
        if item.ref is not None and item.ref.cls in SPEAKING and item.ref.mention != "adjective":
            found = _named(scene, start, place, found, governed=governed)
            governed = False
        elif item.ref is None:
            found = found or _nameless(scene, place, running)
            governed = (governed or "preposition" in item.kinds) and item.text != ","
    named = isinstance(found, Ref) and (found.cls == "person" or not governed)
    return found if named else _name_before(scene, start, index) or found


def _nameless(scene: Scene, place: int, running: Ref | str | None) -> Ref | str | None:
    """Return who speaks behind a word that is no name: a pronoun, a document, an office."""
    item = scene.items[place]
    if "pronoun" in item.kinds:
        return _pronoun(item, running, scene.spoke)
    if item.text in PAPERS and named_again(scene, place) and running is not None:
        return running
    return unnamed_source(scene, place) if "speaker" in item.kinds else None


def _named(
    scene: Scene, start: int, place: int, found: Ref | str | None, *, governed: bool
) -> Ref | str | None:
    """Take in a noun phrase before a verb of saying; one behind a preposition rarely speaks."""
    ref = scene.items[place].ref
    if ref is None or (ref.mention == "nominal" and ref.kind == "civilians"):
        return found or "unnamed"
    before = scene.items[max(start, place - 4) : place]
    office = place >= 2 and any(speaks_for(i) for i in before[-3:])
    speaker = place >= 2 and any("speaker" in i.kinds for i in before)
    if governed and speaker and not office and ref.cls != "person":
        return found or "unnamed"
    return ref if not governed or office or ref.cls == "person" else found
