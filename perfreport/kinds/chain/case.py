"""A document beside the earlier ones of its year, and what a rule about them gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import NamedTuple, TypeVar

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import Rounding
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document, Indicator
from perfreport.blocks.taxonomy import LevelTwo, Taxonomy
from perfreport.blocks.walk import walk_texts
from perfreport.checks.engine.finding import Finding, Severity
from perfreport.checks.engine.rule import CheckedRule
from perfreport.checks.likeness import plain_text
from perfreport.checks.targets import (
    ChangedQuantity,
    Quantity,
    Sign,
    TargetChanges,
    compare_quantities,
    read_quantities,
    without_signs,
)
from perfreport.kinds.chain.account import EXACT_SIGNS, Account, StatedIndicator, filled
from perfreport.kinds.chain.declared import ProjectPair, Quotation, quotations, same_projects
from perfreport.kinds.chain.translating import levels_in
from perfreport.kinds.report.model import Report
from perfreport.kinds.self_evaluation.model import SelfEvaluation

D = TypeVar("D", bound=Document)

_SHORTEST_TELLING_TARGET = 8
_EXACT = "".join(EXACT_SIGNS)


class Disagreement(NamedTuple):
    """What a rule's function says; with the rule's code it becomes a finding.

    Attributes:
        path: where it stands.
        message: what differs, both sides quoted.
        advice: what to do about it.
        severity: how much it matters; None where the rule has one severity alone.
        document: position of the declaration in which ``path`` stands; 0 for the document itself.
    """

    path: DataPath
    message: str
    advice: str
    severity: Severity | None = None
    document: int = 0


@dataclass(frozen=True, slots=True)
class QuotedTarget:
    """A quoted indicator whose two targets were read.

    Attributes:
        quotation: the indicator with the declared one.
        changes: how the numbers differ.
        other: the declared indicator whose target is quoted here instead of its own.
    """

    quotation: Quotation
    changes: TargetChanges
    other: StatedIndicator | None

    @property
    def name(self) -> str:
        """Of the quoting indicator."""
        return self.quotation.quoting.name

    @property
    def differs_in_words_alone(self) -> bool:
        """Whether all declared numbers are quoted as they were, in words that differ."""
        changes = self.changes
        numbers_differ = changes.numbers or changes.units or changes.signs or changes.dropped
        declared, quoted = self.quotation.declared.target, self.quotation.quoting.target
        return not (numbers_differ or self.other_signs) and (
            without_signs(declared) != without_signs(quoted) or bool(changes.other_signs)
        )

    @property
    def other_signs(self) -> tuple[ChangedQuantity, ...]:
        """The numbers that stayed, with another sign in place of the declared one."""
        return tuple(each for each in self.changes.other_signs if each.has_another_sign_written)


@dataclass(frozen=True)
class Comparison:
    """A document and the earlier ones of its year that it is compared with.

    Attributes:
        document: what is compared.
        declarations: the earlier ones.
        rounding: of the form of ``document``, by which amounts are shown and explained.
        taxonomy: of that form; None where it has none.
        forms: that of the document and those of the earlier ones; none where nobody says.
    """

    document: Document
    declarations: tuple[Document, ...]
    rounding: Rounding
    taxonomy: Taxonomy | None = None
    forms: tuple[Form, ...] = ()

    def of(self, kind: type[D]) -> D:
        """The document, for rules about one kind alone."""
        if isinstance(self.document, kind):
            return self.document
        raise TypeError(f"this rule is not for {type(self.document).__name__}")

    @cached_property
    def account(self) -> Account:
        """Of the document."""
        return Account(self.document)

    @cached_property
    def earlier(self) -> tuple[Account, ...]:
        """The earlier documents of the same department and year."""
        return tuple(
            Account(declaration, position)
            for position, declaration in enumerate(self.declarations, 1)
            if self.is_of_the_department(declaration) and self.is_of_the_year(declaration)
        )

    def account_at(self, position: int) -> Account:
        """The earlier document at a ``position`` from 1."""
        return next(each for each in self.earlier if each.position == position)

    def where(self, declared: StatedIndicator) -> str:
        """In which earlier document an indicator stands, and in which project, in words."""
        short = self.account_at(declared.document).short
        return f"{short}中{declared.place}" if declared.project else short

    def is_of_the_department(self, declaration: Document) -> bool:
        """Whether the department of the document made ``declaration``, as far as both say.

        A report sums up tables of units below the department too: those whose projects it names.
        """
        ours, theirs = (filled(each.department) for each in (self.document, declaration))
        if not (ours and theirs) or plain_text(ours) == plain_text(theirs):
            return True
        projects = Account(declaration).projects if isinstance(self.document, Report) else ()
        return any(each.name and plain_text(each.name) in self.text for each in projects)

    def is_of_the_year(self, declaration: Document) -> bool:
        """Whether ``declaration`` is for the year of the document."""
        return declaration.year == self.document.year

    def comparable_with(self, kind: type[D]) -> tuple[tuple[int, D], ...]:
        """The comparable documents of one ``kind``, each with its position from 1."""
        return tuple(
            (each.position, each.document)
            for each in self.earlier
            if isinstance(each.document, kind)
        )

    @cached_property
    def declared(self) -> dict[int, tuple[StatedIndicator, ...]]:
        """The indicators of the earlier documents by the positions of these."""
        return {each.position: each.indicators for each in self.earlier}

    def is_laid_down(self, indicator: StatedIndicator) -> bool:
        """Whether the form of the document itself names ``indicator``."""
        two = self._level_two(indicator)
        return two is not None and indicator.name in [each.name for each in two.fixed]

    def has_no_place(self, indicator: StatedIndicator) -> bool:
        """Whether the form of the document has no place for ``indicator``, or may have none."""
        part = indicator.part
        if isinstance(part, Indicator) and part.level_two and not filled(part.level_two):
            return True
        two = self._level_two(indicator)
        return two is not None and two.is_closed and not self.is_laid_down(indicator)

    def _level_two(self, indicator: StatedIndicator) -> LevelTwo | None:
        part = indicator.part
        if self.taxonomy is None or not isinstance(part, Indicator):
            return None
        return self.taxonomy.level_two(part.level_two or "", part.level_one or "")

    def level_names(self, indicator: StatedIndicator) -> tuple[str, str]:
        """一级 and 二级 of ``indicator`` by their names in the form's taxonomy, else as typed."""
        one, two = indicator.levels
        if self.taxonomy is None:
            return one, two
        level_two = self.taxonomy.level_two(two, one)
        level_one = self.taxonomy.level_one(self.taxonomy.level_one_of(one, two))
        return level_one.name if level_one else one, level_two.name if level_two else two

    def levels_there(self, earlier: StatedIndicator) -> tuple[str, str] | None:
        """The same of an indicator of an ``earlier`` document on a form that may have other levels.

        None where the taxonomy of the form of the document does not say which they are there.
        """
        part = earlier.part
        if not isinstance(part, Indicator) or not all(earlier.levels):
            return None
        return levels_in(self.taxonomy, part) if self.taxonomy else earlier.levels

    @cached_property
    def is_open(self) -> bool:
        """Whether some of its indicators have no name yet: none can be called missing then."""
        return any(not each.name for each in self.account.indicators)

    @cached_property
    def projects(self) -> dict[int, tuple[ProjectPair, ...]]:
        """The projects that stand in the document and in an earlier one, by its position."""
        return {
            each.position: same_projects(self.account.projects, each.projects)
            for each in self.earlier
            if self.account.projects and each.projects
        }

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """The indicators that the document quotes, earlier document by earlier document."""
        return tuple(quotation for each in self.earlier for quotation in self._quoted_from(each))

    def _quoted_from(self, earlier: Account) -> Iterator[Quotation]:
        quoted = partial(quotations, level_of=self._level_of)
        if isinstance(self.document, SelfEvaluation):
            yield from quoted(self.account.indicators, earlier.indicators, may_repeat=True)
        elif earlier.position in self.projects:
            for pair in self.projects[earlier.position]:
                yield from quoted(pair.later.indicators, pair.earlier.indicators)
        elif not (self.account.projects or earlier.projects):
            yield from quoted(self.account.indicators, earlier.indicators)

    def _level_of(self, indicator: StatedIndicator) -> str:
        """The second level of an indicator of any of the documents, as the form has it."""
        is_earlier = indicator.document > 0
        names = self.levels_there(indicator) if is_earlier else self.level_names(indicator)
        return (names or indicator.levels)[1]

    @cached_property
    def quoted_targets(self) -> tuple[QuotedTarget, ...]:
        """The quotations of targets that were published, and that are filled in."""
        return tuple(
            self._read(quotation)
            for quotation in self.quotations
            if quotation.declared.target and quotation.quoting.target
        )

    def _read(self, quotation: Quotation) -> QuotedTarget:
        year = self.document.year
        changes = compare_quantities(
            _quantities(quotation.declared, year), _quantities(quotation.quoting, year)
        )
        return QuotedTarget(quotation, changes, self._other_with_the_target_of(quotation))

    def _other_with_the_target_of(self, quotation: Quotation) -> StatedIndicator | None:
        """The one indicator to which the quoted target belongs, where that is not its own."""
        expected = plain_text(quotation.quoting.target)
        owners = self._owners_by_target.get(expected, ())
        # 100% or 全部完成 belongs to many indicators by chance.
        if len(expected) < _SHORTEST_TELLING_TARGET or not owners:
            return None
        core_names = {owner.core_name for owner in owners}
        is_its_own = quotation.declared.core_name in core_names
        # A target that several have is a phrase; that of one is a mix-up.
        return None if is_its_own or len(core_names) > 1 else owners[0]

    @cached_property
    def _owners_by_target(self) -> dict[str, list[StatedIndicator]]:
        owners: dict[str, list[StatedIndicator]] = {}
        for indicators in self.declared.values():
            for indicator in indicators:
                owners.setdefault(plain_text(indicator.target), []).append(indicator)
        return owners

    @cached_property
    def text(self) -> str:
        """Everything that the document says, to look names up in."""
        return "\n".join(plain_text(text) for _, text in walk_texts(self.document))


def _quantities(indicator: StatedIndicator, year: int) -> tuple[Quantity, ...]:
    """The numbers of its target; those that are said to be exact have that for their sign."""
    found = read_quantities(indicator.target.lstrip(_EXACT), year)
    if not indicator.is_exact:
        return found
    return tuple(replace(e, sign=Sign.EQUAL) if e.sign is Sign.NONE else e for e in found)


CompareCheck = Callable[[Comparison], Iterator[Disagreement]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonRule(CheckedRule[CompareCheck]):
    """A rule about a document and the declarations of its year, to whose check it belongs."""

    def findings(self, comparison: Comparison) -> Iterator[Finding]:
        """What the rule finds; nothing where it is not for such a document."""
        if not self.is_for(comparison.document):
            return
        for path, message, advice, severity, document in self.check(comparison):
            finding = self.finding(path, message, advice, severity=severity)
            yield replace(finding, document=document)


comparison_rule = partial(ComparisonRule.on, kinds=(SelfEvaluation,))
"""Over a function: what it is about; evaluations, unless it says otherwise."""
