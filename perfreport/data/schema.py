"""The JSON Schema of a kind's data files, with Chinese titles and descriptions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from perfreport.blocks.form import Form
from perfreport.blocks.model import Document


def json_schema(model: type[Document], form: Form | None = None) -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) of the data files of documents of a class.

    Args:
        model: the class.
        form: that they are for; what it alone asks for is not in the schema yet.
    """
    schema = model.model_json_schema(by_alias=True)
    # It has a default in Python; a data file has to say what it is.
    schema["required"] = ["文种", *schema["required"]]
    for name, field in properties(schema):
        field.setdefault("title", name)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def properties(schema: object) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property in ``schema``, however deep, by its name."""
    match schema:
        case dict():
            yield from schema.get("properties", {}).items()
            for part in schema.values():
                yield from properties(part)
        case list():
            for part in schema:
                yield from properties(part)
