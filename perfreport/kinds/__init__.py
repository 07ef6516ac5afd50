"""The kinds (文种), one folder each, listed by hand."""

from perfreport.kinds.department_targets.form import DepartmentTargetsForm
from perfreport.kinds.department_targets.model import DepartmentTargets
from perfreport.kinds.kind import Kind, Kinds
from perfreport.kinds.project_targets.form import ProjectTargetsForm
from perfreport.kinds.project_targets.model import ProjectTargets
from perfreport.kinds.self_evaluation.draft import draft_self_evaluation
from perfreport.kinds.self_evaluation.explanations import explanations
from perfreport.kinds.self_evaluation.form import SelfEvaluationForm

DEPARTMENT_TARGETS = Kind(
    form=DepartmentTargetsForm,
    called="部门申报表",
    is_declaration=True,
    compares_with=(ProjectTargets,),
)
PROJECT_TARGETS = Kind(
    form=ProjectTargetsForm,
    called="项目支出绩效目标表",
    is_declaration=True,
)
SELF_EVALUATION = Kind(
    form=SelfEvaluationForm,
    called="自评报告",
    compares_with=(DepartmentTargets, ProjectTargets),
    explains=explanations,
    draft=draft_self_evaluation,
)

KINDS = Kinds(DEPARTMENT_TARGETS, PROJECT_TARGETS, SELF_EVALUATION)
