"""sulh (صلح, settlement): from reports about an armed conflict to the settlements that could hold."""

from sulh._version import __version__

__all__ = ["__version__"]
