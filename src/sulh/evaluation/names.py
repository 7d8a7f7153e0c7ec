"""When a reader's name is a gold entity's: by the words, without spelling, articles, clitics."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from sulh.evaluation.gold import KINDS, GoldDocument
from sulh.evaluation.system import SystemDocument

__all__ = ["Key", "Names", "contains", "key"]

Key = tuple[str, ...]
_SAME = str.maketrans(
    "أإآٱىةؤئ", "اااايهوي", "".join(map(chr, [*range(0x64B, 0x660), 0x670, 0x640]))
)
_ARABIC = re.compile("[\u0621-\u064a]")
_ARTICLE = re.compile("^(?:[وف]?(?:ال|لل|بال|كال))(?=..)")
_PROCLITIC = re.compile("[وفبكل][\u0621-\u064a]{3}")
_COMMON = """
قوات جيش حكومه جماعه حركه تنظيم فصائل مليشيا ميليشيا سلطات سلطه وزاره مسلحين متمردين مقاتلين
عناصر مدينه محافظه بلده منطقه مناطق ريف حي رئيس ناطق مصدر مصادر وكاله لجنه مجلس كتيبه لواء فرقه
طرفين اطراف جانبين المدينه سكان ابناء forces force government army group groups movement
militia militias rebel rebels the of and in source sources state city province fighters people
troops leaders members
"""
_GENERIC = frozenset(_COMMON.split())
"""Words that many names share; alone they do not make two names alike."""


def key(name: str) -> Key:
    """Reduce a name to its words: small letters, one spelling, no article, one plural.

    Examples
    --------
    >>> key("الحوثيون") == key("للحوثيين"), key("The Army")
    (True, ('army',))
    """
    text = unicodedata.normalize("NFKC", name or "").lower().translate(_SAME)
    words = tuple(_word(word) for word in re.findall(r"\w+", text))
    return words[1:] if words[:1] == ("the",) else words


def _word(word: str) -> str:
    if not _ARABIC.search(word):
        return word
    bare = _ARTICLE.sub("", word)
    return re.sub("(ون|ان)$", "ين", bare) if len(bare) > 4 else bare


def _forms(name: str) -> set[Key]:
    """Return the key of a name, and that of the name with one proclitic letter less."""
    whole = key(name)
    if not whole:
        return set()
    found = {whole}
    if _PROCLITIC.match(whole[0]):
        found.add((whole[0][1:], *whole[1:]))
    return found


def contains(one: Key, other: Key) -> bool:
    """Tell whether the words of one name are all in the other, and not only generic ones."""
    first, second = set(one), set(other)
    smaller = first if len(first) <= len(second) else second
    return bool(smaller - _GENERIC) and (first <= second or second <= first)


class Names:
    """Matches the names of a reader's document with the entities of a gold document."""

    def __init__(self, gold: GoldDocument, system: SystemDocument) -> None:
        self._gold = {
            i: {form for name in e.names for form in _forms(name)} for i, e in gold.by_id.items()
        }
        self.ids: tuple[str, ...] = tuple(self._gold)
        self.actors = tuple(i for i in self.ids if not i.startswith("pl:"))
        self.places = tuple(i for i in self.ids if i.startswith("pl:"))
        self._aliases: dict[Key, set[Key]] = defaultdict(set)
        for kind in KINDS:
            for entity in system.entities[kind]:
                words = [gold.text[a:b] for a, b in entity.mentions]
                forms = {f for n in (entity.name, *entity.aliases, *words) for f in _forms(n)}
                for form in forms:
                    self._aliases[form] |= forms

    def match(self, name: str, ids: Iterable[str], *, lenient: bool) -> list[str]:
        """Return which of the gold entities `ids` a name may be.

        Strict: one of its names, aliases or mentions. Lenient: or one contains the other.
        """
        forms: set[Key] = set()
        for form in _forms(name):
            forms |= self._aliases.get(form, set()) | {form}
        found = []
        for i in ids:
            known = self._gold.get(i, set())
            if forms & known or (lenient and any(contains(a, b) for a in forms for b in known)):
                found.append(i)
        return found
