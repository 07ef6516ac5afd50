"""Walking through templates and what they extend or include, each parsed once, within bounds."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from jinja2 import TemplateSyntaxError, nodes

from perfreport.forms.templating import Environment

_MOST_STEPS = 1_000_000
"""Pieces of syntax that are looked at before a template is given up."""


class Walk:
    """The templates that are walked through, each parsed once, and how far the walk has come."""

    def __init__(self, environment: Environment) -> None:
        """Walk through the templates that ``environment`` finds."""
        self.tree = cache(environment.parsed)
        self._steps = 0

    def step(self, template: str, line: int) -> None:
        """Count a piece of syntax; templates may include one another more often than one sees."""
        self._steps += 1
        if self._steps > _MOST_STEPS:
            told = "模板的引用或区块层层相套，展开后太大，请减少"
            raise TemplateSyntaxError(told, line, filename=template)


class Named(NamedTuple):
    """A piece of syntax and the template it comes from."""

    template: str
    node: nodes.Template | nodes.Block


def ancestry(template: Named, walk: Walk) -> list[Named]:
    """The template, the one it extends, and so on."""
    found = [template]
    while extends := found[-1].node.find(nodes.Extends):
        assert isinstance(extends.template, nodes.Const)  # as the environment sees to
        parent: str = extends.template.value
        if parent in {each.template for each in found}:
            told = f"extends 绕成了圈：“{parent}”"
            raise TemplateSyntaxError(told, extends.lineno, filename=found[-1].template)
        found.append(Named(parent, walk.tree(parent)))
    return found


def blocks_of(templates: Iterable[Named]) -> dict[str, list[Named]]:
    """The blocks of ``templates`` by their names, those of the innermost template first."""
    blocks: dict[str, list[Named]] = {}
    for template, each in templates:
        for block in each.find_all(nodes.Block):
            blocks.setdefault(block.name, []).append(Named(template, block))
    return blocks
