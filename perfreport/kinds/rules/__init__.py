"""Rules about documents of several kinds, which they name."""

from perfreport.blocks.funds import Sources
from perfreport.checks.declared_sums import share_rule, sum_rule
from perfreport.checks.engine.rule import Rule
from perfreport.kinds.department_monitoring.model import DepartmentMonitoring
from perfreport.kinds.department_targets.model import DepartmentTargets
from perfreport.kinds.evaluation.money import RULES as SPENDING_RULES
from perfreport.kinds.evaluation.reasons import RULES as DEVIATION_RULES
from perfreport.kinds.evaluation.rules import RULES as POINTS_RULES
from perfreport.kinds.evaluation.weighing import RULES as WEIGHT_RULES
from perfreport.kinds.monitoring.money import RULES as MONITORED_MONEY_RULES
from perfreport.kinds.monitoring.rules import RULES as MONITORING_RULES
from perfreport.kinds.project_evaluation.model import ProjectEvaluation
from perfreport.kinds.project_monitoring.model import ProjectMonitoring
from perfreport.kinds.project_targets.model import ProjectTargets
from perfreport.kinds.rules import declared_amounts, items, magnitude, money, printed_words
from perfreport.kinds.transfer_evaluation.model import TransferEvaluation

_MONITORING = (ProjectMonitoring, DepartmentMonitoring)

SHARED_RULES: tuple[Rule, ...] = (
    sum_rule(
        Sources,
        DepartmentTargets,
        ProjectTargets,
        ProjectEvaluation,
        TransferEvaluation,
        *_MONITORING,
    ),
    share_rule(Sources, ProjectEvaluation, TransferEvaluation, *_MONITORING),
    money.structure_meets_total,
    magnitude.amounts_of_one_magnitude,
    declared_amounts.amounts_in_prose,
    items.listed_once,
    items.goals_not_copied,
    items.indicators_listed_once,
    items.key_indicators_listed_once,
    items.scored_once,
    printed_words.no_stop_before_printed_stop,
    printed_words.goals_not_numbered_twice,
    printed_words.subjects_without_printed_words,
    printed_words.basis_in_title_marks,
    printed_words.texts_are_finished,
    printed_words.what_says_classified_is_marked,
    printed_words.withheld_passages_are_marked,
    *WEIGHT_RULES,
    *POINTS_RULES,
    *DEVIATION_RULES,
    *SPENDING_RULES,
    *MONITORING_RULES,
    *MONITORED_MONEY_RULES,
)
