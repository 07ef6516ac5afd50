"""Jinja for templates from anywhere: sandboxed, bounded, strict about names, errors in words."""

from perfreport.forms.templating.environment import Environment, view_fields
from perfreport.forms.templating.failures import FAILURES, in_chinese, template_errors
from perfreport.forms.templating.folders import first_file, read_text

__all__ = [
    "FAILURES",
    "Environment",
    "first_file",
    "in_chinese",
    "read_text",
    "template_errors",
    "view_fields",
]
