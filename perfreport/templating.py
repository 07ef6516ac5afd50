"""Jinja for templates from anywhere: sandboxed, strict about names, errors in words.

A template sees its view and nothing else. It can read the view's fields, loop, choose and include;
it can call its own macros and a counter, and no method of any value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from traceback import extract_tb
from typing import Any, get_type_hints

from jinja2 import (
    BaseLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    Undefined,
    nodes,
)
from jinja2 import Environment as JinjaEnvironment
from jinja2 import TemplateError as JinjaError
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.loaders import split_template_path
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from perfreport.errors import TemplateError

FAILURES = (
    JinjaError, ArithmeticError, LookupError, MemoryError, RecursionError, SyntaxError, TypeError,
    ValueError,
)  # fmt: skip
"""What a template that is wrong may raise."""

_UNNAMED = "<template>"
_FILTERS = ("e", "escape", "first", "last", "length")
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


class _Missing(StrictUndefined):
    """A name without a value, which no template may use."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        return f"这里没有“{self._undefined_name}”"


class _Folders(BaseLoader):
    """Templates in folders, none of which a link may lead out of.

    A template is read again when its file has changed, or another comes before it.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)

    def get_source(
        self, environment: JinjaEnvironment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        path = self._path(template)
        if path is None:
            raise TemplateNotFound(template)
        try:
            state = _state(path)  # before reading: a later change is then seen
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            raise TemplateSyntaxError("模板不是 UTF-8 文本", 1, template) from None
        except OSError:
            raise TemplateNotFound(template) from None
        return text, str(path), lambda: self._is_still(template, path, state)

    def _path(self, template: str) -> Path | None:
        """The file of ``template``."""
        for folder, path in self._places(template):
            if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
                return path
        return None

    def _is_still(self, template: str, path: Path, state: tuple[int, int]) -> bool:
        """Whether ``template`` is the file at ``path`` as it was."""
        first = next((each for _, each in self._places(template) if each.is_file()), None)
        with suppress(OSError):
            return first == path and _state(path) == state
        return False

    def _places(self, template: str) -> Iterator[tuple[Path, Path]]:
        parts = split_template_path(template)
        for folder in self._folders:
            yield folder, folder.joinpath(*parts)


def _state(path: Path) -> tuple[int, int]:
    """The time and the size of the file at ``path``."""
    status = path.stat()
    return status.st_mtime_ns, status.st_size


class Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, narrowed to the fields of views."""

    intercepted_binops = frozenset(("*", "**", "%"))

    def __init__(self, folders: Sequence[Path] = (), **options: Any) -> None:
        """Templates may include one another from ``folders``; ``options`` are Jinja's."""
        super().__init__(
            autoescape=True,
            undefined=_Missing,
            loader=_Folders(folders),
            **{"finalize": _printable, **options},
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

    def call(self, context: Context, obj: Any, /, *args: Any, **keywords: Any) -> Any:
        """Call ``obj`` if a template may."""
        if not self.is_safe_callable(obj):
            raise SecurityError("这里不能调用，模板只能用自己的宏和 number(…)")
        return super().call(context, obj, *args, **keywords)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Refuse what makes a huge text or number out of small ones."""
        raise SecurityError(f"不允许运算“{operator}”")

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse, and refuse the tag that would let text of the data pass for markup."""
        tree = super()._parse(source, name, filename)
        for tag in tree.find_all(nodes.EvalContextModifier):
            raise TemplateSyntaxError("不能用 autoescape", tag.lineno, name, filename)
        return tree

    def parsed(self, name: str) -> nodes.Template:
        """The syntax tree of the template called ``name``."""
        if self.loader is None:
            raise TemplateNotFound(name)
        return self.parse(self.loader.get_source(self, name)[0], name)

    def context(self, view: Any) -> dict[str, object]:
        """What a template sees of ``view``: its fields by name, and the counter ``number``."""
        fields = {name: getattr(view, name) for name in type(view)._fields}
        return {**fields, "number": Numbering()}


def _printable(value: object) -> object:
    """``value``, if it is something that can stand in a text."""
    if isinstance(value, str | int | Undefined) and not isinstance(value, bool):
        return value
    raise TemplateRuntimeError("这里要写文字；一组内容请用 for 逐项写出")


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
    """Turn what a wrong template raises into ``TemplateError``.

    The message names the template at ``where``, the file if it is another one, and the line.
    """
    try:
        yield
    except TemplateSyntaxError as error:
        place = _place(where, error.filename, error.lineno)
        raise TemplateError(f"{place}：模板标签写错：{error.message}") from None
    except TemplateNotFound as error:
        raise TemplateError(f"{where}：找不到被引用的模板“{error.name}”") from None
    except FAILURES as error:
        raise TemplateError(f"{_place_of_failure(where, error)}：{_explained(error)}") from None


def _explained(error: Exception) -> str:
    match error:
        case SecurityError():
            return f"模板越权：{error.message}"
        case JinjaError():
            return f"模板出错：{error.message}"
        case RecursionError():
            return "模板出错：一层层引用自身，没有尽头"
    return f"模板出错：{error}"


def _place_of_failure(where: str, error: Exception) -> str:
    """``where`` with the innermost line of a template that ``error`` passed through."""
    for frame in reversed(extract_tb(error.__traceback__)):
        if not frame.filename.endswith(".py"):
            return _place(where, frame.filename, frame.lineno)
    return where


def _place(where: str, filename: str | None, line: int | None) -> str:
    name = Path(filename or _UNNAMED).name
    other = "" if name == _UNNAMED or where.endswith(name) else f"（{name}）"
    return f"{where}{other} 第 {line} 行"
