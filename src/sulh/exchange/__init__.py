"""To and from a case: formats of other programs, and the catalogue. Nothing here runs an engine."""

from sulh.exchange.catalog import CatalogEntry, catalog, catalog_case, catalog_entry
from sulh.exchange.gmcr import read_gmcr, write_gmcr

__all__ = [
    "CatalogEntry",
    "catalog",
    "catalog_case",
    "catalog_entry",
    "read_gmcr",
    "write_gmcr",
]
