"""Random documents of 项目申报书, the kind that the tests alone know."""

from __future__ import annotations

from typing import Any, TypeVar

from hypothesis import strategies as st
from pydantic import BaseModel

from tests.kinds.sheets.model import Project, ProjectSheets, Section, Target, Unit

M = TypeVar("M", bound=BaseModel)

_LETTERS = "甲乙丙丁一二三（）、：1290ab"
# Few letters, so that names come twice, and what stands beside each other runs together.
names = st.text(_LETTERS, min_size=1, max_size=6).filter(lambda text: text.strip("（）、：") != "")
amounts = st.none() | st.decimals(0, 999, places=2).map(lambda number: f"{number}")
paragraphs = st.none() | st.lists(
    st.text(_LETTERS + "。", min_size=1, max_size=12).filter(
        lambda text: text.strip("。（）、：") != ""
    ),
    min_size=1,
    max_size=3,
).map(tuple)


def made(model: type[M], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[M]:
    """Random parts of the class ``model``."""
    return st.fixed_dictionaries(fields).map(lambda given: model(**given))


def documents_with(lines: st.SearchStrategy[str | None]) -> st.SearchStrategy[ProjectSheets]:
    """Random documents, their optional texts of ``lines``."""
    targets = made(Target, level_one=lines, level_two=lines, name=names, value=lines, basis=lines)
    projects = made(
        Project,
        name=names,
        amount=amounts,
        leader=lines,
        phone=lines,
        goal=paragraphs,
        targets=st.lists(targets, max_size=3),
        code=lines,
    )
    units = made(
        Unit,
        name=names,
        head=lines,
        projects=st.lists(projects, min_size=1, max_size=3),
        code=lines,
    )
    sections = made(Section, heading=names, text=paragraphs)
    return made(
        ProjectSheets,
        form=st.just("some-project-sheets"),
        year=st.integers(2015, 2030),
        department=st.text("甲乙丙1", min_size=1, max_size=6),
        units=st.lists(units, min_size=1, max_size=3),
        basis=paragraphs,
        risks=paragraphs,
        sections=st.lists(sections, max_size=3),
        code=lines,
    )


documents = documents_with(st.none() | names)
filled_in = documents_with(names)
