"""Explaining computed figures: the formula, the figures that went in, rounding and source."""

from perfreport.blocks.explanation import Explanation, Operand
from perfreport.explain.document import explain
from perfreport.explain.reports import as_text, path_of

__all__ = ["Explanation", "Operand", "as_text", "explain", "path_of"]
