"""What became of documents, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from perfreport.basics.errors import TemplateError
from perfreport.basics.messages import shown
from perfreport.cli.printing import print_notes, print_pending, print_remark
from perfreport.cli.wording import complain

if TYPE_CHECKING:
    from perfreport.batch.building import Built
    from perfreport.batch.earlier import Earlier
    from perfreport.batch.manifest import Failure
    from perfreport.batch.papers import Receipt
    from perfreport.batch.places import Place

_MOST_LINES = 10
"""Of what is wrong with one of many documents."""


def print_receipt(receipt: Receipt, out: Place) -> None:
    """Print what there is to know of a document whose files are in ``out``, and what was made.

    Why it was not made is for its caller to print.
    """
    told = receipt.told
    print_notes(told.notes, receipt.file)
    if told.findings:
        click.echo(told.findings, nl=False, err=True)
    if receipt.state != "made":
        return
    for format, remark in told.remarks:
        print_remark(out.path(f"{receipt.base}.{format}"), remark)
    for format, _ in receipt.outputs:
        path = out.path(f"{receipt.base}.{format}")
        click.echo(f"已生成 {shown(str(path))}")
    print_pending(told.pending, receipt.file)


def print_passed(earlier: Earlier) -> None:
    """Print what was not taken for data since an earlier run made it."""
    if earlier.passed:
        told = f"{shown(earlier.first)}等 {earlier.passed:,} 个工作簿是以前生成的，没有当作数据读"
        click.echo(told, err=True)


def print_built(built: Built) -> None:
    """Print what was not made and why, and how many documents became what."""
    folder = shown(str(built.record.parent))
    for failure in built.failures:
        click.echo(err=True)
        complain(_in_short(failure, folder))
    if left := built.failed - sum(each.documents for each in built.failures):
        click.echo(f"\n另有 {left:,} 份没有生成，perfreport report {folder} 列出", err=True)
    counts = {"生成": built.made, "没有变化": built.unchanged, "没有生成": built.failed}
    told = "，".join(f"{words} {count:,} 份" for words, count in counts.items() if count)
    click.echo(f"{told}；记录在 {shown(str(built.record))}")


def _in_short(failure: Failure, folder: str) -> str:
    """Why a document was not made, and where the rest of a long list is told."""
    lines = failure.error.split("\n")
    is_of_form = failure.code == TemplateError.exit_code
    file, left = shown(failure.file), len(lines) - _MOST_LINES
    if left > 0:
        command = f"report {folder}" if is_of_form else f"check {file}"
        lines[_MOST_LINES:] = [f"{file}：另有 {left} 处，perfreport {command} 列出"]
    if is_of_form:
        several = f" 等 {failure.documents:,} 份" if failure.documents > 1 else ""
        lines.append(f"用这个版式的 {file}{several}没有生成")
    return "\n".join(lines)
