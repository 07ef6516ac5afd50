"""Sheets that others made, taken for documents and made of them, by their maps (对照表)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.errors import InputError, Mistake
from perfreport.basics.messages import choices, nearest, quoted
from perfreport.basics.quantities import PENDING
from perfreport.blocks.fields import needed
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document
from perfreport.blocks.walk import bare, field_at, value_at
from perfreport.data.gaps import with_gaps
from perfreport.data.items import with_named_items
from perfreport.data.pending import pending_places, with_stand_ins
from perfreport.data.source import Node, Source
from perfreport.data.validation import examine
from perfreport.documents.awaiting import await_unsaid
from perfreport.documents.following import following, without
from perfreport.documents.loading import Loaded, understand
from perfreport.documents.only_source import of_source, of_total
from perfreport.forms.conformance import has_place
from perfreport.forms.registry import FormRegistry
from perfreport.sheets.workbook import Spot, Workbook
from perfreport.workbooks.maps.drawing import drawn
from perfreport.workbooks.maps.entries import Entries, in_fields, tree
from perfreport.workbooks.maps.leaves import computed, stated
from perfreport.workbooks.maps.model import SheetMap
from perfreport.workbooks.maps.reading import chosen, read_sheet
from perfreport.workbooks.maps.values import same, sort_of
from perfreport.workbooks.maps.writing import Layout, laid_out

_FORM = DataPath("版式")


@dataclass(frozen=True, slots=True)
class FromSheet:
    """A document that a sheet says.

    Attributes:
        document: with gaps where the sheet says nothing that has to be said.
        pending: the places of the gaps.
        remarks: what was understood otherwise than it stands in the sheet, a sentence each.
        leftovers: what was not read, a sentence each.
        said: the places of which the sheet says something.
    """

    document: Document
    pending: tuple[DataPath, ...]
    remarks: tuple[str, ...]
    leftovers: tuple[str, ...]
    said: frozenset[DataPath]


def document_of(
    workbook: Workbook,
    sheet_map: SheetMap,
    registry: FormRegistry,
    form_id: str | None = None,
    *,
    sheet: str | None = None,
    name: str | None = None,
    keeps_figures: bool = False,
) -> FromSheet:
    """The document that a sheet of ``workbook`` says by its map.

    Args:
        workbook: that was read.
        sheet_map: of the sheet.
        registry: of the forms.
        form_id: of the form that the document has to fit; that of the map by default. Where
            neither says one the document is held to its kind alone, and its form is 待填.
        sheet: the name of the sheet; by default that of the map, or the only one.
        name: what the sheet is about, where it does not say so itself: the name of a project.
        keeps_figures: whether points and rates that follow from the data become data all the
            same; else only those that do not.

    Raises:
        InputError: with every mistake.
        TemplateError: when the form is wrong.
    """
    named = form_id or sheet_map.form
    form = registry.get(named) if named else None
    if form is not None and form.kind != sheet_map.kind:
        message = f"版式 {form.id} 是“{form.kind}”的，对照表 {sheet_map.id} 是“{sheet_map.kind}”的"
        raise InputError([Mistake(_FORM, message)], workbook.name)
    _require_named(sheet_map, name, workbook.name)
    model = form.model if form else sheet_map.model
    found = chosen(workbook, sheet_map, sheet)
    number = 1 + next(at for at, each in enumerate(workbook.sheets) if each is found)
    entries, notes = read_sheet(found, sheet_map, model, number, joins=_joins(sheet_map, form))
    if notes.mistakes and not entries:
        raise InputError(notes.mistakes, workbook.name)
    entries = of_source(entries, sheet_map, form)

    def understood(said: Entries) -> tuple[Document, tuple[DataPath, ...]]:
        root = tree(said, notes.position)
        _complete(root, sheet_map, model, form, name)
        source = Source(workbook.name, root, tuple(notes.mistakes))
        return _understood(source, registry, model, form)

    loaded = understood(entries)
    if form is not None and not keeps_figures:
        computable = following(entries, loaded[0], form, sheet_map.money, understood)
        loaded = understood(without(entries, computable)) if computable else loaded
    others = [each.name for each in workbook.sheets if each is not found and each.cells]
    unread = [f"没有读的工作表：{'、'.join(others)}"] if others else []
    remarks, leftovers = (*workbook.remarks, *notes.remarks), (*unread, *notes.leftovers)
    return FromSheet(*loaded, remarks, leftovers, frozenset(entries))


def _joins(sheet_map: SheetMap, form: Form | None) -> bool:
    """Whether ``form`` has in one text what stands in several columns of the sheet (合写)."""
    return form is not None and any(
        not has_place(form, _without_positions(block.place) / join.parts[0])
        for block in sheet_map.blocks
        for join in block.joins
    )


def _without_positions(path: DataPath) -> DataPath:
    return DataPath(*(step for step in path if isinstance(step, str)))


def _complete(
    root: Node, sheet_map: SheetMap, model: type[BaseModel], form: Form | None, name: str | None
) -> None:
    """Put into ``root`` what a document must say and its sheet does not: known, or 待填."""
    said = {"文种": sheet_map.kind, "版式": form.id if form else PENDING}
    root.children |= {key: Node(root.line, text) for key, text in said.items()}
    if sheet_map.listed is not None:
        listed = root.children.setdefault(sheet_map.listed, Node(root.line, is_list=True))
        item = listed.children.setdefault(0, Node(root.line, is_mapping=True))
        if name is not None:
            item.children.setdefault("名称", Node(root.line, name))
    await_unsaid(root, model, form, sheet_map)


def _understood(
    source: Source, registry: FormRegistry, model: type[Document], form: Form | None
) -> tuple[Document, tuple[DataPath, ...]]:
    """The document in ``source`` and its gaps; without a ``form``, as its kind alone has it."""
    if form is not None:
        loaded = understand(source, registry, form.id, allow_pending=True)
        return loaded.document, loaded.pending
    source = with_named_items(source, model)
    pending = pending_places(source)
    examination = examine(with_stand_ins(source, model, pending), model, before_form=True)
    if examination.mistakes:
        raise InputError(examination.mistakes, source.name)
    return with_gaps(examination.content, pending, needed), pending


@dataclass(frozen=True, slots=True)
class IntoSheet:
    """A sheet that says a document.

    Attributes:
        content: of the .xlsx file.
        remarks: what it cannot say, or would say otherwise when it is read, a sentence each.
    """

    content: bytes
    remarks: tuple[str, ...]


def sheet_of(loaded: Loaded, sheet_map: SheetMap, name: str | None = None) -> IntoSheet:
    """The sheet of ``sheet_map`` that says the document of ``loaded``.

    What follows from the data, points and rates, is written as the form prints it.

    Args:
        loaded: a document without gaps.
        sheet_map: of the sheet.
        name: of the project that the sheet is about, where it holds one and there are several.

    Raises:
        InputError: when the document is of another kind, there is no such project, or a text is
            longer than a cell can be.
        ExtraError: when what writes workbooks is not installed.
    """
    document, form = loaded.document, loaded.form
    if document.kind != sheet_map.kind:
        message = f"对照表 {sheet_map.id} 是“{sheet_map.kind}”的，这是“{document.kind}”"
        raise loaded.mistakes([(DataPath("文种"), message)])
    chosen_item = item_of(loaded, sheet_map, name)
    said, follows = (
        of_total(_of_item(each, chosen_item), sheet_map, form)
        for each in (stated(document, sheet_map.money), computed(document, form, sheet_map.money))
    )
    joins = _joins(sheet_map, form)
    layout = laid_out(follows | said, sheet_map, type(document), joins=joins)
    if too_long := layout.too_long:
        message = (
            f"一格写不下：{'、'.join(each.address for each in too_long)}，Excel 一格至多 32,767 字"
        )
        raise loaded.mistakes([(NOWHERE, message)])
    entries, _ = read_sheet(layout.sheet, sheet_map, type(document), joins=joins)
    remarks = (*_remarks(said, layout, entries, type(document)), *_missing(follows, said, layout))
    return IntoSheet(drawn(layout), remarks)


def item_of(loaded: Loaded, sheet_map: SheetMap, name: str | None) -> DataPath | None:
    """The item of a list that a sheet is about, called ``name``; None where it holds them all.

    Raises:
        InputError: when there is none of that name or several, or several and no name.
    """
    _require_named(sheet_map, name, loaded.name)
    if sheet_map.listed is None:
        return None
    place = DataPath(sheet_map.listed)
    items = value_at(loaded.document, place)
    assert isinstance(items, tuple)
    names = [str(each.name) for each in items]
    if name is None and len(names) == 1:
        return place / 0
    if name is not None and names.count(name) == 1:
        return place / names.index(name)
    if name in names:
        message = (
            f"有 {names.count(name)} 项都叫{quoted(name)}，不知道放进哪一项；请先改成不同的名称"
        )
    elif name is None:
        known = choices(names)
        message = f"一张表只放一项，这里有 {len(names)} 项，请写明哪一项（project），可写：{known}"
    else:
        near = nearest(name, names)
        hint = f"是不是“{near}”？" if near else f"可写：{choices(names)}"
        message = f"没有{quoted(name)}，{hint}"
    raise loaded.mistakes([(place, message)])


def _require_named(sheet_map: SheetMap, name: str | None, source: str | None) -> None:
    """Refuse the ``name`` of an item where a sheet holds all of them."""
    if name is not None and sheet_map.listed is None:
        message = f"对照表 {sheet_map.id} 不是一个项目一张，请去掉项目的名称（project）"
        raise InputError([Mistake(NOWHERE, message)], source)


def _of_item(values: Mapping[DataPath, str], item: DataPath | None) -> dict[DataPath, str]:
    """``values`` without those of other items beside ``item``, which becomes the first one."""
    if item is None:
        return dict(values)
    others = item.parent
    return {
        (others / 0 / path[len(item) :] if path.starts_with(item) else path): text
        for path, text in values.items()
        if path.starts_with(item) or not path.starts_with(others)
    }


def _remarks(
    said: Mapping[DataPath, str], layout: Layout, entries: Entries, model: type[BaseModel]
) -> Iterator[str]:
    """What ``layout`` does not say of what is ``said``, or says otherwise, by reading it again."""
    unwritten = [path for path in said if path not in layout.taken and path != _FORM]
    if unwritten:
        yield f"没有列可写：{in_fields(unwritten, layout.taken)}"
    for path, text in said.items():
        if path in layout.taken:
            field = field_at(model, path)
            again = entries[path].text if path in entries else ""
            if not same(text, again, sort_of(bare(field.annotation) if field else str)):
                yield f"{path.label} 写的是{quoted(text)}，从表里读回来是{quoted(again)}"


def _missing(
    follows: Mapping[DataPath, str], said: Mapping[DataPath, str], layout: Layout
) -> Iterator[str]:
    """What the form prints and ``layout`` has no place for, and cells that stay blank."""
    unwritten = [path for path in follows if path not in said and path not in layout.taken]
    if unwritten:
        yield f"由数据算出的，没有列可写：{in_fields(unwritten, layout.taken)}"
    for called, spots in layout.blanks.items():
        yield f"“{called}”是必填的，空着：{_addresses(spots)}"
    for called, spots in layout.unsigned.items():
        yield f"指标值没有写符号，“{called}”空着：{_addresses(spots)}；请在表里补上"


def _addresses(spots: Sequence[Spot]) -> str:
    return "、".join(spot.address for spot in spots)
