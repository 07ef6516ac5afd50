"""How large a template itself may be, seen before anything is made of it."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import TemplateSyntaxError, nodes
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

MOST_TOKENS = 50_000
"""Words and signs in the tags of a template; the largest built-in one has 700."""

MOST_NUMBER = 10**15
"""Numbers that a template may write or reckon with."""

MOST_LEVELS = 60
"""Brackets, conditions and loops within one another."""


class Bounds(Extension):
    """Refuses a template with too many words while they are read."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The words of ``stream``.

        Raises:
            TemplateSyntaxError: when there are too many.
        """
        for number, token in enumerate(stream):
            if number == MOST_TOKENS:
                message = f"模板太大，标签里的词和符号超过上限 {MOST_TOKENS:,} 个"
                raise TemplateSyntaxError(message, token.lineno, stream.name, stream.filename)
            if token.type in ("integer", "float") and float(token.value) > MOST_NUMBER:
                message = f"数太大，应不超过 {MOST_NUMBER:,}"
                raise TemplateSyntaxError(message, token.lineno, stream.name, stream.filename)
            yield token


def require_flat(tree: nodes.Template, name: str | None, filename: str | None) -> None:
    """Refuse what is nested too deep for those who walk through ``tree``.

    Raises:
        TemplateSyntaxError: names the line.
    """
    level: list[nodes.Node] = [tree]
    for _ in range(MOST_LEVELS):
        level = [child for node in level for child in node.iter_child_nodes()]
    if level:
        message = f"括号、for、if 或连写的运算超过上限 {MOST_LEVELS} 层"
        raise TemplateSyntaxError(message, level[0].lineno, name, filename)
