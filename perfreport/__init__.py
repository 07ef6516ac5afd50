"""perfreport: China's budget-performance documents (预算绩效文书), from typed data to Word and PDF.

import perfreport

document = perfreport.load("2024年绩效目标.yaml")
pdf = perfreport.render(document, "pdf")
"""

import importlib
import typing

if typing.TYPE_CHECKING:
    from perfreport.api import check, load, loads, read_docx, render, write
    from perfreport.basics.errors import (
        InputError,
        Mistake,
        OutputError,
        PerfreportError,
        TemplateError,
    )
    from perfreport.checks.engine.finding import Finding, Severity
    from perfreport.kinds.department_targets.model import DepartmentTargets
    from perfreport.kinds.project_targets.model import ProjectTargets
    from perfreport.kinds.self_evaluation.model import SelfEvaluation

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

_HOMES = {
    "api": {"check", "load", "loads", "read_docx", "render", "write"},
    "checks.engine.finding": {"Finding", "Severity"},
    "basics.errors": {"InputError", "Mistake", "OutputError", "PerfreportError", "TemplateError"},
    "kinds.department_targets.model": {"DepartmentTargets"},
    "kinds.project_targets.model": {"ProjectTargets"},
    "kinds.self_evaluation.model": {"SelfEvaluation"},
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
