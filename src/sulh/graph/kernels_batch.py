"""The compiled loops of Monte Carlo: payoffs from statement orders, and payoffs as ranks."""

# ruff: noqa: ANN001, ANN201 -- numba infers types
# mypy: disable-error-code="no-untyped-def, no-untyped-call"
from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def statement_payoffs(truth, orders, payoffs):
    """Lexicographic payoffs (n, n_states) of each order of statements; -1 leaves one out."""
    for b in range(orders.shape[0]):
        for s in range(truth.shape[1]):
            payoffs[b, s] = 0
        for p in range(orders.shape[1]):
            row = orders[b, p]
            if row < 0:
                continue
            for s in range(truth.shape[1]):
                payoffs[b, s] = 2 * payoffs[b, s] + truth[row, s]


@njit(cache=True, nogil=True)
def rank_rows(payoffs, chosen, ranks):
    """Dense ranks of each row (n, n_dm, n_states) at the `chosen` states; -1 elsewhere."""
    n_chosen = chosen.shape[0]
    keys = np.empty(n_chosen, payoffs.dtype)
    place = np.empty(n_chosen, np.int32)
    ranks[:] = -1
    for b in range(payoffs.shape[0]):
        for i in range(payoffs.shape[1]):
            for p in range(n_chosen):
                key = payoffs[b, i, chosen[p]]
                q = p
                if n_chosen <= 96:
                    while q > 0 and keys[q - 1] > key:
                        keys[q] = keys[q - 1]
                        place[q] = place[q - 1]
                        q -= 1
                keys[q] = key
                place[q] = chosen[p]
            if n_chosen > 96:
                by_size = np.argsort(keys)
                keys[:] = keys[by_size]
                for p in range(n_chosen):
                    place[p] = chosen[by_size[p]]
            rank = 0
            for p in range(n_chosen):
                if p > 0 and keys[p] != keys[p - 1]:
                    rank += 1
                ranks[b, i, place[p]] = rank
