"""A view whose figures are marked where a template prints them, for formats that compute.

Of a mark it can be told which figure of the document stands there, and from which others it
follows: sums and shares as the models declare them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, get_args

from markupsafe import escape
from pydantic import BaseModel

from perfreport.basics.addresses import EACH
from perfreport.basics.patterns import regex
from perfreport.basics.quantities import Amount
from perfreport.blocks import printed
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document
from perfreport.blocks.printed import Printed, RunningNumber, View
from perfreport.blocks.printing import PagePrinter
from perfreport.blocks.sums import shares_of, sums_of
from perfreport.blocks.walk import annotation_at, lists_at
from perfreport.blocks.withheld import Withheld

# Noncharacters, which stand in no text of anybody's.
_BEGIN, _END = "\ufdd0", "\ufdd1"
_MARK = regex(f"{_BEGIN}([0-9]+){_END}")

Key = tuple[int, str]
"""A figure of the document: the part that holds it, and its attribute."""


class Sum(NamedTuple):
    """A figure follows from others, which are added."""

    of: tuple[Key, ...]


class Share(NamedTuple):
    """A figure follows from two others, of which the one is divided by the other."""

    part: Key
    whole: Key


class Origin(NamedTuple):
    """Where a printed figure comes from.

    Attributes:
        text: as printed.
        key: of the figure; None for one that is no data of its own.
        is_amount: whether it is an amount of money.
        follows: from which others it follows, as is declared; None for data alone.
    """

    text: str
    key: Key | None
    is_amount: bool
    follows: Sum | Share | None


class _Marked(str):
    """The text of a figure, which says its mark where a template prints it."""

    __slots__ = ("mark",)
    mark: int

    def __html__(self) -> str:
        return f"{_BEGIN}{self.mark}{_END}{escape(str(self))}"


class Traced(NamedTuple):
    """A view with marks.

    Attributes:
        view: with marks.
        origins: of the figures, by their marks.
    """

    view: View
    origins: Sequence[Origin]


def traced_view(document: Document, form: Form, *, with_spares: bool = True) -> Traced:
    """``document`` as ``form`` prints it on a page, its figures marked.

    Without spare rows (备填的行) it is the view that is read off a page.
    """
    printer = _Tracer(form, with_spares=with_spares)
    view = printer.maker(form.view, type(document))(document, 1)
    # Only now is it known which rows stand for those of the data.
    return Traced(view, [printer.origin(figure) for figure in printer.figures])


def mark_of(text: str) -> int | None:
    """The mark of a ``text`` of a view; None where it is no figure."""
    return text.mark if isinstance(text, _Marked) else None


def unmarked(text: str) -> tuple[str, int | None]:
    """``text`` as it is printed, and the mark of the figure where it is one figure alone."""
    if _BEGIN not in text:
        return text, None
    marks = _MARK.findall(text)
    is_alone = len(marks) == 1 and text.lstrip().startswith(_BEGIN)
    return _MARK.sub("", text), int(marks[0]) if is_alone else None


class _Figure(NamedTuple):
    """A figure that was printed.

    Attributes:
        text: as printed.
        part: that prints it.
        at: its dotted attributes from there; empty for one that is no data.
        adds: those of the figures that it is the sum of, where no model declares it.
    """

    text: str
    part: Any
    at: str
    adds: tuple[str, ...]


class _Tracer(PagePrinter):
    """Prints a document with marks; serves one document."""

    def __init__(self, form: Form, *, with_spares: bool) -> None:
        super().__init__(form)
        self._with_spares = with_spares
        self.figures: list[_Figure] = []
        # Both the stand-in and the original are kept, so that no third object has the id of either.
        self._originals: dict[int, tuple[BaseModel, BaseModel]] = {}
        self._shown: dict[int, Sequence[Any]] = {}

    def origin(self, figure: _Figure) -> Origin:
        """Where ``figure`` comes from."""
        text, part, at, adds = figure
        whole: BaseModel = self._original(part)
        is_amount = bool(at) and annotation_at(type(whole), at) is Amount
        follows = Sum(tuple(self._added(whole, adds))) if adds else self._follows(whole, at)
        return Origin(text, _key(whole, at) if at else None, is_amount, follows)

    def _text(self, field: Printed, model: type[BaseModel], prefix: str) -> Callable[..., Any]:
        text = super()._text(field, model, prefix)
        match field.block:
            case printed.Figure(adds=adds):
                return self._traced(text, field.below(prefix), adds)
            case printed.Computed(adds=adds) as block if adds or block is _RUNNING_NUMBER:
                return self._traced(text, "", adds)
        return text

    def _traced(
        self, text: Callable[..., str], at: str, adds: tuple[str, ...]
    ) -> Callable[..., str]:
        def marked(part: Any, position: int) -> str:
            plain = text(part, position)
            made = _Marked(plain)
            made.mark = len(self.figures)
            self.figures.append(_Figure(plain, part, at, adds))
            return made

        return marked

    def _slot(self, name: str, slot: printed.Slot, model: type[BaseModel]) -> Callable[..., Any]:
        # What stands within a sentence is no cell's figure.
        text = super()._slot(name, slot, model)
        return lambda part, position: str(text(part, position))

    def _stood_in(self, part: BaseModel, ways: Sequence[Withheld]) -> BaseModel:
        shown = super()._stood_in(part, ways)
        self._originals[id(shown)] = shown, part
        return shown

    def _spared(
        self, block: printed.Rows, model: type[BaseModel], get: Callable[[Any], Any]
    ) -> Callable[[Any], Any]:
        spared = super()._spared(block, model, get) if self._with_spares else get

        def shown(part: Any) -> Any:
            # What is filled into a spare row some day is to be added as well.
            self._shown[id(get(part))] = rows = spared(part)
            return rows

        return get if spared is get else shown

    def _original(self, part: Any) -> Any:
        return self._originals.get(id(part), (None, part))[1]

    def _follows(self, part: BaseModel, at: str) -> Sum | Share | None:
        """What is declared of the figure ``at`` dotted attributes of ``part``."""
        for holder, rest in _on_the_way(part, at):
            sums, shares = sums_of(type(holder)), shares_of(type(holder))
            if sums and rest in sums.of:
                return Sum(tuple(self._added(holder, sums.of[rest])))
            if shares and rest in shares.of:
                return Share(*(_key(holder, each) for each in shares.of[rest]))
        return None

    def _added(self, part: BaseModel, paths: Sequence[str]) -> Iterator[Key]:
        """The figures at the dotted ``paths`` of ``part``, of every row of a list."""
        for path in paths:
            listed, star, inside = path.partition(f".{EACH}.")
            if not star:
                yield _key(part, path)
                continue
            rows = lists_at(listed)(part)
            for row in self._shown.get(id(rows), rows):
                yield from self._added(row, (inside,))


_RUNNING_NUMBER = get_args(RunningNumber)[1]


def _key(part: BaseModel, at: str) -> Key:
    """The figure ``at`` dotted attributes of ``part``, by the innermost part that is there."""
    *_, (holder, rest) = _on_the_way(part, at)
    return id(holder), rest


def _on_the_way(part: BaseModel, at: str) -> Iterator[tuple[BaseModel, str]]:
    """``part`` and what is in it on the way ``at``, each with the rest of the way."""
    yield part, at
    first, _, rest = at.partition(".")
    inner = getattr(part, first, None) if rest else None
    if isinstance(inner, BaseModel):
        yield from _on_the_way(inner, rest)
