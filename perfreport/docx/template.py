"""From a Word template, read, checked and compiled once, to as many Word files as one likes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Any, NamedTuple

from jinja2 import Template, TemplateSyntaxError, nodes
from lxml import etree

from perfreport.basics.errors import TemplateError
from perfreport.basics.messages import reason
from perfreport.basics.properties import Properties
from perfreport.docx.cells import (
    fill_empty_cells,
    merge_labels,
    merged_label,
)
from perfreport.docx.charts import (
    ChartTag,
    Picture,
    mark_charts,
    with_drawn,
    with_files,
    with_pictures,
)
from perfreport.docx.contents import (
    Entry,
    empty_contents,
    fill_contents,
    styles_of_contents,
)
from perfreport.docx.draft import as_draft
from perfreport.docx.embedding import ITEM, sealed, with_place_for_data
from perfreport.docx.ends import Ends, ends_in, keep_before_ends
from perfreport.docx.filled import with_settled_tables
from perfreport.docx.keeping import RowKeeper, mark_printed_rows
from perfreport.docx.package import read_package
from perfreport.docx.properties import property_parts, with_places_for_properties
from perfreport.docx.rowheights import RowHeights
from perfreport.docx.safety import LOOKED_AT, check_content, check_package, used_parts
from perfreport.docx.soundness import has_only_characters_of_xml, stays_sound
from perfreport.docx.spanning import span_rows
from perfreport.docx.tags import (
    check_tags,
    jinja_source,
    keep_spaces,
    loops_over_paragraphs,
    number_sequences,
    strip_editing_marks,
    tag_on_line,
    tags_in,
)
from perfreport.docx.whereabouts import whereabouts
from perfreport.docx.widths import NUMBERED, mark_widths, state_widths, with_numbers
from perfreport.docx.wordml import W
from perfreport.forms.templating import FAILURES, Environment, in_chinese
from perfreport.forms.templating.failures import template_line
from perfreport.forms.templating.names import MOST_TOLD, unknown_names
from perfreport.forms.templating.uses import Drawn, Uses, uses_of
from perfreport.office.package import Packed, Parts, elements_in, write_package
from perfreport.office.relationships import related_parts
from perfreport.office.xml import DECLARATION, XmlError, parse, serialize
from perfreport.page.balance import Plan

_PART_LABELS = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}
"""What a user calls the parts that may have tags, beside the main one."""

_REFUSED_SYNTAX = (
    nodes.EvalContextModifier,  # {% autoescape %}
    nodes.Extends,
    nodes.FromImport,
    nodes.Import,
    nodes.Include,
    nodes.Mod,  # like the next two a way to texts without bound
    nodes.Mul,
    nodes.Pow,
)


_MOST_BYTES = 4 * 2**20
"""Bytes that a part with tags may have."""

_MOST_ELEMENTS = 20_000_000
"""Elements and attributes that a rendered part may have; 3,000 evaluations have 10 million."""


class WordTemplate:
    """A Word template for one class of views; may be shared by threads.

    Attributes:
        uses: what it does with its views, in all its parts.
        has_contents: whether there is a table of contents (目录) in it.
        has_limits: whether columns of its tables may be balanced (``docx/widths.py``).
        charts: how many of its tags draw one (``docx/charts.py``).
    """

    def __init__(self, path: Path, view_class: type) -> None:
        """Read, check and compile the template at ``path``.

        Raises:
            TemplateError: when it is no Word document, may not be used, has a wrong tag, or names
                what ``view_class`` does not have.
        """
        self._environment = Environment(advice="，合并的标签格请写 {% merge … %}")
        self._view_class = view_class
        parts = read_package(path)
        try:
            where = f"Word 模板 {path.name}"
            parts = used_parts(parts, where)
            self._rendered = self._compile(parts, where)
            self.uses = Uses.of(part.uses for part in self._rendered)
            self.has_limits = any(part.has_limits for part in self._rendered)
            self.charts = sum(part.charts for part in self._rendered)
            rendered_names = {part.name for part in self._rendered}
            self._fixed = with_places_for_properties(
                {name: part for name, part in parts.items() if name not in rendered_names}
            )
            self._fixed_beside_data = with_place_for_data(self._fixed)
            fixed = {**self._fixed, **self._fixed_beside_data}
            self._packed = {name: Packed.of(part) for name, part in fixed.items()}
        except ValueError as error:
            raise TemplateError(f"{path}：Word 模板已损坏（{error}）") from None

    def render(
        self,
        view: Any,
        properties: Properties,
        embedded: bytes = b"",
        contents: Sequence[Entry] = (),
        plans: Mapping[int, Plan] = MappingProxyType({}),
        charts: Sequence[Sequence[Picture]] = (),
    ) -> bytes:
        """The Word file of ``view``.

        Args:
            view: what the document says.
            properties: what the file says about itself.
            embedded: an XML element that travels inside the file; none when empty.
            contents: what its tables of contents show until Word has updated them.
            plans: of its tables whose columns may be balanced, by their numbers.
            charts: the pictures of each; none of one that has nothing to show.

        Raises:
            TemplateError: when a tag cannot be carried out; names part and tag.
        """
        context = self._environment.context(view)
        rendered = {part.name: part.render(context, plans, charts) for part in self._rendered}
        if contents and self._main in rendered:
            root = parse(rendered[self._main])
            fill_contents(root, contents, self._contents_styles)
            rendered[self._main] = serialize(root).encode()
        # Only what differs from document to document is made here: the rest is ready.
        fixed = {**self._fixed_beside_data, ITEM: embedded} if embedded else self._fixed
        parts = {**fixed, **rendered, **property_parts(properties)}
        if self.charts:
            parts = with_files(parts, self._main, charts)
        if properties.stamp:
            parts = as_draft(parts, properties.stamp)
        # The seal stands behind the embedded data, and so is there with them alone.
        return write_package(sealed(parts) if embedded else parts, self._packed)

    def _compile(self, parts: Parts, where: str) -> list[_RenderedPart]:
        """The parts that have tags; all that may have some are checked."""
        main = check_package(parts, where)
        keeper = RowKeeper(_heights_in(parts, main))
        rendered = []
        labels = {main: "正文"}
        related = related_parts(parts, main)
        styles = [parse(parts[name]) for kind, name in related if kind == "styles"]
        ends, self._contents_styles = ends_in(styles), styles_of_contents(styles)
        for kind, name in related:
            if kind in _PART_LABELS:
                labels[name] = _PART_LABELS[kind]
        for name, label in labels.items():
            place = f"{where} {label}"
            if len(parts[name]) > _MOST_BYTES:
                raise TemplateError(f"{place}：过大，超过上限 {_MOST_BYTES >> 20} MiB，请删减")
            root = parse(parts[name])
            if label == labels[main]:
                self._main, self.has_contents = name, empty_contents(root)
            source, charts = _prepared(root, place, ends)
            if tags_in(source) or charts:
                compiled, uses = self._compile_source(source, place, root)
                drawn = self._drawn(source, charts)
                uses = replace(uses, by_paragraph=loops_over_paragraphs(root), charts=drawn)
                flags = NUMBERED in source, len(charts), stays_sound(source, LOOKED_AT)
                part = _RenderedPart(name, place, source, compiled, uses, *flags, keeper)
                rendered.append(part)
        return rendered

    def _compile_source(
        self, source: str, where: str, root: etree._Element
    ) -> tuple[Template, Uses]:
        try:
            tree = self._environment.parse(source)
            self._check_tree(tree, source, where, root)
            # Before it is compiled, which changes the tree.
            uses = uses_of(tree, self._view_class, self._environment)
            return self._environment.from_string(tree), uses
        except TemplateSyntaxError as error:
            tag = self._unreadable_tag(source) or tag_on_line(source, error.lineno)
            place = where + whereabouts(root, tag)
            raise TemplateError(f"{place}：标签 {tag} 写错：{in_chinese(error)}") from None
        # Python refuses what Jinja made: it has narrower bounds for blocks within blocks.
        except (MemoryError, RecursionError, SyntaxError):
            raise TemplateError(f"{where}：for、if 套得太多层，请减少层数") from None

    def _drawn(self, source: str, charts: Sequence[ChartTag]) -> tuple[Drawn, ...]:
        """What the ``charts`` for which ``source`` has marks draw."""
        if not charts:
            return ()
        tree = self._environment.parse(with_drawn(source, charts))
        return uses_of(tree, self._view_class, self._environment).charts

    def _check_tree(
        self, tree: nodes.Template, source: str, where: str, root: etree._Element
    ) -> None:
        for refused in tree.find_all(_REFUSED_SYNTAX):
            tag = tag_on_line(source, refused.lineno)
            place = where + whereabouts(root, tag)
            raise TemplateError(f"{place}：标签 {tag}：Word 模板里不能用这种写法")
        unknown = islice(unknown_names(tree, self._view_class, self._environment), MOST_TOLD)
        messages: dict[str, None] = {}
        tags = {" ".join(tag.split()) for tag in tags_in(source)}
        for each in unknown:
            tag, problem = tag_on_line(source, each.line), each.message
            shown = tag
            if merged := merged_label(tag, tags):
                tag, shown = f"{{{{ {merged}.text }}}}", f"{{% merge {merged} %}}"
                problem = f"“{merged}”不是能合并的标签，请核对名称，或改写成 {{{{ {merged} }}}}"
            messages[f"{where}{whereabouts(root, tag)}：标签 {shown}：{problem}"] = None
        if messages:
            raise TemplateError("\n".join(messages))

    def _unreadable_tag(self, source: str) -> str:
        """The first tag with something in it that is no Jinja at all; empty when there is none."""
        for tag in tags_in(source):
            try:
                list(self._environment.lex(tag))
            except TemplateSyntaxError:
                return " ".join(tag.split())
        return ""


def _heights_in(parts: Parts, main: str) -> RowHeights:
    """The heights of rows in a template whose text is in the part ``main``."""
    styles = [name for kind, name in related_parts(parts, main) if kind == "styles"]
    return RowHeights(parse(parts[main]), [parse(parts[name]) for name in styles])


def _prepared(root: etree._Element, where: str, ends: Ends) -> tuple[str, list[ChartTag]]:
    """The part as a Jinja template, and what its charts show.

    Paragraphs in the styles ``ends`` stay with the text.
    """
    # docxtpl looks for elements by this prefix, whatever it stands for.
    if root.nsmap.get("w") != W.strip("{}"):
        raise TemplateError(f"{where}：不是普通的 Word 文档（.docx），请用 Word 另存为 .docx")
    check_content(root, where)
    strip_editing_marks(root)
    keep_spaces(root)
    number_sequences(root)
    check_tags(root, where)
    keep_before_ends(root, ends)
    mark_widths(root, where)
    charts = mark_charts(root, where)
    span_rows(root, where)
    merge_labels(root, where)
    fill_empty_cells(root)
    state_widths(root)
    mark_printed_rows(root)
    with_numbers(root)
    return jinja_source(root), charts


class _RenderedPart(NamedTuple):
    """A part of the template with tags in it.

    Attributes:
        name: in the file.
        where: what a user calls it, with the template's name.
        source: as a Jinja template.
        template: the same, compiled.
        uses: what it does with the view.
        has_limits: whether columns of its tables may be balanced.
        charts: how many of its tags draw one.
        stays_sound: whether it is sound whatever its tags print.
        keeper: of the rows of its tables.
    """

    name: str
    where: str
    source: str
    template: Template
    uses: Uses
    has_limits: bool
    charts: int
    stays_sound: bool
    keeper: RowKeeper

    def render(
        self,
        context: Mapping[str, object],
        plans: Mapping[int, Plan],
        charts: Sequence[Sequence[Picture]],
    ) -> bytes:
        """The part with its tags carried out, checked for what these can bring about."""
        try:
            text = self.template.render(context)
            # Which rows are high, and where figures have no room, depends on how wide cells are.
            if self.has_limits:
                text = with_settled_tables(text, plans, self.keeper)
            if self.charts:
                text = with_pictures(text, charts)
            text = self.keeper.keep_last_rows(self.keeper.fit_rows(text), DECLARATION)
            part = text.encode()
        except FAILURES as error:
            raise self._failure(error) from None
        self._require_few_elements(part)
        # Pieces that are harmless by themselves may make up a field, or broken XML.
        if not (self.stays_sound and has_only_characters_of_xml(text, part)):
            self._check(part)
        return part

    def _require_few_elements(self, part: bytes) -> None:
        # None takes less than a byte: most parts need not be counted.
        if len(part) > _MOST_ELEMENTS and (count := elements_in(part)) > _MOST_ELEMENTS:
            raise TemplateError(
                f"{self.where}：印出的元素和属性 {count:,} 个，超过上限 {_MOST_ELEMENTS:,} 个，"
                "请减少循环"
            )

    def _check(self, part: bytes) -> None:
        try:
            root = parse(part)
        except XmlError:
            raise TemplateError(
                f"{self.where}：成对的标签（for 与 endfor、if 与 endif）不在同一层，"
                "例如一个在表格里、一个在表格外；请把它们放在同一层"
            ) from None
        check_content(root, self.where)

    def _failure(self, error: Exception) -> TemplateError:
        line = template_line(error)
        tag = tag_on_line(self.source, line.lineno or 0) if line else ""
        return TemplateError(f"{self.where}：标签 {tag} 出错：{in_chinese(error)}")


_MOST_TEMPLATES = 64
_loading = Lock()


def load(path: Path, view_class: type) -> WordTemplate:
    """The Word template at ``path`` for views of ``view_class``.

    It is read, checked and compiled once per process, and again when its file has changed.

    Raises:
        TemplateError: when it is wrong; names the template, the part and the tag.
    """
    try:
        status = path.stat()
    except OSError as error:
        raise TemplateError(f"{path}：读不了这个 Word 模板（{reason(error)}）") from None
    # docxtpl would read, patch and compile the template anew for every document.
    # A cache does not lock: threads that come together would each compile the template.
    with _loading:
        return _loaded(path, status.st_mtime_ns, status.st_size, view_class)


@lru_cache(maxsize=_MOST_TEMPLATES)
def _loaded(path: Path, _changed: int, _size: int, view_class: type) -> WordTemplate:
    return WordTemplate(path, view_class)
