"""Projects of a department that stand in several files of one sort, told together, once each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import chain
from typing import NamedTuple

from perfreport.basics.addresses import DataPath
from perfreport.blocks.model import Document, with_fields
from perfreport.blocks.walk import attributes
from perfreport.checks.engine.quoting import quote
from perfreport.kinds.chain.account import Account, StatedProject
from perfreport.kinds.chain.declared import same_projects

_NAME = "名称"


def together(documents: Sequence[Document]) -> Document:
    """The first of ``documents`` of one kind, with the projects of all of them in their order."""
    return reduce(_with_projects_of, documents)


def _with_projects_of(one: Document, other: Document) -> Document:
    projects = Account(other).projects
    if not projects or one.kind != other.kind:
        return one
    name = attributes(type(one))[str(projects[0].path[0])]
    # They may be on forms of their own, and have gaps.
    return with_fields(one, {name: (*getattr(one, name), *getattr(other, name))})


def names_of_projects(document: Document) -> tuple[str, ...]:
    """The names of its projects, of those that have one already."""
    return tuple(each.name for each in Account(document).projects if each.name)


def told_of(earlier: Document, later: Sequence[Document]) -> frozenset[DataPath]:
    """Where the names stand of the projects of an ``earlier`` document that ``later`` ones have."""
    pairs = same_projects(_projects_of(later), Account(earlier).projects)
    return frozenset(pair.earlier.path / _NAME for pair in pairs)


def told_again(document: Document, before: Document) -> tuple[str, ...]:
    """The names of the projects of ``document`` that one ``before`` it states as well."""
    there = {each.identity for each in Account(before).projects}
    projects = (each for each in Account(document).projects if each.name)
    return tuple(each.name for each in projects if each.identity in there)


def without_successor(earlier: Document, later: Sequence[Document]) -> tuple[str, ...]:
    """The names of the projects of an ``earlier`` document that no ``later`` one has."""
    told = told_of(earlier, later)
    missed = (e for e in Account(earlier).projects if e.path / _NAME not in told)
    return tuple(each.name for each in missed if each.name and not each.is_classified)


def _projects_of(documents: Sequence[Document]) -> tuple[StatedProject, ...]:
    return tuple(chain.from_iterable(Account(each).projects for each in documents))


class Repeated(NamedTuple):
    """What two documents of one kind and period both tell.

    Attributes:
        at: which document is the later one, from 0.
        path: in it, of what is repeated.
        message: what is wrong, in words.
    """

    at: int
    path: DataPath
    message: str


def repeated(documents: Iterable[Document]) -> Iterator[Repeated]:
    """What of ``documents`` no draft can be begun from, for one would not know which is right."""
    seen: dict[tuple[object, ...], int] = {}
    for at, account in enumerate(map(Account, documents)):
        stage = (account.document.kind, getattr(account.document, "period", ""))
        if not account.projects and seen.setdefault(stage, at) != at:
            message = f"同一年度的{account.called}有几份，请只给一份"
            yield Repeated(at, DataPath("文种"), message)
        for project in account.projects:
            which = (*stage, *project.identity)
            if seen.setdefault(which, at) != at:
                message = f"项目{quote(project.name)}在几份{account.short}里都有，请只给一份"
                yield Repeated(at, project.path / "名称", message)
