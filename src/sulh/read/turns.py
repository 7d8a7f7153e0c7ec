"""Words that show that a sentence turns from what a cue covers to something else.

«…، مشيراً إلى أن …», "…, accusing him of …": somebody says one thing more. «اقتراح X … أصبح …»:
the verb of the sentence, whose subject the cue only opens.
"""

from __future__ import annotations

from sulh.read.blame import another_speaks
from sulh.read.items import Item
from sulh.read.morphology import Form
from sulh.read.scene import SPEECH, Scene

__all__ = ["ASKED", "BESIDES", "forms_of", "goes_on_otherwise", "turns_at"]

ASKED = frozenset(("demanded", "proposed", "intended"))
"""What is asked for, offered or meant comes in lists, and often behind a remark."""
BESIDES = frozenset(("اضافه", "بالاضافه", "فضلا", "علاوه", "جانب"))
"""Words of «besides», which open one more member of a list."""


def forms_of(item: Item) -> list[Form]:
    """Return the forms in which an item is a trigger or a cue."""
    return [f for _, f in item.triggers] + [f for _, f in item.cues if f is not None]


def turns_at(scene: Scene, comma: int, value: str) -> bool:
    """Tell whether behind a comma somebody speaks anew, or the author goes on about it."""
    besides = value == "denied" and _says_besides(scene, comma)
    return besides or any(turn(scene, comma) for turn in _TURNS)


def goes_on_otherwise(scene: Scene, index: int, place: int, value: str, *, verb: bool) -> bool:
    """Tell whether a word inside a clause shows that the sentence goes on about something else."""
    item = scene.items[place]
    if item.ref is not None:
        return False
    if not scene.arabic:
        return value == "denied" and item.text in _SAYING and bool(item.cue_values)
    if item.verbal or item.stem in _BECAME:
        own = not verb and value in ASKED and _main_verb(scene, index, place)
        return own or (value == "denied" and _speaks_here(scene, place))
    return "complementizer" in item.kinds and _of_who_speaks(scene, index, place)


def _speaks_here(scene: Scene, place: int) -> bool:
    """«فند X الاتهامات وعلى العكس اتهم Y …»: one more act of speech, with the verb first."""
    item, before = scene.items[place], scene.items[place - 1]
    past = {f.tense for f in forms_of(item)} == {"past"}
    opened = before.kinds.isdisjoint(("complementizer", "relative", "auxiliary"))
    return past and opened and before.stem not in _FALSE and "accuse" in item.types


_FALSE = frozenset(("ان", "ما", "من", "قد", "كان", "كانت"))


def _main_verb(scene: Scene, index: int, place: int) -> bool:
    """«اقتراح X سحب … أصبح محور …»: the verb of the sentence whose subject the cue opens."""
    item, before = scene.items[place], scene.items[place - 1]
    opens = index == 0 or "complementizer" in scene.items[index - 1].kinds
    became = item.stem in _BECAME
    if not opens or item.conjunction or item.preposition or not (became or "verb" in item.kinds):
        return False
    plain = item.stem[:1] not in "يتن" or before.ref is not None
    return plain and before.kinds.isdisjoint(("relative", "complementizer", "auxiliary"))


_BECAME = frozenset(("اصبح", "اصبحت", "بات", "باتت", "صار", "صارت", "ظل", "ظلت", "بقي", "بقيت"))


def _of_who_speaks(scene: Scene, index: int, place: int) -> bool:
    """«قال المصدر الذي اشترط … إن …»: what he said, outside the clause that describes him."""
    clause = scene.clauses[scene.clause_of(index)]
    items = scene.items
    if clause.kind != "rel" or clause.start == 0 or items[place].conjunction:
        return False
    if not items[place].raw.startswith("إ"):
        return False
    before = [i for i in items[max(0, clause.start - 6) : clause.start] if i.ref is None]
    return any("source" in i.cue_values and i.verbal for i in before)


def _that_was(scene: Scene, place: int) -> bool:
    """«…، وذلك بعد …», «…، في إشارة إلى …»: the author goes on about what he told."""
    after = scene.items[place + 1 : place + 3]
    pointed = [i.text for i in after] == ["في", "اشاره"]
    return pointed or (bool(after) and after[0].text in ("وذلك", "وياتي ذلك", "ياتي ذلك"))


def _adds(scene: Scene, comma: int) -> bool:
    """«…، مضيفاً أن …», "…, accusing him of …": what is added is said, not foreseen or alleged."""
    item = scene.items[comma + 1] if comma + 1 < len(scene.items) else None
    if item is None or item.ref is not None or item.conjunction or item.text in BESIDES:
        return False
    speaks = not item.types.isdisjoint(SPEECH)
    if not scene.arabic:
        return speaks and item.text.split(maxsplit=1)[0].endswith("ing")
    charges = speaks and item.stem[:1] == "م"
    said = "source" in item.cue_values or charges
    return said and item.stem.split(maxsplit=1)[0].endswith(("ا", "ه", "ين"))


def _says_besides(scene: Scene, place: int) -> bool:
    """«denied the charge, saying …»: what is said besides is not what is denied."""
    item = scene.items[place + 1] if place + 1 < len(scene.items) else None
    return item is not None and item.text in _SAYING


_SAYING = frozenset(("saying", "adding", "insisting", "stressing", "stating", "arguing", "claiming",
                     "explaining", "noting", "maintaining"))  # fmt: skip


_TURNS = (another_speaks, _that_was, _adds)
