"""Who says so in English: the noun phrase that a verb of saying has before or behind it."""

from __future__ import annotations

from sulh.read.clauses import Clause, finite
from sulh.read.items import Item, Ref
from sulh.read.lists import Cue
from sulh.read.scene import Scene
from sulh.read.speakers import PAPERS, named_again, speaker_after, speaks_for, unnamed_source
from sulh.read.statements import SPEAKING, statement_end
from sulh.read.subjects import spoke_before, subject_of
from sulh.read.voices import Voice

__all__ = ["english_saying", "some_noun_after"]

_COMMAS = (",", '"')
_BREAKS = frozenset((",", '"', ":", ";", ".", "-", "—", "–", "?", "!"))


def english_saying(
    scene: Scene, index: int, cue: Cue, running: Ref | str | None, last: Voice | None = None
) -> Voice | None:
    """Return the voice of a verb of saying; `last` is the voice before it in its sentence."""
    silent = _ought_to(scene, index) or _passive(scene, index) or _a_report(scene, index)
    if silent or _in_a_title(scene, index):
        return None
    clause = scene.clauses[scene.clause_of(index)]
    behind, end = _behind(scene, index)
    if behind is not None:
        return Voice(0, index, index, behind, cue, index, max(end, index) + 1)
    who, start = _before(scene, index, clause, running)
    if (
        last is not None
        and scene.items[index].text.endswith("ing")
        and _goes_on(scene, last, index)
    ):
        who = last.who
    if who is None:
        again = running is not None and _title_behind(scene, index)
        return Voice(0, index, index, running or "", cue, index, index + 1) if again else None
    if resumes := _inserted(scene, start, index):
        _go_on_with(scene, start, index)
        return Voice(0, statement_end(scene, resumes), index, who, cue, start, resumes)
    if _closes(scene, start, index):
        return Voice(0, start, index, who, cue, start, max(end, index) + 1)
    end = statement_end(scene, index + 1)
    if clause.kind == "rel" and clause.start and scene.items[clause.start - 1].text == ",":
        end = next((p for p in range(index + 1, end) if _main_verb_behind(scene, p)), end)
    return Voice(index + 1, end, index, who, cue, start, index + 1)


def _main_verb_behind(scene: Scene, comma: int) -> bool:
    """«X, which Y says is strong, took …»: behind the comma the sentence's own verb stands."""
    after = scene.items[comma + 1 : comma + 2]
    opens = scene.items[comma].text == "," and bool(after) and after[0].ref is None
    return opens and (finite(after[0]) or after[0].has("auxiliary"))


def _go_on_with(scene: Scene, start: int, index: int) -> None:
    """«The army, residents said, had surrounded …»: what is said goes on with its subject."""
    refs = (i.ref for i in scene.items[:start] if i.ref is not None)
    first = next((r for r in refs if r.cls in SPEAKING and r.mention != "adjective"), None)
    if first is not None:
        scene.subjects[scene.clause_of(index)] = [first]


def _goes_on(scene: Scene, last: Voice, index: int) -> bool:
    """«…, said X, adding …»: no other verb stands between."""
    between = scene.items[last.index + 1 : index]
    return not any(finite(i) and not i.has("auxiliary") for i in between)


def _in_a_title(scene: Scene, index: int) -> bool:
    """«the Community of African States»: a capital inside a sentence is no verb."""
    inside = index > 0 and scene.items[index - 1].text not in ('"', ".", ":")
    return inside and scene.items[index].capital


def _a_report(scene: Scene, index: int) -> bool:
    """«One U.N. report said», «reports of fighting»: the noun, which says nothing by itself."""
    if scene.items[index].text not in ("report", "reports"):
        return False
    after = scene.items[index + 1] if index + 1 < len(scene.items) else None
    before = scene.items[index - 1] if index else None
    if before is None or before.has("preposition", "function", "adjective"):
        return True
    return after is not None and (finite(after) or after.text in _ABOUT)


_ABOUT = frozenset(("of", "about", "on", "from", "citing", "in", "by", "and", "to"))


def _ought_to(scene: Scene, index: int) -> bool:
    """«should declare whether», "refused to say": nothing is said."""
    near = scene.items[max(0, index - 2) : index]
    if len(near) > 1 and not (near[1].has("time", "adverb") or near[1].text in _OUGHT):
        near = near[1:]
    return any(item.text in _OUGHT for item in near)


_OUGHT = frozenset(("should", "must", "to", "would", "could", "may", "might", "shall"))


def _passive(scene: Scene, index: int) -> bool:
    """«since it was first declared», «was reported»: nobody is said to have said so."""
    said = scene.items[index].text.split(maxsplit=1)[0]
    near = scene.items[max(0, index - 2) : index]
    return said.endswith(("ed", "en")) and any(i.text in _BE for i in near)


_BE = frozenset(("was", "were", "is", "are", "been", "being", "be"))


def _behind(scene: Scene, index: int) -> tuple[Ref | str | None, int]:
    """«…," said Amina Yusuf», «…, said a doctor»: who speaks stands behind the verb."""
    before = scene.items[index - 1].text if index else ""
    if before not in _COMMAS or scene.items[index].text.endswith("ing"):
        return None, index
    after, last = speaker_after(scene, index, 6, None)
    if after is None:
        after, last = _capitalised(scene, index)
    if after is None or not _is_person(after):
        after, last = _office_named(scene, index) or (after, last)
    if after is None or before == '"' or not _content_behind(scene, index):
        return after, last
    clause = scene.clauses[scene.clause_of(index)]
    first = _english_speaker(scene, _phrase_start(scene, index, clause), index, None)
    apposed = first is not None or _apposed(scene, index, None) is not None
    return (None, index) if apposed else (after, last)


def _office_named(scene: Scene, index: int) -> tuple[Ref, int] | None:
    """«…," said the group's leader, Amina Yusuf»: the name between commas is who speaks."""
    items = scene.items
    comma = next((p for p in range(index + 1, min(len(items) - 1, index + 8))
                  if items[p].text == ","), -1)  # fmt: skip
    ref = items[comma + 1].ref if comma > 0 else None
    office = any(i.has("role", "title", "speaker") for i in items[index + 1 : max(comma, 0)])
    named = office and ref is not None and ref.cls == "person"
    return (ref, comma + 1) if named and ref is not None else None


def _before(
    scene: Scene, index: int, clause: Clause, running: Ref | str | None
) -> tuple[Ref | str | None, int]:
    """«X said», «X, a doctor, said», «X denied it and said»: who speaks stands before the verb."""
    before = scene.items[index - 1].text if index else ""
    going_on = scene.items[index].text.endswith("ing")
    start = _phrase_start(scene, index, clause)
    if before == "as" and (source := _quoted_as(scene, index)) is not None:
        return source, start
    if before == "," and not going_on and (head := _apposed(scene, index, running)) is not None:
        return head
    who = _english_speaker(scene, start, index, running)
    if going_on and before == ",":
        besides = spoke_before(scene, index)
        who = besides[0] if besides else _same_speaker(scene, index - 1) or who
    if who is None and clause.kind == "joined":
        who = _same_speaker(scene, clause.start) or _first_of(scene, clause.start)
    if who is None and clause.kind == "rel":
        who = _antecedent(scene, clause)
    if who is None and not going_on:
        who = _some_noun(scene, start, index)
    return who, start


def _phrase_start(scene: Scene, index: int, clause: Clause) -> int:
    """Return where the words about the speaker begin: behind the last mark of the clause."""
    place = index - 1
    while place > clause.start and scene.items[place].text not in _BREAKS:
        place -= 1
    inside = place > clause.start and place < index - 1
    return place + 1 if inside else clause.start


def _apposed(
    scene: Scene, index: int, running: Ref | str | None
) -> tuple[Ref | str | None, int] | None:
    """«Amina Yusuf, a doctor in X, who …, said»: who speaks, and where the words about him begin.

    The parts between commas before the verb are gone through to the left as far as they have no
    verb of their own; the nearest person speaks, else whom the first of them names.
    """
    items, found, start = scene.items, None, -1
    end = index - 1
    for _ in range(_MOST_PARTS):
        first = end
        while first > 0 and items[first - 1].text not in _BREAKS:
            first -= 1
        aside = first < end and items[first].has("relative", "preposition", "time", "contrast")
        if first == end or not (aside or _noun_phrase(items[first:end])):
            break
        who = None if aside else _head_of(scene, first, end, running)
        if who is not None and not _is_person(found):
            found, start = who, first
        start = first if who is not None else start
        if first == 0 or items[first - 1].text != ",":
            break
        end = first - 1
    return (found, start) if found is not None else None


def _noun_phrase(words: list[Item]) -> bool:
    """Tell whether words between commas have no verb that tells something."""
    described = words[0].text in ("a", "an")
    return described or not any(finite(i) and not i.has("auxiliary") for i in words)


def _head_of(scene: Scene, first: int, end: int, running: Ref | str | None) -> Ref | str | None:
    """Return whom a noun phrase names: no one behind a preposition, no owner."""
    governed = False
    for place in range(first, end):
        item = scene.items[place]
        ref = item.ref
        if ref is not None and ref.cls in SPEAKING and ref.mention != "adjective":
            if not governed and not item.text.endswith("'s"):
                return _named(scene, first, place, None, governed=False)
        elif ref is None and "preposition" in item.kinds:
            governed = True
    return _english_speaker(scene, first, end, running) or _some_noun(scene, first, end)


_MOST_PARTS = 5


def _is_person(who: Ref | str | None) -> bool:
    return isinstance(who, Ref) and who.cls == "person"


def _inserted(scene: Scene, start: int, index: int) -> int:
    """«The army, Aguer stressed, would adhere …»: where what is said goes on; 0 if it does not."""
    items = scene.items
    if not start or items[start - 1].text != "," or index + 2 >= len(items):
        return 0
    comma = next((p for p in range(index + 1, min(len(items) - 1, index + 5))
                  if items[p].text == ","), -1)  # fmt: skip
    if comma < 0 or any(i.ref is None and finite(i) for i in items[index + 1 : comma]):
        return 0
    first, after = items[start], items[comma + 1]
    if first.has("preposition", "relative", "contrast", "subordinator") or index - start > _A_FEW:
        return 0
    ends = after.has("contrast", "subordinator", "relative") or after.text.endswith("ing")
    return 0 if ends else comma + 1


_A_FEW = 6


def _content_behind(scene: Scene, index: int) -> bool:
    """Tell whether a verb of saying has its content behind it, up to the next comma."""
    for item in scene.items[index + 1 :]:
        if item.text == ",":
            return False
        if item.ref is None and (finite(item) or item.triggers or item.text in (":", '"', "that")):
            return True
    return False


def _closes(scene: Scene, start: int, index: int) -> bool:
    """«…, a resident said by telephone, asking …»: what was said stands before who said it."""
    items = scene.items
    opened = items[start - 1].text if start else ""
    if opened not in _COMMAS or items[start].has("contrast", "subordinator"):
        return False
    for item in items[index + 1 :]:
        if item.text == "," or (item.text == '"' and opened == '"'):
            return True
        told = item.has("pronoun", "complementizer") or item.triggers or finite(item)
        if item.ref is None and (told or item.text in (":", '"')):
            return False
    return True


def some_noun_after(scene: Scene, index: int) -> tuple[Ref | str | None, int]:
    """«according to a local aid worker, …»: somebody for whom nothing better is known."""
    near = range(index + 1, min(len(scene.items), index + 8))
    end = next((p for p in near if scene.items[p].is_mark), -1)
    if end <= index + 2 or scene.items[index + 1].text not in _ARTICLES:
        return None, index
    return unnamed_source(scene, end - 1), end


def _some_noun(scene: Scene, start: int, index: int) -> Ref | str | None:
    """«the medic said», «a shopkeeper told X»: a noun for whom nothing better is known."""
    items = scene.items
    first = items[start]
    noun = next((p for p in range(start + 1, index) if not items[p].has("adjective")), -1)
    if first.text not in _ARTICLES or noun < 0 or any(finite(i) for i in items[start:index]):
        return None
    known = scene.sources.get(items[noun].text)
    return known if known is not None else unnamed_source(scene, noun)


_ARTICLES = frozenset(("a", "an", "the", "one", "another", "two", "three", "several", "some"))


def _title_behind(scene: Scene, index: int) -> bool:
    """«…, said the general»: an office alone behind the verb goes back to who spoke last."""
    near = scene.items[index + 1 : index + 3]
    if index == 0 or scene.items[index - 1].text not in _COMMAS:
        return False
    return len(near) == 2 and near[0].text == "the" and (_of_office(near[1]))


def _of_office(item: Item) -> bool:
    return item.has("title", "role", "speaker") or item.text in _SHORT


_SHORT = frozenset(("maj", "gen", "col", "lt", "brig", "capt", "adm"))


def _capitalised(scene: Scene, index: int) -> tuple[Ref | None, int]:
    """«…," said Amina Yusuf»: capitals that no list knows, right behind the verb, are a name."""
    last = index
    for place in range(index + 1, min(len(scene.items), index + 4)):
        item = scene.items[place]
        if item.ref is not None or not item.capital or item.kinds or item.triggers:
            break
        last = place
    if last < index + 2:
        return None, index
    name = " ".join(item.raw for item in scene.items[index + 1 : last + 1])
    start, end = scene.items[index + 1].start, scene.items[last].end
    return Ref("person", f"x:~{name.lower()}", name, "person", "nominal", start, end,
               proposed=True), last  # fmt: skip


def _same_speaker(scene: Scene, start: int) -> Ref | None:
    """«X denied the charge and said …»: the subject of the verb before goes on speaking."""
    for place in range(start - 1, -1, -1):
        if finite(scene.items[place]) and "auxiliary" not in scene.items[place].kinds:
            subject, _ = subject_of(scene, place, None)
            return subject[0] if subject else None
    return None


def _antecedent(scene: Scene, clause: Clause) -> Ref | None:
    """«rebels who claim to have taken …»: whom the clause describes."""
    before = reversed(scene.items[max(0, clause.start - 4) : clause.start])
    refs = (i.ref for i in before if i.ref is not None and i.ref.cls in SPEAKING)
    return next((ref for ref in refs if ref.mention != "adjective"), None)


def _first_of(scene: Scene, end: int) -> Ref | None:
    """«X is massing troops and says …»: the noun phrase that opens the sentence goes on."""
    for item in scene.items[:end]:
        if item.ref is not None and item.ref.cls in SPEAKING:
            return item.ref if item.ref.mention != "adjective" else None
        if item.has("preposition", "subordinator", "pronoun") or item.is_mark:
            return None
    return None


_QUOTING = frozenset(("quoted", "quotes", "quoting", "cited", "cites", "citing"))


def _quoted_as(scene: Scene, index: int) -> Ref | str | None:
    """«… quoted X, leader of Y, as saying»: who is quoted speaks, not who quotes."""
    near = range(index - 2, max(-1, index - _FAR), -1)
    verb = next((p for p in near if scene.items[p].text in _QUOTING), -1)
    if verb < 0:
        return None
    end = next((p for p in range(verb + 1, index) if scene.items[p].text == ","), index - 1)
    named = scene.items[end + 1].ref
    if named is not None and named.cls == "person" and end < index - 1:
        return named  # «quoted the minister, X, as saying»
    return _english_speaker(scene, verb + 1, end, None) or _some_noun(scene, verb + 1, end)


_FAR = 30
_THEY = {"he": ("person",), "she": ("person",), "it": ("party", "source"), "they": ("party",)}
_MEANT = {"he": "he", "she": "he", "it": "it", "they": "it"}


def _pronoun(scene: Scene, item: Item, running: Ref | str | None) -> Ref | str | None:
    """«he added», "it said": who spoke or acted last, if the pronoun can mean him."""
    kinds = _THEY.get(item.text)
    if kinds is None:
        return None
    if isinstance(running, Ref) and (running.cls == "source" or running.cls in kinds):
        return running
    last = scene.sources.get(_MEANT[item.text])
    if last is not None and "person" in kinds:
        return last
    named = (w for w in scene.spoke if isinstance(w, Ref) and w.cls in kinds)
    return next(named, last or running)


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
            found = _body_again(scene, place, found, running)
            governed = False
        elif item.ref is None:
            found = found or _nameless(scene, place, running)
            governed = (governed or "preposition" in item.kinds) and item.text != ","
    named = isinstance(found, Ref) and (found.cls == "person" or not governed)
    return found if named else _name_before(scene, start, index) or found


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
    if lone and scene.items[index].text.endswith("s"):
        return None  # «Conflicting reports»
    return _person(scene, first, last)


def _person(scene: Scene, first: int, last: int) -> Ref:
    """Return the person whom no list knows, by the words of the name."""
    items = scene.items[first : last + 1]
    known = scene.sources.get(items[-1].raw.lower())
    if known is not None and known.cls == "person":
        return known
    name = " ".join(item.raw for item in items)
    return Ref("person", f"x:~{name.lower()}", name, "person", "nominal", items[0].start,
               items[-1].end, proposed=True)  # fmt: skip


def _name_word(item: Item) -> bool:
    known = item.ref is not None or item.kinds or item.triggers or item.cues or item.is_mark
    return not known and item.capital and item.text.isalpha() and len(item.text) > 2


_SOME_GROUP = frozenset(("p:~group", "p:~movement", "p:~organisation", "p:~organization",
                         "p:~militia", "p:~party", "p:~front", "p:~ministry"))  # fmt: skip
"""Bodies that nothing before was called: "the group said"."""


def _body_again(
    scene: Scene, place: int, found: Ref | str | None, running: Ref | str | None
) -> Ref | str | None:
    """«the group said»: a body that nothing before was called so is the one that spoke last."""
    some = isinstance(found, Ref) and found.key in _SOME_GROUP
    if not some or not place or scene.items[place - 1].text != "the":
        return found
    return running if isinstance(running, Ref) and running.cls == "party" else found


def _nameless(scene: Scene, place: int, running: Ref | str | None) -> Ref | str | None:
    """Return who speaks behind a word that is no name: a pronoun, a document, an office."""
    item = scene.items[place]
    if "pronoun" in item.kinds:
        return _pronoun(scene, item, running)
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
