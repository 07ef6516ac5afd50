"""A template reads its view, loops, chooses and includes; whatever else it tries is refused."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.basics.errors import TemplateError
from perfreport.forms.templating import Environment, template_errors, view_fields


class Row(NamedTuple):
    """A row of the view below."""

    name: str
    rows: int

    @property
    def merge(self) -> str:
        """A property of a view is a field of it too."""
        return "restart" if self.rows else "continue"


class View(NamedTuple):
    """What the templates of these tests see."""

    title: str
    rows: tuple[Row, ...]


VIEW = View("标题", (Row("甲", 1), Row("乙", 0)))


def rendered(source: str, view: View = VIEW) -> str:
    environment = Environment()
    with template_errors("模板"):
        return environment.from_string(source).render(environment.context(view))


def refused(source: str) -> str:
    with pytest.raises(TemplateError) as caught:
        rendered(source)
    return str(caught.value)


@given(st.text())
def test_any_text_is_printed_as_it_is_and_never_taken_for_markup(text: str) -> None:
    escaped = rendered("{{ title }}", View(text, ()))
    for character, entity in {"<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"}.items():
        assert character not in escaped
        escaped = escaped.replace(entity, character)
    assert escaped.replace("&amp;", "&") == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{% for row in rows %}{{ loop.index }}{{ row.name }}{% endfor %}", "1甲2乙"),
        ("{% for row in rows %}{% if not loop.last %}{{ row.name }}{% endif %}{% endfor %}", "甲"),
        ("{% for row in rows if row.rows %}{{ row.name }}{% endfor %}", "甲"),
        ("{{ rows[1].name }}{{ rows[-1].rows }}", "乙0"),
        ("{{ rows|length + 1 }}", "3"),
        ("{{ (rows|last).name }}", "乙"),
        ("{% for row in rows %}{{ row.merge }} {% endfor %}", "restart continue "),
        ("{% set name = rows[0].name %}{{ name }}", "甲"),
        ("{% macro cell(name) %}[{{ name }}]{% endmacro %}{{ cell(title) }}", "[标题]"),
        ('{{ number("表") }}{{ number("图") }}{{ number("表") }}', "112"),
        ("{{ title ~ 1 }}", "标题1"),
        ("{{ '有' if title else '无' }}", "有"),
    ],
)
def test_a_template_can_do_what_layout_needs(source: str, text: str) -> None:
    assert rendered(source) == text


def test_every_document_is_numbered_from_one() -> None:
    assert rendered('{{ number("表") }}') == rendered('{{ number("表") }}') == "1"


@pytest.mark.parametrize(
    "source",
    [
        "{{ title.__class__ }}",
        "{{ title['__class__'] }}",
        "{{ rows.__class__.__mro__ }}",
        "{{ rows[0].__init__.__globals__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ title|attr('__class__') }}",
        "{{ rows[0]._asdict() }}",
        "{{ rows[0]._replace(name=1) }}",
        "{{ title.format(title) }}",
        "{{ title.upper() }}",
        "{{ rows.count(1) }}",
        "{{ number.__call__ }}",
        "{{ number._counts }}",
        "{{ self.__init__ }}",
        "{{ loop.__class__ }}",
        "{% for row in rows %}{{ loop._iterable }}{% endfor %}",
        "{% for row in rows %}{{ loop.cycle(1) }}{% endfor %}",
        "{% macro m() %}{% endmacro %}{{ m.name }}",
        "{% macro m() %}{{ caller.__class__ }}{% endmacro %}{% call m() %}{% endcall %}",
        "{{ range(9) }}",
        "{{ lipsum() }}",
        "{{ cycler(1) }}",
        "{{ namespace(a=1) }}",
        "{{ dict(a=1) }}",
        "{{ joiner() }}",
        "{{ title() }}",
        "{{ rows|map(attribute='__class__')|list }}",
        "{{ '%s'|format(title) }}",
        "{{ title|safe }}",
    ],
)
def test_nothing_but_the_fields_of_the_view_can_be_reached(source: str) -> None:
    assert refused(source).startswith("模板")


@pytest.mark.parametrize(
    "source", ["{{ 'a' * 10**9 }}", "{{ 9**9**9 }}", "{{ '%0999999999d' % 1 }}"]
)
def test_no_huge_text_is_made_out_of_a_small_one(source: str) -> None:
    assert "不允许运算" in refused(source)


def test_text_of_the_data_cannot_be_made_to_pass_for_markup() -> None:
    assert "不能用 autoescape" in refused("{% autoescape false %}{{ title }}{% endautoescape %}")


@pytest.mark.parametrize(
    "source", ["{{ rows }}", "{{ rows[0] }}", "{{ [title] }}", "{{ rows == 1 }}"]
)
def test_only_text_is_printed(source: str) -> None:
    assert refused(source) == "模板 第 1 行：模板出错：这里要写文字；一组内容请用 for 逐项写出"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("{{ colour }}", "模板 第 1 行：模板出错：这里没有“colour”"),
        ("\n{{ rows[0].colour }}", "模板 第 2 行：模板出错：这里没有“colour”"),
        ("{{ rows[9].name }}", "模板 第 1 行：模板出错：这里没有“name”"),
        ("{% if colour %}{% endif %}", "模板 第 1 行：模板出错：这里没有“colour”"),
        ("\n\n{{ title", "模板 第 3 行：模板标签写错："),
        ("{% foo %}", "模板 第 1 行：模板标签写错："),
        ("{{ title|upper }}", "模板 第 1 行：模板标签写错："),
        ('{% include "没有.xml" %}', "模板：找不到被引用的模板“没有.xml”"),
        ("{{ 1 / 0 }}", "模板 第 1 行：模板出错："),
        ("{{ title + 1 }}", "模板 第 1 行：模板出错："),
        ("{% for a in 5 %}{% endfor %}", "模板 第 1 行：模板出错："),
        ("{% for a, b, c in rows %}{% endfor %}", "模板 第 1 行：模板出错："),
        ("{{ number([]) }}", "模板 第 1 行：模板出错："),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "一层层引用自身，没有尽头"),
    ],
)
def test_a_template_that_fails_is_told_where_and_why(source: str, message: str) -> None:
    assert message in refused(source)


def test_the_file_that_fails_is_named_if_it_is_an_included_one(tmp_path: Path) -> None:
    (tmp_path / "甲.xml").write_text('\n{% include "乙.xml" %}', "utf-8")
    (tmp_path / "乙.xml").write_text("\n\n{{ colour }}", "utf-8")
    environment = Environment([tmp_path])
    with pytest.raises(TemplateError) as caught, template_errors("PDF 模板 甲.xml"):
        environment.get_template("甲.xml").render(environment.context(VIEW))
    assert str(caught.value) == "PDF 模板 甲.xml（乙.xml） 第 3 行：模板出错：这里没有“colour”"


@pytest.mark.parametrize("name", ["../甲.xml", "/etc/passwd", "下/../../甲.xml"])
def test_only_files_of_the_template_folders_are_included(tmp_path: Path, name: str) -> None:
    (tmp_path / "甲.xml").write_text("外面", "utf-8")
    (tmp_path / "下").mkdir()
    environment = Environment([tmp_path / "下"])
    with pytest.raises(TemplateError, match="找不到被引用的模板"), template_errors("模板"):
        environment.from_string(f'{{% include "{name}" %}}').render()


def test_errors_that_are_no_templates_pass_through() -> None:
    with pytest.raises(KeyboardInterrupt), template_errors("模板"):
        raise KeyboardInterrupt


def test_fields_of_a_view_are_its_fields_and_properties() -> None:
    assert list(view_fields(Row)) == ["name", "rows", "merge"]
    assert view_fields(str) == {}


def test_a_link_does_not_lead_out_of_the_folder_of_templates(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("秘密", "utf-8")
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "link.xml").symlink_to(tmp_path / "secret")
    environment = Environment((folder,))
    with pytest.raises(TemplateError, match="找不到"), template_errors("模板"):
        environment.get_template("link.xml")


def test_a_template_that_comes_before_another_is_found_by_a_running_process(
    tmp_path: Path,
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    (second / "a.xml").write_text("后", "utf-8")
    environment = Environment((first, second))
    assert environment.get_template("a.xml").render() == "后"
    (first / "a.xml").write_text("先", "utf-8")
    assert environment.get_template("a.xml").render() == "先"


def test_a_template_that_is_too_large_is_called_so_wherever_it_is_cut(tmp_path: Path) -> None:
    (tmp_path / "large.xml").write_text("字" * 1_500_000, "utf-8")
    with pytest.raises(TemplateError, match="4 MiB"):
        Environment((tmp_path,)).parsed("large.xml")
