"""Data files begun from what was declared before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.errors import InputError, Mistake
from perfreport.basics.messages import choices as offered
from perfreport.blocks.form import Form
from perfreport.data.writing import Begun
from perfreport.documents.checking import declaration_of
from perfreport.documents.loading import Loaded
from perfreport.documents.next_year import draft_next_year
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.kind import Kind


class Draft(NamedTuple):
    """What a data file begins with, and the form that it is for."""

    begun: Begun
    form: Form


def drafted(
    kind: Kind, sources: Sequence[Loaded], registry: FormRegistry, form_id: str | None = None
) -> Draft:
    """A data file of ``kind`` begun from ``sources``, with its form.

    What is known is filled in, what is not says 待填.

    Args:
        kind: of the document to begin.
        sources: declarations; for a kind that is begun from last year's, that one alone.
        registry: of the forms.
        form_id: of the form of an evaluation, which may go unsaid where there is but one.

    Raises:
        InputError: when such a draft cannot be begun from these documents, or no form is said.
        TemplateError: when the form's manifest is wrong.
    """
    if not kind.can_be_drafted:
        known = offered(each.name for each in registry.kinds.all if each.can_be_drafted)
        raise _refusal(f"{kind.name}不能起草，请照 perfreport demo 的例子写；能起草的：{known}")
    declarations = [declaration_of(each, registry.kinds) for each in sources]
    if kind.draft:
        form = _form(kind, registry, form_id)
        return Draft(kind.draft(declarations, form), form)
    if len(sources) != 1:
        raise _refusal(f"{kind.name}由上年的一份申报起草，这里有 {len(sources)} 份")
    (last,) = sources
    if last.document.kind != kind.name:
        message = f"这是{last.document.kind}，不能由它起草{kind.name}"
        raise last.mistakes([(DataPath("文种"), message)])
    return Draft(draft_next_year(declarations[0], last.form), last.form)


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
