"""Jinja for templates from anywhere: sandboxed, strict about names, errors in words.

A template sees its view and nothing else. It can read the view's fields, loop, choose and include;
it can call its own macros and a counter, and no method of any value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

from jinja2 import FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2 import TemplateError as JinjaError
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from perfreport.errors import TemplateError

_FILTERS = ("e", "escape", "first", "join", "last", "length")
_TESTS = ("defined", "none", "undefined")
_LOOP_FIELDS = frozenset(("first", "index", "last", "length"))


class Numbering:
    """Counts what a template numbers: ``{{ number("表") }}`` gives 1, then 2, and so on."""

    def __init__(self) -> None:
        """Begin every series at 1; one object serves one document."""
        self._counts: Counter[str] = Counter()

    def __call__(self, series: str) -> str:
        """The next number of ``series``."""
        self._counts[series] += 1
        return str(self._counts[series])


class Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, narrowed to the fields of views."""

    def __init__(self, folders: Sequence[Path] = (), **options: Any) -> None:
        """Templates may include one another from ``folders``; ``options`` are Jinja's."""
        super().__init__(
            autoescape=True, undefined=StrictUndefined, loader=FileSystemLoader(folders), **options
        )
        self.filters = {name: self.filters[name] for name in _FILTERS}
        self.tests = {name: self.tests[name] for name in _TESTS}
        self.globals = {}

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

    def parsed(self, name: str) -> nodes.Template:
        """The syntax tree of the template called ``name``."""
        if self.loader is None:
            raise TemplateNotFound(name)
        return self.parse(self.loader.get_source(self, name)[0], name)

    def context(self, view: Any) -> dict[str, object]:
        """What a template sees of ``view``: its fields by name, and the counter ``number``."""
        fields = {name: getattr(view, name) for name in type(view)._fields}
        return {**fields, "number": Numbering()}


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
    return {**get_type_hints(kind), **properties}


@contextmanager
def template_errors(where: str) -> Iterator[None]:
    """Turn Jinja's errors into ``TemplateError``, naming the template at ``where``."""
    try:
        yield
    except TemplateSyntaxError as error:
        name = f"（{error.name}）" if error.name else ""
        message = f"{where}{name}第 {error.lineno} 行：模板标签写错：{error.message}"
        raise TemplateError(message) from None
    except TemplateNotFound as error:
        raise TemplateError(f"{where}：找不到被引用的模板“{error.name}”") from None
    except SecurityError as error:
        raise TemplateError(f"{where}：模板越权：{error.message}") from None
    except JinjaError as error:
        raise TemplateError(f"{where}：模板出错：{error.message}") from None
