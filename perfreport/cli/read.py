"""``perfreport read``: an edited Word file or printed workbook back into data."""

from __future__ import annotations

from pathlib import Path

import click

from perfreport.basics.messages import shown
from perfreport.cli import changes, known, options, printing
from perfreport.cli.wording import Command
from perfreport.cli.writing import endings_like, require_new, write_changed, write_new
from perfreport.data.data_files import Input, StandardInput
from perfreport.data.updating import written
from perfreport.documents.converting import DATA_ENDINGS, data_file
from perfreport.documents.inputs import read_printed
from perfreport.documents.kept_data import kept_data
from perfreport.documents.loading import read_document
from perfreport.documents.taking_over import updated
from perfreport.forms.registry import FormRegistry
from perfreport.roundtrip import Limits, Reading

_YAML = (".yaml", ".yml")
_JSON = ".json"


def _require_file(
    _context: click.Context, _option: click.Parameter, existing: Path | None
) -> Path | None:
    """Refuse standard input, in whose place nothing can be put."""
    if existing == Path(StandardInput.typed):
        raise click.BadParameter("要改的数据文件请写文件名；- 是标准输入，只能读")
    return existing


@click.command(
    cls=Command,
    help="把改过的 Word 文件或表格（.xlsx）读回数据；原来的数据文件可只改动过的地方。"
    f"{options.PIPED}。",
    epilog="--update 先把改之前的留成“文件~”（已有的不动，新的叫“文件~2”等），再换上改好的："
    "任何时候断电或被强行结束，数据都在。权限不变；文件是链接的，改链接所指的文件。\n\n"
    "退出码：0 写的都收了；1 有内容没有收（未收、不符、冲突），其余的照收；2 文件或命令写得不对；"
    "3 版式或模板不对；4 结果写不进去。",
    examples={
        "perfreport read 改过的.docx --update 项目.yaml": "改动收回数据文件，注释和写法照旧",
        "perfreport read 改过的.docx -o 新.yaml": "写成新的数据文件",
    },
)
@options.FILE
@options.option(
    "-o", "--output", "target", metavar="文件", type=options.path,
    help="把数据写到这个新文件（.yaml、.json 或 .xlsx）；不写则印在屏幕上",
)  # fmt: skip
@options.option(
    "--update", "existing", metavar="文件", type=options.path, callback=_require_file,
    help="只改这个数据文件里相应的地方，注释、次序、写法照旧，工作簿里自己加的列、批注、公式也照旧；"
    "同时写 -o 则另存，原文件不动",
)  # fmt: skip
@options.WORD_FORM
@options.TEMPLATES
@options.LIMITS
def read(
    file: Input,
    target: Path | None,
    existing: Path | None,
    form_id: str | None,
    templates: tuple[Path, ...],
    limits: Limits,
) -> int:
    """Write what ``file`` says as a data file, and print what was edited.

    The exit code is 1 when not everything was taken: words are no data, or could not be read, or
    differ from what is computed, or the data file has changed there as well.
    """
    if target is not None:
        require_new(target, *(endings_like(existing) if existing else DATA_ENDINGS))
    registry = known.registry(templates)
    reading = read_printed(file, registry, limits, form_id)
    if existing is not None:
        return _update(existing, target, reading, registry)
    changes.print_reading(reading)
    if target is None:
        click.echo(written(reading.document, reading.pending), nl=False)
    else:
        form = registry.get(reading.document.form or reading.form_id)
        content = data_file(reading.document, target, form, reading.pending)
        write_new(target, content, [file])
        click.echo(f"已写出 {shown(str(target))}")
    return int(not reading.is_whole)


def _update(existing: Path, target: Path | None, reading: Reading, registry: FormRegistry) -> int:
    """Put the edits into the data file ``existing``, or into a copy of it at ``target``."""
    printed_on = None if reading.document.form else reading.form_id  # as build --form was told
    loaded = read_document(existing, registry, printed_on, allow_pending=True)
    printing.print_source(loaded)
    kept = kept_data(existing)
    update = updated(kept, loaded, reading, registry)
    changes.print_changes(update.differences, loaded, update.after, target)
    changes.print_leftovers(reading)
    changes.print_incomplete(update.incomplete, reading.program)
    changes.print_computed(update.computed, loaded)
    changes.print_conflicts(update.conflicts, loaded, reading.program)
    name = shown(str(existing))
    if update.refusal:
        is_text = isinstance(update.content, str)
        typed = f"照 {reading.program} 的改动写进去就读不出来了"
        problem = typed if is_text else "这份工作簿就地改不成"
        click.echo(f"{name} 没有动：{problem}\n{update.refusal}", err=True)
        return 1
    write_changed(existing, target, update.content, kept, update.remarks)
    return int(not update.is_whole)
