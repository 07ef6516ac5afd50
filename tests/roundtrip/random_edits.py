"""Random edits, each made on the Word file as an editor makes it and on the data it came from."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st
from pydantic import BaseModel

from perfreport.basics.quantities import Amount, Score
from perfreport.blocks.model import Document, Indicator, Passage
from perfreport.docx.wordml import W
from perfreport.kinds.department_targets.model import DepartmentTargets, Task
from perfreport.kinds.project_targets.model import Project, ProjectTargets
from perfreport.kinds.self_evaluation.model import KeyTask, SelfEvaluation
from perfreport.kinds.self_evaluation.sections import KeyIndicator
from tests.roundtrip.structure_edits import cut_table, exchange_columns, rows, tables
from tests.roundtrip.word_editor import Element, WordEditor, retype, text_of
from tests.strategies.money import amount_of
from tests.strategies.texts import plain_lines

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")

_amounts = st.integers(1, 10**7).map(amount_of)
_lines = plain_lines.map(lambda text: f"改为{text}")


def changed(model: M, **fields: object) -> M:
    """``model`` with other content in these fields."""
    return model.model_copy(update=fields)


def at(items: Sequence[T], place: int, *new: T) -> tuple[T, ...]:
    """``items`` with ``new`` in the place of one of them."""
    return (*items[:place], *new, *items[place + 1 :])


def edited(
    draw: Callable[..., Any],
    editor: WordEditor,
    document: Document,
    *,
    moves_between_lists: bool = True,
) -> Document:
    """``document`` after one edit, which was made in ``editor`` too."""
    session = _Session(draw, editor)
    acts = [
        act
        for act in _ACTS[type(document)]
        if moves_between_lists or act not in _MOVES_BETWEEN_LISTS
    ]
    after: Document = draw(st.sampled_from(acts))(session, document)
    return after


def rearranged(draw: Callable[..., Any], editor: WordEditor) -> None:
    """Change the structure of the page and nothing that it says; the last edit of all."""
    if draw(st.booleans()):
        for table in tables(editor):
            exchange_columns(table)
    if draw(st.booleans()):
        for table in tables(editor):
            last = len(rows(table)) - 1
            cut_table(table, draw(st.integers(1, last)), repeating=draw(st.integers(0, 1)))


def told_apart(document: Document) -> Document:
    """``document`` with different names throughout; of equal rows nobody could say which moved.

    A last paragraph that says nothing but the department's name is taken for a signature.
    """
    document = changed(document, department="某市发展研究中心")
    if not isinstance(document, ProjectTargets):
        return document
    units = tuple(
        changed(
            unit,
            name=f"{unit.name}之{number}",
            projects=tuple(
                changed(project, name=f"{project.name}之{number}-{position}")
                for position, project in enumerate(unit.projects)
            ),
        )
        for number, unit in enumerate(document.units)
    )
    return changed(document, units=units)


class _Session:
    """An editor at work, with what chance gives it to do."""

    def __init__(self, draw: Callable[..., Any], editor: WordEditor) -> None:
        self._draw = draw
        self.editor = editor

    def line(self) -> str:
        """A text that was not typed in this file before."""
        return f"{next(self.editor.numbers)}{self._draw(_lines)}"

    def amount(self) -> Amount:
        amount: Amount = self._draw(_amounts)
        return amount

    def place(self, items: Sequence[object]) -> int:
        place: int = self._draw(st.integers(0, len(items) - 1))
        return place

    def rows_below(self, heading: str) -> list[Element]:
        """The rows below the one with a cell that says ``heading``, to the end of the table."""
        row = self.editor.row(heading)
        return [each for each in row.itersiblings() if each.tag == W + "tr"]


def printed(amount: Amount) -> str:
    """An amount as somebody might type it."""
    return f"{amount.value:f}"


def cells(row: Element) -> list[Element]:
    """The cells of ``row``."""
    return row.findall(W + "tc")


def remove_row(editor: WordEditor, row: Element) -> None:
    """Delete a row; a merged label that begins in it goes down to the next row, as in Word."""
    below = row.getnext()
    for cell, under in zip(cells(row), cells(below) if below is not None else (), strict=False):
        merge = under.find(f"{W}tcPr/{W}vMerge")
        here = cell.find(f"{W}tcPr/{W}vMerge")
        if merge is None or here is None:
            continue
        if (here.get(W + "val"), merge.get(W + "val")) == ("restart", "continue"):
            merge.set(W + "val", "restart")
            editor.retype_cell(under, text_of(cell))
    editor.remove(row)


_Act = Callable[[_Session, M], Document]


def _change_budget(session: _Session, document: DepartmentTargets) -> Document:
    amount = session.amount()
    assert document.budget is not None
    session.editor.retype_cell(session.editor.beside("项目支出", 1), printed(amount))
    return changed(document, budget=changed(document.budget, project=amount))


def _change_goal(session: _Session, document: DepartmentTargets) -> Document:
    place, text = session.place(document.goals), session.line()
    cell = session.editor.beside("总体绩效目标", 1)
    paragraph = cell.findall(W + "p")[place]
    number = text_of(paragraph).removesuffix(document.goals[place])
    retype(paragraph, number, text)
    return changed(document, goals=at(document.goals, place, text))


def _add_goal(session: _Session, document: DepartmentTargets) -> Document:
    text = session.line()
    last = session.editor.beside("总体绩效目标", 1).findall(W + "p")[-1]
    session.editor.add_after(last, text)
    return changed(document, goals=(*document.goals, text))


def _task_row(session: _Session, place: int) -> Element:
    return session.rows_below("主要实施内容")[place]


def _change_task(session: _Session, document: DepartmentTargets) -> Document:
    place = session.place(document.tasks)
    name, lines, amount = session.line(), (session.line(), session.line()), session.amount()
    row = cells(_task_row(session, place))
    session.editor.retype_cell(row[1], name)
    session.editor.retype_cell(row[2], *lines)
    session.editor.retype_cell(row[3], printed(amount))
    task = changed(document.tasks[place], name=name, content=lines, amount=amount)
    return changed(document, tasks=at(document.tasks, place, task))


def _add_task(session: _Session, document: DepartmentTargets) -> Document:
    place, name, text, amount = (
        session.place(document.tasks), session.line(), session.line(), session.amount(),
    )  # fmt: skip
    row = _task_row(session, place)
    session.editor.add_row(row, name, text, printed(amount), text)
    task = Task(name=name, content=text, amount=amount, goal=text)
    return changed(document, tasks=at(document.tasks, place, document.tasks[place], task))


def _remove_task(session: _Session, document: DepartmentTargets) -> Document:
    if len(document.tasks) == 1:
        return document
    place = session.place(document.tasks)
    session.editor.remove(_task_row(session, place))
    return changed(document, tasks=at(document.tasks, place))


def _move_task(session: _Session, document: DepartmentTargets) -> Document:
    last = len(document.tasks) - 1
    row = _task_row(session, 0)
    _task_row(session, last).addnext(row)
    return changed(document, tasks=(*document.tasks[1:], document.tasks[0]))


def _duplicate_task(session: _Session, document: DepartmentTargets) -> Document:
    place = session.place(document.tasks)
    row = _task_row(session, place)
    row.addnext(copy.deepcopy(row))
    task = document.tasks[place]
    return changed(document, tasks=at(document.tasks, place, task, task))


def _change_indicator(session: _Session, document: DepartmentTargets) -> Document:
    place, name = session.place(document.indicators), session.line()
    row = cells(session.rows_below("三级指标")[place])
    session.editor.retype_cell(row[3], name)
    indicator = changed(document.indicators[place], name=name)
    return changed(document, indicators=at(document.indicators, place, indicator))


def _add_indicator(session: _Session, document: DepartmentTargets) -> Document:
    place, name, value = session.place(document.indicators), session.line(), session.line()
    session.editor.add_row(session.rows_below("三级指标")[place], name, value, value)
    above = document.indicators[place]
    indicator = Indicator(
        level_one=above.level_one,
        level_two=above.level_two,
        name=name,
        cycle_value=value,
        annual_value=value,
    )
    return changed(document, indicators=at(document.indicators, place, above, indicator))


def _remove_indicator(session: _Session, document: DepartmentTargets) -> Document:
    """One that is not classified: a row typed in its stead looks like it, edited, and stays so."""
    place = session.place(document.indicators)
    if len(document.indicators) == 1 or document.indicators[place].classified:
        return document
    remove_row(session.editor, session.rows_below("三级指标")[place])
    return changed(document, indicators=at(document.indicators, place))


_DEPARTMENT_ACTS: tuple[_Act[DepartmentTargets], ...] = (
    _change_budget, _change_goal, _add_goal, _change_task, _add_task, _remove_task, _move_task,
    _duplicate_task, _change_indicator, _add_indicator, _remove_indicator,
)  # fmt: skip


def _project_row(session: _Session, document: ProjectTargets, unit: int, project: int) -> Element:
    body = session.rows_below("绩效指标")[1:]
    before = sum(len(each.projects) + 1 for each in document.units[:unit])
    return body[before + 1 + project]


def _with_projects(
    document: ProjectTargets, unit: int, projects: tuple[Project, ...]
) -> ProjectTargets:
    return changed(
        document, units=at(document.units, unit, changed(document.units[unit], projects=projects))
    )


def _says_all(project: Project) -> bool:
    """Whether nothing of ``project`` has to be remembered, so that any row like its own is it."""
    is_told = project.stated_total or any(each.code for each in project.indicators)
    return not (is_told or project.classified)


def _change_project(session: _Session, document: ProjectTargets) -> Document:
    """The amount; with name and total, where the row need not be known by them."""
    unit = session.place(document.units)
    projects = document.units[unit].projects
    place, name, amount = session.place(projects), session.line(), session.amount()
    row = cells(_project_row(session, document, unit, place))
    session.editor.retype_cell(row[2], printed(amount))
    project = changed(projects[place], appropriation=amount)
    if _says_all(project) and (total := project.funds.total):
        project = changed(project, name=name)
        session.editor.retype_cell(row[0], name)
        session.editor.retype_cell(row[1], printed(total))
    return _with_projects(document, unit, at(projects, place, project))


def _change_project_goal(session: _Session, document: ProjectTargets) -> Document:
    unit = session.place(document.units)
    projects = document.units[unit].projects
    place, text = session.place(projects), session.line()
    if projects[place].classified:
        return document
    row = cells(_project_row(session, document, unit, place))
    session.editor.retype_cell(row[5], text)
    return _with_projects(
        document, unit, at(projects, place, changed(projects[place], goal=(text,)))
    )


def _remove_project(session: _Session, document: ProjectTargets) -> Document:
    unit = session.place(document.units)
    projects = document.units[unit].projects
    if len(projects) == 1:
        return document
    place = session.place(projects)
    session.editor.remove(_project_row(session, document, unit, place))
    return _with_projects(document, unit, at(projects, place))


def _move_project(session: _Session, document: ProjectTargets) -> Document:
    """From the first unit to the end of the last one."""
    projects = document.units[0].projects
    if len(document.units) == 1 or len(projects) == 1:
        return document
    last = len(document.units) - 1
    row = _project_row(session, document, 0, 0)
    _project_row(session, document, last, len(document.units[last].projects) - 1).addnext(row)
    document = _with_projects(document, last, (*document.units[last].projects, projects[0]))
    return _with_projects(document, 0, projects[1:])


def _duplicate_project(session: _Session, document: ProjectTargets) -> Document:
    unit = session.place(document.units)
    projects = document.units[unit].projects
    place = session.place(projects)
    project = projects[place]
    if not _says_all(project):
        return document
    row = _project_row(session, document, unit, place)
    row.addnext(copy.deepcopy(row))
    return _with_projects(document, unit, at(projects, place, project, project))


def _change_unit(session: _Session, document: ProjectTargets) -> Document:
    place, name = session.place(document.units), session.line()
    row = _project_row(session, document, place, -1)
    session.editor.retype_cell(cells(row)[0], name)
    return changed(
        document, units=at(document.units, place, changed(document.units[place], name=name))
    )


_PROJECT_ACTS: tuple[_Act[ProjectTargets], ...] = (
    _change_project, _change_project_goal, _remove_project, _move_project, _duplicate_project,
    _change_unit,
)  # fmt: skip

_SECTIONS = {
    "functions": "部门职能",
    "overall_work": "年度总体工作和重点工作任务",
    "management": "部门整体绩效管理情况",
    "problems": "存在的主要问题",
    "measures": "下一步改进措施",
}


def _paragraphs_below(session: _Session, heading: str) -> list[Element]:
    below = []
    paragraphs = session.editor.root.iter(W + "p")
    start = next(
        each
        for each in paragraphs
        if text_of(each) == heading and "Heading" in each[0][0].get(W + "val", "")
    )
    for each in start.itersiblings():
        style = each.find(f"{W}pPr/{W}pStyle")
        if style is None or style.get(W + "val") != "BodyText":
            break
        below.append(each)
    return below


def _with_passage(document: SelfEvaluation, name: str, *texts: str) -> Document:
    return changed(document, **{name: Passage(paragraphs=texts)})


def _open_section(session: _Session, document: SelfEvaluation) -> str | None:
    """A section that is not classified; words typed over a statement of the form are no data."""
    names = [name for name in _SECTIONS if not getattr(document, name).classified]
    return names[session.place(names)] if names else None


def _retype_section(session: _Session, document: SelfEvaluation) -> Document:
    name = _open_section(session, document)
    if name is None:
        return document
    first, *others = _paragraphs_below(session, _SECTIONS[name])
    texts = [text_of(other) for other in others]
    new = session.line()
    retype(first, new[:3], new[3:])
    return _with_passage(document, name, new, *texts)


def _add_paragraph(session: _Session, document: SelfEvaluation) -> Document:
    name = _open_section(session, document)
    if name is None:
        return document
    paragraphs = _paragraphs_below(session, _SECTIONS[name])
    texts = list(map(text_of, paragraphs))
    place, new = session.place(texts), session.line()
    session.editor.add_after(paragraphs[place], new)
    return _with_passage(document, name, *texts[: place + 1], new, *texts[place + 1 :])


def _join_paragraphs(session: _Session, document: SelfEvaluation) -> Document:
    name = _open_section(session, document)
    if name is None:
        return document
    paragraphs = _paragraphs_below(session, _SECTIONS[name])
    texts = list(map(text_of, paragraphs))
    if len(texts) == 1:
        return document
    session.editor.join_with_next(paragraphs[0])
    return _with_passage(document, name, texts[0] + texts[1], *texts[2:])


def _change_key_task(session: _Session, document: SelfEvaluation) -> Document:
    place, text = session.place(document.key_tasks), session.line()
    row = cells(session.rows_below("任务绩效目标")[place])
    session.editor.retype_cell(row[2], text)
    task = changed(document.key_tasks[place], result=(text,))
    return changed(document, key_tasks=at(document.key_tasks, place, task))


def _add_key_task(session: _Session, document: SelfEvaluation) -> Document:
    text = session.line()
    session.editor.add_row(session.rows_below("任务绩效目标")[0], text, text, text, before=True)
    task = KeyTask(name=text, goal=text, result=text)
    return changed(document, key_tasks=(task, *document.key_tasks))


def _add_key_indicator(session: _Session, document: SelfEvaluation) -> Document:
    indicators = document.effectiveness.indicators
    if not indicators:
        return document
    place, text = session.place(indicators), session.line()
    session.editor.add_row(session.rows_below("预期实现值")[place], "", text, text, text)
    new = KeyIndicator(name=text, expected=text, actual=text)
    section = changed(
        document.effectiveness, indicators=at(indicators, place, indicators[place], new)
    )
    return changed(document, effectiveness=section)


def _change_score(session: _Session, document: SelfEvaluation) -> Document:
    indicators = document.efficiency.indicators
    place = session.place(indicators)
    score = Score("0.25")
    row = cells(session.rows_below("得分率")[place])
    session.editor.retype_cell(row[4], "0.25")
    section = changed(
        document.efficiency,
        indicators=at(indicators, place, changed(indicators[place], score=score)),
    )
    return changed(document, efficiency=section)


def _change_final(session: _Session, document: SelfEvaluation) -> Document:
    amount = session.amount()
    session.editor.retype_cell(session.editor.beside("公用经费", 3), printed(amount))
    basic = document.expenditure.basic
    operating = changed(basic.operating, final=amount)
    expenditure = changed(document.expenditure, basic=changed(basic, operating=operating))
    return changed(document, expenditure=expenditure)


_REPORT_ACTS: tuple[_Act[SelfEvaluation], ...] = (
    _retype_section, _add_paragraph, _join_paragraphs, _change_key_task, _add_key_task,
    _add_key_indicator, _change_score, _change_final,
)  # fmt: skip

_ACTS: dict[type[Document], tuple[_Act[Any], ...]] = {
    DepartmentTargets: _DEPARTMENT_ACTS,
    ProjectTargets: _PROJECT_ACTS,
    SelfEvaluation: _REPORT_ACTS,
}
_MOVES_BETWEEN_LISTS: tuple[_Act[Any], ...] = (_move_project,)
