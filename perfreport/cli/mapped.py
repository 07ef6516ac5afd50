"""``perfreport convert --map``: between data files and sheets that others made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from perfreport.basics.files import write_over
from perfreport.basics.messages import shown
from perfreport.cli import known, options, printing
from perfreport.cli.wording import misused
from perfreport.cli.writing import require_new, write_new
from perfreport.data.data_files import Input, in_json, read_bytes, read_text
from perfreport.data.updating import rewrite, written
from perfreport.documents.loading import read_document
from perfreport.documents.mapping import document_of, sheet_of
from perfreport.documents.putting_in import put_in
from perfreport.forms.registry import FormRegistry
from perfreport.office.limits import Limits
from perfreport.sheets.reading import read_workbook
from perfreport.sheets.workbook import Workbook
from perfreport.workbooks.maps.library import load_map
from perfreport.workbooks.maps.model import SheetMap

_DATA = (".yaml", ".yml", ".json")
_WORKBOOK = ".xlsx"

MAP = options.option(
    "--map", "map_id", metavar="对照表",
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
        file: a workbook, or a data file.
        target: what is written.
        existing: the data file that a sheet is put into.
        typed: what else was typed.
        folders: of forms and maps.
    """
    registry = known.registry(folders)
    sheet_map = load_map(typed.map_id, registry.folders)
    if existing is not None:
        return _put_in(file, target, existing, sheet_map, typed, registry)
    if target is None:
        raise misused("请用 -o 写明写到哪个文件，或用 --into 写明放进哪个数据文件")
    if target.suffix.lower() == _WORKBOOK:
        return _write_sheet(file, target, sheet_map, typed, registry)
    return _read_sheet(file, target, sheet_map, typed, registry)


def _write_sheet(
    file: Input, target: Path, sheet_map: SheetMap, typed: Choices, registry: FormRegistry
) -> int:
    require_new(target, _WORKBOOK)
    made = sheet_of(read_document(file, registry, typed.form_id), sheet_map, typed.project)
    write_new(target, made.content, [file])
    printing.print_remarks({target: made.remarks})
    click.echo(f"已写出 {shown(str(target))}")
    return 0


def _read_sheet(
    file: Input, target: Path, sheet_map: SheetMap, typed: Choices, registry: FormRegistry
) -> int:
    require_new(target, *_DATA)
    found = document_of(
        _workbook(file), sheet_map, registry, typed.form_id,
        sheet=typed.sheet, name=typed.project,
    )  # fmt: skip
    text = written(found.document, found.pending, is_json=in_json(target))
    write_new(target, text, [file])
    printing.print_sheet(file, found.remarks, found.leftovers)
    click.echo(f"已写出 {shown(str(target))}")
    printing.print_pending(found.pending, target)
    return int(bool(found.leftovers))


def _put_in(
    file: Input,
    target: Path | None,
    existing: Path,
    sheet_map: SheetMap,
    typed: Choices,
    registry: FormRegistry,
) -> int:
    if target is not None:
        require_new(target, *((".json",) if in_json(existing) else _DATA[:2]))
    loaded = read_document(existing, registry, typed.form_id, allow_pending=True)
    before = read_text(existing)
    found = put_in(
        _workbook(file), sheet_map, loaded, registry, sheet=typed.sheet, name=typed.project
    )
    after = rewrite(
        before, loaded.document, found.document, loaded.form.awaited, is_json=in_json(existing)
    )
    printing.print_changes(found.differences, loaded)
    printing.print_sheet(file, found.remarks, found.leftovers)
    name = shown(str(existing))
    if target is not None:
        write_new(target, after, [existing])
        click.echo(f"已写出 {shown(str(target))}")
    elif after == before:
        click.echo(f"没有要改的地方，{name} 没有动")
    else:
        kept = write_over(existing, after, before)
        click.echo(f"已写出 {name}；改之前的在 {shown(str(kept))}")
    return int(bool(found.leftovers))


def _workbook(file: Input) -> Workbook:
    content = read_bytes(file, Limits().file_bytes, "工作簿（.xlsx、.xls 或 .ods）")
    return read_workbook(content, str(file))
