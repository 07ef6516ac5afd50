"""A view as a plain tree of texts, so that what is printed can be compared place by place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import takewhile
from typing import Any, TypeAlias, TypeGuard, TypeVar, get_args, get_origin, get_type_hints

from perfreport.basics.addresses import EACH, ViewPath
from perfreport.blocks.printed import Label
from perfreport.blocks.sentences import Apart

PrintedTexts: TypeAlias = "dict[str, PrintedText]"
PrintedText: TypeAlias = "str | dict[str, PrintedText] | list[dict[str, PrintedText]]"

V = TypeVar("V")


_Field = tuple[str, object, ViewPath]
"""The name of a field of a view, its type and its path, positions as ``*``."""


_MOST_TEMPLATES = 64

_hints = cache(get_type_hints)  # Each call would evaluate the annotations anew.


def fields_of(view_class: type, path: ViewPath) -> Iterator[_Field]:
    """The fields of a view at ``path``, which holds ``*`` or positions."""
    return ((name, hint, path / name) for name, hint in _hints(view_class).items())


@cache
def is_texts(hint: object) -> bool:
    """Whether a field of this type holds paragraphs."""
    return get_origin(hint) is tuple and get_args(hint)[0] is str


def is_group(hint: object) -> TypeGuard[type]:
    """Whether a field of this type holds fields of its own, once."""
    return isinstance(hint, type) and hint not in (str, Label)


@cache
def row_class(hint: object) -> type | None:
    """The class of the rows that a field of this type holds; None when it holds none."""
    item = get_args(hint)[0] if get_origin(hint) is tuple else None
    return item if isinstance(item, type) and item is not str else None


def held_by(names: Iterable[ViewPath]) -> frozenset[ViewPath]:
    """``names`` and the paths of all that holds them."""
    return _held_by(frozenset(names))


# Of the names that a template prints, for every document that is printed on it.
@lru_cache(_MOST_TEMPLATES)
def _held_by(names: frozenset[ViewPath]) -> frozenset[ViewPath]:
    return frozenset(held for name in names for held in name.prefixes())


def up_to_rows(path: ViewPath) -> ViewPath:
    """``path`` as far as the list of the rows that it goes through, whichever row that is."""
    return ViewPath(*takewhile(lambda step: step != EACH, path))


def names_in(path: ViewPath) -> ViewPath:
    """``path`` without positions."""
    return path.names


def all_texts(entry: PrintedText) -> Iterator[str]:
    """Every text in ``entry``."""
    if isinstance(entry, str):
        yield entry
    else:
        for part in entry.values() if isinstance(entry, dict) else entry:
            yield from all_texts(part)


def view_of(view_class: type[V], texts: Mapping[ViewPath, str]) -> V:
    """The view that prints ``texts``; what is not printed is blank."""
    return _Builder(texts).view(view_class, ViewPath())


class _Builder:
    def __init__(self, texts: Mapping[ViewPath, str]) -> None:
        self._texts = texts
        self._most: dict[ViewPath, int] = {}
        for path in texts:
            for depth, step in enumerate(path):
                if isinstance(step, int):
                    before = path[:depth]
                    self._most[before] = max(self._most.get(before, 0), step + 1)

    def view(self, view_class: type[V], path: ViewPath) -> V:
        fields = fields_of(view_class, path)
        return view_class(**{name: self._field(hint, inner) for name, hint, inner in fields})

    def _field(self, hint: object, path: ViewPath) -> object:
        if is_texts(hint):
            texts = (self._texts.get(path / i, "") for i in range(self._most.get(path, 0)))
            lines = (line.strip() for text in texts for line in text.split("\n"))
            return tuple(line for line in lines if line)
        if row := row_class(hint):
            return tuple(self.view(row, path / i) for i in range(self._most.get(path, 0)))
        if hint is Label:
            return Label(self._line(path), 1)
        return self.view(hint, path) if is_group(hint) else self._line(path)

    def _line(self, path: ViewPath) -> str:
        """The text at ``path``, which is one line however it was broken."""
        return self._texts.get(path, "").replace("\t", " ").replace("\n", "").strip()


def printed_texts(
    view: object,
    names: Collection[ViewPath],
    sentences: Mapping[str, Apart] | None = None,
    stand_in: Callable[[str], str] = str,
) -> PrintedTexts:
    """What ``view`` prints, of the fields called ``names`` alone.

    Args:
        view: of any kind.
        names: the paths that the template prints, positions as ``*``.
        sentences: how to take composed sentences apart, by the names of their fields.
        stand_in: gives what stands in the place of a text; by default the text itself.
    """
    return _Printing(held_by(names), sentences or {}, stand_in).texts(view, ViewPath())


class _Printing:
    def __init__(
        self,
        held: frozenset[ViewPath],
        sentences: Mapping[str, Apart],
        stand_in: Callable[[str], str],
    ) -> None:
        self._held = held
        self._sentences = sentences
        self._stand_in = stand_in
        # Once for all rows of a list: their paths differ in positions alone, which are ``*`` here.
        self._printed: dict[ViewPath, list[_Field]] = {}

    def texts(self, view: object, path: ViewPath) -> PrintedTexts:
        return {
            name: self._entry(getattr(view, name), hint, inner)
            for name, hint, inner in self._fields(type(view), path)
        }

    def _fields(self, view_class: type, path: ViewPath) -> list[_Field]:
        if path not in self._printed:
            fields = fields_of(view_class, path)
            self._printed[path] = [field for field in fields if field[-1] in self._held]
        return self._printed[path]

    def _entry(self, value: Any, hint: object, path: ViewPath) -> PrintedText:
        if isinstance(value, str):
            return self._text(value, path)
        # A label is a tuple too, as every ``NamedTuple``.
        if isinstance(value, Label):
            return self._stand_in(value.text)
        if not isinstance(value, tuple) or row_class(hint) is None:
            is_whole = is_group(hint)
            return self.texts(value, path) if is_whole else self._text("\n".join(value), path)
        return self._rows(value, path / EACH)

    def _rows(self, rows: Sequence[Any], path: ViewPath) -> list[dict[str, PrintedText]]:
        """The texts of ``rows``, field by field: there may be thousands of them."""
        fields = self._fields(type(rows[0]), path) if rows else []
        if not fields:
            return [{} for _ in rows]
        columns = dict(zip(type(rows[0])._fields, zip(*rows, strict=True), strict=True))
        texts = [self._column(columns[name], hint, inner) for name, hint, inner in fields]
        names = [name for name, *_ in fields]
        return [dict(zip(names, row, strict=True)) for row in zip(*texts, strict=True)]

    def _column(self, values: Sequence[Any], hint: object, path: ViewPath) -> Iterable[PrintedText]:
        """The texts of a field of several rows."""
        if hint is str:
            return map(self._stand_in, values)
        if is_texts(hint):
            return map(self._stand_in, map("\n".join, values))
        if is_group(hint) and all(type(value) is hint for value in values):
            return self._rows(values, path)
        return [self._entry(value, hint, path) for value in values]

    def _text(self, text: str, path: ViewPath) -> PrintedText:
        sentence = self._sentences.get(str(path[0])) if len(path) == 1 else None
        slots = sentence(text) if sentence else None
        if slots is None:
            return self._stand_in(text)
        return {name: self._stand_in(each) for name, each in slots.items()}


def text_at(printed: PrintedTexts, path: ViewPath) -> str | None:
    """The text at ``path`` of ``printed``, or the paragraph at a place of one; None if none is."""
    entry: PrintedText | None = printed
    for step in path:
        if isinstance(entry, dict):
            entry = entry.get(str(step))
        elif isinstance(entry, list) and isinstance(step, int) and step < len(entry):
            entry = entry[step]
        elif isinstance(entry, str) and isinstance(step, int):
            entry = dict(enumerate(entry.split("\n"))).get(step)
        else:
            return None
    return entry if isinstance(entry, str) else None


def masked(view: V, names: Collection[ViewPath]) -> V:
    """``view`` with blanks for what is not among ``names``, the paths that a template prints."""
    blanked: V = _Mask(held_by(names)).masked(view, ViewPath())
    return blanked


class _Mask:
    def __init__(self, held: frozenset[ViewPath]) -> None:
        self._held = held
        self._lacking: dict[ViewPath, list[_Field]] = {}

    def _fields(self, view_class: type, path: ViewPath) -> list[_Field]:
        """The fields of a view at ``path`` that are not printed whole."""
        if path not in self._lacking:
            fields = fields_of(view_class, path)
            self._lacking[path] = [each for each in fields if not self._is_whole(*each[1:])]
        return self._lacking[path]

    def _is_whole(self, hint: object, path: ViewPath) -> bool:
        """Whether everything of a field at ``path`` is printed."""
        if path not in self._held:
            return False
        if row := row_class(hint):
            return not self._fields(row, path / EACH)
        return not is_group(hint) or not self._fields(hint, path)

    def masked(self, view: Any, path: ViewPath) -> Any:
        """``view`` itself where all of it is printed."""
        blanks = {
            name: self._field(getattr(view, name), hint, inner)
            for name, hint, inner in self._fields(type(view), path)
        }
        # There may be thousands of rows, and a template mostly prints all of each.
        return view._replace(**blanks) if blanks else view

    def _field(self, value: Any, hint: object, path: ViewPath) -> object:
        if is_group(hint):
            return self.masked(value, path)
        if row_class(hint) and path in self._held:
            return tuple(self.masked(row, path / EACH) for row in value)
        return Label("", value.rows) if isinstance(value, Label) else type(value)()
