"""Sheets that others made, read and written by their maps (对照表): for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from perfreport.api.given import chosen_settings, require_bytes, with_its_form
from perfreport.blocks.model import Document
from perfreport.documents.loading import require_filled
from perfreport.documents.settings import Settings

if TYPE_CHECKING:
    from perfreport.documents.mapping import FromSheet, IntoSheet
    from perfreport.documents.putting_in import PutIn


class MapEntry(NamedTuple):
    """A sheet of others that is known (对照表).

    Attributes:
        id: as ``read_sheet`` takes it.
        kind: of document that it says.
        name: of the sheet, for people.
        source: what tells its columns.
        notes: what the source does not say, a sentence each.
    """

    id: str
    kind: str
    name: str
    source: str
    notes: tuple[str, ...]


def list_maps(*, settings: Settings | None = None) -> tuple[MapEntry, ...]:
    """The maps there are, in the order of their ids: those in ``workbooks`` of the templates too.

    Raises:
        TemplateError: when one of them is wrong.
    """
    from perfreport.workbooks.maps.library import all_maps

    found = all_maps(chosen_settings(settings).registry.folders)
    return tuple(MapEntry(each.id, each.kind, each.name, each.source, each.notes) for each in found)


def read_sheet(
    content: bytes,
    map: str,
    *,
    form: str | None = None,
    sheet: str | None = None,
    project: str | None = None,
    settings: Settings | None = None,
) -> FromSheet:
    """The document that a sheet of others says.

    Args:
        content: of the workbook (.xlsx, .xls or .ods).
        map: id of the map of the sheet.
        form: id of the form that the document has to fit; that of the map by default. Where
            neither says one, the form is among the gaps.
        sheet: the name of the sheet; goes without saying where there is one, or it is called as
            the map says.
        project: that the sheet is about, where it does not say so itself.
        settings: where forms and maps are.

    Raises:
        InputError: with every mistake, and their cells.
        TemplateError: when there is no such map, or it or the form is wrong.
    """
    from perfreport.documents.mapping import document_of
    from perfreport.sheets.reading import read_workbook
    from perfreport.workbooks.maps.library import load_map

    require_bytes(content, "a workbook")
    registry = chosen_settings(settings).registry
    sheet_map = load_map(map, registry.folders)
    return document_of(read_workbook(content), sheet_map, registry, form, sheet=sheet, name=project)


def put_sheet(
    document: Document,
    content: bytes,
    map: str,
    *,
    form: str | None = None,
    sheet: str | None = None,
    project: str | None = None,
    settings: Settings | None = None,
) -> PutIn:
    """``document`` with what a sheet of others says; what that is silent about stays.

    Args:
        document: perhaps with gaps.
        content: as ``read_sheet`` takes it.
        map: as ``read_sheet`` takes it.
        form: as ``render`` takes it.
        sheet: as ``read_sheet`` takes it.
        project: of the document, that the sheet is about; goes without saying for one alone.
        settings: as ``read_sheet`` takes them.

    Raises:
        InputError: as ``read_sheet`` does; also when the document has no such project.
        TemplateError: as ``read_sheet`` does.
    """
    from perfreport.documents.putting_in import put_in
    from perfreport.sheets.reading import read_workbook
    from perfreport.workbooks.maps.library import load_map

    require_bytes(content, "a workbook")
    chosen = chosen_settings(settings)
    loaded = with_its_form(document, chosen, form)
    sheet_map = load_map(map, chosen.registry.folders)
    workbook = read_workbook(content)
    return put_in(workbook, sheet_map, loaded, chosen.registry, sheet=sheet, name=project)


def write_sheet(
    document: Document,
    map: str,
    *,
    form: str | None = None,
    project: str | None = None,
    settings: Settings | None = None,
) -> IntoSheet:
    """The sheet of a map (.xlsx) that says ``document``, and what it cannot say of it.

    Args:
        document: without gaps.
        map: as ``read_sheet`` takes it.
        form: as ``render`` takes it.
        project: that the sheet is about, where it holds one and there are several.
        settings: as ``read_sheet`` takes them.

    Raises:
        InputError: when the document is of another kind, has gaps or no such project, or a text
            is longer than a cell can be.
        TemplateError: as ``read_sheet`` does.
        ExtraError: when what writes workbooks is not installed.
    """
    from perfreport.documents.mapping import sheet_of
    from perfreport.workbooks.maps.library import load_map

    chosen = chosen_settings(settings)
    loaded = with_its_form(document, chosen, form)
    require_filled(loaded)
    return sheet_of(loaded, load_map(map, chosen.registry.folders), project)
