"""Data files begun from what was declared before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
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
from perfreport.documents.loading import Loaded, kind_of, names_form, understand
from perfreport.documents.next_year import draft_next_year
from perfreport.documents.workbook_files import workbook_in
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.chain.together import repeated
from perfreport.kinds.chain.untold import untold
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
        form_id: of the form of the draft; last year's declaration that names no form is read for
            that too.

    Raises:
        InputError: with every mistake in the file.
        TemplateError: when the form's manifest is wrong.
    """
    with concerning(path):
        given = workbook_in(path) or read_source(path, registry.kinds.keys_of_lists)
        is_last_years = kind.is_declaration and kind_of(given, registry) == kind.name
        is_for_form = is_last_years and not (kind.carries and names_form(given))
        return understand(given, registry, form_id if is_for_form else None)


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
    if same := _of_the_same_form(kind, sources, form_id):
        begun = draft_next_year(same.document, same.form)
        return Draft(_with_heading(begun, [same.document]), same.form)
    if kind.begun_from:
        documents = _of_one_year(sources, kind, registry)
        form = _form(kind, registry, form_id or _last_form(kind, sources))
        begun = kind.draft(documents, form) if kind.draft else _carried(kind, documents, form)
        return Draft(_with_heading(begun, documents), form)
    if len(sources) != 1:
        raise _refusal(f"{kind.name}由上年的一份申报起草，这里有 {len(sources)} 份")
    (last,) = sources
    message = f"这是{last.document.kind}，不能由它起草{kind.name}；可以用上年的{kind.name}"
    raise last.mistakes([(DataPath("文种"), message)])


def _of_the_same_form(kind: Kind, sources: Sequence[Loaded], form_id: str | None) -> Loaded | None:
    """Last year's declaration, where nothing else is given and its form stays what it was."""
    if not kind.is_declaration or len(sources) != 1:
        return None
    (last,) = sources
    is_same = last.document.kind == kind.name and form_id in (None, last.form.id)
    return last if is_same or (last.document.kind == kind.name and not kind.carries) else None


def _last_form(kind: Kind, sources: Sequence[Loaded]) -> str | None:
    """The form of last year's declarations, where they are all of one."""
    forms = {each.form.id for each in sources if each.document.kind == kind.name}
    return min(forms) if kind.is_declaration and len(forms) == 1 else None


def _of_one_year(sources: Sequence[Loaded], kind: Kind, registry: FormRegistry) -> list[Document]:
    """The documents of ``sources``, once it is sure that they go together."""
    known = [e.name for e in registry.kinds.all if issubclass(e.model, kind.begun_from)]
    names = offered([f"上年的{name}" if kind.is_declaration else name for name in known])
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
    documents = [each.document for each in sources]
    for at, path, message in repeated(documents):
        raise sources[at].mistakes([(path, message)])
    return documents


def _carried(kind: Kind, documents: Sequence[Document], form: Form) -> Begun:
    assert kind.carries is not None
    known, withheld = kind.carries(documents, form)
    last = f"{documents[0].year}年度的" if kind.is_declaration else ""
    kinds = "、".join(dict.fromkeys(each.kind for each in documents))
    heading = (
        f"{known['部门名称']}{known['年度']}年度{kind.name}，由{last}{kinds}起草。",
        f"“{PENDING}”处都要填写；# 之后是已知的情况或填写说明，填好可删去。",
        "合计、占比、执行率、得分等由程序算出，不必填写。",
    )
    return Begun(begun_on(form, known), heading, withheld)


def _with_heading(begun: Begun, documents: Sequence[Document]) -> Begun:
    """``begun`` with all that ``documents`` state and that stands nowhere in it."""
    left_out = (*begun.left_out, *untold(documents, begun.fields))
    return replace(begun, left_out=left_out)


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
