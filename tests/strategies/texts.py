"""Texts for generated documents: plain prose, and prose full of what renderers stumble over."""

from __future__ import annotations

from hypothesis import strategies as st

from perfreport.checks.likeness import plain_text

_PHRASES = (
    "推进平安建设", "完善治理机制", "提升服务水平", "加强队伍培训", "优化办事流程", "整合数据资源",
    "规范项目管理", "开展实地调研", "落实主体责任", "健全工作制度", "做好宣传引导", "保障系统运行",
    "“一站式”服务平台", "《法治论坛》刊物", "综治中心（示范点）", "广州街坊App",
    "“5+1”指标体系", "第3季度",
)  # fmt: skip
_WILD = (
    "<5%", "A & B", "x<y>z", "&amp;", "{{ name }}", "{% if %}", "%}", "#{", "\\", '"', "'", "``",
    "  ", "*", "_", "~", "^", "1,234.50万元", "≥95%", "100%", "2024年9月1日", "（一）", "一、",
    "1.", "①", "，", "。", "、", "；", "：", "“", "”", "《", "》", "……", "——", "·", "℃",
    "〔2024〕5号",
)  # fmt: skip

plain_lines = st.lists(st.sampled_from(_PHRASES), min_size=1, max_size=6, unique=True).map(
    lambda phrases: "，".join(phrases)
)
"""Paragraphs of plain prose, without a stop at the end."""

_WITHIN_GB_2312 = [
    character
    for code in range(0x4E00, 0x9FA6)
    if len((character := chr(code)).encode("gb2312", "ignore")) == 2
]
_parts = st.one_of(
    st.sampled_from(_PHRASES),
    st.sampled_from(_WILD),
    st.text(st.sampled_from(_WITHIN_GB_2312), min_size=1, max_size=12),
    st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=8),
)

_ODD = ("\u2003", "\u3000", "\xa0", "\u200b", "\ufeff", "\xad", "e\u0301", "😀", "\ue000")
_any_characters = st.text(
    st.characters(exclude_categories=("Cc", "Cn", "Cs", "Zl", "Zp")), min_size=1, max_size=4
)


def _lines(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Paragraphs of ``parts``; none looks like the mark of a paragraph, or is but a dash."""
    texts = st.lists(parts, min_size=1, max_size=8).map(lambda parts: "".join(parts).strip())
    return texts.filter(
        lambda text: (
            bool(text.strip("-–—―－−─")) and "<p" not in text.lower() and "</p" not in text.lower()
        )
    )


wild_lines = _lines(_parts)
"""Paragraphs of any characters that the bundled fonts have, markup of all sorts among them."""

odd_lines = _lines(st.one_of(_parts, st.sampled_from(_ODD), _any_characters))
"""Paragraphs of any characters at all, whether a font has them or not."""


def paragraphs(lines: st.SearchStrategy[str], most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    """One or more paragraphs of ``lines``."""
    return st.lists(lines, min_size=1, max_size=most).map(tuple)


def plain(text: str) -> str:
    """What tells ``text`` from others: its words, or all of it where it has none."""
    return plain_text(text) or text


def items(lines: st.SearchStrategy[str], most: int = 4) -> st.SearchStrategy[list[str]]:
    """One or more ``lines`` that can be told apart by their words alone."""
    return st.lists(lines, min_size=1, max_size=most, unique_by=plain)


def goals_of(name: str, lines: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """Paragraphs of ``lines`` about what is called ``name``, and so about nothing else."""
    return paragraphs(lines).map(lambda texts: (f"{name}：{texts[0]}", *texts[1:]))
