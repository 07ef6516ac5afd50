"""What a report says of all evaluation tables, beside these (自评总结与自评表)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from perfreport.basics.addresses import DataPath
from perfreport.basics.decimals import decimal_places, round_half_up
from perfreport.basics.patterns import regex
from perfreport.basics.quantities import Amount, Percent, Score
from perfreport.blocks.found import slot_names, slots_of
from perfreport.blocks.model import EvaluationTable
from perfreport.blocks.phrases import Phrase
from perfreport.checks.bases import AS_DECLARED
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import ARITHMETIC
from perfreport.checks.likeness import plain_text
from perfreport.compare.likeness import likeness
from perfreport.compare.matching import RowMatcher, best_first, in_turn
from perfreport.kinds.chain.account import filled
from perfreport.kinds.chain.case import Comparison, Disagreement, comparison_rule
from perfreport.kinds.chain.summarised import figures_of_all, says_how, shown_share
from perfreport.kinds.chain.summary import GradeCount, Summary, SummedPart, Table, summaries
from perfreport.kinds.report.columns import Column
from perfreport.kinds.report.model import Report
from perfreport.kinds.report.outline import Section
from perfreport.kinds.report.summing import OF_ALL

_SECTIONS = DataPath("章节")
_NAMES = ("项目名称", "名称")
_NEAR_NAME = 0.75
_COMPARED = frozenset(OF_ALL) - {"department", "unit", "grades"}
_FIGURES = (_COMPARED | {"number"}) - {"rate", "met_rate"}
"""The slots of sentences that hold a number without a sign behind it."""
_NUMBER = regex(r"-?[\d,]+(?:\.\d+)?[%％]?")
_CLAUSE_ENDS = regex("[，,。；;：:\n](?![0-9])")
_TELLING = 5
"""How many fixed characters a clause of a sentence has that is known wherever it stands."""


class _Row(NamedTuple):
    """A row on a project in a table of a report.

    Attributes:
        heading: above the table.
        path: of the row.
        name: of the project; empty where that is yet to be filled in.
        unit: that carries it out; empty where no column says.
        cells: what stands in its columns, by these.
    """

    heading: str
    path: DataPath
    name: str
    unit: str
    cells: Mapping[str, Any]


class _Pair(NamedTuple):
    """A row with the project in an evaluation table, and whether their names are only alike."""

    row: _Row
    part: SummedPart
    is_near: bool


def _summary(comparison: Comparison) -> Summary | None:
    """What the tables of projects among the earlier documents come to."""
    tables = [
        Table(each.document, comparison.forms[each.position])
        for each in comparison.earlier
        if isinstance(each.document, EvaluationTable) and comparison.forms
    ]
    return next((each for each in summaries(tables) if each.is_of_projects), None)


def _position(comparison: Comparison, part: SummedPart) -> int:
    """Of the earlier document in which a project is evaluated."""
    tables = [each for each in comparison.earlier if isinstance(each.document, EvaluationTable)]
    return tables[part.table].position


def _of_rows(comparison: Comparison) -> Iterator[list[_Row]]:
    """The rows of each table that has a row a project; none of one that is left out."""
    report, form = comparison.of(Report), comparison.forms[0]
    for section in form.outline if says_how(form) else ():
        if section.summing and section.summing.rows:
            rows = getattr(report.sections, str(section.name), ())
            paths = (_SECTIONS / section.heading).items(len(rows))
            if rows:
                yield [_row(section, *each) for each in zip(paths, rows, strict=True)]


def _row(section: Section, path: DataPath, row: Any) -> _Row:
    cells = {each.label: _cell(row, each) for each in section.columns}
    name = next((cells[label] for label in _NAMES if label in cells), "")
    unit = next((cells[label] for label in cells if "实施单位" in label), "")
    return _Row(section.heading, path, name or "", unit or "", cells)


def _cell(row: Any, column: Column) -> Any:
    value = getattr(row, column.name)
    return filled(value) if isinstance(value, str) else value


def _paired(rows: Sequence[_Row], summary: Summary) -> list[_Pair]:
    """The rows with the projects that they are about: by name and unit, by name, by likeness."""
    ours = [(plain_text(each.name), plain_text(each.unit)) for each in rows]
    theirs = [(plain_text(each.name), plain_text(each.unit)) for each in summary.parts]
    matcher = RowMatcher([(ours, theirs)])
    matcher.pair(matcher.by_key(lambda each: each if each[0] else None), in_turn)
    matcher.pair(matcher.by_key(lambda each: each[0] or None), in_turn)

    def weigh(one: int, other: int) -> float | None:
        names = likeness(ours[one][0], theirs[other][0])
        return names if names >= _NEAR_NAME else None

    near = dict(matcher.pair(matcher.anywhere(), best_first(weigh)))
    return [
        _Pair(rows[one], summary.parts[other], one in near)
        for one, other in sorted(matcher.pairs.items())
    ]


def _all_paired(comparison: Comparison) -> Iterator[_Pair]:
    if summary := _summary(comparison):
        for rows in _of_rows(comparison):
            yield from _paired(rows, summary)


@comparison_rule(
    "AGAINST-041",
    "自评的项目都汇总了",
    checks="自评表的每个项目，自评总结按项目列的各表里都有",
    basis=AS_DECLARED,
    kinds=(Report,),
)
def unreported_projects(comparison: Comparison) -> Iterator[Disagreement]:
    """Every evaluated project has its row (自评的项目都汇总了)."""
    summary = _summary(comparison)
    for rows in _of_rows(comparison) if summary else ():
        assert summary
        # An older copy of a table tells of the same project.
        told = {_known_by(each.part) for each in _paired(rows, summary)}
        for part in summary.parts if all(each.name for each in rows) else ():
            if part.name and _known_by(part) not in told:
                yield Disagreement(
                    part.path,
                    f"自评表的项目{quote(part.name)}，报告的{quote(rows[0].heading)}里没有",
                    "请补上这一行",
                    document=_position(comparison, part),
                )


@comparison_rule(
    "AGAINST-042",
    "汇总的项目都有自评表",
    checks="自评总结按项目列的各表里，每个项目都有自评表，名称相同",
    basis=AS_DECLARED,
    kinds=(Report,),
)
def projects_without_table(comparison: Comparison) -> Iterator[Disagreement]:
    """Every row is about a project that was evaluated (汇总的项目都有自评表)."""
    summary = _summary(comparison)
    for rows in _of_rows(comparison) if summary else ():
        assert summary
        pairs = _paired(rows, summary)
        known = {each.row.path for each in pairs}
        is_open = not all(each.name for each in summary.parts)
        for row in rows:
            if row.name and row.path not in known and not is_open:
                yield Disagreement(
                    _name_of(row),
                    f"项目{quote(row.name)}，所给的自评表里没有",
                    "请核对项目名称；自评表分在几份文件中的，请一并用来对照",
                )
        for row, part, is_near in pairs:
            if is_near:
                yield Disagreement(
                    _name_of(row),
                    f"项目{quote(row.name)}与自评表的{quote(part.name)}名称不同，按同一项目对照",
                    "同一项目请写成同一名称；不是同一项目的，不必理会由此得出的其他提示",
                )


def _known_by(part: SummedPart) -> tuple[str, str]:
    return plain_text(part.name), plain_text(part.unit)


def _name_of(row: _Row) -> DataPath:
    return row.path / next(label for label in _NAMES if label in row.cells)


@comparison_rule(
    "AGAINST-043",
    "汇总的预算和执行",
    checks="自评总结里各项目的全年预算数、全年执行数、执行率与自评表的相等，按所写的位数",
    basis=ARITHMETIC,
    kinds=(Report,),
)
def other_money(comparison: Comparison) -> Iterator[Disagreement]:
    """Each project has the money of its table (汇总的预算和执行)."""
    shown: dict[str, Callable[[Any], str]] = {
        "全年预算数": comparison.rounding.exact_amount,
        "全年执行数": comparison.rounding.exact_amount,
        "执行率": comparison.rounding.rate,
    }
    for row, part, _ in _all_paired(comparison):
        evaluated = {
            "全年预算数": part.planned,
            "全年执行数": part.executed,
            "执行率": part.rate,
        }
        for label, theirs in evaluated.items():
            if _differ(row.cells.get(label), theirs):
                told = shown[label](row.cells[label]), shown[label](theirs)
                yield _other(row, label, *told)


@comparison_rule(
    "AGAINST-044",
    "汇总的得分和等级",
    checks="自评总结里各项目的得分、等级与自评表的相同，得分按所写的位数",
    basis=AS_DECLARED,
    kinds=(Report,),
)
def other_scores(comparison: Comparison) -> Iterator[Disagreement]:
    """Each project has the score and the grade of its table (汇总的得分和等级)."""
    for row, part, _ in _all_paired(comparison):
        if _differ(row.cells.get("得分"), part.score):
            yield _other(row, "得分", f"{row.cells['得分']}分", f"{part.shown}分")
        ours = row.cells.get("等级")
        if ours and part.grade and plain_text(ours) != plain_text(part.grade):
            yield _other(row, "等级", quote(ours), quote(part.grade))


def _other(row: _Row, label: str, ours: str, theirs: str) -> Disagreement:
    return Disagreement(
        row.path / label,
        f"项目{quote(row.name)}的{label}为{ours}，自评表为{theirs}",
        "请核对这两处，报告照自评表的填写",
    )


def _differ(ours: Any, theirs: Amount | Percent | Score | None) -> bool:
    """Whether a figure is another one than that of the table, rounded as it is typed."""
    if ours is None or theirs is None or not (ours.is_known and theirs.is_known):
        return False
    exact = theirs.to(ours.unit) if isinstance(theirs, Amount) else theirs.value
    return not _is_rounded(ours.value, exact)


def _is_rounded(typed: Decimal, exact: Decimal) -> bool:
    """Whether ``typed`` is ``exact``, with as many decimals as are typed."""
    return typed == exact or typed == round_half_up(exact, decimal_places(typed))


@comparison_rule(
    "AGAINST-045",
    "汇总的数字",
    checks="自评总结的文字里，照版式的句子写的项目数、合计、执行率、平均得分、各等级的项目数和占比、"
    "指标数，与自评表的相等；改写过的句子不看",
    basis=ARITHMETIC,
    kinds=(Report,),
)
def other_sentences(comparison: Comparison) -> Iterator[Disagreement]:
    """What is said of all projects follows from their tables (汇总的数字).

    Sentences are read as the form begins them, clause by clause: one that somebody worded anew says
    what no program understands for certain.
    """
    summary, form = _summary(comparison), comparison.forms[0] if comparison.forms else None
    if summary is None or form is None or not says_how(form) or any(summary.stated_twice):
        return
    for section in form.outline:
        how = section.summing
        passage = getattr(comparison.of(Report).sections, str(section.name), None)
        paragraphs = getattr(passage, "paragraphs", passage) or ()
        if how is None or how.sentence is None or isinstance(paragraphs, str):
            continue
        # A clause of its own, or nothing.
        sentence = Phrase(how.sentence.text.replace("{without_budget}", ""))
        figures, path = figures_of_all(summary, form, how), _SECTIONS / section.heading
        grades = summary.grades if all(each.grade for each in summary.parts) else ()
        for text in filter(None, map(filled, paragraphs)):
            yield from _of_all(path, sentence, text, figures)
            yield from _of_grades(path, how.grade, text, grades)


def _of_all(
    path: DataPath, sentence: Phrase, text: str, figures: Mapping[str, str]
) -> Iterator[Disagreement]:
    """Where a ``text`` says another figure of all projects than the tables come to."""
    for found, _ in _read(sentence, text):
        for name in found.keys() & _COMPARED:
            if _is_another(found[name], figures[name]):
                yield _said(path, OF_ALL[name], found[name], figures[name])


def _of_grades(
    path: DataPath, phrase: Phrase, text: str, grades: Sequence[GradeCount]
) -> Iterator[Disagreement]:
    """Where a ``text`` says that another number of projects has a grade than have it."""
    counted = {each.grade: (str(each.number), shown_share(each.share)) for each in grades}
    for found, said in _read(phrase, text):
        number, share = counted.get(said.get("grade", ""), ("0", "0%"))
        for name, word, theirs in (("number", "项目数", number), ("share", "占比", share)):
            if grades and name in found and _is_another(found[name], theirs):
                yield _said(path, f"{quote(said.get('grade', ''))}的{word}", found[name], theirs)


def _said(path: DataPath, what: str, ours: str, theirs: str) -> Disagreement:
    return Disagreement(
        path,
        f"文字里的{what}为{ours}，由自评表算得{theirs}",
        "请核对；自评表没有给全的，请一并用来对照",
    )


def _is_another(ours: str, theirs: str) -> bool:
    """Whether two figures in words are not the same; False where one is no figure."""
    if not (_NUMBER.fullmatch(ours) and _NUMBER.fullmatch(theirs)):
        return False
    typed, exact = (Decimal(each.rstrip("%％").replace(",", "")) for each in (ours, theirs))
    return not _is_rounded(typed, exact)


def _read(phrase: Phrase, text: str) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """The slots of each clause of ``text`` that is one of ``phrase``, with those before it too.

    A clause with few words of its own counts only behind the one that it follows in the phrase.
    """
    parts = [Phrase(each) for each in _CLAUSE_ENDS.split(phrase.text)]
    before: dict[int, dict[str, str]] = {}
    for clause in map(str.strip, _CLAUSE_ENDS.split(text)):
        now: dict[int, dict[str, str]] = {}
        for place, part in enumerate(parts):
            found = slots_of(part, clause, _FIGURES) if part.text else None
            if found is not None and (place - 1 in before or _is_telling(part)):
                now[place] = before.get(place - 1, {}) | found
                yield found, now[place]
        before = now


def _is_telling(part: Phrase) -> bool:
    fixed = part(**dict.fromkeys(slot_names(part), ""))
    return len(fixed) >= _TELLING
