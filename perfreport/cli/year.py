"""``perfreport year``: which documents of a department's year there are, fit, and are missing."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import NamedTuple

import click
from rich.cells import cell_len

from perfreport.basics.messages import shown
from perfreport.basics.shell import typed
from perfreport.batch.overview import overview
from perfreport.batch.year_folder import FolderFound, YearFound, found_in
from perfreport.checks.engine.finding import Severity
from perfreport.cli import known, options
from perfreport.cli.wording import Command, as_typed, wrapped
from perfreport.documents.lacking import ANY_FORM, Lacking
from perfreport.documents.year import DepartmentYear, Held, Pair, Repetition, Turn

_WIDTH = 100
_MOST_OF_A_FILE = 40
_MOST_PROJECTS = 5
_MISSING = "（缺）"
_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFORMATION)


@click.command(
    cls=Command,
    help="看一个部门的一年：文件夹（连同里面的文件夹）里各年度有哪些文书，后面的与前面的是否相符，"
    "哪些重复，哪些还没有填完，哪些读不了，还缺哪些、用什么命令依次起草。几个部门、几个年度分开列；"
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
@options.option(
    "--year",
    "only",
    metavar="年度",
    type=click.IntRange(1),
    help="只看这个年度；还没有的，由上年的起草",
)
@options.report_format("text", "json")
@options.TEMPLATES
def year(folder: Path, only: int | None, report: str, templates: tuple[Path, ...]) -> int:
    """Print what there is to say of ``folder``; the exit code."""
    found = _worded(found_in(str(folder), known.registry(templates), only))
    if report == "json":
        click.echo(json.dumps(overview(found).as_json(), ensure_ascii=False, indent=2))
    else:
        for line in _text(found, folder):
            click.echo(line)
    does_not_fit = any(not each.year.fits for each in found.years)
    return max([int(does_not_fit), *(each.code for each in found.unread)])


def _worded(found: FolderFound) -> FolderFound:
    """The same, its messages as commands have them."""
    unread = [replace(each, message=as_typed(each.message)) for each in found.unread]
    return replace(found, unread=unread)


class _Row(NamedTuple):
    """A document that there is, or that is missing."""

    turn: Turn
    label: str
    file: str
    held: Held | None = None


def _text(found: FolderFound, folder: Path) -> Iterator[str]:
    for at, each in enumerate(found.years):
        yield from [""] * bool(at)
        yield from _year(each, folder)
    if found.unplaced:
        yield from _heading("归不到年度的", bool(found.years))
        for file, keys in found.unplaced:
            yield from _wrapped(f"{_name(file, folder)}　{'、'.join(keys)}还没有填写", "  ")
    if found.unread:
        is_parted = bool(found.years or found.unplaced)
        yield from _heading("读不了的（改好再看；缺的也许就在其中）", is_parted)
        for unread in found.unread:
            yield from _wrapped(unread.message, "  ")


def _heading(words: str, is_parted: bool) -> Iterator[str]:
    yield from [""] * is_parted
    yield words


def _year(found: YearFound, folder: Path) -> Iterator[str]:
    each, lacking = found.year, found.lacking
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
    yield from _to_begin("  还缺的，依次起草：", lacking, folder)
    yield from _to_begin("  还可以起草：", found.possible, folder)


def _summary(each: DepartmentYear, lacking: Sequence[Lacking]) -> str:
    drafts = sum(held.is_draft for held in each.held)
    misfits = sum(not pair.fits for pair in each.pairs)
    fitting = f"{misfits}处不符" if misfits else "都相符" if each.pairs else "没有可以对照的"
    said = [
        f"{len(each.held)}份文书" if each.held else "还没有文书",
        fitting if each.held else "",
        f"{len(each.repetitions)}处重复" if each.repetitions else "",
        f"{drafts}份没有填完" if drafts else "",
        f"缺{len(lacking)}份" if lacking else "",
    ]
    return f"{shown(each.department)}　{each.year}年度：{'，'.join(filter(None, said))}"


def _notes(held: Held, year: DepartmentYear, width: int) -> Iterator[str]:
    """What there is to know about a document, line by line."""
    if held.is_draft:
        yield f"草稿，待填{len(held.loaded.pending)}处"
    yield from (_repeated(each) for each in year.repetitions if each.again is held)
    pairs = [pair for pair in year.pairs if pair.later is held]
    told = [pair for pair in pairs if any(pair.counts.values())]
    for pair in told:
        yield f"与{_earlier(pair, pairs)}：{_counted(pair.counts)}"
    if fitting := [_earlier(pair, pairs) for pair in pairs if pair not in told]:
        yield from _fitting(fitting, width)


def _repeated(both: Repetition) -> str:
    """That a document says what another one of its stage says, and of which projects."""
    file = shown(PurePath(both.first.file).name, _MOST_OF_A_FILE)
    return f"与{file}重复{f'：项目{_named(both.projects, 1)}' if both.projects else ''}"


def _named(projects: Sequence[str], most: int) -> str:
    named = "、".join(f"“{shown(each, 30)}”" for each in projects[:most])
    return f"{named}{f'等{len(projects)}个' if len(projects) > most else ''}"


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


def _to_begin(title: str, ones: Sequence[Lacking], folder: Path) -> Iterator[str]:
    if ones:
        yield title
    for one in ones:
        yield from _lines_of(one, folder)


def _lines_of(one: Lacking, folder: Path) -> Iterator[str]:
    said = []
    if one.projects:
        said.append(f"没有项目{_named(one.projects, _MOST_PROJECTS)}")
    if one.repeated:
        said.append(f"先只留一份：{'、'.join(_name(each, folder) for each in one.repeated)}")
    if one.drafts:
        said.append(f"先填好 {'、'.join(_name(each, folder) for each in one.drafts)}")
    if one.is_form_open:
        said.append(f"“{ANY_FORM}”换成要用的（见 perfreport forms）")
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
            yield f"{option} {typed([word])}".lstrip()
            option = ""


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
