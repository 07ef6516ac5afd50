"""A workbook to start from: every field of a form, an example of each list, how to fill it in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import PENDING
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document
from perfreport.data.writing import Value
from perfreport.forms.asked import Asked, asked_by, asked_of_class, flat
from perfreport.forms.offered import Choices
from perfreport.workbooks.contents import Contents, Row
from perfreport.workbooks.entries import Entry
from perfreport.workbooks.explanation import explanation
from perfreport.workbooks.layout import Layout, ListSheet, layout_of, layout_of_class
from perfreport.workbooks.writing import draw


def workbook(
    kind: str, model: type[Document], form: Form | None, forms: Sequence[str] = ()
) -> bytes:
    """The workbook in which all that must be filled in says 待填; the same bytes for one form.

    Args:
        kind: the name of the kind of document.
        model: the class of its documents.
        form: that they are printed on; None where that is yet to be chosen.
        forms: the ids to choose from then.

    Raises:
        ExtraError: when xlsxwriter is not installed.
    """
    layout = layout_of(form) if form else _with_choice(layout_of_class(model), forms)
    fields = {each.path: each for each in flat(asked_by(form) if form else asked_of_class(model))}
    given = {DataPath("文种"): kind, DataPath("版式"): form.id if form else PENDING}
    unit = form.figures.unit if form else "万元"
    return draw(
        Contents(_to_fill_in(layout.entries, given), _rows(layout, fields)),
        layout,
        unit,
        examples={each.path: _example(each, fields) for each in layout.lists},
        explanation=explanation(
            form.name if form else kind,
            layout,
            unit,
            has_form=form is not None,
            has_examples=True,
        ),
    )


def _with_choice(layout: Layout, forms: Sequence[str]) -> Layout:
    """``layout`` in which the form is chosen among ``forms``."""
    choices = Choices(options=tuple(forms))
    chosen = (replace(e, choices=choices) if e.path == ("版式",) else e for e in layout.entries)
    return replace(layout, entries=tuple(chosen))


def _to_fill_in(entries: Iterable[Entry], given: Mapping[DataPath, Value]) -> dict[DataPath, Value]:
    """What is ``given``, and 待填 for what must be there besides."""
    asked = {each.path: PENDING for each in entries if each.is_required or each.is_one_of}
    return {**asked, **given}


def _rows(layout: Layout, fields: Mapping[DataPath, Asked]) -> dict[DataPath, list[Row]]:
    """The rows of each list: what the form lays down for it, or one to be filled in."""
    rows: dict[DataPath, list[Row]] = {}
    for sheet in layout.lists:
        is_there = sheet.parent is None or bool(rows[sheet.parent])
        wanted = is_there and sheet.is_printed and fields[sheet.path].is_wanted
        begun = fields[sheet.path].rows or ({},) if wanted else ()
        rows[sheet.path] = [_row(sheet, each) for each in begun]
    return rows


def _row(sheet: ListSheet, given: Mapping[str, str]) -> Row:
    values = {DataPath(key): text for key, text in given.items()}
    return Row(_to_fill_in(sheet.entries, values))


def _example(sheet: ListSheet, fields: Mapping[DataPath, Asked]) -> Row:
    """A row such as somebody could fill in: of what is wanted, or of all where nothing is."""
    usual = [each for each in sheet.entries if each.is_usual]
    wanted = [each for each in usual if _is_wanted(each, sheet, fields)]
    return Row({each.path: each.example for each in wanted or usual})


def _is_wanted(entry: Entry, sheet: ListSheet, fields: Mapping[DataPath, Asked]) -> bool:
    path = DataPath(*sheet.path, *entry.path)
    return all(fields[each].is_wanted for each in list(path.prefixes())[len(sheet.path) :])
