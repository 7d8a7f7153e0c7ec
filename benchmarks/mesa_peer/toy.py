"""The leanest Mesa model there is of attrition alone: expected losses, no chance, no choice.

One agent an area with the forces of its five parties as Python numbers. It does less than our
engines do in the same setting (they draw noise and Poisson losses, and look for what falls), so it
is a bound from above on what plain Mesa makes.
"""

from __future__ import annotations

import mesa


class Area(mesa.Agent):
    """An area in which two sides fight."""

    def __init__(self, model, weak, strong):
        super().__init__(model)
        self.weak, self.strong = weak, strong

    def fight(self):
        rate, weak, strong = self.model.rate, sum(self.weak), sum(self.strong)
        if weak <= 0 or strong <= 0:
            return
        on_weak, on_strong = 1.0 - rate * strong / weak, 1.0 - rate * weak / strong
        self.weak = [max(x * on_weak, 0.0) for x in self.weak]
        self.strong = [max(x * on_strong, 0.0) for x in self.strong]


class Toy(mesa.Model):
    """Attrition in every area in every step."""

    def __init__(self, forces, mobile, rate, *, seed):
        super().__init__(rng=seed)
        self.rate = rate
        for weak in forces:
            Area(self, weak, [n / len(forces) for n in mobile])

    def step(self):
        self.agents.do("fight")


def run(forces, mobile, rate, steps, *, seed):
    """Run the toy."""
    model = Toy(forces, mobile, rate, seed=seed)
    for _ in range(steps):
        model.step()
