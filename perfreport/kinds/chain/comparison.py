"""Whether a document agrees with what was declared: the rules, and ``compare`` that runs them."""

from __future__ import annotations

from collections.abc import Sequence

from perfreport.basics.quantities import Rounding
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document
from perfreport.blocks.taxonomy import Taxonomy
from perfreport.checks.engine.finding import Finding
from perfreport.checks.engine.running import place_in
from perfreport.kinds.chain import plan, progress, reported, spending, tables, targets, tasks
from perfreport.kinds.chain.case import Comparison, ComparisonRule

COMPARISON_RULES: tuple[ComparisonRule, ...] = (
    plan.department,
    plan.year,
    plan.project_budget,
    plan.basic_budget,
    plan.revenue,
    tasks.unreported_tasks,
    targets.eased_targets,
    targets.changed_targets,
    targets.changed_units,
    targets.opposed_signs,
    targets.dropped_numbers,
    targets.target_of_another,
    targets.wording,
    targets.near_names,
    targets.unreported_key_indicators,
    targets.unreported_projects,
    targets.undeclared,
    plan.projects_of_department,
    tables.dropped_indicators,
    tables.new_indicators,
    tables.changed_weights,
    spending.changed_budgets,
    tables.dropped_projects,
    tables.new_projects,
    tables.renamed_projects,
    spending.fallen_spending,
    tables.changed_goals,
    spending.projects_of_department,
    tasks.dropped_tasks,
    targets.other_results,
    spending.evaluated_projects,
    tables.disclosed,
    tasks.new_tasks,
    tasks.renamed_tasks,
    tasks.changed_tasks,
    tasks.changed_money_of_tasks,
    tables.changed_levels,
    tables.changed_units,
    targets.other_signs,
    progress.fallen_states,
    reported.unreported_projects,
    reported.projects_without_table,
    reported.other_money,
    reported.other_scores,
    reported.other_sentences,
)
"""The rules about a document and the declarations of its year, in the order they run."""


def compare(
    document: Document,
    declarations: Sequence[Document],
    rounding: Rounding | None = None,
    taxonomy: Taxonomy | None = None,
    *,
    forms: Sequence[Form] = (),
) -> tuple[Finding, ...]:
    """What ``document`` says otherwise than the ``declarations`` of its year.

    A declaration of another department or year is reported as such and not compared.

    Args:
        document: an evaluation, or a department's declaration to compare with its projects.
        declarations: what it is compared with.
        rounding: of the form of ``document``; 万元 with two decimals when left out.
        taxonomy: of that form: which indicators there are it may have laid down itself.
        forms: that of ``document`` and those of the ``declarations``, for what follows from scores.

    Returns:
        the findings about places of the document in their order, then those about each
        declaration; ``Finding.document`` is 0 for the document and counts declarations from 1.
    """
    comparison = Comparison(
        document, tuple(declarations), rounding or Rounding(), taxonomy, tuple(forms)
    )
    # Places are ordered by the fields of the document in which they stand.
    kinds = [type(each) for each in (document, *declarations)]
    findings = [finding for rule in COMPARISON_RULES for finding in rule.findings(comparison)]
    return tuple(
        sorted(
            findings,
            key=lambda one: (one.document, place_in(kinds[one.document], one.path), one.code),
        )
    )
