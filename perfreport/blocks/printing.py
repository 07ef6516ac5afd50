"""From a document and its form to the view that both templates of the form see.

A view is flat and frozen and holds text ready to print: Word and PDF say the same because they are
given the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any, TypeVar, assert_never

from pydantic import BaseModel

from perfreport.basics.chinese import NUMBERING_SCHEMES
from perfreport.basics.quantities import Amount, Number, Percent, Score
from perfreport.blocks import printed
from perfreport.blocks.cells import CellWords, printed_value
from perfreport.blocks.form import Form
from perfreport.blocks.found import slot_names
from perfreport.blocks.model import Document
from perfreport.blocks.notations import noted
from perfreport.blocks.printed import Label, Printed, Slot, View, printed_fields
from perfreport.blocks.spare import SpareFiller
from perfreport.blocks.sums import value_getter
from perfreport.blocks.walk import annotation_at, lists_at, part_at, values_at
from perfreport.blocks.withheld import Withheld, as_printed

V = TypeVar("V")
# Gives a field of the view, of the part that is printed and its position from 1.
_Text = Callable[[Any, int], Any]
_BETWEEN = "，"


def build_view(document: Document, form: Form) -> View:
    """``document`` as ``form`` prints it; both must be of one kind."""
    _require_kind(document, form)
    return print_part(form.view, document, form)


def build_page_view(document: Document, form: Form) -> View:
    """The same with the rows that the form prints though the data do not have them (备填的行)."""
    _require_kind(document, form)
    if form.spare_rows is None:
        return build_view(document, form)
    return form.kept(PagePrinter).maker(form.view, type(document))(document, 1)


def _require_kind(document: Document, form: Form) -> None:
    if not isinstance(document, form.model):
        raise TypeError(f"form {form.id} is not for {type(document).__name__}")


def print_part(view_class: type[V], part: BaseModel, form: Form) -> V:
    """``part`` as ``form`` prints it in a view, or in a row or group of one."""
    made: V = form.kept(_Printer).maker(view_class, type(part))(part, 1)
    return made


def print_withheld(field: Printed, value: Any, form: Form) -> Any:
    """``value``, which stands in for what is classified, as ``form`` prints it in ``field``."""
    if isinstance(field.block, printed.Rows) and value:
        return form.kept(_Printer).rows(field.row, type(value[0]), tuple)(value, 1)
    return printed_value(field.block, value, form)


def numbered(texts: Sequence[str], scheme: str) -> tuple[str, ...]:
    """``texts`` with numbers in front; a single one stays without."""
    if len(texts) == 1:
        return tuple(texts)
    number = NUMBERING_SCHEMES[scheme]
    return tuple(f"{number(position)}{text}" for position, text in enumerate(texts, start=1))


def labels(texts: Sequence[Sequence[str]]) -> list[list[Label]]:
    """Merge equal neighbours, column by column.

    A label in a later column never reaches over the end of a label in an earlier one.

    Args:
        texts: the label texts of each row, outermost column first.

    Returns:
        the labels of each row.
    """
    merged: list[list[Label]] = [[] for _ in texts]
    columns = len(texts[0]) if texts else 0
    for column in range(columns):
        row = 0
        # A label goes on only while the labels before it go on as well.
        for _, group in groupby(texts, key=lambda texts: tuple(texts[: column + 1])):
            members = list(group)
            for position, member in enumerate(members):
                rows = len(members) if position == 0 else 0
                merged[row].append(Label(member[column], rows))
                row += 1
    return merged


class _Printer:
    """Prints by declarations; how each class is printed is worked out once."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._makers: dict[object, _Text] = {}

    def maker(self, view_class: Any, model: type[BaseModel], prefix: str = "") -> _Text:
        """Makes views of ``view_class``, whose paths begin at ``prefix``, of a ``model``."""
        key = view_class, model, prefix
        if key not in self._makers:
            self._makers[key] = self._maker(*key)
        return self._makers[key]

    def _maker(self, view_class: Any, model: type[BaseModel], prefix: str) -> _Text:
        fields = printed_fields(view_class)
        texts = [self._text(each, model, prefix) for each in fields]
        make = view_class._make
        return lambda part, position: make([text(part, position) for text in texts])

    def _text(self, field: Printed, model: type[BaseModel], prefix: str) -> _Text:
        """Gives what ``field`` prints of a ``model``; its paths begin at ``prefix``."""
        at = field.below(prefix)
        match field.block:
            case printed.Group():
                return self.maker(field.row, model, at)
            case printed.Rows():
                model, get = part_at(model, at), lists_at(at)
                return self.rows(field.row, model, self._spared(field.block, model, get))
            case printed.Title():
                return lambda part, _: self._form.title_lines(part)
            case printed.Computed(text=text):
                of_part = values_at(prefix)
                return lambda part, position: text(of_part(part), self._form, position)
            case printed.Sentence(given=given) as sentence:
                worded = self._sentence(sentence, model, at)
                return _where_said(worded, given) if given else worded
            case printed.Listing() | printed.Clauses():
                return self._slot(field.name, field.block, model)
            case printed.Figure():
                return self._figure(field.block, model, at, prefix)
            case _:
                return self._content(field.block, model, at)

    def _content(self, block: printed.Texts, model: type[BaseModel], at: str) -> _Text:
        """Gives the text of what stands ``at`` a place of the data."""
        get, words_of = values_at(at), self._form.words
        match block:
            case printed.Line(given=given, derived=derived):
                line = self._or_derived(get, derived)
                return _where_given(line, given) if given else line
            case printed.ProseText(otherwise=otherwise):
                blank = (words_of(otherwise),) if otherwise else ()
                return lambda part, _: get(part) or blank
            case printed.Numbered(numbering=numbering):
                scheme = words_of(numbering) if numbering else ""
                return lambda part, _: numbered(get(part), scheme) if scheme else get(part)
            case printed.Noted(notation=notation):
                return lambda part, _: noted(notation, get(part))
            case printed.PassageText():
                ways = self._form.withheld(part_at(model, at))
                return lambda part, _: _paragraphs(get(part), ways)
            case printed.MergedLabel(given=given) as block:
                label = self._label(block, get)
                return _where_given(label, given) if given else label
            case printed.IndicatorCell(wording=cell):
                cells = CellWords(self._form, words_of(cell))
                return lambda part, _: cells.paragraphs(get(part))
            case _:
                assert_never(block)

    def _label(self, block: printed.MergedLabel, get: Callable[[Any], Any]) -> _Text:
        if worded := block.words_of(self._form):
            return lambda part, _: worded.shown(part)
        words = self._form.words(block.otherwise) if block.otherwise else ""
        return self._or_derived(get, block.derived or (lambda _part, _form: words))

    def _or_derived(self, get: Callable[[Any], Any], derived: printed.Derived | None) -> _Text:
        """Gives the text of the data, or else what is ``derived``."""
        if derived is None:
            return lambda part, _: get(part) or ""
        form = self._form
        return lambda part, _: get(part) or derived(part, form)

    def _figure(self, block: printed.Figure, model: type[BaseModel], at: str, prefix: str) -> _Text:
        """Gives a figure as it is stated, else as it follows from the part at ``prefix``."""
        get, rounding = value_getter(model, at), self._form.figures.rounding
        ways: dict[object, Callable[[Any], str]] = {
            Amount: rounding.amount,
            Score: rounding.score,
            Percent: rounding.rate,
            Number: str,
            int: str,
        }
        of_figure, form = ways[annotation_at(model, at)], self._form
        if block.shown:
            of_figure = partial(block.shown, form)
        follows = block.follows
        if follows is None:
            return lambda part, _: "" if (figure := get(part)) is None else of_figure(figure)
        of_part = values_at(prefix)

        def text(part: Any, _: int) -> str:
            stated = get(part)
            figure = follows(of_part(part), form) if stated is None else stated
            return "" if figure is None else of_figure(figure)

        return text

    def rows(self, row: Any, model: type[BaseModel], get: Callable[[Any], Any]) -> _Text:
        """Makes the rows of what ``get`` gives, parts of the class ``model``."""
        make, ways = self.maker(row, model), self._form.withheld(model)

        def rows(part: Any, _: int) -> tuple[Any, ...]:
            parts = get(part)
            if ways:
                # Few are classified: what is asked here saves a call for every row.
                parts = [self._stood_in(each, ways) if each.classified else each for each in parts]
            # A list, for of a generator ``tuple`` takes half as long again, and rows are thousands.
            return tuple([make(each, position) for position, each in enumerate(parts, start=1)])

        merged = [
            each.name for each in printed_fields(row) if isinstance(each.block, printed.MergedLabel)
        ]
        return (lambda part, _: with_labels(rows(part, _), merged)) if merged else rows

    def _stood_in(self, part: BaseModel, ways: Sequence[Withheld]) -> BaseModel:
        """What is printed in place of ``part``, which is classified."""
        return as_printed(part, ways)

    def _spared(
        self, block: printed.Rows, model: type[BaseModel], get: Callable[[Any], Any]
    ) -> Callable[[Any], Any]:
        """Gives the parts that are printed: those that are there."""
        return get

    def _sentence(self, sentence: printed.Sentence, model: type[BaseModel], at: str) -> _Text:
        phrase, get = self._form.words(sentence.phrase), values_at(at)
        said = {name: sentence.slots[name] for name in slot_names(phrase)}
        words_of = self._slots(said, part_at(model, at))
        return lambda part, _: phrase(**words_of(get(part)))

    def _slots(
        self, slots: Mapping[str, Slot], model: type[BaseModel]
    ) -> Callable[[Any], dict[str, str]]:
        """Gives the texts in the ``slots`` of a sentence about a ``model``."""
        texts = {name: self._slot(name, slot, model) for name, slot in slots.items()}
        return lambda part: {name: text(part, 1) for name, text in texts.items()}

    def _slot(self, name: str, slot: Slot, model: type[BaseModel]) -> _Text:
        match slot:
            case printed.Line() | printed.Figure() | printed.Computed():
                return self._text(Printed.of(name, slot), model, "")
            case printed.Listing(phrase=wording, slots=inner):
                phrase, path = self._form.words(wording), slot.path(name)
                get, words_of = lists_at(path), self._slots(inner, part_at(model, path))
                return lambda part, _: _BETWEEN.join(phrase(**words_of(each)) for each in get(part))
            case printed.Clauses(words=words):
                of_part = values_at(slot.path(name))
                return lambda part, _: words(of_part(part), self._form)
            case _:
                assert_never(slot)


class PagePrinter(_Printer):
    """Prints the rows as well that wait to be filled in."""

    def _spared(
        self, block: printed.Rows, model: type[BaseModel], get: Callable[[Any], Any]
    ) -> Callable[[Any], Any]:
        levels, spare = self._form.levels, self._form.spare_rows
        if not block.has_spare or levels is None or spare is None:
            return get
        filler = SpareFiller(levels, model, spare)
        return lambda part: filler.filled(get(part))


def _paragraphs(passage: Any, ways: Sequence[Withheld]) -> tuple[str, ...]:
    """Of a ``passage``, which may be classified, or may not be there."""
    return () if passage is None else as_printed(passage, ways).paragraphs or ()


def _where_given(text: _Text, given: str) -> _Text:
    """``text`` where something stands ``given`` dotted attributes of the part, else a blank."""
    is_given = values_at(given)
    return lambda part, position: "" if is_given(part) is None else text(part, position)


def _where_said(text: _Text, given: str) -> _Text:
    """``text`` where something stands ``given`` dotted attributes of the document."""
    is_given = values_at(given)
    return lambda part, position: text(part, position) if is_given(part) else ""


def with_labels(rows: Sequence[Any], merged: Sequence[str]) -> tuple[Any, ...]:
    """``rows`` with labels in the columns ``merged``, which hold plain texts so far."""
    columns = labels([[getattr(row, name) for name in merged] for row in rows])
    pairs = zip(rows, columns, strict=True)
    return tuple(row._replace(**dict(zip(merged, each, strict=True))) for row, each in pairs)
