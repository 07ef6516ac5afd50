"""JSON as plain values, its numbers as they are written, for models without a data file."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import NoReturn

from perfreport.basics.decimals import JsonNumber
from perfreport.basics.messages import quoted
from perfreport.basics.patterns import regex
from perfreport.blocks.fields import MOST_DEPTH

# A text is one part, whatever brackets are in it, even one that has no end.
_PARTS = regex(r'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


def parse_json(text: str | bytes | bytearray) -> object:
    """The values of ``text``, every number a ``JsonNumber``.

    Raises:
        ValueError: when it is not JSON in UTF-8, gives a key twice, or is nested too deep; the
            message is written for whoever made it.
    """
    try:
        decoded = text if isinstance(text, str) else text.decode("utf-8")
    except UnicodeDecodeError:
        raise ValueError("不是 UTF-8 编码的 JSON，请按 UTF-8 发送") from None
    # Asked first: the library goes down as deep as Python can.
    if _depth(decoded) > MOST_DEPTH:
        raise ValueError(f"JSON 嵌套超过 {MOST_DEPTH} 层，请核对括号")
    try:
        return json.loads(
            decoded.removeprefix("\ufeff"),
            parse_float=JsonNumber,
            parse_int=JsonNumber,
            parse_constant=_no_number,
            object_pairs_hook=_mapping,
            strict=False,
        )
    except json.JSONDecodeError as error:
        place = f"第 {error.lineno} 行第 {error.colno} 个字"
        raise ValueError(f"{place}不合 JSON 的写法，请核对引号、逗号和括号") from None


def _depth(text: str) -> int:
    depth = deepest = 0
    for part in _PARTS.finditer(text):
        if part[0] in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif part[0] in "]}":
            depth -= 1
    return deepest


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} 不是 JSON 的数，请写数字，没有的写 null")


def _mapping(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    mapping: dict[str, object] = {}
    for key, value in pairs:
        if key in mapping:
            raise ValueError(f"键{quoted(key)}写了两次，请删去一处")
        mapping[key] = value
    return mapping
