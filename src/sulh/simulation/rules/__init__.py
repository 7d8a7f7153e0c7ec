"""One process of the model a file: its equation, its source, and a function that moves a state.

A rule is ``rule(state, model, tick)``: it reads the model, changes the state in place, and takes
its draws from streams named after its process. The order is in :mod:`sulh.simulation.step`.
"""
