"""Where lines end: against UAX #14 as another library has it, and against Chinese cases."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uniseg.linebreak import line_break, line_break_boundaries

from perfreport.basics import resources
from perfreport.typeset.characters.linebreak import emergency, last_opportunity, opportunities
from perfreport.typeset.fonts.book import FontBook

AS_IN_UAX_14 = (
    "的了中国々〇ーっＡｂ①ⅣΩЖ≥×§★℃‰％%°$￥€№+±\\AbZz019.!?()[]{}|-–\"'#&@=<>\u00a0 "
    "、。，！？；：（）［］《》〈〉「」『』【】〔〕…⋯é"
)
"""Characters that break as UAX #14 says, whatever stands beside them."""

AS_ONE = ("——", "a/b", "A,", "2:", "z;")
"""The same, if they are taken together."""

TAILORED = ",:;“”‘’·～－‐—／/＋＜＝＞．" + "０１２３４５６７８９"
"""Characters for which the module says what is different."""

CHINESE = (
    "的了中国年月日个万元人次项部门预算支出执行率" * 2
    + "0123456789" * 2
    + "AbcSMN-–/.,:;%‰+±≥¥ "
    + "、。，！？；：（）《》〈〉「」“”‘’〔〕【】·…—～－／ー々０９％＋＞"
)

INTRICATE = "中万个月度人工作日12.:,-%+（）〔〕“”’A— …/￥"

PIECES = {
    "闭合标点不在行首": "预|算。|（含|税），|《办|法》、|“好”；",
    "开始标点不在行末": "他|说：|“好”|（见|《法》|第|3条）|【附|件】",
    "连用标点": "称|“（一）|好。”|（完。）”|好",
    "半角标点": "预|算,|支|出:|好;|(一)|好!|[二]|吗?",
    "破折号不拆": "平|安|——|法|治",
    "省略号不拆": "等|等……|之|类",
    "单个破折号不在行首": "北|京—|上|海",
    "间隔号不在行首": "阿|凡|提·|买|买|提",
    "浪纹线不在行首": "80%～90%|之|间",
    "金额": "共|123,456.78万元，|其|中",
    "百分数": "满|意|度|≥95%|以|上",
    "正负号": "增|长|+3.5%、-2.1‰、|±5℃",
    "全角数字": "第|１２３号|和|＞９５．５％",
    "人数": "惠|及|65.5万人，|占|5成",
    "人次": "培|训|1200人次，|覆|盖|3个月",
    "多个字的单位": "用|时|30个工作日，|占|地|12万平方公里",
    "余数": "约|100余万元|和|20多个|项|目",
    "单价": "约|50元/平方米，|共|3个|标|段",
    "日期": "2023年|12月|31日|完|成",
    "年度": "2023年度|计|划，|3月份|起|草",
    "汉字后的半角标点": "指|标|值:|98%；|完|成,|2次",
    "编号": "代|码|GZIT2022-|SM-|N-|C-006008|的",
    "文号": "财|预|〔2020〕10号|文",
    "西文词": "用|PDF/|A|与|Word|文|件|Hello |world，|好",
    "西文撇号": "the |mayor’s |office",
    "斜线不在行首行末": "元/人|和|千|米/小|时",
    "货币": "￥1,234.50|和|US$3.2",
    "括号里的数": "得|分|（49.99）|与|(50)|分",
    "时刻与比分": "于|12:30|开|始，|比|例|1:1.5",
    "序号": "1.|预|算|收|入|情|况。",
}
"""Texts with every place where a line may end."""


@pytest.fixture(scope="module")
def signs() -> list[str]:
    """All characters of the bundled fonts but ideographs and private ones."""
    book = FontBook(bundled=resources.fonts() / "fandol")
    codes = {code for face in book.faces(["FandolSong-Bold"]) for code in face.source.unicodes}
    characters = map(chr, sorted(codes))
    return [sign for sign in characters if unicodedata.category(sign) not in ("Cc", "Co", "Lo")]


def as_in_uax_14(text: str) -> list[int]:
    return [place for place in line_break_boundaries(text) if place]


def pieces(text: str) -> str:
    marks = opportunities(text)
    return "|".join(text[start:end] for start, end in zip([0, *marks], marks, strict=False))


@pytest.mark.parametrize("marked", PIECES.values(), ids=PIECES.keys())
def test_chinese_breaks_where_it_may_and_nowhere_else(marked: str) -> None:
    assert pieces(marked.replace("|", "")) == marked


@settings(max_examples=1500)
@given(st.lists(st.sampled_from([*AS_IN_UAX_14, *AS_ONE]), max_size=12).map("".join))
def test_text_without_tailored_characters_breaks_as_uax_14_says(text: str) -> None:
    assert opportunities(text) == as_in_uax_14(text)


def test_each_sign_that_is_not_tailored_breaks_as_uax_14_says(signs: list[str]) -> None:
    for sign in sorted(set(signs) - set(TAILORED)):
        for neighbour in "中A1（）% -":
            text = f"中{neighbour}{sign}{neighbour}"
            assert opportunities(text) == as_in_uax_14(text), line_break(sign)


def test_no_tailored_character_breaks_as_uax_14_says_anyway() -> None:
    """The list of exceptions holds no more than it must."""
    contexts = ["中{}中", "1{}2", "A{}中", "中{}A", "中{}1", "中{}（"]
    for character in TAILORED:
        texts = [context.format(character) for context in contexts]
        assert any(opportunities(text) != as_in_uax_14(text) for text in texts), character


@settings(max_examples=2000)
@given(st.text(CHINESE, max_size=40) | st.text(INTRICATE, max_size=12), st.data())
def test_the_last_opportunity_is_found_without_looking_at_all(
    text: str, data: st.DataObject
) -> None:
    places = [0, *opportunities(text)]
    start = data.draw(st.sampled_from(places))
    limit = data.draw(st.integers(start, len(text)))
    expected = max(place for place in places if place <= limit)
    assert last_opportunity(text, start, limit) == expected


@given(st.text(CHINESE, min_size=1, max_size=20), st.data())
def test_an_emergency_break_gets_on_and_stays_within_the_limit(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    limit = data.draw(st.integers(start, len(text)))
    end = emergency(text, start, limit)
    assert start < end <= max(limit, start + 1)


def test_an_emergency_break_spares_punctuation_where_it_can() -> None:
    assert emergency("ABCDEFG，", 0, 7) == 6
    assert emergency("（1234567", 0, 1) == 1
    assert emergency("12（34567", 0, 3) == 2


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        ("〔2020〕10号", 7, ["〔2020〕", "10号"]),
        ("2023.01.01-2023.12.31", 19, ["2023.01.01-", "2023.12.31"]),
        ("ABC（123,456.78万元）", 14, ["ABC", "（123,456.78万元）"]),
        ("1,2,3,40,50", 6, ["1,2,3,", "40,50"]),
        ("（1,234.56", 8, ["（", "1,234.56"]),
        ("1,234.56，", 8, ["1,234.56", "，"]),
        ("GZIT2022006008", 9, ["GZIT20220", "06008"]),
        ("1234567890", 6, ["123456", "7890"]),
    ],
)
def test_an_emergency_break_spares_numbers_before_all(
    text: str, limit: int, parts: list[str]
) -> None:
    end = emergency(text, 0, limit)
    assert [text[:end], text[end:]] == parts
