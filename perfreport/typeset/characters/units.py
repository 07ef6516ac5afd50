"""Units of measure as they follow numbers: ``65.5万人``, ``12个工作日``, ``100余万元``."""

from __future__ import annotations

import re

_MULTIPLIERS = "十百千万亿"
_APPROXIMATE = "多余几"
_WORDS = re.findall(
    r"\w+",
    "元 角 分 美元 人 人次 人日 名 位 户 家 个 个月 个工作日 只 件 项 宗 起 例 次 场 场次 期 批 "
    "批次 份 篇 册 本 套 台 台套 辆 艘 架 部 张 枚 块 条 座 栋 幢 间 所 处 段 号 届 级 类 种 组 "
    "队 班 "
    "年 年度 月 月份 日 天 周 季度 课时 学时 小时 分钟 时 秒 点 岁 倍 度 成 折 百分点 个百分点 "
    "米 厘米 毫米 千米 公里 平方米 平方千米 平方公里 立方米 亩 公顷 "
    "克 千克 公斤 斤 吨 升 毫升 千瓦 千瓦时 兆瓦 株 棵 头 羽",
)
_LONGEST_FIRST = "|".join(sorted(_WORDS, key=len, reverse=True))

_SIMPLE = f"(?:[{_MULTIPLIERS}]*(?:{_LONGEST_FIRST})|[{_MULTIPLIERS}]+)"
UNIT = f"[{_APPROXIMATE}]?{_SIMPLE}(?:[/／]{_SIMPLE})?"
"""A regular expression for a unit, ``万元`` or ``元/平方米``."""

ALWAYS_UNITS = _MULTIPLIERS + "".join(word for word in _WORDS if len(word) == 1)
"""Characters that are a unit, or begin one, whatever follows."""

WITHIN_UNITS = _APPROXIMATE + _MULTIPLIERS + "".join(word[:-1] for word in _WORDS)
"""Characters after which a unit may go on."""

MOST_CHARACTERS = 14
"""No unit is longer than this."""
