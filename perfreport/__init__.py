"""perfreport: China's budget-performance documents (预算绩效文书), from typed data to Word and PDF.

import perfreport

document = perfreport.load("2024年绩效目标.yaml")
pdf = perfreport.render(document, "pdf")
"""

import importlib
import typing

if typing.TYPE_CHECKING:
    from perfreport.api import (
        FormEntry,
        blank,
        blank_xlsx,
        check,
        diff,
        draft,
        dump,
        dumps,
        explain,
        json_schema,
        list_forms,
        load,
        loads,
        read_docx,
        read_xlsx,
        render,
        render_merged,
        update,
        write,
    )
    from perfreport.api.by_map import MapEntry, list_maps, put_sheet, read_sheet, write_sheet
    from perfreport.api.of_year import draft_report, summary, year
    from perfreport.basics.errors import (
        ExecutorError,
        InputError,
        Mistake,
        OutputError,
        PerfreportError,
        SeveralInputsError,
        TemplateError,
    )
    from perfreport.basics.quantities import Amount, Percent, Score, Unit
    from perfreport.batch.building import Built
    from perfreport.batch.manifest import Failure
    from perfreport.batch.many import build_many
    from perfreport.batch.overview import (
        DepartmentOverview,
        UnplacedFile,
        UnreadFile,
        YearComparison,
        YearDocument,
        YearGap,
        YearOverview,
        YearRepetition,
    )
    from perfreport.batch.papers import Receipt
    from perfreport.blocks.explanation import Explanation, Operand
    from perfreport.blocks.funds import Sources, Totals
    from perfreport.blocks.model import Document, Extras, Indicator, Passage
    from perfreport.checks.engine.finding import Finding, Severity
    from perfreport.compare import Change, Difference, MergeConflict
    from perfreport.documents.mapping import FromSheet, IntoSheet
    from perfreport.documents.putting_in import PutIn
    from perfreport.documents.settings import Settings
    from perfreport.documents.summary_figures import (
        EvaluationSummary,
        GradeShare,
        IndicatorSummary,
        KindSummary,
        PartSummary,
        PassedOver,
        SummaryFigures,
        UnitSummary,
    )
    from perfreport.documents.taking_over import Update
    from perfreport.kinds.department_evaluation.model import (
        DepartmentEvaluation,
        EvaluatedTask,
        TaskTotals,
    )
    from perfreport.kinds.department_monitoring.model import DepartmentMonitoring, MonitoredTask
    from perfreport.kinds.department_targets.model import Budget, DepartmentTargets, Task
    from perfreport.kinds.evaluation.model import EvaluatedIndicator
    from perfreport.kinds.monitoring.model import Causes, MonitoredIndicator
    from perfreport.kinds.project_evaluation.model import EvaluatedProject, ProjectEvaluation
    from perfreport.kinds.project_monitoring.model import MonitoredProject, ProjectMonitoring
    from perfreport.kinds.project_targets.model import Funds, Project, ProjectTargets, SpendingUnit
    from perfreport.kinds.report.model import Report, Sections
    from perfreport.kinds.self_evaluation.model import (
        Appropriations,
        BasicExpenditure,
        Expenditure,
        KeyTask,
        Revenue,
        SelfEvaluation,
        StatedAppropriations,
        SubjectAmount,
    )
    from perfreport.kinds.self_evaluation.sections import (
        Deduction,
        Effectiveness,
        Efficiency,
        KeyIndicator,
        ScoredIndicator,
    )
    from perfreport.kinds.transfer_evaluation.model import EvaluatedTransfer, TransferEvaluation
    from perfreport.office.limits import Limits
    from perfreport.roundtrip.reading import Conflict, Edit, Note, Reading, Unplaced

__version__ = "0.1.0"

__all__ = [
    "Amount",
    "Appropriations",
    "BasicExpenditure",
    "Budget",
    "Built",
    "Causes",
    "Change",
    "Conflict",
    "Deduction",
    "DepartmentEvaluation",
    "DepartmentMonitoring",
    "DepartmentOverview",
    "DepartmentTargets",
    "Difference",
    "Document",
    "Edit",
    "Effectiveness",
    "Efficiency",
    "EvaluatedIndicator",
    "EvaluatedProject",
    "EvaluatedTask",
    "EvaluatedTransfer",
    "EvaluationSummary",
    "ExecutorError",
    "Expenditure",
    "Explanation",
    "Extras",
    "Failure",
    "Finding",
    "FormEntry",
    "FromSheet",
    "Funds",
    "GradeShare",
    "Indicator",
    "IndicatorSummary",
    "InputError",
    "IntoSheet",
    "KeyIndicator",
    "KeyTask",
    "KindSummary",
    "Limits",
    "MapEntry",
    "MergeConflict",
    "Mistake",
    "MonitoredIndicator",
    "MonitoredProject",
    "MonitoredTask",
    "Note",
    "Operand",
    "OutputError",
    "PartSummary",
    "Passage",
    "PassedOver",
    "Percent",
    "PerfreportError",
    "Project",
    "ProjectEvaluation",
    "ProjectMonitoring",
    "ProjectTargets",
    "PutIn",
    "Reading",
    "Receipt",
    "Report",
    "Revenue",
    "Score",
    "ScoredIndicator",
    "Sections",
    "SelfEvaluation",
    "Settings",
    "SeveralInputsError",
    "Severity",
    "Sources",
    "SpendingUnit",
    "StatedAppropriations",
    "SubjectAmount",
    "SummaryFigures",
    "Task",
    "TaskTotals",
    "TemplateError",
    "Totals",
    "TransferEvaluation",
    "Unit",
    "UnitSummary",
    "Unplaced",
    "UnplacedFile",
    "UnreadFile",
    "Update",
    "YearComparison",
    "YearDocument",
    "YearGap",
    "YearOverview",
    "YearRepetition",
    "blank",
    "blank_xlsx",
    "build_many",
    "check",
    "diff",
    "draft",
    "draft_report",
    "dump",
    "dumps",
    "explain",
    "json_schema",
    "list_forms",
    "list_maps",
    "load",
    "loads",
    "put_sheet",
    "read_docx",
    "read_sheet",
    "read_xlsx",
    "render",
    "render_merged",
    "summary",
    "update",
    "write",
    "write_sheet",
    "year",
]

_HOMES = {
    "api": {
        "FormEntry",
        "blank",
        "blank_xlsx",
        "check",
        "diff",
        "draft",
        "dump",
        "dumps",
        "explain",
        "json_schema",
        "list_forms",
        "load",
        "loads",
        "read_docx",
        "read_xlsx",
        "render",
        "render_merged",
        "update",
        "write",
    },
    "api.by_map": {"MapEntry", "list_maps", "put_sheet", "read_sheet", "write_sheet"},
    "api.of_year": {"draft_report", "summary", "year"},
    "basics.errors": {
        "ExecutorError",
        "InputError",
        "Mistake",
        "OutputError",
        "PerfreportError",
        "SeveralInputsError",
        "TemplateError",
    },
    "basics.quantities": {"Amount", "Percent", "Score", "Unit"},
    "batch.building": {"Built"},
    "batch.manifest": {"Failure"},
    "batch.many": {"build_many"},
    "batch.overview": {
        "DepartmentOverview",
        "UnplacedFile",
        "UnreadFile",
        "YearComparison",
        "YearDocument",
        "YearGap",
        "YearOverview",
        "YearRepetition",
    },
    "batch.papers": {"Receipt"},
    "blocks.explanation": {"Explanation", "Operand"},
    "blocks.funds": {"Sources", "Totals"},
    "blocks.model": {"Document", "Extras", "Indicator", "Passage"},
    "checks.engine.finding": {"Finding", "Severity"},
    "compare": {"Change", "Difference", "MergeConflict"},
    "documents.mapping": {"FromSheet", "IntoSheet"},
    "documents.putting_in": {"PutIn"},
    "documents.settings": {"Settings"},
    "documents.summary_figures": {
        "EvaluationSummary",
        "GradeShare",
        "IndicatorSummary",
        "KindSummary",
        "PartSummary",
        "PassedOver",
        "SummaryFigures",
        "UnitSummary",
    },
    "documents.taking_over": {"Update"},
    "office.limits": {"Limits"},
    "kinds.department_evaluation.model": {"DepartmentEvaluation", "EvaluatedTask", "TaskTotals"},
    "kinds.department_monitoring.model": {"DepartmentMonitoring", "MonitoredTask"},
    "kinds.department_targets.model": {"Budget", "DepartmentTargets", "Task"},
    "kinds.evaluation.model": {"EvaluatedIndicator"},
    "kinds.monitoring.model": {"Causes", "MonitoredIndicator"},
    "kinds.project_evaluation.model": {"EvaluatedProject", "ProjectEvaluation"},
    "kinds.project_monitoring.model": {"MonitoredProject", "ProjectMonitoring"},
    "kinds.project_targets.model": {"Funds", "Project", "ProjectTargets", "SpendingUnit"},
    "kinds.report.model": {"Report", "Sections"},
    "kinds.self_evaluation.model": {
        "Appropriations",
        "BasicExpenditure",
        "Expenditure",
        "KeyTask",
        "Revenue",
        "SelfEvaluation",
        "StatedAppropriations",
        "SubjectAmount",
    },
    "kinds.self_evaluation.sections": {
        "Deduction",
        "Effectiveness",
        "Efficiency",
        "KeyIndicator",
        "ScoredIndicator",
    },
    "kinds.transfer_evaluation.model": {"EvaluatedTransfer", "TransferEvaluation"},
    "roundtrip.reading": {"Conflict", "Edit", "Note", "Reading", "Unplaced"},
}

if not typing.TYPE_CHECKING:

    def __getattr__(name):
        """The public name, from its module, which is imported when it is first asked for.

        The program is interrupted in words from its first moment on, for importing it is nothing.
        """
        for home, names in _HOMES.items():
            if name in names:
                found = getattr(importlib.import_module(f"perfreport.{home}"), name)
                return globals().setdefault(name, found)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
