"""Keys that a model does not know: which one was meant, and what to do about it.

A key that can be told is taken for the one that was meant, so that what stands under it is examined
as well; any other is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from typing import NamedTuple, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from perfreport.basics.addresses import DataPath
from perfreport.basics.decimals import says_nothing
from perfreport.basics.errors import Mistake
from perfreport.basics.invisible import remark_on, without
from perfreport.basics.messages import choices, quoted
from perfreport.basics.patterns import regex
from perfreport.basics.quantities import Amount
from perfreport.blocks.fields import is_needed
from perfreport.blocks.model import Passage
from perfreport.blocks.specialised import is_open, open_fields
from perfreport.blocks.walk import attributes, bare, models_in
from perfreport.data.lexicon import is_label, other_name
from perfreport.data.shapes import HALF_WIDTH_COLON, is_stated
from perfreport.data.source import Key, Node, Source

Fields = Mapping[str, FieldInfo]
"""Fields of a part, by their keys."""

_LIKENESS = 0.4
_LIKENESS_OF_OPTIONAL = 0.6
_LIKENESS_OF_FIGURES = 0.7
"""Among several keys of figures only a slip of the pen is taken for one of them."""

# Typed along from the head of a column: 预算数（万元）.
_UNIT = regex("[（(](?:单位[:：])?(?:亿元|万元|元|%)[)）]$")
_WITH_WRONG_COLON = regex("([^:：]+)[:：]")
_ENTRY = regex(r"\s*(?P<key>[^:：\s]+)\s*[:：]\s*(?P<value>.*\S)\s*")
_COMMAS = regex("[，,]")


def with_meant_keys(source: Source, model: type[BaseModel], *, before_form: bool = False) -> Source:
    """``source`` with keys that ``model`` knows; what was wrong is among its mistakes.

    Args:
        source: to be read.
        model: the class of what it says.
        before_form: whether its form is yet to be chosen, so that open parts may say anything.
    """
    naming = _Naming(before_form=before_form)
    root = naming.named(source.root, model, DataPath())
    if not naming.mistakes:
        return source
    return replace(
        source,
        root=root,
        mistakes=(*source.mistakes, *naming.mistakes),
        typed_keys={**source.typed_keys, **naming.typed_keys},
    )


class _Part(NamedTuple):
    """A part of the file, as its model has it: its fields, and those that are not there yet."""

    model: type[BaseModel]
    fields: Fields
    missing: dict[str, FieldInfo]


class _Naming:
    def __init__(self, *, before_form: bool) -> None:
        self._before_form = before_form
        self.mistakes: list[Mistake] = []
        self.typed_keys: dict[DataPath, Key] = {}
        self._typed: list[Key] = []

    def named(self, node: Node, model: type[BaseModel], path: DataPath) -> Node:
        """``node``, which says a ``model``, with the keys that were meant."""
        if not node.is_mapping or is_open(model):
            return node
        # What the form could have declared and did not is no key of its data.
        keys = ((key, name) for key, name in attributes(model).items())
        hidden = () if self._before_form else open_fields(model)
        fields = {key: model.model_fields[name] for key, name in keys if name not in hidden}
        missing = {key: field for key, field in fields.items() if key not in node.children}
        part = _Part(model, fields, missing)
        children: dict[Key, Node] = {}
        for typed, child in node.children.items():
            # An entry typed with full-width marks is to YAML one key without a value.
            if entries := _entries_in(str(typed), child, missing):
                self._mistake(typed, child, _joined(str(typed), entries))
                children.update(entries)
                continue
            key = self._meant(str(typed), child, part, path)
            if key is not None:
                children[key] = self._inside(child, fields[key], path / key, typed)
        return node.but(children=children)

    def _meant(self, typed: str, node: Node, part: _Part, path: DataPath) -> str | None:
        """The key that was meant, which is not missing from now on; None if it is unknown."""
        if typed in part.fields:
            return typed
        key = _meant(typed, node, part)
        if repeated := _repeated(typed, node, part, key):
            advice = f"没有{quoted(typed)}这一项；已有“{repeated}”这一项，请核对后删去一处"
            self._mistake(typed, node, advice)
            return None
        if key is not None:
            del part.missing[key]
            self.typed_keys[path / key] = typed
        self._mistake(typed, node, _advice(typed, node, key, tuple(part.fields), part.missing))
        return key

    def _mistake(self, typed: Key, node: Node, advice: str) -> None:
        line = node.key_line or node.line
        self.mistakes.append(Mistake(DataPath(*self._typed, typed), advice, line, node.file))

    def _inside(self, node: Node, field: FieldInfo, path: DataPath, typed: Key) -> Node:
        """``node``, the content of ``field``, with the keys that were meant in it."""
        inner = next(models_in(field.annotation), None)
        if inner is None or not node.children:
            return node
        self._typed.append(typed)
        if node.is_list and _is_list(field):
            node = node.but(children=dict(self._items(node, inner, path)))
        elif not _is_list(field):
            node = self.named(node, inner, path)
        self._typed.pop()
        return node

    def _items(
        self, node: Node, model: type[BaseModel], path: DataPath
    ) -> Iterator[tuple[Key, Node]]:
        for position, item in node.children.items():
            self._typed.append(position)
            yield position, self.named(item, model, path / position)
            self._typed.pop()


def _meant(typed: str, node: Node, part: _Part) -> str | None:
    """The missing key of the ``part`` that was probably meant by ``typed``, which holds ``node``.

    It is called so elsewhere, or is like it in spelling, and takes what stands there; or it is the
    only required one that does. What is a label of the field but has no place here was added on
    purpose, and is no slip for any key.
    """
    seen, missing = _seen(typed), part.missing
    if seen in missing:
        return seen
    if _WITH_WRONG_COLON.match(typed):
        return None
    fitting = (key for key, field in missing.items() if _may_hold(field, node))
    if key := other_name(seen, fitting, part.model):
        return key
    if is_label(seen, part.model):
        return None
    return _nearest(seen, node, missing) or _only_required(node, missing)


def _seen(typed: str) -> str:
    """``typed`` without what cannot be seen, and without a unit behind it."""
    return _UNIT.sub("", without(typed).strip()).strip()


def _likeness(typed: str, key: str) -> float:
    """From 0 to 1; what is far too long or too short for ``key`` is not looked into."""
    # The ratio takes the longer, the longer the text; the bound is found from its length alone.
    matcher = SequenceMatcher(None, typed, key)
    return matcher.ratio() if matcher.real_quick_ratio() >= _LIKENESS else 0.0


def _nearest(seen: str, node: Node, fields: Fields) -> str | None:
    """The key most like ``seen`` of those that take ``node``; None if none is like enough."""
    is_one_of_several = len(_figures_for(node, fields)) > 1
    near: dict[str, float] = {}
    for key, field in fields.items():
        least = _LIKENESS if is_needed(field) else _LIKENESS_OF_OPTIONAL
        least = _LIKENESS_OF_FIGURES if is_one_of_several else least
        if _may_hold(field, node) and (likeness := _likeness(seen, key)) >= least:
            near[key] = likeness
    return max(near, key=lambda key: near[key], default=None)


def _only_required(node: Node, missing: Fields) -> str | None:
    required = {key: field for key, field in missing.items() if is_needed(field)}
    fitting = _figures_for(node, required) or [
        key for key, field in required.items() if _awaits(field, node)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _repeated(typed: str, node: Node, part: _Part, rival: str | None) -> str | None:
    """The key that is there already and that ``typed`` resembles more than its ``rival``."""
    seen = _seen(typed)
    if rival and other_name(seen, (rival,), part.model):
        return None
    keys = [
        key
        for key, field in part.fields.items()
        if key not in part.missing and _may_say(field, node)
    ]
    if rival is None and (key := other_name(seen, keys, part.model)):
        return key
    key = max(keys, key=lambda key: _likeness(seen, key), default=None)
    if key is None or _likeness(seen, key) < _LIKENESS_OF_OPTIONAL:
        return None
    if rival is None:
        return key
    lead = _likeness(seen, key) - _likeness(seen, rival)
    return key if lead > 0 or (lead == 0 and not is_needed(part.fields[rival])) else None


def _advice(
    typed: str, node: Node, meant: str | None, known: tuple[str, ...], missing: Fields
) -> str:
    wrong = f"没有{quoted(typed)}这一项"
    if meant and (remark := remark_on(typed)):
        return f"{quoted(typed)}的{remark}"
    if meant:
        return f"{wrong}，是不是“{meant}”？"
    if (found := _WITH_WRONG_COLON.match(typed)) and found[1].strip() in known:
        return f"{wrong}；{HALF_WIDTH_COLON}"
    if not node.children and node.value is None:
        return f"{wrong}；是一段文字的请接在上一项之后，含逗号的文字请加上引号"
    if figures := _figures_for(node, missing):
        places = choices(f"“{key}”" for key in figures)
        return f"{wrong}；金额请写在{places}中，不是金额的请删去"
    what_to_do = "请核对键名" if node.children else "请删去"
    return f"{wrong}，{what_to_do}；这里可写：{'、'.join(known)}"


def _entries_in(typed: str, node: Node, missing: Fields) -> dict[Key, Node]:
    """What ``typed`` says, if it is nothing but entries with colons and commas in full width."""
    if node.value is not None or node.children:
        return {}
    found = [_ENTRY.fullmatch(entry) for entry in _COMMAS.split(typed)]
    entries: dict[Key, Node] = {
        entry["key"]: Node(node.line, entry["value"])
        for entry in found
        if entry and entry["key"] in missing
    }
    return entries if len(entries) == len(found) else {}


def _joined(typed: str, entries: Collection[Key]) -> str:
    commas = "，各项之间要写半角逗号加一个空格“, ”" if len(entries) > 1 else ""
    return f"没有{quoted(typed)}这一项；{HALF_WIDTH_COLON}{commas}"


def _figures_for(node: Node, missing: Fields) -> list[str]:
    """The ``missing`` keys where the amount in ``node`` may belong; none if it is no amount."""
    if not _is_amount(node):
        return []
    return [
        key
        for key, field in missing.items()
        if bare(field.annotation) is Amount and not is_stated(field)
    ]


def _is_amount(node: Node) -> bool:
    if not isinstance(node.value, str) or says_nothing(node.value):
        return False
    try:
        Amount.parse(node.value)
    except ValueError:
        return False
    return True


def _may_hold(field: FieldInfo, node: Node) -> bool:
    """Whether ``field`` takes what has the shape of ``node``: one value, a list or a mapping.

    A single value or mapping may be meant as the only item of a list.
    """
    annotation = bare(field.annotation)
    has_parts = next(models_in(annotation), None) is not None
    if annotation is Passage:
        return True
    if node.is_mapping:
        return has_parts
    if node.is_list:
        holds_mappings = any(child.is_mapping for child in node.children.values())
        return _is_list(field) and has_parts == holds_mappings
    return not has_parts or node.value is None


def _may_say(field: FieldInfo, node: Node) -> bool:
    """Whether ``node`` is such as might be typed for ``field`` again; no prose is for a number."""
    is_number = bare(field.annotation) is int
    return _may_hold(field, node) and (not is_number or str(node.value).strip().isdigit())


def _awaits(field: FieldInfo, node: Node) -> bool:
    """Whether just such content belongs into ``field``, which must be there."""
    annotation = bare(field.annotation)
    if is_stated(field):
        return False
    if node.children:
        return _may_hold(field, node)
    if node.value is None or says_nothing(node.value) or _is_amount(node):
        return False
    return annotation in (str, Passage, tuple[str, ...])


def _is_list(field: FieldInfo) -> bool:
    return get_origin(bare(field.annotation)) is tuple
