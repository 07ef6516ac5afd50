"""JSON made from a schema: every construct that the schemas of data files use, in any notation."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import cache
from typing import Any

import jsonschema
from hypothesis import strategies as st

Schema = dict[str, Any]
Tree = Any
"""Values of JSON, numbers as ``Written``."""

_TEXTS = ("正文", " 甲，乙 ", "13600101", "<5%", "-1", "甲-乙", "无", "𠮷", "一\u3000二", "p>")
_PROSE = ("一\n二", "<p>一</p><p>二</p>", "\r\n一", '<P class="甲">一', "\u2028一")


class Written(Decimal):
    """A number with the way it is written."""

    text: str

    @classmethod
    def of(cls, text: str) -> Written:
        """The number that is written as ``text``."""
        number = cls(text)
        number.text = text
        return number


def written(tree: Tree) -> str:
    """``tree`` as a JSON text."""
    match tree:
        case Written():
            return tree.text
        case dict():
            pairs = (f"{json.dumps(key)}: {written(value)}" for key, value in tree.items())
            return f"{{{', '.join(pairs)}}}"
        case list():
            return f"[{', '.join(map(written, tree))}]"
    return json.dumps(tree, ensure_ascii=False)


def _is_whole(_checker: object, value: object) -> bool:
    if isinstance(value, Decimal):
        return value == value.to_integral_value()
    return isinstance(value, int) and not isinstance(value, bool)


# What validators of the library do with binary fractions, these do with decimals.
_Exact = jsonschema.validators.extend(  # type: ignore[no-untyped-call]
    jsonschema.Draft202012Validator,
    type_checker=jsonschema.Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_whole),
)


def exact_validator(schema: Schema) -> jsonschema.protocols.Validator:
    """A validator of ``schema`` that computes in decimals, as its editors' do."""
    exact: jsonschema.protocols.Validator = _Exact(
        json.loads(json.dumps(schema), parse_float=Decimal)
    )
    return exact


def trees(schema: Schema) -> st.SearchStrategy[Tree]:
    """JSON that fits ``schema``."""
    return _Maker(schema.get("$defs", {})).trees(schema)


class _Maker:
    def __init__(self, parts: dict[str, Schema]) -> None:
        self._parts = parts

    def trees(self, schema: Schema) -> st.SearchStrategy[Tree]:
        if "$ref" in schema:
            return self.trees(self._parts[schema["$ref"].removeprefix("#/$defs/")])
        if "anyOf" in schema and "properties" not in schema:
            return st.one_of(*map(self.trees, schema["anyOf"]))
        if "const" in schema:
            return st.just(schema["const"])
        if "enum" in schema:
            return st.sampled_from(schema["enum"])
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return st.one_of(*(self._of_type(kind, schema) for kind in kinds))

    def _of_type(self, kind: str, schema: Schema) -> st.SearchStrategy[Tree]:
        match kind:
            case "object":
                return self._objects(schema)
            case "array":
                least = schema.get("minItems", 0)
                most = min(schema.get("maxItems", least + 2), least + 2)
                return st.lists(self.trees(schema["items"]), min_size=least, max_size=most)
            case "string":
                return _texts(schema["pattern"])
            case "integer":
                whole = st.integers(schema["minimum"], schema["maximum"])
                return whole.map(str).flatmap(_notations)
            case "number":
                return _numbers(schema)
        return st.none()

    def _objects(self, schema: Schema) -> st.SearchStrategy[Tree]:
        fields = {name: self.trees(field) for name, field in schema.get("properties", {}).items()}
        required = {name: fields.pop(name) for name in schema.get("required", ())}
        found = st.fixed_dictionaries(required, optional=fields)
        if "allOf" not in schema:
            return found
        holds = _whole(json.dumps({"$defs": self._parts, "allOf": schema["allOf"]})).is_valid
        # One in two may fail; a document with ten such parts would hardly ever come about.
        several = st.lists(found, min_size=6, max_size=6).map(lambda each: [*filter(holds, each)])
        return several.filter(bool).map(lambda each: each[0])


@cache
def _whole(conditions: str) -> jsonschema.protocols.Validator:
    return exact_validator(json.loads(conditions))


@cache
def _texts(pattern: str) -> st.SearchStrategy[str]:
    """Texts that match, without half characters, which are no text."""
    known = [text for text in (*_TEXTS, *_PROSE) if re.search(pattern, text)]
    whole = st.characters(exclude_categories=["Cs"])
    if "(?!" not in pattern:
        return st.from_regex(pattern, alphabet=whole)
    # Expressions that look ahead are hard to make texts from.
    found = st.text(whole, min_size=1).map(lambda text: text if re.search(pattern, text) else "甲")
    return found | st.sampled_from(known)


def _numbers(schema: Schema) -> st.SearchStrategy[Tree]:
    """Numbers with the decimals that scores and amounts may have, which no schema can state."""
    places = 4 if schema.get("minimum") == 0 else 6
    if "multipleOf" in schema:
        places = -Decimal(str(schema["multipleOf"])).normalize().as_tuple().exponent  # type: ignore[operator]
    least = 0 if "minimum" in schema else -(10**12) + 1
    number = st.decimals(least, 10**12 - 1, places=places, allow_nan=False)
    return number.map(str).flatmap(_notations)


def _notations(number: str) -> st.SearchStrategy[Written]:
    """Ways to write ``number`` in JSON."""
    plain = f"{Decimal(number):f}"
    tens = f"{plain}e0", f"{Decimal(number).scaleb(2):f}e-2", f"{Decimal(number).scaleb(-3):f}E+03"
    longer = f"{plain}0" if "." in plain else f"{plain}.0"
    return st.sampled_from([plain, longer, *tens]).map(Written.of)
