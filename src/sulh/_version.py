"""The version, in one place: the package, the results and the brief read it here."""

__version__ = "0.1.0"
