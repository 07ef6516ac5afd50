"""``perfreport convert --map``: between data files and sheets that others made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from perfreport.basics.addresses import NOWHERE
from perfreport.basics.errors import InputError, Mistake
from perfreport.basics.messages import shown
from perfreport.cli import changes, completion, known, options, printing
from perfreport.cli.wording import misused
from perfreport.cli.writing import endings_like, require_new, write_changed, write_new
from perfreport.data.data_files import Input
from perfreport.documents.changing import changed
from perfreport.documents.converting import DATA_ENDINGS, WORKBOOK, data_file
from perfreport.documents.kept_data import kept_data
from perfreport.documents.loading import read_document
from perfreport.documents.mapping import FromSheet, document_of, sheet_of
from perfreport.documents.putting_in import PutIn, put_in
from perfreport.documents.workbook_files import NO_WORKBOOK, TABLES, workbook_in
from perfreport.forms.registry import FormRegistry
from perfreport.sheets.workbook import Workbook
from perfreport.workbooks.layout import DOCUMENT_SHEET
from perfreport.workbooks.maps.library import load_map
from perfreport.workbooks.maps.model import SheetMap

_TEXTS = (*TABLES, ".txt")
"""How tables are called that may be text inside, as other programs export them."""

MAP = options.option(
    "--map", "map_id", metavar="对照表", shell_complete=completion.map_ids,
    help="文件是别处的表格，按这张对照表读或写；perfreport maps 列出全部",
)  # fmt: skip
SHEET = options.option(
    "--sheet", metavar="工作表", help="读哪一张工作表；只有一张，或和对照表同名的，可不写"
)
PROJECT = options.option(
    "--project", metavar="名称", help="表格是哪一个项目的；数据里只有一个项目的可不写"
)
INTO = options.option(
    "--into", "existing", metavar="数据文件", type=options.path,
    help="读出的放进这个数据文件的那个项目，别处照旧；同时写 -o 则另存，原文件不动",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choices:
    """What was typed besides files.

    Attributes:
        map_id: of the map.
        form_id: of the form, where one is chosen.
        sheet: the name of the sheet to read.
        project: that the sheet is about.
    """

    map_id: str
    form_id: str | None = None
    sheet: str | None = None
    project: str | None = None


def convert_by_map(
    file: Input, target: Path | None, existing: Path | None, typed: Choices, folders: Sequence[Path]
) -> int:
    """Read a sheet into a data file, or write one of a data file; the exit code.

    Args:
        file: a workbook that others made, or a data file.
        target: what is written.
        existing: the data file that a sheet is put into.
        typed: what else was typed.
        folders: of forms and maps.
    """
    registry = known.registry(folders)
    conversion = _Conversion(file, load_map(typed.map_id, registry.folders), typed, registry)
    workbook = workbook_in(file)
    if workbook is None and isinstance(file, Path) and file.suffix.lower() in _TEXTS:
        raise InputError([Mistake(NOWHERE, NO_WORKBOOK)], str(file))
    if workbook is None or workbook.sheet(DOCUMENT_SHEET):
        if existing is not None:
            raise misused(f"{file} 是数据文件；放进 {existing} 的要写别处的表格")
        conversion.write_sheet(target)
        return 0
    if existing is None:
        found: FromSheet | PutIn = conversion.read_sheet(workbook, new_file(target, *DATA_ENDINGS))
    else:
        found = conversion.put_in(workbook, existing, target)
    printing.print_sheet(file, found.remarks, found.leftovers)
    return int(bool(found.leftovers))


@dataclass(frozen=True, slots=True)
class _Conversion:
    file: Input
    sheet_map: SheetMap
    typed: Choices
    registry: FormRegistry

    def write_sheet(self, path: Path | None) -> None:
        loaded = read_document(self.file, self.registry, self.typed.form_id)
        target = new_file(path, WORKBOOK)
        made = sheet_of(loaded, self.sheet_map, self.typed.project)
        write_new(target, made.content, [self.file])
        printing.print_remarks({target: made.remarks})
        click.echo(f"已写出 {shown(str(target))}")

    def read_sheet(self, workbook: Workbook, target: Path) -> FromSheet:
        found = document_of(
            workbook, self.sheet_map, self.registry, self.typed.form_id,
            sheet=self.typed.sheet, name=self.typed.project,
        )  # fmt: skip
        form_id = self.typed.form_id or self.sheet_map.form
        form = self.registry.get(form_id) if form_id else None
        write_new(target, data_file(found.document, target, form, found.pending), [self.file])
        click.echo(f"已写出 {shown(str(target))}")
        printing.print_pending(len(found.pending), target)
        return found

    def put_in(self, workbook: Workbook, existing: Path, target: Path | None) -> PutIn:
        if target is not None:
            require_new(target, *endings_like(existing))
        loaded = read_document(existing, self.registry, self.typed.form_id, allow_pending=True)
        found = put_in(
            workbook, self.sheet_map, loaded, self.registry,
            sheet=self.typed.sheet, name=self.typed.project,
        )  # fmt: skip
        kept = kept_data(existing)
        made = changed(kept, loaded, found.document, self.registry, self.typed.form_id)
        changes.print_changes(made.differences, loaded, made.after, target)
        changes.print_computed(made.computed, loaded)
        if made.refusal:
            raise made.refusal
        write_changed(existing, target, made.content, kept, made.remarks)
        told = [each.label for each in made.computed]
        return replace(found, leftovers=(*found.leftovers, *told))


def new_file(target: Path | None, *endings: str) -> Path:
    """The ``target``, where something new can be written whose name ends so."""
    if target is None:
        raise misused("请用 -o 写明写到哪个文件")
    require_new(target, *endings)
    return target
