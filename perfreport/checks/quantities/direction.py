"""Whether more of something is better, as far as its name and its unit tell."""

from __future__ import annotations

from perfreport.basics.patterns import regex

_BETTER_WHEN_LESS = regex(
    "差错|错误|投诉|事故|失误|违规|违纪|负面|逾期|流失|重复|成本|费用|能耗|超支|控制|降低|下降|减少"
    "|缩短|时间|时长|时限|结转|结余|损耗|故障|发案|空置|闲置"
)
# Fewer days are better for a repair and worse for a course, so that a time alone tells nothing.
_TIMES = regex("[天日周月年秒]|小时|分钟|季度|工作日|自然日")


def is_direction_open(name: str, unit: str) -> bool:
    """Whether ``name`` and ``unit`` do not tell that more is better."""
    return bool(_BETTER_WHEN_LESS.search(name) or _TIMES.search(unit))
