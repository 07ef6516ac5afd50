"""``perfreport year``: which documents of a department's year there are, fit, and are missing."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, NamedTuple

import click
from rich.cells import cell_len

from perfreport.basics.errors import PerfreportError
from perfreport.basics.messages import shown
from perfreport.batch.named import is_folder, tasks
from perfreport.checks.engine.finding import Severity
from perfreport.cli import known, options
from perfreport.cli.wording import Command, as_typed, wrapped
from perfreport.data.source import refusal
from perfreport.documents.lacking import ANY_FORM, Lacking, Searcher
from perfreport.documents.year import (
    DepartmentYear,
    Held,
    Pair,
    Turn,
    by_department,
    compared_in_year,
    read_held,
    unplaced,
)
from perfreport.forms.registry import FormRegistry

_WIDTH = 100
_MOST_OF_A_FILE = 40
_MOST_PROJECTS = 5
_MISSING = "（缺）"
_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFORMATION)


@dataclass(frozen=True, slots=True)
class _Unread:
    """A file that cannot be read: its name, its first mistake, and the exit code for it."""

    file: str
    message: str
    code: int


@dataclass(frozen=True, slots=True)
class _Overview:
    """All that there is to say of a folder.

    Attributes:
        years: of each department, with what each lacks.
        unread: the files that cannot be read.
        unplaced: those that do not say yet of which department or year they are, and what of it.
    """

    years: Sequence[tuple[DepartmentYear, Sequence[Lacking]]]
    unread: Sequence[_Unread]
    unplaced: Sequence[tuple[str, Sequence[str]]]

    @property
    def code(self) -> int:
        """The exit code."""
        does_not_fit = any(not year.fits for year, _ in self.years)
        return max([int(does_not_fit), *(each.code for each in self.unread)])


@click.command(
    cls=Command,
    help="看一个部门的一年：文件夹（连同里面的文件夹）里各年度有哪些文书，后面的与前面的是否相符，"
    "哪些还没有填完，哪些读不了，还缺哪些、用什么命令起草。几个部门、几个年度分开列；"
    "项目分在几个文件里的，合起来看。Word 文件、PDF 和不是数据的表格不看。",
    epilog="退出码：0 都相符，也许还缺、还没有填完；1 有两份不符（错误或警告）；"
    "2 有文件读不了，或文件夹里没有数据文件；3 版式或模板不对。",
    examples={
        "perfreport year 各单位": "各部门、各年度的文书",
        "perfreport year 各单位 --year 2024": "只看一个年度",
        "perfreport year 各单位 --format json": "供别的程序用",
    },
)
@click.argument("folder", metavar="目录", type=options.path)
@options.option("--year", "only", metavar="年度", type=click.IntRange(1), help="只看这个年度")
@options.report_format("text", "json")
@options.TEMPLATES
def year(folder: Path, only: int | None, report: str, templates: tuple[Path, ...]) -> int:
    """Print what there is to say of ``folder``; the exit code."""
    if not is_folder(str(folder)):
        raise refusal(str(folder), "没有这个文件夹；请写放着一个部门一年文书的文件夹")
    found = _overview(folder, known.registry(templates), only)
    if report == "json":
        click.echo(json.dumps(_for_programs(found), ensure_ascii=False, indent=2))
    else:
        for line in _text(found, folder):
            click.echo(line)
    return found.code


def _overview(folder: Path, registry: FormRegistry, only: int | None) -> _Overview:
    """All that is in ``folder``, of the year ``only`` if it is given.

    Raises:
        InputError: when there is no data file in it, or none of that year.
    """
    read, unread = _read(folder, registry)
    open_ones = [(each.file, unplaced(each)) for each in read if unplaced(each)]
    placed = by_department(each for each in read if not unplaced(each))
    years = [compared_in_year(held, registry.kinds) for held in placed.values()]
    wanted = [each for each in years if only in (None, each.year)]
    if not (wanted or unread or open_ones):
        there = "、".join(map(str, sorted({each.year for each in years})))
        told = f"有的年度：{there}" if there else "只有不是数据的表格"
        raise refusal(str(folder), f"这个文件夹里没有 {only} 年度的文书；{told}" if only else told)
    searcher = Searcher(registry, years)
    return _Overview([(each, searcher.lacking(each)) for each in wanted], unread, open_ones)


def _read(folder: Path, registry: FormRegistry) -> tuple[list[Held], list[_Unread]]:
    read: list[Held] = []
    unread: list[_Unread] = []
    for task in tasks([str(folder)], "", sys.stdin.buffer):
        try:
            held = read_held(task.file, Path(task.file), registry)
        except PerfreportError as error:
            first = as_typed(str(error).split("\n", 1)[0])
            unread.append(_Unread(task.file, first, max(error.exit_code, 2)))
        else:
            read += [held] if held else []
    return read, unread


# For people.


class _Row(NamedTuple):
    """A document that there is, or that is missing."""

    turn: Turn
    label: str
    file: str
    held: Held | None = None


def _text(found: _Overview, folder: Path) -> Iterator[str]:
    for at, (each, lacking) in enumerate(found.years):
        yield from [""] * bool(at)
        yield from _year(each, lacking, folder)
    if found.unplaced:
        yield from _heading("归不到年度的", bool(found.years))
        for file, keys in found.unplaced:
            yield from _wrapped(f"{_name(file, folder)}　{'、'.join(keys)}还没有填写", "  ")
    if found.unread:
        yield from _heading("读不了的（改好再看）", bool(found.years or found.unplaced))
        for unread in found.unread:
            yield from _wrapped(unread.message, "  ")


def _heading(words: str, is_parted: bool) -> Iterator[str]:
    yield from [""] * is_parted
    yield words


def _year(each: DepartmentYear, lacking: Sequence[Lacking], folder: Path) -> Iterator[str]:
    yield from _wrapped(_summary(each, lacking), "")
    rows = [_Row(held.turn, held.label, _name(held.file, folder), held) for held in each.held]
    rows += [_Row(one.turn, one.label, _MISSING) for one in lacking if not one.projects]
    labels, files = (max(map(cell_len, column)) for column in list(zip(*rows, strict=True))[1:3])
    behind = " " * (labels + files + 6)
    for _, label, file, held in sorted(rows, key=lambda row: row.turn):
        notes = list(_notes(held, each, _WIDTH - len(behind))) if held else []
        first, *others = notes or [""]
        yield f"  {_padded(label, labels)}  {_padded(file, files)}  {first}".rstrip()
        yield from (f"{behind}{note}" for note in others)
    if misfits := [pair for pair in each.pairs if not pair.fits]:
        yield "  不符的，逐条看："
        yield from _commands(dict.fromkeys(map(_check, _by_later(misfits))))
    if lacking:
        yield "  还缺的，起草："
        for one in lacking:
            yield from _lines_of(one, folder)


def _summary(each: DepartmentYear, lacking: Sequence[Lacking]) -> str:
    drafts = sum(held.is_draft for held in each.held)
    misfits = sum(not pair.fits for pair in each.pairs)
    said = [
        f"{len(each.held)}份文书",
        f"{misfits}处不符" if misfits else "都相符" if each.pairs else "没有可以对照的",
        f"{drafts}份没有填完" if drafts else "",
        f"缺{len(lacking)}份" if lacking else "",
    ]
    return f"{shown(each.department)}　{each.year}年度：{'，'.join(filter(None, said))}"


def _notes(held: Held, year: DepartmentYear, width: int) -> Iterator[str]:
    """What there is to know about a document, line by line."""
    if held.is_draft:
        yield f"草稿，待填{len(held.loaded.pending)}处"
    pairs = [pair for pair in year.pairs if pair.later is held]
    told = [pair for pair in pairs if any(pair.counts.values())]
    for pair in told:
        yield f"与{_earlier(pair, pairs)}：{_counted(pair.counts)}"
    if fitting := [_earlier(pair, pairs) for pair in pairs if pair not in told]:
        yield from _fitting(fitting, width)


def _earlier(pair: Pair, pairs: Sequence[Pair]) -> str:
    """What the earlier documents of one of the ``pairs`` are called; by files where unclear."""
    label = pair.earlier[0].label
    if sum(each.earlier[0].label == label for each in pairs) == 1:
        return label
    return "、".join(PurePath(each.file).name for each in pair.earlier)


def _fitting(labels: Sequence[str], width: int) -> Iterator[str]:
    """That it fits documents with these ``labels``, in lines of at most that ``width``."""
    line = "与"
    for at, label in enumerate(labels, 1):
        piece = f"{label}{'、' if at < len(labels) else '相符'}"
        if cell_len(line + piece) > width and cell_len(line) > cell_len("与"):
            yield line
            line = "　"
        line += piece
    yield line


def _counted(counts: Mapping[Severity, int]) -> str:
    return "，".join(f"{each.label}{counts[each]}" for each in _SEVERITIES if counts.get(each))


def _lines_of(one: Lacking, folder: Path) -> Iterator[str]:
    said = []
    if one.projects:
        named = "、".join(f"“{shown(each, 30)}”" for each in one.projects[:_MOST_PROJECTS])
        more = len(one.projects) - _MOST_PROJECTS
        said.append(f"没有项目{named}{f'等{len(one.projects)}个' if more > 0 else ''}")
    if one.drafts:
        said.append(f"先填好 {'、'.join(_name(each, folder) for each in one.drafts)}")
    if one.is_form_open:
        said.append(f"“{ANY_FORM}”换成要用的（perfreport forms 列出）")
    yield from _wrapped(f"{one.label}{'：' if said else ''}{'；'.join(said)}", "    ")
    yield from _commands([one.words])


def _by_later(pairs: Iterable[Pair]) -> Iterator[tuple[Held, list[Held]]]:
    found: dict[str, tuple[Held, list[Held]]] = {}
    for pair in pairs:
        found.setdefault(pair.later.file, (pair.later, []))[1].extend(pair.earlier)
    yield from found.values()


def _check(both: tuple[Held, list[Held]]) -> tuple[str, ...]:
    later, earlier = both
    against = (word for each in earlier for word in ("--against", each.file))
    return ("perfreport", "check", later.file, *against)


def _commands(commands: Iterable[Sequence[str]]) -> Iterator[str]:
    """Each of them ready to be copied, over several lines where a shell takes that."""
    for words in commands:
        line = "     "
        for piece in _pieces(words):
            if cell_len(f"{line} {piece} \\") > _WIDTH and os.name != "nt" and line.strip():
                yield f"{line} \\"
                line = "       "
            line += f" {piece}"
        yield line


def _pieces(words: Sequence[str]) -> Iterator[str]:
    """The words as they are typed, an option with what belongs to it."""
    option = ""
    for word in words:
        if word.startswith("-") and not option:
            option = word
        else:
            yield f"{option} {_typed([word])}".lstrip()
            option = ""


def _typed(words: Sequence[str]) -> str:
    """``words`` as this system's shell takes them; Chinese needs no marks around it."""
    if os.name == "nt":
        return subprocess.list2cmdline(words)
    return " ".join(each if _is_plain(each) else shlex.quote(each) for each in words)


def _is_plain(word: str) -> bool:
    return bool(word) and all(each.isalnum() or each in "-_./:@%+=,，、（）" for each in word)


def _name(file: str, folder: Path) -> str:
    """The name of a ``file`` inside ``folder``, its middle left out where it is long."""
    name = os.path.relpath(file, folder)
    lengths = range(_MOST_OF_A_FILE, 0, -1)
    return next(each for n in lengths if cell_len(each := shown(name, n)) <= _MOST_OF_A_FILE)


def _wrapped(text: str, indent: str) -> Iterator[str]:
    """``text`` in lines that are no longer than all others, the first one farthest left."""
    first, *others = wrapped(text, _WIDTH - cell_len(indent) - 2)
    yield f"{indent}{first}"
    yield from (f"{indent}  {line}" for line in others)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))


# For programs.


def _for_programs(found: _Overview) -> dict[str, Any]:
    return {
        "years": [
            {
                "department": each.department,
                "year": each.year,
                "fits": each.fits,
                "documents": [_document(held, each) for held in each.held],
                "missing": [_missing_one(one) for one in lacking],
            }
            for each, lacking in found.years
        ],
        "unplaced": [{"file": file, "open": list(keys)} for file, keys in found.unplaced],
        "unread": [{"file": each.file, "message": each.message} for each in found.unread],
    }


def _document(held: Held, year: DepartmentYear) -> dict[str, Any]:
    return {
        "name": held.label,
        "kind": held.document.kind,
        "form": held.loaded.form.id,
        "period": held.period or None,
        "file": held.file,
        "pending": len(held.loaded.pending),
        "projects": list(held.projects),
        "compared": [_pair(pair) for pair in year.pairs if pair.later is held],
    }


def _pair(pair: Pair) -> dict[str, Any]:
    counts = {each.value: pair.counts.get(each, 0) for each in _SEVERITIES}
    return {
        "name": pair.earlier[0].label,
        "files": [each.file for each in pair.earlier],
        "fits": pair.fits,
        **counts,
    }


def _missing_one(one: Lacking) -> dict[str, Any]:
    return {
        "name": one.label,
        "kind": one.kind.name,
        "projects": list(one.projects),
        "fill_in_first": list(one.drafts),
        "form_is_open": one.is_form_open,
        "arguments": list(one.words),
        "command": _typed(one.words),
    }
