"""All checks of a document: its own rules, what is still 待填, and its declarations."""

from __future__ import annotations

from collections.abc import Sequence

from perfreport.basics.addresses import DataPath
from perfreport.basics.collector import collector_paused
from perfreport.basics.messages import choices
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document
from perfreport.checks.engine.finding import Finding
from perfreport.checks.engine.running import findings_of
from perfreport.checks.pending import PENDING_RULE
from perfreport.documents.loading import Loaded
from perfreport.forms.registry import FormRegistry
from perfreport.kinds import KINDS
from perfreport.kinds.chain.comparison import compare
from perfreport.kinds.kind import Kinds


def check_document(document: Document, form: Form, kinds: Kinds = KINDS) -> tuple[Finding, ...]:
    """What the rules find in ``document``, which fits ``form``; see ``findings_of``."""
    return findings_of(document, form, kinds.rules)


@collector_paused()
def check_loaded(
    loaded: Loaded, registry: FormRegistry, against: Sequence[Loaded] = ()
) -> tuple[Finding, ...]:
    """The findings of ``loaded``, alone and compared with the earlier documents ``against`` it.

    While something is still 待填 that is found, and what is there already is compared; sums of what
    is not there mean nothing.

    Raises:
        InputError: when documents of these kinds cannot be compared.
        TemplateError: when the form's scheme is wrong.
    """
    if loaded.pending:
        model, form = type(loaded.document), loaded.form
        findings = tuple(PENDING_RULE.findings(model, loaded.pending, form))
    else:
        findings = check_document(loaded.document, loaded.form, registry.kinds)
    if not against:
        return findings
    return (*findings, *compared(loaded, against, registry.kinds))


def compared(loaded: Loaded, against: Sequence[Loaded], kinds: Kinds) -> tuple[Finding, ...]:
    """What ``loaded`` says otherwise than the earlier documents ``against`` it.

    Raises:
        InputError: when documents of these kinds cannot be compared.
    """
    kind = kinds.of(loaded.document)
    known = [each for each in kinds.all if issubclass(each.model, kind.compares_with)]
    names = choices(each.name for each in known)
    if not known:
        message = f"{kind.called or kind.name}不与别的文书对照，请去掉所对照的（against）"
        raise loaded.mistakes([(DataPath("文种"), message)])
    for each in against:
        if not isinstance(each.document, kind.compares_with):
            message = f"这是{each.document.kind}，不能用来对照{kind.name}；可以用：{names}"
            raise each.mistakes([(DataPath("文种"), message)])
    documents = [each.document for each in against]
    form = loaded.form
    return compare(loaded.document, documents, form.figures.rounding, form.levels)
