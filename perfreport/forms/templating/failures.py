"""What a wrong template raises, in words for those who have to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import FrameSummary, extract_tb

from jinja2 import TemplateError as JinjaError
from jinja2 import TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError

from perfreport.basics.errors import TemplateError

FAILURES = (
    JinjaError, ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError,
    SyntaxError, TypeError, ValueError,
)  # fmt: skip
"""What a template that is wrong may raise."""

_UNNAMED = "<template>"
_TOKENS = {
    "begin of print statement": "{{",
    "end of print statement": "}}",
    "begin of statement block": "{%",
    "end of statement block": "%}",
    "end of template": "模板结尾",
    "name": "名称",
    "string": "引号中的文字",
    "integer": "整数",
}
# The first that fits counts, so that the longer of two that begin alike stands first. They are
# compiled when there is something to tell.
_IN_CHINESE = (
    (r"expected token '(.+)', got '(.+)'$", "这里应是“{0}”，写的却是“{1}”"),
    (r"unexpected end of template, expected '(.+)'\.$", "模板到此中断，还缺“{0}”"),
    (r"Unexpected end of template\..* The innermost block .* is '(\w+)'", "{0} 没有写结束标签"),
    (r"Unexpected end of template", "模板到此中断，有标签没有写结束标签"),
    (
        r"Encountered unknown tag 'end(\w+)'\..* innermost block .* is '(\w+)'",
        "多出一个 end{0}：前面的 {1} 还没有结束，或者没有与它成对的 {0}",
    ),
    (r"Encountered unknown tag 'end(\w+)'", "多出一个 end{0}：前面没有与它成对的 {0}"),
    (
        r"Encountered unknown tag '(\w+)'\..* innermost block .* is '(\w+)'",
        "没有标签“{0}”，或者它不能放在 {1} 的结束标签之前",
    ),
    (r"Encountered unknown tag '(.+?)'", "没有标签“{0}”"),
    (r"Expected an expression, got '(.+)'$", "这里应写名称或文字，写的却是“{0}”"),
    (r"unexpected '(.+)', expected '(.+)'$", "多出“{0}”，这里应是“{1}”"),
    (r"unexpected char '(.+)' at \d+$", "不认识符号“{0}”"),
    (r"unexpected '(.+)'$", "多出“{0}”"),
    (r"No filter named '(\w+)'", "没有过滤器“{0}”"),
    (r"No test named '(\w+)'", "没有判断“{0}”"),
    (r"Missing end of comment tag", "注释没有写结束的 #}}"),
    (r"Missing end of raw directive", "raw 没有写 endraw"),
    (r"tag name expected", "标签里没有写名称"),
    (r"block '(.+)' defined twice", "区块“{0}”写了两次"),
    (r"(?i)can(?:'t|not) assign to ", "不能给它赋值"),
    (r"(?i)invalid character in identifier", "名称里有不能用的符号"),
    (r"Block names in Jinja", "区块的名称只能用字母、数字和下划线"),
    (r"cannot use extend", "extends 要写在最外层"),
    (r"extended multiple times", "只能写一个 extends"),
    (r"division by zero|.* division or modulo by zero", "除数是零"),
    (r"'(\w+)' object is not iterable", "for 要的是一组内容，这里却不是"),
    (r"cannot unpack|not enough values|too many values", "左右两边的个数不同"),
    (r"unsupported operand|can only concatenate|must be str", "文字与数字不能直接运算"),
    (r"'.+' not supported between", "这两样不能比较大小"),
    (r"slice step cannot be zero", "切片的步长不能是零"),
    (r"slice indices must be integers", "切片的起止和步长应是整数"),
    (r"unhashable type", "一组内容不能用作花括号 {{…}} 里的键"),
    (r"Value after \* must be|.* argument after \*(?!\*)", "调用时 * 之后应是一组内容"),
    (r".*argument after \*\*", "调用时 ** 之后应是 {{…}} 写的名称和值"),
    (r"bad operand type for unary", "只有数字前面可以写正负号"),
    (r"argument of type", "in 之后应是文字或一组内容"),
    (r"'in <string>' requires", "在文字里只能用 in 找文字"),
    (r"object of type '(\w+)' has no len", "这里没有个数可数，应是文字或一组内容"),
    (r"Required block '(.+)' not found", "区块“{0}”必须写出内容（它标了 required）"),
    (r"macro '(.+)' takes", "调用宏“{0}”时多写了参数"),
    (r"Exceeds the limit", "数太长"),
    (r"too many statically nested blocks|too many levels of indent", "for、if 套得太多层"),
)
"""Messages of Jinja and Python by their beginnings, and what is said instead of them."""


@contextmanager
def template_errors(where: str) -> Iterator[None]:
    """Turn what a wrong template raises into ``TemplateError``.

    The message names the template at ``where``, the file if it is another one, and the line.
    """
    try:
        yield
    except TemplateSyntaxError as error:
        place = _place(where, error.filename, error.lineno)
        raise TemplateError(f"{place}：模板标签写错：{in_chinese(error)}") from None
    except TemplateNotFound as error:
        raise TemplateError(f"{where}：找不到被引用的模板“{error.name}”") from None
    except FAILURES as error:
        line = template_line(error)
        place = _place(where, line.filename, line.lineno) if line else where
        kind = "模板越权" if isinstance(error, SecurityError) else "模板出错"
        raise TemplateError(f"{place}：{kind}：{in_chinese(error)}") from None


def in_chinese(error: Exception) -> str:
    """What ``error`` says, translated; what has no translation is quoted as it is."""
    if isinstance(error, RecursionError):
        return "一层层引用自身，没有尽头"
    if isinstance(error, MemoryError):
        return "太长或套得太多层，内存不够"
    message = str(getattr(error, "message", None) or error)
    for pattern, words in _IN_CHINESE:
        if found := re.match(pattern, message, re.DOTALL):
            return words.format(*(_TOKENS.get(each, each) for each in found.groups()))
    return f"原文：{message}" if message.isascii() else message


def template_line(error: Exception) -> FrameSummary | None:
    """The innermost line of a template that ``error`` passed through; None when there is none."""
    # Jinja gives the lines of a template the name of its file, or ``<template>``.
    frames = reversed(extract_tb(error.__traceback__))
    return next((frame for frame in frames if not frame.filename.endswith(".py")), None)


def _place(where: str, filename: str | None, line: int | None) -> str:
    name = Path(filename or _UNNAMED).name
    other = "" if name == _UNNAMED or where.endswith(name) else f"（{name}）"
    return f"{where}{other} 第 {line} 行"
