"""All checks of a document: its own rules, what is still 待填, and its declarations."""

from __future__ import annotations

from collections.abc import Sequence

from perfreport.checks import Finding, check_document
from perfreport.checks.comparison import compare
from perfreport.checks.declared import Declaration
from perfreport.checks.pending import PENDING_RULE
from perfreport.documents import Loaded
from perfreport.forms.registry import FormRegistry
from perfreport.models import SelfEvaluation


def check_loaded(
    loaded: Loaded, registry: FormRegistry, against: Sequence[Loaded] = ()
) -> tuple[Finding, ...]:
    """The findings of ``loaded``, and of an evaluation compared with its declarations.

    While something is still 待填, only that is found: sums of what is not there mean nothing.

    Raises:
        InputError: when there are declarations, but ``loaded`` is no evaluation.
        TemplateError: when the form's scheme is wrong.
    """
    if loaded.pending:
        return tuple(PENDING_RULE.findings(type(loaded.document), loaded.pending))
    findings = check_document(loaded.document, loaded.form)
    if not against:
        return findings
    if not isinstance(loaded.document, SelfEvaluation):
        message = f"这是{loaded.document.kind}；只有自评报告能与申报对照"
        raise loaded.mistakes([(("文种",), message)])
    return (*findings, *compare(loaded.document, [declaration_of(each) for each in against]))


def declaration_of(loaded: Loaded) -> Declaration:
    """The declaration in ``loaded``.

    Raises:
        InputError: when it is an evaluation.
    """
    if isinstance(loaded.document, SelfEvaluation):
        message = "这是自评报告；这里要用申报表或项目支出绩效目标表"
        raise loaded.mistakes([(("文种",), message)])
    return loaded.document
