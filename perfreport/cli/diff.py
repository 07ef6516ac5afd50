"""``perfreport diff``: what differs between two documents, field by field."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import click

from perfreport.basics.quantities import PENDING
from perfreport.blocks.model import Document
from perfreport.cli import known, options
from perfreport.cli.changes import print_leftovers
from perfreport.cli.printing import print_notes, print_pending
from perfreport.cli.wording import Command
from perfreport.compare import Change, Difference, apply, compare_documents
from perfreport.compare.reports import Compared, as_html, as_json, as_text
from perfreport.data.data_files import Input
from perfreport.documents.inputs import Read, read_all, read_any
from perfreport.roundtrip import Limits

_REPORTS = {"json": as_json, "html": as_html}


@click.command(
    cls=Command,
    help="逐项列出两份文书的不同；数据文件和生成的 Word 文件、表格（.xlsx）都可以。"
    f"{options.PIPED}。",
    epilog="退出码：0 说的一样；1 有不同，或 Word 文件、表格里有内容读不进来（未收、不符）；"
    "2 文件或命令写得不对；3 版式或模板不对。",
    examples={
        "perfreport diff 项目.yaml 改过的.docx": "Word 里改了什么",
        "perfreport diff 去年.yaml 项目.yaml --format html > 不同.html": "写成一页，用浏览器看",
    },
)
@click.argument("before", metavar="文件", type=options.document)
@click.argument("after", metavar="文件", type=options.document)
@options.report_format("text", *_REPORTS)
@options.ANY_FORM
@options.TEMPLATES
@options.LIMITS
def diff(
    before: Input,
    after: Input,
    report: str,
    form_id: str | None,
    templates: tuple[Path, ...],
    limits: Limits,
) -> int:
    """Print the differences, and on standard error what of Word files is no data.

    The exit code is 1 when the documents differ, or a Word file says what is no data.
    """
    registry = known.registry(templates)
    old, new = read_all(
        partial(read_any, path, registry, limits, form_id) for path in (before, after)
    )
    for path, read in ((before, old), (after, new)):
        if read.reading:
            print_leftovers(read.reading, path)
        elif read.pending:
            print_pending(len(read.pending), path)
        print_notes(read.remarks, str(path))
    compared = Compared(str(before), str(after), tuple(_known_differences(old, new)))
    if report in _REPORTS:
        text = _REPORTS[report](compared)
    else:
        text = as_text(compared, is_coloured=sys.stdout.isatty())
    click.echo(text, nl=False)
    return int(bool(compared.differences) or not (_is_whole(old) and _is_whole(new)))


def _is_whole(read: Read) -> bool:
    return read.reading is None or read.reading.is_whole


def _known_differences(old: Read, new: Read) -> Iterator[Difference]:
    """The differences, but for fields that could not be read from a Word file."""
    before, after = (frozenset(r.reading.pending if r.reading else ()) for r in (old, new))
    for each in compare_documents(_marked(old), _marked(new)):
        if each.before not in before and each.after not in after:
            yield each


def _marked(read: Read) -> Document:
    """The document with 待填 where something could not be read, which is not removed for that."""
    unread = read.reading.unread if read.reading else ()
    marks = (
        Difference(change=Change.CHANGED, before=path, after=path, label="", new=PENDING)
        for path in unread
    )
    return apply(marks, read.document)
