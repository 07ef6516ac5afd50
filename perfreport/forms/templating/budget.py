"""How large a template may be, and how much one evaluation of it may do, counted while it goes on.

Jinja's compiler writes the counting into what it compiles: a block of statements says how many
pieces of syntax it holds when it is entered, and texts say how long they are before they are
printed, put together or compared. One budget serves one evaluation with all that it includes. Time
is not measured, so that a template is refused on every machine or on none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Sized
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import TemplateRuntimeError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context, markup_join

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


MOST_STEPS = 50_000_000
"""Pieces of syntax that one evaluation may pass; 30,000 projects take 1.5 million."""

# Both leave room to spare for 30,000 projects; more of it would not bound the memory.
MOST_CHARACTERS = 200_000_000
"""Characters that one evaluation may handle; 30,000 projects in Word take 52 million."""

MOST_DEPTH = 50
"""Macros, blocks and templates that may be called within one another."""

STEPS_OF_A_CALL = 50
"""A call takes as long as so many other pieces of syntax."""

_STEPS_OF_A_WEIGHING = 5

ITEM_FILTERS = ("first", "last", "length")
"""The filters of lists that are as quick for a long one."""

BUDGET = "(budget)"
"""Under this name, which no template can write, an evaluation keeps its budget."""


class BudgetError(TemplateRuntimeError):
    """A template does more than one evaluation may; the message names the limit."""


class EvaluationBudget:
    """What one evaluation has done so far, in all its templates together."""

    __slots__ = ("_characters", "_depth", "_steps")

    def __init__(self) -> None:
        """Begin with nothing done."""
        self._steps = self._characters = self._depth = 0

    def spend(self, steps: int, characters: int) -> None:
        """Count ``steps`` and ``characters``.

        Raises:
            BudgetError: when there are too many by now.
        """
        self._steps += steps
        self._characters += characters
        if self._steps > MOST_STEPS:
            raise BudgetError(
                f"步数超过上限 {MOST_STEPS:,}，请减少循环的层数，并查看宏是否没完没了地调用自己"
            )
        if self._characters > MOST_CHARACTERS:
            raise BudgetError(
                f"要写、要拼的文字超过上限 {MOST_CHARACTERS:,} 字，请减少循环和反复拼接"
            )

    def enter(self) -> None:
        """Count that a macro or a block is called.

        Raises:
            BudgetError: when too many have been called within one another.
        """
        require_depth(self._depth)
        self._depth += 1

    def leave(self) -> None:
        """Count that it is done."""
        self._depth -= 1


def require_depth(depth: int) -> None:
    """Refuse one more call within ``depth`` others.

    Raises:
        BudgetError: when there are too many.
    """
    if depth >= MOST_DEPTH:
        raise BudgetError(f"一层层引用自身，没有尽头（上限 {MOST_DEPTH} 层）")


def size(value: object) -> int:
    """How many characters the work with ``value`` counts for; an item of a list is one."""
    return len(value) if isinstance(value, Sized) else 0


class CountingContext(Context):
    """What a template sees, and the budget that it shares with the templates around it."""

    def __init__(
        self, environment: Any, parent: dict[str, Any], *others: Any, **named: Any
    ) -> None:
        """Go on with the budget of ``parent``, or begin one."""
        budget, depth = parent.get(BUDGET) or (EvaluationBudget(), 0)
        require_depth(depth)
        super().__init__(environment, {**parent, BUDGET: (budget, depth + 1)}, *others, **named)
        self.budget: EvaluationBudget = budget
        self.spend = budget.spend

    def weighed(self, value: Any) -> Any:
        """``value``, after counting its size."""
        self.spend(_STEPS_OF_A_WEIGHING, size(value))
        return value

    def joined(self, parts: Sequence[Any]) -> str:
        """The texts ``parts`` put together, as Jinja does it."""
        self.spend(len(parts), sum(map(size, parts)))
        return markup_join(parts)


class CountingCodeGenerator(CodeGenerator):
    """Jinja's compiler, which has the code that it writes count what it does."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """Compile as Jinja does."""
        super().__init__(*arguments, **named)
        # By identity: the nodes of Jinja are equal when they are written alike.
        self._weighed: set[int] = set()

    def visit(self, node: nodes.Node, *arguments: Any, **named: Any) -> Any:
        """Write the code of ``node``, with its weighing where it is to be weighed."""
        if id(node) not in self._weighed:
            return super().visit(node, *arguments, **named)
        self.write("context.weighed(")
        super().visit(node, *arguments, **named)
        self.write(")")

    def blockvisit(self, body: Iterable[nodes.Node], frame: Frame) -> None:
        """Write the statements of ``body``, and before them what they count for."""
        body = list(body)
        steps, characters = _weight(body)
        self.writeline(f"context.spend({steps}, {characters})", body[0] if body else None)
        super().blockvisit(body, frame)

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        """A loop counts the items that its condition passes over, too."""
        self._weigh(node.test)
        super().visit_For(node, frame)

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        """Comparing long texts takes long."""
        self._weigh(node.expr, *(operand.expr for operand in node.ops))
        super().visit_Compare(node, frame)

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        """So does filtering them; the items of a list are as quickly counted as found."""
        if node.name not in ITEM_FILTERS:
            self._weigh(node.node)
        super().visit_Filter(node, frame)

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        """So does copying parts of them."""
        if isinstance(node.arg, nodes.Slice):
            self._weigh(node.node)
        super().visit_Getitem(node, frame)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        """Putting texts together is counted before it is done."""
        self.write("context.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """What is printed is escaped by what looks at it, and by nothing else."""
        self.write(finalize.src)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")

    def _weigh(self, *expressions: nodes.Node | None) -> None:
        self._weighed.update(id(each) for each in expressions if each is not None)


def _weight(body: Iterable[nodes.Node]) -> tuple[int, int]:
    """How many pieces of syntax ``body`` holds, and how many characters of text.

    What stands in blocks of its own is counted when these are entered.
    """
    steps, characters = 1, 0
    waiting = list(body)
    while waiting:
        node = waiting.pop()
        steps += 1
        characters += len(node.data) if isinstance(node, nodes.TemplateData) else 0
        waiting.extend(node.iter_child_nodes(exclude=("body", "else_")))
    return steps, characters
