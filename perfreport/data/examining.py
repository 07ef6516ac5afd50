"""Every mistake of a file at once, those among them that others would hide (manifests).

What is wrong is put right by something plain, and the whole is examined again, until nothing new
is found. What then follows from the plain stand-in, or from what was wrong, is not told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError, Mistake
from perfreport.basics.positions import Position, order_of
from perfreport.basics.quantities import Percent, Score
from perfreport.blocks.complaints import causes, place_of, validated
from perfreport.blocks.walk import attributes, bare, field_at
from perfreport.blocks.whole import STAND_IN, Whole
from perfreport.data.naming import with_meant_keys
from perfreport.data.source import Key, Node, Source
from perfreport.data.validation import mistake_of

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

M = TypeVar("M", bound=BaseModel)

_MOST_ROUNDS = 20
_FIGURES: dict[object, str | bool] = {bool: False, int: "1", Score: "1", Percent: "1%"}


def validate_whole(source: Source, model: type[M], wrong: Iterable[DataPath] = ()) -> M:
    """``source`` as an object of ``model``.

    Args:
        source: with what is known to be wrong with it.
        model: whose parts are ``Whole``.
        wrong: places about which no more need be said.

    Raises:
        InputError: with every mistake, in the order of their lines.
    """
    examined = _Examined(with_meant_keys(source, model), model, wrong)
    found: M | None = examined.validated()
    if found is None or examined.mistakes:
        raise InputError(_by_file(dict.fromkeys(examined.mistakes)), source.name)
    return found


def _by_file(mistakes: Iterable[Mistake]) -> list[Mistake]:
    """``mistakes`` file by file, the file itself first, in the order of their lines."""
    return sorted(mistakes, key=lambda each: (each.file or "", order_of(each.position)))


class _Examined:
    def __init__(self, source: Source, model: type[Any], wrong: Iterable[DataPath]) -> None:
        self._source = source
        self._root = source.root
        self._model = model
        self._wrong = [*wrong, *(each.path for each in source.mistakes if each.path)]
        self._mended: set[DataPath] = set()
        self._numbers = count(1)
        self.mistakes: list[Mistake] = list(source.mistakes)

    def validated(self) -> Any:
        """The object, perhaps with stand-ins; None when there is no telling what it may be."""
        for _ in range(_MOST_ROUNDS):
            try:
                return validated(self._model, self._root.plain())
            except ValidationError as error:
                details = list(causes(error))
            news = [each for each in details if not self._is_consequence(each)]
            self.mistakes += (mistake_of(each, self._source, self._model) for each in news)
            self._wrong += map(place_of, details)
            # What is wrong with the whole is known once its parts are right, and is all there is.
            if not any(each["loc"] for each in details):
                break
            places = [self._to_mend(each) for each in details]
            if not all(places):
                break
            for place in dict.fromkeys(places):
                self._mended.add(place)
                self._root = self._with_stand_in(self._root, place, DataPath())
        return None

    def _is_consequence(self, detail: ErrorDetails) -> bool:
        """Whether it follows from what was found before."""
        place, around = place_of(detail), DataPath(*detail["loc"])
        looked_at = [place]
        if "needs" in detail.get("ctx", {}):
            needs = detail["ctx"]["needs"]
            looked_at = [around] if needs is None else [around / need for need in needs]
            looked_at.append(place)
        return STAND_IN in detail["msg"] or any(
            wrong.starts_with(each) or each.starts_with(wrong)
            for wrong in self._wrong
            for each in looked_at
        )

    def _to_mend(self, detail: ErrorDetails) -> DataPath:
        """The place that gets a stand-in: a wrong one, then what holds it; none for the whole."""
        place = place_of(detail)
        while place and (place in self._mended or field_at(self._model, place) is None):
            place = place.parent
        return place

    def _with_stand_in(self, node: Node, place: DataPath, done: DataPath) -> Node:
        key, rest = place[0], place[1:]
        children, here = dict(node.children), done / key
        if rest and key in children:
            children[key] = self._with_stand_in(children[key], rest, here)
            return node.but(children=children)
        field: Any = field_at(self._model, here)
        children.pop(key, None)
        if isinstance(key, int):
            item = get_args(bare(field.annotation))
            children[key] = self._node(self._plainest(item[0] if item else str), node.line)
            # Positions tell of places, and stay in order.
            children = dict(sorted(children.items(), key=lambda each: int(each[0])))
        elif field is not None and field.is_required():
            children[key] = self._node(self._plainest(field.annotation), node.line)
        return node.but(children=children)

    def _plainest(self, annotation: object) -> object:
        """Something that ``annotation`` accepts; texts differ from each other."""
        plain = bare(annotation)
        if get_origin(plain) is Literal:
            return get_args(plain)[0]
        if plain in _FIGURES:
            return _FIGURES[plain]
        if isinstance(plain, type) and issubclass(plain, BaseModel):
            return dict(self._parts(plain))
        if get_origin(plain) is tuple:
            return [self._plainest(get_args(plain)[0])]
        return f"{STAND_IN}{next(self._numbers)}"

    def _parts(self, model: type[BaseModel]) -> Iterator[tuple[str, object]]:
        for key, name in attributes(model).items():
            if model.model_fields[name].is_required():
                yield key, self._plainest(model.model_fields[name].annotation)
        if issubclass(model, Whole):
            yield from model.plainest.items()

    def _node(self, value: object, line: Position | None) -> Node:
        if isinstance(value, dict | list):
            parts = value.items() if isinstance(value, dict) else enumerate(value)
            children: dict[Key, Node] = {key: self._node(part, line) for key, part in parts}
            is_list = isinstance(value, list)
            return Node(line, children=children, is_list=is_list, is_mapping=not is_list)
        return Node(line, value if isinstance(value, bool) else str(value))
