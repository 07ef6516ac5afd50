"""All checks of a document: its own rules, what is still 待填, and its declarations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from perfreport.basics.addresses import DataPath
from perfreport.basics.messages import choices
from perfreport.blocks.form import Form, Misfit
from perfreport.blocks.model import Document
from perfreport.checks.engine.finding import Finding
from perfreport.checks.engine.running import findings_of
from perfreport.checks.pending import EARLIER_PENDING_RULE, PENDING_RULE
from perfreport.documents.loading import Loaded
from perfreport.forms.registry import FormRegistry
from perfreport.kinds import KINDS
from perfreport.kinds.kind import Kinds

_KIND = DataPath("文种")
_YEAR = DataPath("年度")
_PERIOD = DataPath("监控期间")
_TURN = "前后写反了；请检查这一份"


def check_document(document: Document, form: Form, kinds: Kinds = KINDS) -> tuple[Finding, ...]:
    """What the rules find in ``document``, which fits ``form``; see ``findings_of``."""
    return findings_of(document, form, kinds.rules_about(document))


def check_loaded(
    loaded: Loaded, registry: FormRegistry, against: Sequence[Loaded] = ()
) -> tuple[Finding, ...]:
    """The findings of ``loaded``, alone and compared with the earlier documents ``against`` it.

    While something is still 待填 that is found, and what is there already is compared; sums of what
    is not there mean nothing. So it is with the earlier documents.

    Raises:
        InputError: when documents of these kinds cannot be compared, or not this way round.
        TemplateError: when the form's scheme is wrong.
    """
    if loaded.pending:
        model, form = type(loaded.document), loaded.form
        findings = tuple(PENDING_RULE.findings(model, loaded.pending, form))
    else:
        findings = check_document(loaded.document, loaded.form, registry.kinds)
    if not against:
        return findings
    differences = compared(loaded, against, registry.kinds)
    open_ones = (
        replace(finding, document=position)
        for position, each in enumerate(against, 1)
        for finding in EARLIER_PENDING_RULE.findings(each.pending)
    )
    return (*findings, *differences, *open_ones)


def compared(loaded: Loaded, against: Sequence[Loaded], kinds: Kinds) -> tuple[Finding, ...]:
    """What ``loaded`` says otherwise than the earlier documents ``against`` it.

    Raises:
        InputError: when documents of these kinds cannot be compared, or not this way round.
    """
    from perfreport.kinds.chain.comparison import compare  # late: it knows all kinds

    kind = kinds.of(loaded.document)
    if not _known(loaded, kinds):
        message = f"{kind.called or kind.name}不与别的文书对照，请去掉所对照的（against）"
        raise loaded.mistakes([(_KIND, message)])
    for each in (loaded, *against):
        if _YEAR in each.pending:
            raise each.mistakes([(_YEAR, "年度还没有填写，不知道与哪一年的对照，请先填好")])
    for each in against:
        if objection := _objection(loaded, each, kinds):
            raise each.mistakes([objection])
    documents = [each.document for each in against]
    form = loaded.form
    return compare(
        loaded.document,
        documents,
        form.figures.rounding,
        form.levels,
        forms=[form, *(each.form for each in against)],
    )


def _known(loaded: Loaded, kinds: Kinds) -> tuple[str, ...]:
    """The names of the kinds with which a document can be compared."""
    classes = kinds.of(loaded.document).compared_on(loaded.form)
    return tuple(each.name for each in kinds.all if issubclass(each.model, classes))


def _objection(later: Loaded, earlier: Loaded, kinds: Kinds) -> Misfit | None:
    """What is wrong with comparing ``later`` with ``earlier``; None where nothing is."""
    kind, other = kinds.of(later.document), kinds.of(earlier.document)
    this, that = earlier.document.kind, later.document.kind
    may_use = f"可以用：{choices(_known(later, kinds))}"
    if kind is other and _content(later) == _content(earlier):
        return _KIND, f"这一份与要检查的内容完全相同，不能与自己对照；请给前面环节的，{may_use}"
    if not isinstance(earlier.document, kind.compares_with):
        if isinstance(later.document, other.compared_on(earlier.form)):
            return _KIND, f"{this}在{that}之后，{_TURN}，用{that}来对照（against）"
        return _KIND, f"这是{this}，不能用来对照{that}；{may_use}"
    one, two = (getattr(each.document, "months", None) for each in (later, earlier))
    is_one_year = later.document.year == earlier.document.year
    if is_one_year and one and two and two.last > one.last:
        periods = [str(getattr(each.document, "period", "")) for each in (earlier, later)]
        message = (
            f"{periods[0]}的监控在{periods[1]}的之后，{_TURN}，用{periods[1]}的来对照（against）"
        )
        return _PERIOD, message
    return None


def _content(loaded: Loaded) -> str:
    """All that a document says, gaps too, which equal nothing by themselves."""
    return loaded.document.model_dump_json()
