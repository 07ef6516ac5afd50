"""Amounts of a form that prints another unit than 万元 (金额单位): each says its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pydantic import BaseModel

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.decimals import JsonNumber
from perfreport.basics.errors import Mistake
from perfreport.basics.quantities import Amount, Unit
from perfreport.blocks.walk import attributes, bare, model_of
from perfreport.data.source import Key, Node, Source

_BARE = (
    "“{typed}”没有写单位；这个版式以{unit}为单位，请写成 {typed}{unit}（原是万元的写 {typed}万元）"
)


def in_unit(source: Source, model: type[BaseModel], unit: Unit) -> Source:
    """``source`` with its amounts in ``unit``; one that says no unit is among its mistakes.

    A bare number is in 万元 to a model, and whoever fills in a form in 元 means another amount by
    it: taken either way it could be wrong by a factor of ten thousand.
    """
    if unit is Unit.TEN_THOUSAND_YUAN:
        return source
    conversion = _Conversion(unit)
    root = conversion.told(source.root, model, NOWHERE)
    return replace(source, root=root, mistakes=(*source.mistakes, *conversion.mistakes))


class _Conversion:
    def __init__(self, unit: Unit) -> None:
        self.mistakes: list[Mistake] = []
        self._unit = unit

    def told(self, node: Node, model: type[BaseModel], path: DataPath) -> Node:
        """``node``, which says a ``model`` or a list of such, with its amounts in the unit."""
        if node.is_list:
            changed = {at: self.told(item, model, path / at) for at, item in node.children.items()}
        elif node.is_mapping:
            changed = dict(self._changed(node, model, path))
        else:
            return node
        return node.but(children={**node.children, **changed})

    def _changed(
        self, node: Node, model: type[BaseModel], path: DataPath
    ) -> Iterator[tuple[Key, Node]]:
        for key, name in attributes(model).items():
            child, annotation = node.children.get(key), model.model_fields[name].annotation
            if child is None:
                continue
            if bare(annotation) is Amount:
                yield key, self._amount(child, path / key)
            elif (inner := model_of(model, name)) is not None:
                yield key, self.told(child, inner, path / key)

    def _amount(self, node: Node, path: DataPath) -> Node:
        value = node.value.written_out if isinstance(node.value, JsonNumber) else node.value
        typed = value.strip() if isinstance(value, str) else ""
        try:
            amount = Amount.parse(typed)
        except ValueError:
            return node
        if not amount.is_known or not amount.value:
            return node
        if not typed.endswith(("元", "万", "亿")):
            message = _BARE.format(typed=typed, unit=self._unit.label)
            self.mistakes.append(Mistake(path, message, node.line))
            return node.but(value=f"{typed}{self._unit.label}")
        return node.but(value=f"{amount.to(self._unit):f}{self._unit.label}")
