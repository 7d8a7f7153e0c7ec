"""When Python looks for garbage while reports are read: seldom, and never among the word lists.

What the reader holds for long (the lists, the compiled names, the words met so far) are millions
of objects none of which is garbage, and what it makes for a report is freed without the collector,
as hardly any of it is tied in a circle. By default the collector would walk all of it again and
again, for a tenth of the time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

__all__ = ["collect_seldom", "uncollected"]

_NEW: Final = 50_000
"""Objects made and not freed before the collector looks at them, some 5 MB."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Do without the collector while what stays is made."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@contextmanager
def collect_seldom() -> Iterator[None]:
    """Leave out what is there from being walked, and walk what is new seldom.

    Where something was left out before, as in a process that was forked for reading, it stays so
    afterwards.
    """
    usual, kept = gc.get_threshold(), gc.get_freeze_count()
    gc.freeze()
    gc.set_threshold(_NEW, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        if not kept:
            gc.unfreeze()
