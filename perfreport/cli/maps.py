"""``perfreport maps``: the sheets of others that are known (对照表)."""

from __future__ import annotations

from pathlib import Path

import click

from perfreport.cli import completion, known, options
from perfreport.cli.printing import print_table
from perfreport.cli.wording import Command
from perfreport.workbooks.maps.library import all_maps, load_map
from perfreport.workbooks.maps.model import SheetMap

_HEADINGS = ("对照表", "文种", "名称")


@click.command(
    cls=Command,
    help="列出别处表格的对照表；写编号，则说明这张表的各列是哪一项、出自哪里。",
    examples={
        "perfreport maps": "列出全部；编号写在 convert 的 --map 后面",
        "perfreport maps integrated-self-evaluation": "一张表的各列",
        "perfreport maps --templates 我的版式": "连同自己的版式目录 workbooks/ 里的",
    },
)
@click.argument("map_id", metavar="[对照表]", required=False, shell_complete=completion.map_ids)
@options.TEMPLATES
def maps(map_id: str | None, templates: tuple[Path, ...]) -> None:
    """Print a table of all maps, or what one of them says."""
    folders = known.registry(templates).folders
    if map_id is None:
        rows = [(each.id, each.kind, each.name) for each in all_maps(folders)]
        print_table(_HEADINGS, rows)
    else:
        _print(load_map(map_id, folders))


def _print(sheet_map: SheetMap) -> None:
    click.echo(f"{sheet_map.name}（{sheet_map.kind}）")
    click.echo(f"依据　{sheet_map.source}")
    for note in sheet_map.notes:
        click.echo(f"注　　{note}")
    singles = [("", each.label or each.address, each.field) for each in sheet_map.singles]
    columns = [
        (block.name, each.called, each.told) for block in sheet_map.blocks for each in block.columns
    ]
    print_table(("块", "表头", "字段"), [*singles, *columns])
