"""Sample documents of a form, made of its kind's models and mended until they fit it.

Made by walking through the models, whatever they are: a field gets a value of its type, a list
some items, and what the models or the form then find wrong is put right where it is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError
from perfreport.basics.patterns import regex
from perfreport.blocks.form import Form, Misfit
from perfreport.blocks.model import Document, Indicator
from perfreport.blocks.walk import bare, field_at, models_in
from perfreport.forms.conformance import has_place, misfits
from perfreport.proof.words import Words, is_model_list, item_of, value_of

Tree = dict[str, Any]
Size = Literal["short", "example", "long"]

_ALLOWED = regex(r"可写：([^；。]+)|是不是“([^”]+)”|请写成 (\S+)(?: 或 (\S+))?")
_SURPLUS, _EXAMPLE = "删去", "请写成 "
_MOST_ROUNDS = 40
_ROWS: dict[Size, int] = {"short": 1, "example": 2, "long": 3}
_KINDS_OF_DOCUMENT = ("文种", "版式")
_SCHEME = DataPath("评分办法")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a sample is to be like.

    Attributes:
        size: a short one has only what every document has, an example all there is, named after
            the fields, a long one the same in several rows and with long words.
        without: the optional fields that it has not, by their keys without positions.
        saying_yes: the fields that say yes in the last row of a list, or where there is but one.
    """

    size: Size
    without: frozenset[DataPath] = field(default_factory=frozenset)
    saying_yes: frozenset[DataPath] = field(default_factory=frozenset)


def sample(form: Form, wanted: Wanted) -> Document | None:
    """A document that fits ``form``; None where there can be none like that."""
    return _Sample(form, wanted).made()


def hindrance(form: Form, wanted: Wanted) -> str:
    """What is wrong with the nearest to such a sample, with its place; empty where there is one."""
    tried = _Sample(form, wanted)
    tried.made()
    return next((f"{path.label}：{message}" for path, message in tried.wrong), "")


def variants(form: Form) -> Iterator[Wanted]:
    """The long sample without each optional field in turn, and with each that may say yes."""
    full = Wanted("long")
    for path, info in _fields(form.model, DataPath()):
        if path.label in form.required or path[-1] in _KINDS_OF_DOCUMENT:
            continue
        if not has_place(form, path):
            continue
        if bare(info.annotation) is bool:
            yield replace(full, saying_yes=frozenset([path]))
        elif not info.is_required():
            yield replace(full, without=frozenset([path]))


def _fields(model: type[BaseModel], path: DataPath) -> Iterator[tuple[DataPath, FieldInfo]]:
    for name, info in model.model_fields.items():
        place = path / (info.alias or name)
        yield place, info
        for inner in models_in(info.annotation):
            yield from _fields(inner, place)


def without_positions(path: Iterable[str | int]) -> DataPath:
    """``path`` by keys alone."""
    return DataPath(*(step for step in path if isinstance(step, str)))


class _Sample:
    """One sample while it is being made: a tree by keys, and what was tried of it."""

    def __init__(self, form: Form, wanted: Wanted) -> None:
        self._form = form
        self._wanted = wanted
        self._has_place = cache(partial(has_place, form))
        self._words = Words(
            form.figures, are_long=wanted.size == "long", are_labels=wanted.size == "example"
        )
        self._dropped: set[DataPath] = set()
        self._tried: dict[DataPath, list[object]] = {}
        self._others: dict[DataPath, tuple[str, ...]] = {}
        self.wrong: list[Misfit] = []

    def made(self) -> Document | None:
        tree = self._model(self._form.model, DataPath())
        for _ in range(_MOST_ROUNDS):
            document, self.wrong = self._judged(tree)
            if not self.wrong:
                return document
            changed = [self._mend(tree, *each) for each in self.wrong]
            if not any(changed):
                return None
        return None

    def _judged(self, tree: Tree) -> tuple[Document | None, list[Misfit]]:
        try:
            document = self._form.model.model_validate(tree)
        except InputError as error:
            return None, [(each.path, each.message) for each in error.mistakes]
        return document, list(misfits(document, self._form))

    def _model(self, model: type[BaseModel], path: DataPath) -> Tree:
        levels = self._levels(model, path)
        tree: Tree = {}
        for name, info in model.model_fields.items():
            place = path / (info.alias or name)
            if levels and place[-1] in levels:
                tree[str(place[-1])] = levels[str(place[-1])]
            elif self._has(info, place):
                tree[str(place[-1])] = self._value(info, place)
        return tree

    def _levels(self, model: type[BaseModel], path: DataPath) -> dict[str, str]:
        """The levels of an indicator, in every row others."""
        taxonomy = self._form.levels
        if taxonomy is None or not issubclass(model, Indicator) or not path:
            return {}
        ones = taxonomy.levels_one
        position = path[-1] if isinstance(path[-1], int) else 0
        one = ones[position % len(ones)]
        pair = {"一级": one.name, "二级": one.levels_two[0].name if one.levels_two else ""}
        place = without_positions(path)
        return {key: name for key, name in pair.items() if name and self._takes(place / key)}

    def _takes(self, place: DataPath) -> bool:
        return place not in self._wanted.without and self._has_place(place)

    def _has(self, info: FieldInfo, path: DataPath) -> bool:
        place = without_positions(path)
        if path[-1] in _KINDS_OF_DOCUMENT and len(path) == 1:
            return True
        if info.is_required() or place.label in self._form.required:
            return True
        return self._wanted.size != "short" and self._takes(place)

    def _value(self, info: FieldInfo, path: DataPath) -> Any:
        if path == ("版式",):
            return self._form.id
        plain = bare(info.annotation)
        if path == ("文种",):
            return self._form.kind
        if path == _SCHEME:
            return self._form.named_scheme
        if plain is bool:
            return self._says_yes(path)
        if is_model_list(info.annotation):
            return self._list(item_of(info.annotation), path)
        if isinstance(plain, type) and issubclass(plain, BaseModel):
            return self._model(plain, path)
        return value_of(info.annotation, _bounds(info), self._words.about(str(path[-1])))

    def _list(self, item: Any, path: DataPath) -> list[Any]:
        rows = _ROWS[self._wanted.size]
        plain = bare(item)
        if isinstance(plain, type) and issubclass(plain, BaseModel):
            return [self._model(plain, path / position) for position in range(rows)]
        # Lines are annotated texts, paragraphs plain ones.
        if plain is str:
            words = self._words.about(str(path[-1]))
            return [words.text(is_paragraph=item is str) for _ in range(rows)]
        return [value_of(item, (0, _MOST_ROUNDS), self._words) for _ in range(rows)]

    def _says_yes(self, path: DataPath) -> bool:
        if without_positions(path) not in self._wanted.saying_yes:
            return False
        last = _ROWS[self._wanted.size] - 1
        return all(step == last for step in path if isinstance(step, int))

    def _mend(self, tree: Tree, path: DataPath, message: str) -> bool:
        """Put right what is wrong at ``path``; whether anything was changed."""
        *around, key = path or ("",)
        holder = _at(tree, around)
        if holder is None:  # what stands around it first
            return self._mend(tree, path.parent, message)
        there = _at(tree, path)
        if there is None and isinstance(holder, dict):
            return self._add(holder, path)
        if there is None and isinstance(holder, list):
            return False  # the row was left out a moment ago
        if isinstance(there, dict) and not (isinstance(key, int) and _SURPLUS in message):
            return self._mend_part(there, path)
        if _SURPLUS not in message:
            for option in self._options(path, message):
                holder[key] = option
                return True
        return self._drop(tree, path)

    def _options(self, path: DataPath, message: str) -> Iterator[object]:
        """What else may stand at ``path``, each given once."""
        tried = self._tried.setdefault(path, [])
        named = [each for found in _ALLOWED.findall(message) for each in _listed(found)]
        # In every row another one: two may not be alike.
        row = next((step for step in reversed(path) if isinstance(step, int)), 0)
        named = [*named[row % len(named) :], *named] if named else []
        info = field_at(self._form.model, path)
        is_list = info is not None and is_model_list(info.annotation)
        is_whole_list = is_list and not isinstance(path[-1], int)
        others = () if is_whole_list else self._others.setdefault(path, self._words.others())
        for option in (*others, *named) if _EXAMPLE in message else (*named, *others):
            if str(option) not in map(str, tried):
                tried.append(option)
                yield option

    def _add(self, holder: Tree, path: DataPath) -> bool:
        info = field_at(self._form.model, path)
        place = without_positions(path)
        if info is None or path in self._dropped or place in self._wanted.without:
            return False
        holder[str(path[-1])] = self._value(info, path)
        return True

    def _mend_part(self, part: Tree, path: DataPath) -> bool:
        """Add what a part has not yet, one field at a time, or else leave one out."""
        keys = self._optional(path)
        for key in keys:
            is_free = key not in part and self._takes(without_positions(path / key))
            if is_free and self._add(part, path / key):
                return True
        for key in keys:
            if key in part:
                del part[key]
                self._dropped.add(path / key)
                return True
        return False

    def _optional(self, path: DataPath) -> list[str]:
        """The keys of the part at ``path`` that may be left out; not those that say yes or no."""
        info = field_at(self._form.model, path)
        model = next(models_in(info.annotation), None) if info else self._form.model
        fields = model.model_fields.items() if model else ()
        return [
            each.alias or name
            for name, each in fields
            if not each.is_required() and bare(each.annotation) is not bool
        ]

    def _drop(self, tree: Tree, path: DataPath) -> bool:
        """Leave the field at ``path`` out, or that around it, whichever is optional."""
        while path:
            *around, key = path
            holder = _at(tree, around)
            info = field_at(self._form.model, path)
            if isinstance(holder, list) and isinstance(key, int) and len(holder) > 1:
                del holder[key]
                return True
            if isinstance(holder, dict) and info is not None and not info.is_required():
                with suppress(KeyError):
                    del holder[str(key)]
                self._dropped.add(path)
                return True
            path = path.parent
        return False


def _listed(found: Collection[str]) -> Iterator[str]:
    # The last two of several have “或” between them, and one of several may have it inside.
    for each in (one for text in filter(None, found) for one in text.split("、")):
        yield from dict.fromkeys((*each.split("或"), each))


def _at(tree: Any, path: Iterable[str | int]) -> Any:
    """What stands at ``path`` of ``tree``; None where nothing does."""
    for step in path:
        if isinstance(tree, dict):
            tree = tree.get(step)
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree


def _bounds(info: FieldInfo) -> tuple[int, int]:
    """The least and the most that a whole number may be."""
    least, most = 0, 10**6
    for each in info.metadata:
        least = getattr(each, "ge", getattr(each, "gt", least - 1) + 1)
        most = getattr(each, "le", getattr(each, "lt", most + 1) - 1)
    return least, most
