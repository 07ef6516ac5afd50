"""Explanations as text, and places as they are typed on the command line."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from perfreport.basics.addresses import DataPath
from perfreport.blocks.explanation import Explanation, Operand
from perfreport.data.source import labelled

_STEP = re.compile(r"(?P<key>[^.\[\]]+)|\[(?P<position>\d+)\]")

Lines = Callable[[DataPath], int | None]


def path_of(text: str) -> DataPath:
    """The path that ``text`` names as people count: ``管理效率.指标[3].得分率``.

    Raises:
        ValueError: when it is not written like that; the message says how to write it.
    """
    steps = list(_STEP.finditer(text))
    is_whole = "".join(step.group() for step in steps) == text.replace(".", "")
    if not steps or not is_whole or any(step["position"] == "0" for step in steps):
        raise ValueError(f"“{text}”不是位置，请写成“管理效率.指标[3].得分率”这样，从1数起")
    return DataPath(*(int(step[2]) - 1 if step[2] else step[1] for step in steps))


def as_text(explanations: Sequence[Explanation], line: Lines = lambda _: None) -> str:
    """``explanations`` as text for people; ``line`` tells where in the file a figure stands."""
    return "\n".join(_one(each, line) for each in explanations)


def _one(each: Explanation, line: Lines) -> str:
    lines = [
        f"{each.label}：{each.value}",
        f"  位置　{labelled(each.path)}",
        f"  算式　{each.formula}",
        *(f"　　　　{_operand(operand, line)}" for operand in each.operands),
        f"  得数　{each.result}",
        f"  取舍　{each.rounding}",
    ]
    if each.is_stated:
        lines.append("  照录　数据中写明了这个数，印所写的数，不印得数")
    lines.append(f"  依据　{each.basis}\n")
    return "\n".join(lines)


def _operand(operand: Operand, line: Lines) -> str:
    number = line(operand.path)
    place = labelled(operand.path) + (f"，第{number}行" if number else "")
    return f"{operand.label} {operand.value}（{place}）"
