"""Whether a word that may be verb or noun is a verb or a noun here."""

from __future__ import annotations

from sulh.read.agreeing import agrees
from sulh.read.clauses import finite
from sulh.read.items import Item
from sulh.read.lists import Trigger
from sulh.read.morphology import Form
from sulh.read.scene import Scene, acts

__all__ = ["readings"]


def readings(scene: Scene, index: int) -> list[tuple[Trigger, Form]]:
    """Return what a trigger may be at this place: the verb, or the noun, of each event type."""
    item = scene.items[index]
    if len(item.triggers) == 1:
        return list(item.triggers)
    nominal = _nominal(scene, index)
    kept: dict[str, tuple[Trigger, Form]] = {}
    rest: dict[str, tuple[Trigger, Form]] = {}
    for trigger, form in item.triggers:
        noun = trigger.pos == "n" or (scene.arabic and form.tense == "noun")
        fits = trigger.pos == "x" or noun == nominal
        (kept if fits else rest).setdefault(trigger.type, (trigger, form))
    return list((kept or rest).values())


def _nominal(scene: Scene, index: int) -> bool:
    """Tell whether a word that may be verb or noun is a noun here."""
    item = scene.items[index]
    before = scene.items[index - 1] if index else None
    after = scene.items[index + 1] if index + 1 < len(scene.items) else None
    if not scene.arabic:
        return _nominal_english(before, after)
    if item.article or item.preposition in ("ب", "ك"):
        return True
    nouns = [f for t, f in item.triggers if t.pos == "n" or f.tense == "noun"]
    if not nouns:
        return False
    if item.preposition == "ل":
        return not any(f.tense == "present" for _, f in item.triggers)
    if _noun_before(item, before) or _object_of_verb(scene, index) or _paired(scene, index):
        return True
    verbs = [f for t, f in item.triggers if t.pos == "v" and f.tense != "noun"]
    sure = any(f.person != "I" for f in nouns)
    return sure and (_no_verb(verbs, before, after) or _noun_after(item, before, after))


def _paired(scene: Scene, index: int) -> bool:
    """«شجب واستنكار دولي»: joined to a noun of the same kind, and no verb with its subject."""
    near = scene.items[index + 1 : index + 3]
    later = next((i for i in near if i.text not in ("و", '"')), None)
    types = {t.type for t, _ in scene.items[index].triggers}
    if later is None or later.ref is not None or not (later.conjunction or near[0].text == "و"):
        return False
    return any(t.type in types and (t.pos == "n" or f.tense == "noun") for t, f in later.triggers)


def _object_of_verb(scene: Scene, index: int) -> bool:
    """«صعّدت X قصفها»: behind a verb and its subject, a word with their pronoun is the object."""
    if index < 2 or not scene.items[index].back or scene.items[index].conjunction:
        return False
    verb, subject = scene.items[index - 2 : index]
    return subject.ref is not None and not subject.preposition and finite(verb)


def _noun_before(item: Item, before: Item | None) -> bool:
    """Tell whether what stands before makes a noun of a word: a preposition, or its own noun."""
    if before is None:
        return False
    governed = "preposition" in before.kinds and not item.conjunction
    return governed or (before.ref is None and before.known_noun())


def _no_verb(verbs: list[Form], before: Item | None, after: Item | None) -> bool:
    """Tell whether a word cannot be a verb: a lone dual, or a subject that does not agree."""
    if verbs and all(f.person in ("3md", "3fd") for f in verbs):
        return True
    if not verbs or after is None or after.ref is None or after.preposition:
        return False
    fits = any(agrees(after.ref, f, before=False) for f in verbs)
    return not fits and acts(after.ref) and before is not None and before.ref is None


def _noun_after(item: Item, before: Item | None, after: Item | None) -> bool:
    """Tell whether what follows makes a noun of a word: nothing, a preposition, an adjective."""
    if after is None or after.is_mark:
        return True
    if after.preposition or "preposition" in after.kinds:
        return before is None or before.ref is None or item.back == ""
    adjective = after.ref.mention == "adjective" if after.ref else "adjective" in after.kinds
    return adjective and not after.article


def _nominal_english(before: Item | None, after: Item | None) -> bool:
    if before is not None:
        if before.text in ("to", "will", "would", "may", "might", "could", "not", "they", "who"):
            return False
        if before.text in ("a", "an", "the", "of", "in", "by", "its", "their", "his", "any", "no"):
            return True
        if before.has("adjective", "preposition", "demonstrative") or before.text.endswith("'s"):
            return True
        if before.ref is not None and before.ref.mention == "adjective":
            return True
    return after is not None and after.text in ("by", "on", "against", "between", "of", "in")
