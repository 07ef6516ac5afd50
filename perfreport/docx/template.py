"""A Word template, read, checked and compiled once and rendered as often as one likes."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Template, TemplateSyntaxError, Undefined, nodes
from jinja2 import TemplateError as JinjaError
from jinja2.exceptions import TemplateRuntimeError
from lxml import etree

from perfreport.docx.cells import fill_empty_cells, merge_labels
from perfreport.docx.package import Parts, read_package, write_package
from perfreport.docx.properties import property_parts, with_places_for_properties
from perfreport.docx.relationships import relationships_of
from perfreport.docx.safety import check_fields, check_package
from perfreport.docx.tags import (
    TAG,
    check_tags,
    jinja_source,
    keep_spaces,
    strip_editing_marks,
    tag_on_line,
)
from perfreport.docx.wordml import DECLARATION, W, parse
from perfreport.errors import TemplateError
from perfreport.properties import Properties
from perfreport.template_names import unknown_names
from perfreport.templating import Environment

_PART_LABELS = {
    "header": "页眉",
    "footer": "页脚",
    "footnotes": "脚注",
    "endnotes": "尾注",
}
_FAILURES = (
    JinjaError,
    ArithmeticError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
_REFUSED_NODES = {
    nodes.EvalContextModifier: "autoescape",
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "import",
    nodes.Extends: "extends",
}


class WordTemplate:
    """A Word template for one class of views; may be shared by threads."""

    def __init__(self, path: Path, view_class: type) -> None:
        """Read, check and compile the template at ``path``.

        Raises:
            TemplateError: when it is no Word document, may not be used, has a wrong tag, or names
                what ``view_class`` does not have.
        """
        environment = Environment(finalize=_printable)
        where = f"Word 模板 {path.name} "
        parts = read_package(path)
        try:
            main = check_package(parts, where.strip())
            names = dict(_rendered_parts(parts, main))
            self._rendered = [
                _RenderedPart.compile(name, parts[name], where + label, environment, view_class)
                for name, label in names.items()
            ]
            self._fixed = with_places_for_properties(
                {name: part for name, part in parts.items() if name not in names}
            )
        except ValueError as error:
            raise TemplateError(f"{path}：Word 模板已损坏（{error}）") from None
        self._environment = environment

    def render(self, view: Any, properties: Properties) -> bytes:
        """The finished document of ``view``.

        Raises:
            TemplateError: when a tag cannot be carried out; names part and tag.
        """
        context = self._environment.context(view)
        rendered = {part.name: part.render(context) for part in self._rendered}
        return write_package({**self._fixed, **rendered, **property_parts(properties)})


def _printable(value: object) -> object:
    """``value``, if it is something that can stand in a text."""
    if isinstance(value, str | int | Undefined):
        return value
    raise TemplateRuntimeError(
        "这里要写文字：一组内容请用 for 逐项写出，合并的标签格请写 {% merge … %}"
    )


def _rendered_parts(parts: Parts, main: str) -> Iterator[tuple[str, str]]:
    """The parts that may have tags, and what a user calls them."""
    yield main, "正文"
    for relationship in relationships_of(parts, main):
        if relationship.type in _PART_LABELS and relationship.target in parts:
            yield relationship.target, _PART_LABELS[relationship.type]


class _RenderedPart(NamedTuple):
    """A part of the template with tags in it.

    Attributes:
        name: in the file.
        where: what a user calls it, with the template's name.
        source: as a Jinja template.
        template: the same, compiled.
    """

    name: str
    where: str
    source: str
    template: Template

    @classmethod
    def compile(
        cls, name: str, part: bytes, where: str, environment: Environment, view_class: type
    ) -> _RenderedPart:
        source = _prepared(parse(part), where)
        tree = _parsed(source, where, environment)
        if unknown := list(unknown_names(tree, view_class, environment)):
            raise TemplateError(
                "\n".join(
                    f"{where}：标签 {tag_on_line(source, each.line)}：{each.message}"
                    for each in unknown
                )
            )
        return cls(name, where, source, environment.from_string(tree))

    def render(self, context: Mapping[str, object]) -> bytes:
        try:
            xml = self.template.render(context)
        except _FAILURES as error:
            raise self._failure(error) from None
        part = (DECLARATION + xml).encode()
        try:
            root = parse(part)
        except ValueError:
            raise TemplateError(
                f"{self.where}：成对的标签（for 与 endfor、if 与 endif）"
                "一个在表格里、一个在表格外，或不在同一层，请放在同一层"
            ) from None
        check_fields(root, self.where)
        return part

    def _failure(self, error: Exception) -> TemplateError:
        lines = [
            frame.lineno or 0
            for frame in traceback.extract_tb(error.__traceback__)
            if frame.filename == self.template.filename or frame.filename == "<template>"
        ]
        tag = tag_on_line(self.source, lines[-1]) if lines else ""
        return TemplateError(f"{self.where}：标签 {tag} 出错：{error}")


def _prepared(root: etree._Element, where: str) -> str:
    """The part as a Jinja template."""
    if root.nsmap.get("w") != W.strip("{}"):
        raise TemplateError(f"{where}：不是普通的 Word 文档（.docx），请用 Word 另存为 .docx")
    check_fields(root, where)
    strip_editing_marks(root)
    keep_spaces(root)
    check_tags(root, where)
    merge_labels(root, where)
    fill_empty_cells(root)
    return jinja_source(root)


def _parsed(source: str, where: str, environment: Environment) -> nodes.Template:
    for tag in TAG.findall(source):
        try:
            list(environment.lex(tag))
        except TemplateSyntaxError as error:
            raise _wrong_tag(tag, where, error) from None
    try:
        tree = environment.parse(source)
    except TemplateSyntaxError as error:
        raise _wrong_tag(tag_on_line(source, error.lineno), where, error) from None
    for node_class, name in _REFUSED_NODES.items():
        if tree.find(node_class):
            raise TemplateError(f"{where}：Word 模板里不能用 {name}")
    return tree


def _wrong_tag(tag: str, where: str, error: TemplateSyntaxError) -> TemplateError:
    return TemplateError(f"{where}：标签 {' '.join(tag.split())} 写错：{error.message}")
