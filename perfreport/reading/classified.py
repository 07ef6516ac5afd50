"""What stays classified though somebody typed over the words that stand in for it (涉密).

The form lays those words down. They are known by their codes, and they come back: only the data
file can say that something is public.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from perfreport.forms.manifest import (
    DepartmentTargetsForm,
    Form,
    ProjectTargetsForm,
    SelfEvaluationForm,
)
from perfreport.models import AnyDocument, Project, ProjectTargets, SpendingUnit
from perfreport.reading.changes import Changes
from perfreport.reading.codes import code
from perfreport.reading.inverse.self_evaluation import PASSAGES
from perfreport.reading.sheet import Sheet, ViewPath, text_at
from perfreport.reading.trees import Tree, holds
from perfreport.views.project_targets import ProjectRow, build_view

BASIS = "涉密，按版式印统一的说明；要公开，请在数据文件里去掉“涉密”"
"""Where such words come from."""

Texts = tuple[str, ...]
_VALUES = ("cycle_value", "annual_value")


def standing_in(codes: Sheet, changes: Changes, form: Form) -> dict[ViewPath, Texts]:
    """The words of ``form`` for what is classified that were typed over, by their places now."""
    match form:
        case ProjectTargetsForm():
            found = _of_projects(codes, changes, form)
        case SelfEvaluationForm():
            words = (form.wording.classified_passage,)
            found = (((name,), words) for name in PASSAGES if codes.get(name) == code(*words))
        case DepartmentTargetsForm():
            found = _of_values(codes, changes, form.wording.classified_value)
    return {place: texts for place, texts in found if place in changes.edited}


def _of_projects(
    codes: Sheet, changes: Changes, form: ProjectTargetsForm
) -> Iterator[tuple[ViewPath, Texts]]:
    rows = _standard_rows(form)
    for before, after in changes.rows.items():
        goal = text_at(codes, (*before, "goal"))
        for row in rows if "projects" in before else ():
            if goal == _code(row.goal):
                yield (*after, "goal"), row.goal
                if text_at(codes, (*before, "indicators")) == _code(row.indicators):
                    yield (*after, "indicators"), row.indicators


def _standard_rows(form: ProjectTargetsForm) -> Sequence[ProjectRow]:
    """What ``form`` prints for classified projects, under each of its statements."""
    names = [statement.name for statement in form.wording.classified]
    projects = tuple(
        Project(name=name, classified=True, classified_statement=name) for name in names
    )
    if not projects:
        return ()
    unit = SpendingUnit(name=form.id, projects=projects)
    document = ProjectTargets(year=2000, department=form.id, units=(unit,))
    return build_view(document, form).units[0].projects


def _of_values(codes: Sheet, changes: Changes, value: str) -> Iterator[tuple[ViewPath, Texts]]:
    for before, after in changes.rows.items():
        printed = {name: text_at(codes, (*before, name)) for name in _VALUES}
        if set(printed.values()) - {None, code("")} == {code(value)}:
            for name in _VALUES:
                yield (*after, name), (value if printed[name] == code(value) else "",)


def classified_in_cells(document: AnyDocument) -> dict[str, list[str]]:
    """The codes of the names of classified indicators that share a cell with others.

    By the positions of unit and project, as ``0.1``.
    """
    if not isinstance(document, ProjectTargets):
        return {}
    return {
        f"{i}.{j}": [code(each.name) for each in project.indicators if each.classified]
        for i, unit in enumerate(document.units)
        for j, project in enumerate(unit.projects)
        if any(each.classified for each in project.indicators)
    }


def keep_classified_values(
    tree: Tree, remembered: Mapping[str, Sequence[str]], changes: Changes
) -> None:
    """Take the values typed for classified indicators in edited cells out of ``tree`` again."""
    rows = {
        ".".join(str(step) for step in before if isinstance(step, int)): after
        for before, after in changes.rows.items()
        if "projects" in before
    }
    for key, names in remembered.items():
        place = rows.get(key, ())
        if (*place, "indicators") in changes.edited and holds(tree, (*place, "indicators")):
            _, unit, _, project = place
            for item in tree["units"][unit]["projects"][project]["indicators"]:
                _keep_classified(item, names)


def _keep_classified(item: Tree, names: Sequence[str]) -> None:
    if code(str(item.get("name"))) in names and not item.get("classified"):
        for name in _VALUES:
            item.pop(name, None)
        item["classified"] = True


def _code(texts: Texts) -> str:
    return code("\n".join(texts))


def put_back(
    texts: Mapping[ViewPath, str], standing: Mapping[ViewPath, Texts]
) -> dict[ViewPath, str]:
    """The ``texts`` of a page with those ``standing`` in for what is classified."""
    kept = {
        place: text
        for place, text in texts.items()
        if place not in standing and place[:-1] not in standing
    }
    for place, lines in standing.items():
        kept.update({(*place, position): line for position, line in enumerate(lines)})
        kept[place] = "\n".join(lines)
    return kept
