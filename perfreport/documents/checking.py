"""All checks of a document: its own rules, what is still 待填, and its declarations."""

from __future__ import annotations

from collections.abc import Sequence

from perfreport.basics.addresses import DataPath
from perfreport.basics.collector import collector_paused
from perfreport.basics.errors import InputError
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

_COMPARABLE = (
    "可以用部门申报表对照项目支出绩效目标表，用自评报告对照这两种申报；所对照的另外指明（against）"
)


def check_document(document: Document, form: Form, kinds: Kinds = KINDS) -> tuple[Finding, ...]:
    """What the rules find in ``document``, which fits ``form``; see ``findings_of``."""
    return findings_of(document, form, kinds.rules)


@collector_paused()
def check_loaded(
    loaded: Loaded, registry: FormRegistry, against: Sequence[Loaded] = ()
) -> tuple[Finding, ...]:
    """The findings of ``loaded``, alone and compared with the declarations ``against`` it.

    While something is still 待填, only that is found: sums of what is not there mean nothing.

    Raises:
        InputError: when documents of these kinds cannot be compared.
        TemplateError: when the form's scheme is wrong.
    """
    if loaded.pending:
        return tuple(PENDING_RULE.findings(type(loaded.document), loaded.pending))
    findings = check_document(loaded.document, loaded.form, registry.kinds)
    if not against:
        return findings
    return (*findings, *_compared(loaded, against, registry.kinds))


def _compared(loaded: Loaded, against: Sequence[Loaded], kinds: Kinds) -> tuple[Finding, ...]:
    kind = kinds.of(loaded.document)
    if not kind.compares_with:
        raise _not_comparable(loaded)
    for each in against if kind.is_declaration else ():
        if not isinstance(each.document, kind.compares_with):
            raise _not_comparable(each)
    declarations = [declaration_of(each, kinds) for each in against]
    return compare(loaded.document, declarations, loaded.form.figures.rounding)


def _not_comparable(loaded: Loaded) -> InputError:
    return loaded.mistakes([(DataPath("文种"), f"这是{loaded.document.kind}；{_COMPARABLE}")])


def declaration_of(loaded: Loaded, kinds: Kinds) -> Document:
    """The declaration in ``loaded``.

    Raises:
        InputError: when it is none.
    """
    kind = kinds.of(loaded.document)
    if not kind.is_declaration:
        message = f"这是{kind.called or kind.name}；这里要用申报表或项目支出绩效目标表"
        raise loaded.mistakes([(DataPath("文种"), message)])
    return loaded.document
