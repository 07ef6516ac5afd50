"""All rules about single documents, in the order of their codes.

A rule's code never changes its meaning; the code of a rule that is dropped is not used again.
"""

from __future__ import annotations

from perfreport.checks import (
    amounts,
    classified,
    declared_amounts,
    department_targets,
    evaluated_amounts,
    items,
    project_targets,
    scores,
    self_evaluation,
    stated_figures,
)
from perfreport.checks.declared_sums import sum_rules
from perfreport.checks.engine.rule import Rule
from perfreport.checks.indicators import achievement, levels, values
from perfreport.checks.quantities import dates, limits, magnitude, periods, units
from perfreport.checks.texts import (
    characters,
    gaps,
    garbled,
    leftovers,
    numbering,
    offices,
    printed,
    privacy,
    punctuation,
    residue,
    wording,
)
from perfreport.kinds.project_targets.model import ProjectTargets
from perfreport.kinds.self_evaluation.model import SelfEvaluation


def in_order(*rules: Rule) -> tuple[Rule, ...]:
    """``rules`` by their codes, the groups as they first come."""
    groups = list(dict.fromkeys(each.code.split("-")[0] for each in rules))
    return tuple(sorted(rules, key=lambda each: (groups.index(each.code.split("-")[0]), each.code)))


RULES: tuple[Rule, ...] = in_order(
    department_targets.income_meets_expenditure,
    department_targets.levels_of_use_meet_expenditure,
    department_targets.tasks_fit_project_money,
    *sum_rules(ProjectTargets),
    *sum_rules(SelfEvaluation),
    self_evaluation.final_account_total,
    self_evaluation.revenue_meets_initial_budget,
    amounts.amounts_not_negative,
    magnitude.amounts_of_one_magnitude,
    project_targets.projects_have_money,
    declared_amounts.amounts_in_prose,
    evaluated_amounts.amounts_in_prose,
    self_evaluation.spending_within_budget,
    self_evaluation.shares_add_up,
    self_evaluation.average_rate_in_range,
    stated_figures.figures_in_prose,
    scores.total_weight,
    scores.section_weights,
    scores.scores_within_weights,
    scores.losses_have_reasons,
    scores.deductions_meet_losses,
    scores.stated_points_meet_indicators,
    scores.indicators_of_scheme,
    scores.scored_once,
    scores.rate_explains_loss,
    scores.scheme_of_the_year,
    items.listed_once,
    items.goals_not_copied,
    levels.level_two_under_level_one,
    levels.level_one_is_stated,
    levels.codes_match_names,
    levels.level_two_by_its_name,
    levels.required_levels,
    levels.names_without_levels,
    values.values_make_sense,
    values.annual_value_within_cycle,
    items.indicators_listed_once,
    values.values_agree_with_names,
    values.values_not_swapped,
    limits.shares_within_the_whole,
    limits.limits_said_once,
    achievement.targets_met,
    achievement.targets_not_far_exceeded,
    items.key_indicators_listed_once,
    residue.no_markup,
    leftovers.nothing_to_be_filled,
    gaps.no_gaps_to_be_filled,
    punctuation.marks_not_repeated,
    printed.no_stop_before_printed_stop,
    punctuation.marks_of_one_width,
    punctuation.brackets_of_one_width,
    punctuation.brackets_close,
    numbering.list_numbers_follow,
    printed.goals_not_numbered_twice,
    numbering.counts_meet_lists,
    units.one_unit_of_money,
    dates.dates_exist,
    dates.deadlines_in_the_year,
    dates.results_in_the_year,
    dates.dates_written_alike,
    privacy.no_mobile_numbers,
    privacy.no_identity_numbers,
    offices.offices_named_alike,
    printed.subjects_without_printed_words,
    printed.basis_in_title_marks,
    printed.texts_are_finished,
    leftovers.no_instructions,
    wording.words_not_doubled,
    wording.one_of_opposites_chosen,
    periods.periods_are_of_the_year,
    characters.characters_are_plain,
    garbled.texts_are_not_garbled,
    characters.characters_are_seen,
    classified.classified_names_are_codes,
    classified.classified_items_disclose_nothing,
    classified.classified_money_is_shown,
    project_targets.classified_money_in_totals,
    classified.what_says_classified_is_marked,
    classified.withheld_passages_are_marked,
)
"""An evaluation against its declaration has rules of its own, in ``comparison``."""
