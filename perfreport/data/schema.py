"""The JSON Schema of a kind's data files, with Chinese titles and descriptions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.quantities import Amount
from perfreport.blocks.fields import NULL, Demanded, is_yes, stated
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document, Indicator
from perfreport.blocks.taxonomy import Taxonomy
from perfreport.blocks.walk import attributes, bare, field_at, models_in, part_at

Schema = dict[str, Any]


def json_schema(model: type[Document], form: Form | None = None) -> Schema:
    """The schema (JSON Schema 2020-12) of the data files of documents of a class.

    Args:
        model: the class.
        form: that they are to be printed on; the schema then asks for what the form requires and
            knows neither fields that it does not print nor levels that it does not have. It says
            how many decimals amounts have (``multipleOf``), for validators that compute in
            decimals: of binary fractions one in nine would be refused.
    """
    schema = model.model_json_schema(by_alias=True)
    # It has a default in Python; a data file has to say what it is.
    schema["required"] = ["文种", *schema["required"]]
    if form is not None:
        schema = _inlined(schema, schema.pop("$defs", {}))
        _Narrowing(form).part(schema, model, NOWHERE)
        schema["properties"]["版式"] |= {"const": form.id}
        schema["required"].append("版式")
    for name, field in properties(schema):
        field.setdefault("title", name)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def properties(schema: object) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property in ``schema``, however deep, by its name."""
    match schema:
        case dict():
            # A condition names properties too, and tells nothing of what they are.
            if schema.get("type") == "object":
                yield from schema["properties"].items()
            for part in schema.values():
                yield from properties(part)
        case list():
            for part in schema:
                yield from properties(part)


def _inlined(schema: Any, parts: Schema) -> Any:
    """``schema`` with each part where it is referred to: a form asks otherwise in each place."""
    match schema:
        case {"$ref": str(name), **beside}:
            part = _inlined(parts[name.removeprefix("#/$defs/")], parts)
            return {**part, **beside}
        case dict():
            return {key: _inlined(value, parts) for key, value in schema.items()}
        case list():
            return [_inlined(value, parts) for value in schema]
    return schema


class _Narrowing:
    """What a form asks besides, as ``forms.conformance`` finds it missing."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._required = frozenset(tuple(field.split(".")) for field in form.required)
        self._not_printed = frozenset(tuple(field.split(".")) for field in form.not_printed)
        self._amounts = list(form.figures.rounding.amount_schemas)

    def part(self, schema: Schema, model: type[BaseModel], place: DataPath) -> None:
        """Narrow the ``schema`` of the objects of ``model`` at ``place``."""
        if "const" in schema["properties"].get("来源", {}):
            # An item that goes by its name says one of the parts of its model.
            source = schema["properties"]["来源"]["const"]
            model, place = part_at(model, attributes(model)[source]), place / source
            schema["properties"] = dict(schema["properties"])
        fields, unprinted = schema["properties"], self._form.unprinted(model)
        for key, name in attributes(model).items():
            if place / key in self._not_printed or name in unprinted:
                del fields[key]
                continue
            annotation = model.model_fields[name].annotation
            if bare(annotation) is Amount:
                is_optional = annotation is not Amount
                fields[key]["anyOf"] = [*self._amounts, *([NULL] if is_optional else [])]
            for inner in models_in(annotation):
                for found in _objects(fields[key]):
                    self.part(found, inner, place / key)
                self._named_items(fields[key], inner, place / key)
        conditions = [*schema.get("allOf", ()), *self._conditions(model, place)]
        if conditions:
            schema["allOf"] = conditions

    def _named_items(self, schema: Schema, model: type[BaseModel], place: DataPath) -> None:
        """Ask of a list whose items go by their names for those that must be there."""
        by = getattr(model, "by_name", "")
        needed = [key for key in attributes(model) if by and place / key in self._required]
        items = [{"required": [by], "properties": {by: {"const": key}}} for key in needed]
        for found in _lists(schema) if items else ():
            found["allOf"] = [{"contains": item} for item in items]

    def _conditions(self, model: type[BaseModel], place: DataPath) -> Iterator[Schema]:
        unprinted = self._form.unprinted(model)
        needed = [
            key
            for key, name in attributes(model).items()
            if place / key in self._required
            or (
                Demanded in model.model_fields[name].metadata
                and place / key not in self._not_printed
                and name not in unprinted
            )
        ]
        withheld = self._withheld(model)
        if "涉密" in attributes(model) and not self._form.withheld(model):
            yield {"not": is_yes("涉密")}
        yield from (_needed(model, key) for key in needed if key not in withheld)
        unless = [_needed(model, key) for key in needed if key in withheld]
        if unless:
            yield {"if": is_yes("涉密"), "else": {"allOf": unless}}
        if issubclass(model, Indicator) and self._form.levels:
            yield from self._of_indicators(self._form.levels, withheld)
        if asked := self._form.asked(model):
            inside = [stated(key) for key in asked]
            yield {"required": ["附加项"], "properties": {"附加项": {"allOf": inside}}}
        yield from self._form.asks_of(model)

    def _of_indicators(self, taxonomy: Taxonomy, withheld: list[str]) -> Iterator[Schema]:
        ones = [name for level in taxonomy.levels_one for name in level.names]
        twos = [name for level in taxonomy.levels_two for name in level.names]
        yield {"properties": {"一级": {"enum": [*ones, None]}}}
        if not self._form.takes_more_levels:
            yield {"properties": {"二级": {"enum": [*twos, None]}}}
        for two in taxonomy.levels_two:
            if two.is_closed and two.fixed:
                names = {"名称": {"enum": [each.name for each in two.fixed]}}
                of_two = {"required": ["二级"], "properties": {"二级": {"enum": [*two.names]}}}
                yield {"if": of_two, "then": {"properties": names}}
        # The first level may be left out where the second tells it.
        tells = {"required": ["二级"], "properties": {"二级": {"enum": twos}}}
        yield {"anyOf": [stated("一级"), tells]}
        yield {"if": is_yes("涉密"), "then": {"properties": dict.fromkeys(withheld, NULL)}}

    def _withheld(self, model: type[BaseModel]) -> list[str]:
        """The keys of what a classified part does not have to state."""
        ways = self._form.withheld(model)
        by_name = {name: key for key, name in attributes(model).items()}
        return [by_name[name] for name in (ways[0].attributes if ways else ())]


def _objects(schema: Schema) -> Iterator[Schema]:
    """The objects that a field may be, or have as items."""
    if schema.get("type") == "object":
        yield schema
    inside = [*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else ())]
    for part in inside:
        yield from _objects(part)


def _lists(schema: Schema) -> Iterator[Schema]:
    """The lists that a field may be."""
    if schema.get("type") == "array":
        yield schema
    for part in schema.get("anyOf", ()):
        yield from _lists(part)


def _needed(model: type[BaseModel], key: str) -> Schema:
    """That the field ``key`` is there, and is no empty list."""
    field = field_at(model, DataPath(key))
    filled = {"minItems": 1} if field is not None and field.default == () else {"not": NULL}
    return {"required": [key], "properties": {key: filled}}
