"""The rules about 部门整体支出绩效自评报告 alone."""

from perfreport.checks.engine.rule import Rule
from perfreport.kinds.self_evaluation import (
    achievement,
    amounts_in_prose,
    money,
    scores,
    stated_figures,
)

RULES: tuple[Rule, ...] = (
    money.final_account_total,
    money.revenue_meets_initial_budget,
    amounts_in_prose.amounts_in_prose,
    money.spending_within_budget,
    money.shares_add_up,
    money.average_rate_in_range,
    stated_figures.figures_in_prose,
    scores.total_weight,
    scores.section_weights,
    scores.scores_within_weights,
    scores.losses_have_reasons,
    scores.deductions_meet_losses,
    scores.stated_points_meet_indicators,
    scores.indicators_of_scheme,
    scores.rate_explains_loss,
    scores.scheme_of_the_year,
    achievement.targets_met,
    achievement.targets_not_far_exceeded,
)
