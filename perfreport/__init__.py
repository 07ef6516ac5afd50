"""perfreport: China's budget-performance documents (预算绩效文书), from typed data to Word and PDF.

import perfreport

document = perfreport.load("2024年绩效目标.yaml")
pdf = perfreport.render(document, "pdf")
"""

from perfreport.api import check, load, loads, read_docx, render, write
from perfreport.checks.finding import Finding, Severity
from perfreport.errors import (
    InputError,
    Mistake,
    OutputError,
    PerfreportError,
    TemplateError,
)
from perfreport.models import DepartmentTargets, ProjectTargets, SelfEvaluation

__version__ = "0.1.0"

__all__ = [
    "DepartmentTargets",
    "Finding",
    "InputError",
    "Mistake",
    "OutputError",
    "PerfreportError",
    "ProjectTargets",
    "SelfEvaluation",
    "Severity",
    "TemplateError",
    "check",
    "load",
    "loads",
    "read_docx",
    "render",
    "write",
]
