"""From a view back to the fields of the document: the reverse of ``printing``."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from types import SimpleNamespace
from typing import Any, NamedTuple, assert_never

from pydantic import BaseModel

from perfreport.basics.addresses import FieldPath, ViewPath
from perfreport.basics.chinese import NUMBERING_SCHEMES
from perfreport.basics.quantities import PENDING, PENDING_FIGURE
from perfreport.blocks import printed
from perfreport.blocks.cell_reader import CellReader, cell_reader
from perfreport.blocks.form import Form
from perfreport.blocks.found import (
    PRINTED_CODE,
    Findings,
    Found,
    FoundRow,
    Recovered,
    Text,
    Unclear,
    content,
    one_by_one,
    quantity,
    whole,
)
from perfreport.blocks.numbers import without_numbers
from perfreport.blocks.printed import Printed, fields_by_attribute, printed_fields
from perfreport.blocks.printing import print_withheld
from perfreport.blocks.row_reader import row_reader
from perfreport.blocks.said import SaidWay, is_said
from perfreport.blocks.sentences import TITLE, ReadPage, SentenceReader, parsers, typed_title
from perfreport.blocks.sums import follows_from
from perfreport.blocks.sure_cells import SureCells, sure_cells
from perfreport.blocks.walk import annotation_at, part_at
from perfreport.blocks.withheld import Withheld

_Texts = (
    printed.MergedLabel | printed.ProseText | printed.Numbered | printed.Noted
    | printed.IndicatorCell
)  # fmt: skip
_Any = Found | FoundRow | Unclear
_Said = Iterable[_Any]


# Read before all others, in this order: of a field that stands twice the first counts.
_HEAD = ("department", TITLE, "year")

_NOT_NUMBERED = "前面的编号不全，认不出是哪一条；各条应写成“{}…”这样，依次编号"
_TICKED_TWICE = "勾选了不止一项（{}），只能选一项"
_NOT_AN_INDICATOR = "不合这个版式绩效指标的写法，应写成：{}"


def find(
    view: object, form: Form, edited: Container[ViewPath] = (), recovered: Recovered | None = None
) -> Text:
    """What ``view`` says.

    Args:
        view: of a page.
        form: that it is printed on.
        edited: the places whose texts were changed.
        recovered: slots of sentences that are worded otherwise, as far as they are known.

    Raises:
        TypeError: when the view declares a sentence in its rows or groups, where none is read.
    """
    everything = tuple(_Finder(ReadPage(view, form, edited, recovered or {})).find())
    return Text(
        tuple(each for each in everything if not isinstance(each, Unclear)),
        tuple(each for each in everything if isinstance(each, Unclear)),
    )


class _At(NamedTuple):
    """Where a part of the view stands.

    Attributes:
        model: the class of the nearest row, or of the document.
        prefix: the attributes from there.
        place: the attributes from the document to that row.
        source: the path in the view.
    """

    model: type[BaseModel]
    prefix: tuple[str, ...]
    place: FieldPath
    source: ViewPath

    def path(self, field: Printed) -> str:
        """The dotted attributes of what ``field`` prints, from the row."""
        return ".".join((*self.prefix, *field.at))

    def field(self, field: Printed) -> FieldPath:
        """The attributes of what ``field`` prints, from the document."""
        return self.place / self.prefix / field.at


class _Finder:
    def __init__(self, page: ReadPage) -> None:
        self._page = page
        self._form = page.form
        self._parsers = parsers(page.form)
        self._cells: dict[str, tuple[CellReader, SureCells]] = {}
        self._sentences: list[SentenceReader] = []

    def find(self) -> Iterator[_Any]:
        fields = {each.name: each for each in printed_fields(self._form.view)}
        top = _At(self._form.model, (), FieldPath(), ViewPath())
        said: list[_Any] = []
        for name in (*_HEAD, *(name for name in fields if name not in _HEAD)):
            said += self._field(fields[name], self._page.view, top)
        yield from said
        if self._sentences:
            there = one_by_one(each for each in said if not isinstance(each, Unclear))
            found = {each.path for each in there}
        for reader in self._sentences:
            yield from reader.unread(found)

    def _fields(self, view: Any, view_class: Any, at: _At, *, but: Container[str] = ()) -> _Said:
        said: list[_Any] = []
        for field in printed_fields(view_class):
            if field.name not in but:
                said += self._field(field, view, at)
        return said

    def _field(self, field: Printed, view: Any, at: _At) -> _Said:
        shown: Any = getattr(view, field.name)
        source = at.source / field.name
        # Lines and figures first, which are most of what a table has.
        match field.block:
            case printed.Line():
                return content(shown, at.field(field), source)
            case printed.Figure(is_copy=False, follows=follows):
                return self._figure(shown, field, view, at, follows=follows is not None)
            case printed.Group() as group:
                inner = _At(at.model, (*at.prefix, *field.at), at.place, source)
                said = self._fields(shown, field.row, inner)
                return _of_one(said, shown) if isinstance(group, printed.OneOf) else said
            case printed.Rows():
                return self._rows(shown, field, at)
            case printed.Title():
                return self._title(shown)
            case printed.Sentence() as sentence:
                # Its places begin with its own name, which says nothing of a row.
                if at.source:
                    raise TypeError(f"{field.name} is a sentence inside of {at.source[0]}")
                reader = SentenceReader(field.name, sentence, self._page, self._parsers)
                self._sentences.append(reader)
                return reader.find()
            case printed.PassageText():
                return self._passage(shown, field, at)
            case printed.Computed() | printed.Figure() | printed.Listing() | printed.Clauses():
                return ()
            case _:
                return self._texts(field.block, shown, at.field(field), source)

    def _texts(self, block: _Texts, shown: Any, place: FieldPath, source: ViewPath) -> _Said:
        words_of = self._form.words
        match block:
            case printed.MergedLabel(otherwise=otherwise) as label:
                is_none = bool(otherwise) and shown.text == words_of(otherwise)
                worded = label.words_of(self._form)
                text = worded.named(shown.text) if worded else shown.text
                return () if is_none else content(text, place, source)
            case printed.ProseText(otherwise=otherwise):
                is_none = bool(otherwise) and shown == (words_of(otherwise),)
                return () if is_none else content(shown, place, source)
            case printed.Numbered(numbering=numbering):
                return self._numbered(shown, numbering, place, source)
            case printed.Noted(notation=notation):
                is_none = notation.says_nothing(shown)
                return () if is_none else quantity(notation.held, shown, place, source)
            case printed.IndicatorCell():
                return _indicators(*self._cell(block, place), shown, place, source)
            case _:
                assert_never(block)

    def _title(self, lines: Sequence[str]) -> Findings:
        """Year and department, as the title names them."""
        slots = typed_title(self._form, lines)
        year, source = slots.get("year", ""), ViewPath(TITLE)
        yield from quantity(whole, year, FieldPath("year"), source / "year")
        named = "".join(part.strip() for part in slots.get("department", "").split("\n"))
        yield from content(named, FieldPath("department"), source / "department")
        for each in self._form.additions.of("文书"):
            if text := slots.get(each.name, "").strip():
                block, place = each.block, FieldPath("extras", each.name)
                if isinstance(block, printed.Figure):
                    parse = self._parsers[annotation_at(self._form.model, f"extras.{each.name}")]
                    yield from quantity(parse, text, place, source / each.name)
                elif isinstance(block, printed.Noted):
                    yield from quantity(block.notation.held, text, place, source / each.name)
                else:
                    yield from content(text, place, source / each.name)

    def _figure(self, shown: str, field: Printed, view: Any, at: _At, *, follows: bool) -> Findings:
        path, source = at.path(field), at.source / field.name
        parse = self._parsers[annotation_at(at.model, path)]
        if follows:
            return map(_meant, quantity(parse, shown, at.field(field), source, stated=True))
        parts = follows_from(at.model, path)
        is_sum = parts is not None and _has_parts(parts, view)
        return quantity(parse, shown, at.field(field), source, stated=is_sum)

    def _numbered(
        self, shown: Sequence[str], numbering: str, place: FieldPath, source: ViewPath
    ) -> Findings:
        """The items without the numbers that several of them have."""
        # A single item is printed bare; in an edited one a number may have been typed.
        is_single = len(shown) == 1 and source not in self._page.edited
        if not numbering or is_single:
            yield from content(shown, place, source)
            return
        scheme = self._form.words(numbering)
        items = without_numbers(shown, scheme)
        yield from content([PENDING if each is None else each for each in items], place, source)
        reason = _NOT_NUMBERED.format(NUMBERING_SCHEMES[scheme](1))
        for text, item in zip(shown, items, strict=True):
            if item is None:
                yield Unclear(source, text, place, reason)

    def _passage(self, shown: Sequence[str], field: Printed, at: _At) -> Findings:
        place, source = at.field(field), at.source / field.name
        passage = part_at(at.model, at.path(field))
        if any(shown == way.instead["paragraphs"] for way in self._form.withheld(passage)):
            yield Found(place / "classified", True, source)
        else:
            yield from content(shown, place / "paragraphs", source)

    def _rows(self, shown: Sequence[Any], field: Printed, at: _At) -> _Said:
        model, place, source = part_at(at.model, at.path(field)), at.field(field), at.source
        fields = fields_by_attribute(field.row)
        ways = [way.among(fields) for way in self._form.withheld(model)]
        said: list[_Any] = []
        reader = row_reader(self._form, field.row, model, place)
        read = reader.read(shown) if reader else repeat(None)
        for position, (row, known) in enumerate(zip(shown, read, strict=False)):
            inner = _At(model, (), place / position, source / field.name / position)
            if reader and known:
                said.append(FoundRow(inner.place, inner.source, *known, reader.names))
                continue
            way = self._way(row, field.row, inner, ways)
            if way is not None:
                said += self._withheld(way, field.row, inner, ways)
            said += self._fields(row, field.row, inner, but=way.covered(field.row) if way else ())
        return said

    def _way(self, row: Any, row_class: Any, at: _At, ways: Sequence[Withheld]) -> SaidWay | None:
        """How a classified part is said in ``row``; None where it says another thing."""
        fields = fields_by_attribute(row_class)
        meant = [way for way in ways if is_said(way, row, fields)]
        own = next((way for way in meant if self._is_whole(way, row, fields, at)), None)
        return SaidWay(own or meant[0], is_whole=own is not None) if meant else None

    def _withheld(
        self, way: SaidWay, row_class: Any, at: _At, ways: Sequence[Withheld]
    ) -> Findings:
        """What a classified part says of itself."""
        names = way.covered(row_class)
        told = names[: len(way.words.instead)]
        yield Found(at.place / "classified", True, at.source / told[-1])
        if way.words is not ways[0]:
            for name, value in way.words.says.items():
                yield Found(at.place / name, value, at.source / names[-1])

    def _is_whole(self, way: Withheld, row: Any, fields: Mapping[str, Printed], at: _At) -> bool:
        """Whether ``row`` says just what ``way`` puts in for what the data lack."""
        return all(
            bool(value) and self._says(fields[name], getattr(row, fields[name].name), at)
            == self._says(fields[name], print_withheld(fields[name], value, self._form), at)
            for name, value in way.lacking.items()
        )  # fmt: skip

    def _says(self, field: Printed, shown: Any, at: _At) -> list[_Any]:
        return list(self._field(field, SimpleNamespace(**{field.name: shown}), at))

    def _cell(self, block: printed.IndicatorCell, place: FieldPath) -> tuple[CellReader, SureCells]:
        # One serves all rows: of their places it looks at the keys alone.
        if block.wording not in self._cells:
            cell = (self._form, self._form.words(block.wording), place)
            self._cells[block.wording] = (cell_reader(*cell), sure_cells(*cell))
        return self._cells[block.wording]


def _of_one(said: _Said, cells: Any) -> _Said:
    """What cells to tick say, of which no more than one may be ticked."""
    told = list(said)
    waiting = [each for each in told if isinstance(each, Found) and each.value == PENDING_FIGURE]
    # Where one is ticked, the others wait for nothing any more.
    rest = [each for each in told if each not in waiting]
    ticked = [each for each in rest if isinstance(each, Found)]
    if len(ticked) < 2:
        return rest or waiting[:1]
    reason = _TICKED_TWICE.format("、".join(str(each.value) for each in ticked))
    return [
        Unclear(each.source, getattr(cells, str(each.source[-1])), each.path, reason)
        for each in ticked
    ]


def _meant(said: Found | Unclear) -> Found | Unclear:
    return said._replace(is_meant=True) if isinstance(said, Found) else said


def _has_parts(parts: Sequence[str], view: Any) -> bool:
    """Whether a sum can follow from ``parts``: one of those beside it in ``view`` is there."""
    view_class: Any = type(view)
    fields = fields_by_attribute(view_class)
    beside = [getattr(view, fields[part].name) for part in parts if part in fields]
    return not beside or any(beside)


def _indicators(
    reader: CellReader,
    sure: SureCells,
    shown: Sequence[str],
    place: FieldPath,
    source: ViewPath,
) -> _Said:
    """The indicators of a cell, and the pieces of it that are none."""
    said: list[Found | Unclear] = []
    items = sure.read(shown)
    for position, (text, fields) in enumerate(reader.read(shown) if items is None else items):
        item = place / position
        if fields is None:
            reason = _NOT_AN_INDICATOR.format(reader.expected)
            said.append(Unclear(source, text, item / "name", reason, part_of=place))
            continue
        for name, value in fields.items():
            if name == PRINTED_CODE:
                said.append(Found(item / "code", value, source, may_be_stated=True))
            else:
                said.append(Found(item / name, value, source))
    return said
