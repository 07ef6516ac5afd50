"""Jinja's sandbox, narrowed to the fields of views and bounded in all it does.

A template sees its view and nothing else. It can read the view's fields, loop, choose and include;
it can call its own macros and a counter, and no method of any value.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

from jinja2 import (
    FunctionLoader,
    StrictUndefined,
    TemplateSyntaxError,
    Undefined,
    nodes,
    pass_context,
)
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.loaders import split_template_path
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import escape

from perfreport.basics.patterns import regex
from perfreport.blocks.printed import Label
from perfreport.forms.templating.budget import (
    BUDGET,
    ITEM_FILTERS,
    MOST_NUMBER,
    STEPS_OF_A_CALL,
    Bounds,
    CountingCodeGenerator,
    CountingContext,
    EvaluationBudget,
    require_flat,
    size,
)
from perfreport.forms.templating.folders import first_file, read_text

_TESTS = ("defined", "none", "undefined")
_LOOP_FIELDS = frozenset(("first", "index", "last", "length"))
_MARKUP = regex("[&<>'\"]")
_REFERENCES = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)


class Numbering:
    """Counts what a template numbers: ``{{ number("表") }}`` gives 1, then 2, and so on."""

    def __init__(self) -> None:
        """Begin every series at 1; one object serves one document."""
        self._counts: Counter[str] = Counter()

    def __call__(self, series: str) -> str:
        """The next number of ``series``."""
        self._counts[series] += 1
        return str(self._counts[series])


class _Missing(StrictUndefined):
    """A name without a value, which no template may use."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        return f"这里没有“{self._undefined_name}”"


def _loader(folders: tuple[Path, ...]) -> FunctionLoader:
    """Templates in folders; one is read again when its file has changed, or another comes first."""

    def found(name: str) -> tuple[Path | None, object]:
        path = first_file(folders, "/".join(split_template_path(name)))
        return path, _state(path) if path else None

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        path, state = found(name)  # before reading: a later change is then seen
        if path is None:
            return None
        return read_text(path), str(path), lambda: found(name) == (path, state)

    return FunctionLoader(load)


def _state(path: Path) -> tuple[int, int] | None:
    """The time and the size of the file at ``path``."""
    with suppress(OSError):
        status = path.stat()
        return status.st_mtime_ns, status.st_size
    return None


class Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, narrowed to the fields of views."""

    code_generator_class = CountingCodeGenerator
    context_class = CountingContext
    # Those that can make much out of little; division cannot.
    intercepted_binops = frozenset(("+", "-", "*", "**", "%"))

    def __init__(self, folders: Sequence[Path] = (), *, advice: str = "", **options: Any) -> None:
        """Templates may include one another from ``folders``.

        Args:
            folders: of the templates.
            advice: what to write where a list is to be printed, beside loops.
            options: Jinja's.
        """
        super().__init__(
            autoescape=True,
            undefined=_Missing,
            loader=_loader(tuple(folders)),
            finalize=_printing(advice),
            extensions=(Bounds,),
            **options,
        )
        self._advice = advice
        self.filters = {name: self.filters[name] for name in ITEM_FILTERS}
        self.filters |= dict.fromkeys(("e", "escape"), self._escaped)
        self.tests = {name: self.tests[name] for name in _TESTS}
        # Jinja gives templates range, dict and others, which make much out of little.
        self.globals = {}

    def _escaped(self, value: object) -> str:
        return escape(str(_text(value, self._advice)))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field of a view or of the loop; anything else is refused."""
        if attribute in _readable_fields(obj.__class__):
            return getattr(obj, attribute)
        if attribute.startswith("_"):
            raise SecurityError(f"不允许读取“{attribute}”")
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """An item of a view's list, by its number."""
        if isinstance(obj, tuple) and isinstance(argument, int):
            return super().getitem(obj, argument)
        return self.getattr(obj, str(argument))

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether ``obj`` is a macro, a block of a parent template, or the counter."""
        return isinstance(obj, Macro | BlockReference | Numbering)

    def call(self, context: Context, obj: Any, /, *args: Any, **keywords: Any) -> Any:
        """Call ``obj`` if a template may."""
        assert isinstance(context, CountingContext)
        if not self.is_safe_callable(obj):
            raise SecurityError("这里不能调用，模板只能用自己的宏和 number(…)")
        context.spend(STEPS_OF_A_CALL + len(args) + len(keywords), 0)
        context.budget.enter()
        try:
            return super().call(context, obj, *args, **keywords)
        finally:
            context.budget.leave()

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Add and subtract; refuse what makes a huge text or number out of small ones."""
        assert isinstance(context, CountingContext)
        # A text times a number, or a format, would be as long as the template likes.
        if operator not in ("+", "-"):
            raise SecurityError(f"不允许运算“{operator}”")
        context.spend(1, size(left) + size(right))
        result = super().call_binop(context, operator, left, right)
        if isinstance(result, int) and abs(result) > MOST_NUMBER:
            raise TemplateRuntimeError("算出的数太大")
        return result

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse, and refuse what cannot be checked or bounded.

        That is the tag that would let text of the data pass for markup, and names of templates
        that are known only while rendering. What is imported shares the budget and the view.
        """
        try:
            tree = super()._parse(source, name, filename)
        except RecursionError:
            raise TemplateSyntaxError("括号或标签套得太多层", 1, name, filename) from None
        require_flat(tree, name, filename)
        for tag in tree.find_all(nodes.EvalContextModifier):
            raise TemplateSyntaxError("不能用 autoescape", tag.lineno, name, filename)
        for reference in tree.find_all(_REFERENCES):
            if not _is_plain(reference):
                told = "要直接写出被引用的模板的文件名"
                raise TemplateSyntaxError(told, reference.lineno, name, filename)
        for each in tree.find_all(nodes.Stmt):
            if isinstance(each, nodes.Import | nodes.FromImport):
                each.with_context = True
        return tree

    def parsed(self, name: str) -> nodes.Template:
        """The syntax tree of the template called ``name``."""
        assert self.loader is not None
        source, file, _ = self.loader.get_source(self, name)
        return self.parse(source, name, file)

    def context(self, view: Any) -> dict[str, object]:
        """What a template sees of ``view``: its fields by name, and the counter ``number``."""
        fields = {name: getattr(view, name) for name in type(view)._fields}
        return {**fields, "number": Numbering(), BUDGET: (EvaluationBudget(), 0)}


def _is_plain(reference: nodes.Node) -> bool:
    """Whether a tag names the template that it refers to, as a text."""
    target = getattr(reference, "template", None)
    return isinstance(target, nodes.Const) and isinstance(target.value, str)


def _printing(advice: str) -> Callable[[CountingContext, object], str]:
    """What looks at every value that is printed, counts its characters and escapes it."""

    @pass_context
    def printed(context: CountingContext, value: object) -> str:
        if isinstance(value, str):
            context.spend(0, len(value))
            # Most texts are plain: for each of them ``escape`` would make an object of its own.
            is_plain = value.__class__ is str and not _MARKUP.search(value)
            return value if is_plain else escape(value)
        return escape(_text(value, advice))

    return printed


def _text(value: object, advice: str) -> object:
    """``value``, if it is something that can stand in a text."""
    # What is undefined says so itself when it is printed, with its name.
    if isinstance(value, str | int | Undefined) and not isinstance(value, bool):
        return value
    # Printed by itself and not merged, it stands in each of its rows.
    if isinstance(value, Label):
        return value.text
    if isinstance(value, float):
        raise TemplateRuntimeError("带小数的数要写成文字，如 '1.5'，加上引号")
    raise TemplateRuntimeError(f"这里要写文字；一组内容请用 for 逐项写出{advice}")


@cache
def _readable_fields(kind: Any) -> frozenset[str]:
    return _LOOP_FIELDS if kind is LoopContext else frozenset(view_fields(kind))


@cache
def view_fields(kind: Any) -> Mapping[str, object]:
    """The fields and properties of a view class with their types; empty for anything else."""
    if not hasattr(kind, "_fields"):
        return {}
    properties = {
        name: get_type_hints(value.fget)["return"]
        for name, value in vars(kind).items()
        if isinstance(value, property) and value.fget
    }
    # Of itself it would run what annotations hold where names of the module are not known.
    names = vars(sys.modules[kind.__module__])
    return {**get_type_hints(kind, names, names), **properties}
