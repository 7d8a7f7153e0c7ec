"""JSON Schema of the case file, generated from the types."""

from __future__ import annotations

from typing import Any

from sulh.case.validate import adapter

__all__ = ["json_schema"]


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of ``case.yaml``; the same types give the same bytes.

    Words may be a plain string, too, so that editors accept what the loader accepts.

    Examples
    --------
    >>> json_schema()["$defs"]["Text"]["anyOf"][0]
    {'type': 'string'}
    """
    schema = adapter().json_schema()
    words = schema["$defs"]["Text"]
    schema["$defs"]["Text"] = {
        "title": "Text",
        "description": words.pop("description", ""),
        "anyOf": [{"type": "string"}, words],
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
