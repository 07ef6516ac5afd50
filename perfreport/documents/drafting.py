"""Data files begun from what was declared before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.errors import InputError, Mistake, concerning
from perfreport.basics.messages import choices as offered
from perfreport.basics.quantities import PENDING
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document
from perfreport.checks.likeness import plain_text
from perfreport.data.data_files import Input, read_source
from perfreport.data.writing import Begun
from perfreport.documents.beginning import begun_on
from perfreport.documents.loading import Loaded, kind_of, understand
from perfreport.documents.next_year import draft_next_year
from perfreport.documents.workbook_files import workbook_in
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.kind import Kind


class Draft(NamedTuple):
    """What a data file begins with, and the form that it is for."""

    begun: Begun
    form: Form


def read_for_draft(
    kind: Kind, path: Input, registry: FormRegistry, form_id: str | None = None
) -> Loaded:
    """The document in the file at ``path``, to begin one of ``kind`` from.

    Args:
        kind: of the document to begin.
        path: of the file.
        registry: of the forms.
        form_id: of the form of the draft; last year's declaration is then read for that too.

    Raises:
        InputError: with every mistake in the file.
        TemplateError: when the form's manifest is wrong.
    """
    with concerning(path):
        given = workbook_in(path) or read_source(path, registry.kinds.keys_of_lists)
        is_last_years = kind.is_declaration and kind_of(given, registry) == kind.name
        return understand(given, registry, form_id if is_last_years else None)


def drafted(
    kind: Kind, sources: Sequence[Loaded], registry: FormRegistry, form_id: str | None = None
) -> Draft:
    """A data file of ``kind`` begun from ``sources``, with its form.

    What is known is filled in, what is not says 待填.

    Args:
        kind: of the document to begin.
        sources: earlier documents of the year; for a kind that is begun from last year's, that one.
        registry: of the forms.
        form_id: of the form of the draft, which may go unsaid where there is but one.

    Raises:
        InputError: when such a draft cannot be begun from these documents, or no form is said.
        TemplateError: when the form's manifest is wrong.
    """
    if not kind.can_be_drafted:
        known = offered(each.name for each in registry.kinds.all if each.can_be_drafted)
        raise _refusal(f"{kind.name}不能起草，请照 perfreport new 的空白填写；能起草的：{known}")
    is_next_year = kind.is_declaration and all(e.document.kind == kind.name for e in sources)
    if kind.begun_from and not (is_next_year and sources):
        documents = _of_one_year(sources, kind, registry)
        form = _form(kind, registry, form_id)
        begun = kind.draft(documents, form) if kind.draft else _carried(kind, documents, form)
        return Draft(begun, form)
    if len(sources) != 1:
        raise _refusal(f"{kind.name}由上年的一份申报起草，这里有 {len(sources)} 份")
    (last,) = sources
    if last.document.kind != kind.name:
        message = f"这是{last.document.kind}，不能由它起草{kind.name}；可以用上年的{kind.name}"
        raise last.mistakes([(DataPath("文种"), message)])
    return Draft(draft_next_year(last.document, last.form), last.form)


def _of_one_year(sources: Sequence[Loaded], kind: Kind, registry: FormRegistry) -> list[Document]:
    """The documents of ``sources``, once it is sure that they go together."""
    known = [e.name for e in registry.kinds.all if issubclass(e.model, kind.begun_from)]
    names = offered(known + [f"上年的{kind.name}"] * kind.is_declaration)
    if not sources:
        raise _refusal(f"起草{kind.name}要有前面的文书，可以用：{names}")
    for each in sources:
        if not isinstance(each.document, kind.begun_from):
            message = f"这是{each.document.kind}，不能由它起草{kind.name}；可以用：{names}"
            raise each.mistakes([(DataPath("文种"), message)])
    first = sources[0].document
    for each in sources[1:]:
        other = each.document
        if plain_text(other.department) != plain_text(first.department):
            message = f"各份的部门不同：{first.department}、{other.department}；请只给同一部门的"
            raise each.mistakes([(DataPath("部门名称"), message)])
        if other.year != first.year:
            message = f"各份的年度不同：{first.year}、{other.year}；请只给同一年度的"
            raise each.mistakes([(DataPath("年度"), message)])
    return [each.document for each in sources]


def _carried(kind: Kind, documents: Sequence[Document], form: Form) -> Begun:
    assert kind.carries is not None
    known, left_out = kind.carries(documents, form)
    kinds = "、".join(dict.fromkeys(each.kind for each in documents))
    heading = [
        f"{known['部门名称']}{known['年度']}年度{kind.name}，由{kinds}起草。",
        f"“{PENDING}”处都要填写；# 之后是已知的情况或填写说明，填好可删去。",
        "合计、占比、执行率、得分等由程序算出，不必填写。",
    ]
    if left_out:
        heading.append(f"这个版式没有位置、没有写上的：{'；'.join(left_out)}。")
    return Begun(begun_on(form, known), tuple(heading))


def _form(kind: Kind, registry: FormRegistry, form_id: str | None) -> Form:
    """The form of the draft, which may go unsaid where there is but one."""
    # A form may declare its own outline under the kind's name, and holds what no draft can fill in.
    known = [each for each in registry.of_kind(kind.name) if isinstance(each, kind.form)]
    choices = offered(each.id for each in known)
    if form_id is None and len(known) != 1:
        raise _refusal(f"{kind.name}不止一个版式，请指明用哪个（form），可写：{choices}")
    form = registry.get(form_id) if form_id else known[0]
    if form not in known:
        is_other = form.kind != kind.name
        told = f"是“{form.kind}”的版式" if is_other else "各节由提纲定，不能由申报起草"
        raise _refusal(f"{form.id} {told}；可写：{choices}")
    return form


def _refusal(message: str) -> InputError:
    return InputError([Mistake(NOWHERE, message)])
