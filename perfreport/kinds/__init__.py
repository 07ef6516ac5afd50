"""The kinds (文种), one folder each, listed by hand."""

from perfreport.blocks.model import Declaration, EvaluationTable, Monitoring
from perfreport.kinds.chain.carrying import of_department, of_projects
from perfreport.kinds.chain.draft import draft_self_evaluation
from perfreport.kinds.chain.following import of_departments_last_year, of_last_year
from perfreport.kinds.chain.summarised import says_how
from perfreport.kinds.department_evaluation.form import DepartmentEvaluationForm
from perfreport.kinds.department_evaluation.model import DepartmentEvaluation
from perfreport.kinds.department_monitoring.form import DepartmentMonitoringForm
from perfreport.kinds.department_monitoring.model import DepartmentMonitoring
from perfreport.kinds.department_targets.form import DepartmentTargetsForm
from perfreport.kinds.department_targets.model import DepartmentTargets
from perfreport.kinds.department_targets.rules import RULES as DEPARTMENT_TARGETS_RULES
from perfreport.kinds.evaluation.explanations import explanations as points
from perfreport.kinds.evaluation.marks import marks
from perfreport.kinds.kind import Kind, Kinds
from perfreport.kinds.project_evaluation.form import ProjectEvaluationForm
from perfreport.kinds.project_evaluation.model import ProjectEvaluation
from perfreport.kinds.project_monitoring.form import ProjectMonitoringForm
from perfreport.kinds.project_monitoring.model import ProjectMonitoring
from perfreport.kinds.project_targets.form import ProjectTargetsForm
from perfreport.kinds.project_targets.model import ProjectTargets
from perfreport.kinds.project_targets.rules import RULES as PROJECT_TARGETS_RULES
from perfreport.kinds.report.explanations import explanations as report_sums
from perfreport.kinds.report.form import ReportForm
from perfreport.kinds.rules import SHARED_RULES
from perfreport.kinds.self_evaluation.explanations import explanations
from perfreport.kinds.self_evaluation.form import SelfEvaluationForm
from perfreport.kinds.self_evaluation.marks import marks as marks_of_report
from perfreport.kinds.self_evaluation.rules import RULES as SELF_EVALUATION_RULES
from perfreport.kinds.transfer_evaluation.form import TransferEvaluationForm

_OF_THE_YEAR = (Declaration, Monitoring, EvaluationTable)

# By hand: what is known must not depend on what happens to be imported.
KINDS = Kinds(
    Kind(
        form=DepartmentTargetsForm,
        called="部门申报表",
        about="部门",
        rules=DEPARTMENT_TARGETS_RULES,
        compares_with=(ProjectTargets, DepartmentTargets),
        begun_from=(DepartmentTargets, DepartmentEvaluation),
        carries=of_departments_last_year,
    ),
    Kind(
        form=ProjectTargetsForm,
        called="项目支出绩效目标表",
        about="项目",
        rules=PROJECT_TARGETS_RULES,
        compares_with=(ProjectTargets,),
        begun_from=(ProjectTargets, ProjectEvaluation),
        carries=of_last_year,
    ),
    Kind(
        form=SelfEvaluationForm,
        called="自评报告",
        about="部门",
        rules=SELF_EVALUATION_RULES,
        compares_with=_OF_THE_YEAR,
        explains=explanations,
        marks=marks_of_report,
        begun_from=_OF_THE_YEAR,
        draft=draft_self_evaluation,
    ),
    Kind(
        form=ProjectMonitoringForm,
        called="项目监控表",
        about="项目",
        compares_with=(Declaration, Monitoring),
        begun_from=(ProjectTargets, ProjectMonitoring),
        carries=of_projects,
    ),
    Kind(
        form=DepartmentMonitoringForm,
        called="部门监控表",
        about="部门",
        compares_with=(Declaration, Monitoring),
        begun_from=(DepartmentTargets, DepartmentMonitoring),
        carries=of_department,
    ),
    Kind(
        form=ProjectEvaluationForm,
        called="项目自评表",
        about="项目",
        explains=points,
        marks=marks,
        compares_with=_OF_THE_YEAR,
        begun_from=(ProjectTargets, ProjectMonitoring),
        carries=of_projects,
    ),
    Kind(
        form=DepartmentEvaluationForm,
        called="部门自评表",
        about="部门",
        explains=points,
        marks=marks,
        compares_with=_OF_THE_YEAR,
        begun_from=(DepartmentTargets, DepartmentMonitoring),
        carries=of_department,
    ),
    Kind(
        form=TransferEvaluationForm,
        called="转移支付自评表",
        about="项目",
        compares_with=_OF_THE_YEAR,
        begun_from=(ProjectTargets,),
        carries=of_projects,
    ),
    Kind(
        form=ReportForm,
        called="报告",
        compares_with=(ProjectEvaluation,),
        compares_on=says_how,
        explains=report_sums,
        is_open=True,
    ),
    shared_rules=SHARED_RULES,
)
