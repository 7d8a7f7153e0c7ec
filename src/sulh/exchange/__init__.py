"""To and from a case: formats of other programs. Nothing here runs an engine."""

from sulh.exchange.gmcr import read_gmcr, write_gmcr

__all__ = ["read_gmcr", "write_gmcr"]
