"""What a sheet says put into a document that there is: one project's indicators, say."""

from __future__ import annotations

from dataclasses import dataclass

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError, Mistake
from perfreport.basics.messages import quoted
from perfreport.blocks.model import Document
from perfreport.blocks.walk import value_at
from perfreport.compare import Difference, apply, compare_documents
from perfreport.documents.following import without_what_follows
from perfreport.documents.loading import Loaded
from perfreport.documents.mapping import FromSheet, document_of, item_of
from perfreport.forms.registry import FormRegistry
from perfreport.sheets.workbook import Workbook
from perfreport.workbooks.maps.entries import in_fields
from perfreport.workbooks.maps.model import SheetMap


@dataclass(frozen=True, slots=True)
class PutIn:
    """A document with what a sheet says.

    Attributes:
        document: as it now is.
        differences: what changed.
        remarks: about the sheet, and what stayed because the sheet says nothing of it.
        leftovers: what was not read of the sheet.
    """

    document: Document
    differences: tuple[Difference, ...]
    remarks: tuple[str, ...]
    leftovers: tuple[str, ...]


def put_in(
    workbook: Workbook,
    sheet_map: SheetMap,
    loaded: Loaded,
    registry: FormRegistry,
    *,
    sheet: str | None = None,
    name: str | None = None,
) -> PutIn:
    """The document of ``loaded`` with what a sheet of ``workbook`` says.

    What the sheet has no column for, or leaves blank, stays. A row that the sheet does not have is
    gone, and among the differences.

    Args:
        workbook: that was read.
        sheet_map: of the sheet.
        loaded: the document, perhaps with gaps.
        registry: of the forms.
        sheet: the name of the sheet.
        name: of the project that the sheet is about, where there are several.

    Raises:
        InputError: with every mistake in the sheet, or when there is no such project.
        TemplateError: when the form is wrong.
    """
    place = item_of(loaded, sheet_map, name)
    called = str(getattr(value_at(loaded.document, place), "name", "")) if place else None
    said = document_of(
        workbook, sheet_map, registry, loaded.form.id,
        sheet=sheet, name=called, keeps_figures=True,
    )  # fmt: skip
    target = _in_place(said, loaded, place, called)
    found = list(compare_documents(loaded.document, target))
    told = [each for each in found if not _says_nothing(each, said, place)]
    kept = [each.before for each in found if each not in told and each.before]
    told = without_what_follows(told, loaded.document, loaded.form, sheet_map.money)
    remark = [f"表里没有或空着，原来的没有动：{in_fields(kept)}"] if kept else []
    return PutIn(
        apply(told, loaded.document), tuple(told), (*said.remarks, *remark), said.leftovers
    )


def _in_place(
    said: FromSheet, loaded: Loaded, place: DataPath | None, called: str | None
) -> Document:
    """The document of ``loaded`` with all that is ``said`` at its ``place``."""
    if place is None:
        return said.document
    item = value_at(said.document, place.parent / 0)
    name = getattr(item, "name", None)
    if name != called:
        message = f"表里写的是{quoted(name)}，要放进的是{quoted(called)}；请核对，或改成一样的"
        raise InputError([Mistake(place / "名称", message)], loaded.name)
    return loaded.document.replace(place, item)


def _says_nothing(difference: Difference, said: FromSheet, place: DataPath | None) -> bool:
    """Whether the sheet is silent where the document says something; a row is told by its lack."""
    if difference.after is None:
        return difference.before is not None and isinstance(difference.before[-1], str)
    if difference.new is False:  # so it is by default
        return difference.after not in {_elsewhere(path, place) for path in said.said}
    pending = {_elsewhere(path, place) for path in said.pending}
    return difference.after in pending


def _elsewhere(path: DataPath, place: DataPath | None) -> DataPath:
    """``path`` in the sheet's own document, at ``place`` of another."""
    inside = place is not None and path.starts_with(place.parent / 0)
    return place / path[len(place) :] if place is not None and inside else path
