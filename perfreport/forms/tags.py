"""What a template writes to have a field of its view printed."""

from __future__ import annotations

from perfreport.basics.addresses import EACH, ViewPath
from perfreport.blocks import printed
from perfreport.forms.templating.uses import Uses

_OF_LINES = (
    printed.ProseText,
    printed.Numbered,
    printed.PassageText,
    printed.IndicatorCell,
    printed.Title,
)
"""Blocks that print several texts, for which a template has a loop."""


def tag_of(names: ViewPath, block: object, uses: Uses, *, in_word: bool) -> str:
    """The tag for the field called ``names``, or the loop for a list.

    Args:
        names: of the field, positions as ``*``.
        block: what it is.
        uses: of the template, whose loops may have names for their items.
        in_word: whether it is a Word template.
    """
    lines = "{%p " if in_word else "{% "
    name = expression_of(names, uses)
    if isinstance(block, printed.Rows):
        over = _repeats(names, uses, in_word=in_word)
        return f"{over}for {variable_of(names, uses)} in {name} %}} … {over}endfor %}}"
    if isinstance(block, printed.MergedLabel):
        return f"{{% merge {name} %}}" if in_word else f"{{{{ {name}.text }}}}"
    if isinstance(block, _OF_LINES):
        return f"{lines}for line in {name} %}} {{{{ line }}}} {lines}endfor %}}"
    return f"{{{{ {name} }}}}"


def within(names: ViewPath, block: object, uses: Uses, *, in_word: bool) -> str:
    """In which loop the tag stands, to be said behind it; empty where it stands in none."""
    listed = list_around(names)
    if not listed or isinstance(block, printed.Sentence):
        return ""
    return f"，写在 {loop_over(listed, uses, in_word=in_word)} 之内"


def loop_over(listed: ViewPath, uses: Uses, *, in_word: bool) -> str:
    """The tag that begins a loop over the list called ``listed``."""
    over = _repeats(listed, uses, in_word=in_word)
    return f"{over}for {variable_of(listed, uses)} in {expression_of(listed, uses)} %}}"


def _repeats(listed: ViewPath, uses: Uses, *, in_word: bool) -> str:
    """How the tag of a loop over the list called ``listed`` begins; over rows, unless it is not."""
    if not in_word:
        return "{% "
    loop = f"{variable_of(listed, uses)} in {expression_of(listed, uses)}"
    return "{%p " if loop in uses.by_paragraph else "{%tr "


def expression_of(names: ViewPath, uses: Uses) -> str:
    """What a template writes for the field called ``names``, within the loops around it."""
    listed = list_around(names)
    inner = ".".join(map(str, names[len(listed) + 1 if listed else 0 :]))
    return f"{variable_of(listed, uses)}.{inner}" if listed else inner


def list_around(names: ViewPath) -> ViewPath:
    """The innermost list in whose rows the field called ``names`` stands; of no length outside."""
    depth = max((depth for depth, step in enumerate(names) if step == EACH), default=0)
    return ViewPath(*names[:depth])


def variable_of(path: ViewPath, uses: Uses) -> str:
    """What a loop over the list at ``path`` calls its items."""
    return uses.loops.get(path) or f"each_{str(path[-1]).removesuffix('s')}"
