"""What Jinja and Python say of a wrong template is said in Chinese, or quoted as it is."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from jinja2 import TemplateSyntaxError

from perfreport.basics.errors import TemplateError
from perfreport.forms.templating import Environment, in_chinese, template_errors


class NoFields(NamedTuple):
    """What the templates of these tests see."""


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("{{ a b }}", "这里应是“}}”，写的却是“b”"),
        ("{% if a %}", "if 没有写结束标签"),
        (
            "{% for a in b %}{% endif %}",
            "多出一个 endif：前面的 for 还没有结束，或者没有与它成对的 if",
        ),
        ("{% endfor %}", "多出一个 endfor：前面没有与它成对的 for"),
        ("{% foo %}", "没有标签“foo”"),
        ("{{ }}", "这里应写名称或文字，写的却是“}}”"),
        ("{{ a } }}", "多出“}”"),
        ("{{ a|upper }}", "没有过滤器“upper”"),
        ("{{ a is odd }}", "没有判断“odd”"),
        ("{# a", "注释没有写结束的 #}"),
        ("{% raw %}甲", "raw 没有写 endraw"),
        ("{% %}", "标签里没有写名称"),
        ("{% set 1 = 2 %}", "不能给它赋值"),
        ("{{ 1 / 0 }}", "除数是零"),
        ("{{ 'a' + 1 }}", "文字与数字不能直接运算"),
        ("{{ 1 < 'a' }}", "这两样不能比较大小"),
        ("{% for a in 5 %}{% endfor %}", "for 要的是一组内容，这里却不是"),
        ("{% for a, b in [[1]] %}{% endfor %}", "左右两边的个数不同"),
        ("{% macro m() %}{% endmacro %}{{ m(1) }}", "调用宏“m”时多写了参数"),
        ("{{ a[::0] }}", "切片的步长不能是零"),
        ("{{ a['x':] }}", "切片的起止和步长应是整数"),
        ("{% set b = {[1]: 2} %}", "一组内容不能用作花括号 {…} 里的键"),
        ("{% macro m() %}{% endmacro %}{{ m(*1) }}", "调用时 * 之后应是一组内容"),
        ("{% macro m() %}{% endmacro %}{{ m(**1) }}", "调用时 ** 之后应是 {…} 写的名称和值"),
        ("{{ -a }}", "只有数字前面可以写正负号"),
        ("{{ +a }}", "只有数字前面可以写正负号"),
        ("{% if a in 1 %}{% endif %}", "in 之后应是文字或一组内容"),
        ("{% if 1 in a %}{% endif %}", "在文字里只能用 in 找文字"),
        ("{{ 1|length }}", "这里没有个数可数，应是文字或一组内容"),
        ("{% block b required %}{% endblock %}", "区块“b”必须写出内容（它标了 required）"),
        ("{{ " + "9" * 5_000 + " }}", "数太长"),
    ],
)
def test_common_mistakes_are_told_in_chinese(source: str, message: str) -> None:
    with pytest.raises(TemplateError) as caught, template_errors("模板"):
        Environment().from_string(source).render(a="甲")
    assert str(caught.value).endswith(f"：{message}")


def test_a_number_with_decimals_is_to_be_written_as_text() -> None:
    environment = Environment()
    with pytest.raises(TemplateError) as caught, template_errors("模板"):
        environment.from_string("{{ 1.5 }}").render(environment.context(NoFields()))
    assert str(caught.value).endswith("：带小数的数要写成文字，如 '1.5'，加上引号")


def test_what_has_no_translation_is_quoted() -> None:
    assert in_chinese(TemplateSyntaxError("something new", 1)) == "原文：something new"


def test_what_is_chinese_already_stays() -> None:
    assert in_chinese(TemplateSyntaxError("不能用 autoescape", 1)) == "不能用 autoescape"
