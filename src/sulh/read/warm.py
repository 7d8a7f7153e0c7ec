"""Everything that reading compiles, compiled by importing this: what processes begin with.

The process that the workers are forked from imports it (:func:`sulh.workers.ordered_map`), so the
lists are read and the names compiled once for all of them, and lie in memory once.
"""

from __future__ import annotations

import gc

from sulh.read.bulk import read_many
from sulh.read.choose import choose_packs
from sulh.read.names import names_for
from sulh.read.topic import topic_of

__all__ = ["read_many"]

topic_of("")
names_for(choose_packs([""], None))
gc.freeze()
