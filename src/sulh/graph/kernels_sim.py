"""The compiled loop of simultaneous sanctions (option conflicts)."""

# ruff: noqa: ANN001, ANN201, PLR0917 -- numba infers types; loops stay plain
# mypy: disable-error-code="no-untyped-def, no-untyped-call"
from __future__ import annotations

import numpy as np
from numba import njit

from sulh.graph.kernels_arcs import is_barred


@njit(cache=True, nogil=True)
def improvements(who, s, ranks, masks, bars, changes):
    """The option changes by which `who` improves on s, into `changes`; how many they are."""
    bar_owner, bar_source, bar_target = bars
    free = masks[who, 0] & ~(s & masks[who, 1]) & ~(~s & masks[who, 2])
    n = 0
    change = free
    while change:
        t = s ^ change
        if ranks[who, t] > ranks[who, s] and not is_barred(
            who, s, t, bar_owner, bar_source, bar_target
        ):
            changes[n] = change
            n += 1
        change = (change - 1) & free
    return n


@njit(cache=True, nogil=True)
def joint_sanction(focal, s, own, ranks, changes, n_changes, place, merged):
    """Whether improvements of some others, superposed on `own`, can end no better than s.

    An odometer over the others: place[j] is 0 (j stays) or one of its n_changes[j] improvements,
    merged[j] what those from j on change together.
    """
    n_dm = ranks.shape[0]
    rank = ranks[focal]
    place[:] = 0
    merged[:] = 0
    while True:
        j = 0
        while j < n_dm:
            if j != focal:
                place[j] += 1
                if place[j] <= n_changes[j]:
                    break
                place[j] = 0
            j += 1
        if j == n_dm:
            return False
        merged[j] = changes[j, place[j] - 1] | merged[j + 1]
        for k in range(j):
            merged[k] = merged[j]
        u = s ^ (own | merged[0])
        if rank[u] >= 0 and rank[u] <= rank[s]:
            return True


@njit(cache=True, nogil=True)
def sim_states(first, last, ranks, masks, bars, out):
    """Simultaneous stability at states `first` to `last` (exclusive), into ``out[i, s]``."""
    n_dm = ranks.shape[0]
    widest = 0
    for i in range(n_dm):
        bits = 0
        for j in range(32):
            bits += (masks[i, 0] >> j) & 1
        widest = max(widest, bits)
    changes = np.empty((n_dm, 1 << widest), np.int64)
    n_changes = np.empty(n_dm, np.int64)
    place = np.empty(n_dm, np.int64)
    merged = np.empty(n_dm + 1, np.int64)
    for s in range(first, last):
        if ranks[0, s] < 0:
            continue
        for i in range(n_dm):
            n_changes[i] = improvements(i, s, ranks, masks, bars, changes[i])
        for i in range(n_dm):
            out[i, s] = True
            for c in range(n_changes[i]):
                if not joint_sanction(
                    i, s, changes[i, c], ranks, changes, n_changes, place, merged
                ):
                    out[i, s] = False
                    break
