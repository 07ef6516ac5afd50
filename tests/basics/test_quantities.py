"""Amounts, percentages and scores are exact, know their units, and say what is wrong with text."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from perfreport.basics.decimals import parse_decimal, says_nothing
from perfreport.basics.quantities import Amount, Percent, Rounding, Score, Unit

units = st.sampled_from(Unit)
amounts = units.flatmap(
    lambda unit: st.decimals(min_value=-(10**11), max_value=10**11, places=min(unit.places, 4)).map(
        lambda number: Amount(number, unit)
    )
)
scores = st.decimals(min_value=0, max_value=1000, places=4).map(Score)


def yuan(amount: Amount) -> Fraction:
    return Fraction(amount.value) * Fraction(amount.unit.yuan)


UNSEEN = [
    ("1\u200b266.19", "第 2 个字是零宽空格（U+200B），看不见，请删去"),
    ("1\u2009266.19", "第 2 个字是窄空格（U+2009），看不见，请删去"),
    ("\u20091266.1\xa09", "第 8 个字是不换行空格（U+00A0），看不见，请删去"),
    ("\ufeff5", "第 1 个字是字节顺序标记（U+FEFF），看不见，请删去"),
    ("5\u202c", "第 2 个字是文字方向的控制符（U+202C），看不见，请删去"),
    ("5\xad9", "第 2 个字是软连字符（U+00AD），看不见，请删去"),
]


@pytest.mark.parametrize(("text", "message"), UNSEEN)
@pytest.mark.parametrize("suffix", ["", "元", "万元", "%", "分"])
def test_what_cannot_be_seen_inside_a_number_is_named(text: str, message: str, suffix: str) -> None:
    parse = {"%": Percent.parse, "分": Score.parse}.get(suffix, Amount.parse)
    with pytest.raises(ValueError, match=re.escape(message)):
        parse(text + suffix)


@pytest.mark.parametrize("blank", ["\u3000", "\xa0", "\u2009", "\u202f", " \u3000 "])
def test_blanks_of_any_kind_around_a_number_are_dropped(blank: str) -> None:
    assert Amount.parse(f"{blank}59.80{blank}") == Amount("59.80")
    assert Percent.parse(f"{blank}5%{blank}") == Percent("5")
    assert Score.parse(f"{blank}5分{blank}") == Score("5")


@pytest.mark.parametrize("text", ["“59.80”", "‘59.80’", "”59.80”", "「59.80」", " “59.80” "])
def test_chinese_quotation_marks_around_a_number_are_told_to_go(text: str) -> None:
    for parse in (Amount.parse, Score.parse):
        with pytest.raises(ValueError, match=r"带着中文引号，数字不加引号，请只写 59\.80$"):
            parse(text)


NOTHING = ["-", "—", "－", "–", "——", "--", "−", "无", "/", "／", " — ", "\u3000无"]
SOMETHING = ["", " ", "-5", "－5", "—5", "无金额", "暂无", "//", "/5", "5/", "-----", "N/A", "—无"]


@pytest.mark.parametrize("text", NOTHING)
def test_a_sign_for_no_money_is_an_amount_of_zero(text: str) -> None:
    assert Amount.parse(text) == Amount(0)


@pytest.mark.parametrize("text", SOMETHING)
def test_what_is_like_such_a_sign_is_not_one(text: str) -> None:
    assert not says_nothing(text)


@pytest.mark.parametrize("text", NOTHING)
def test_rates_and_scores_know_no_such_sign(text: str) -> None:
    for parse in (Percent.parse, Score.parse, parse_decimal):
        with pytest.raises(ValueError, match="不是"):
            parse(text)


@pytest.mark.parametrize("text", [*NOTHING, *SOMETHING])
def test_the_schema_knows_the_signs_for_no_money(text: str) -> None:
    _, number, sign = TypeAdapter(Amount).json_schema()["anyOf"]
    assert bool(re.search(sign["pattern"], text)) == (text in NOTHING)
    assert not (re.search(number["pattern"], text) and text in NOTHING)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("59.80", Amount("59.80")),
        ("598000元", Amount(598000, Unit.YUAN)),
        ("59.80万元", Amount("59.80")),
        (" 1,266.19 万元 ", Amount("1266.19")),
        ("１．５亿元", Amount("1.5", Unit.HUNDRED_MILLION_YUAN)),
        ("-3元", Amount(-3, Unit.YUAN)),
    ],
)
def test_an_amount_reads_with_its_unit(text: str, amount: Amount) -> None:
    parsed = Amount.parse(text)
    assert (parsed.value, parsed.unit) == (amount.value, amount.unit)


@pytest.mark.parametrize("text", ["59.80美元", "万元", "五十九元", "元59", "59.80 元 元"])
def test_a_message_about_an_amount_quotes_all_that_was_typed(text: str) -> None:
    with pytest.raises(ValueError, match=f"^“{text}”不是数字"):
        Amount.parse(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("59.8012345", "“59.8012345”有 7 位小数，以万元为单位最多 6 位（精确到分），请核对后取舍"),
        ("1.005元", "“1.005”有 3 位小数，以元为单位最多 2 位（精确到分），请核对后取舍"),
    ],
)
def test_an_amount_is_not_finer_than_a_fen(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        Amount.parse(text)


def test_an_amount_in_an_unknown_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="不认识的金额单位“角”，可写：元、万元、亿元"):
        Unit.named("角")


@given(amounts)
def test_an_amount_reads_as_it_is_written(amount: Amount) -> None:
    again = Amount.parse(str(amount))
    assert (again.value, again.unit) == (amount.value, amount.unit)


@given(amounts, amounts)
def test_amounts_add_and_subtract_exactly_in_the_unit_of_the_first(a: Amount, b: Amount) -> None:
    assert yuan(a + b) == yuan(a) + yuan(b)
    assert yuan(a - b) == yuan(a) - yuan(b)
    assert (a + b).unit is (a - b).unit is a.unit


@given(amounts, amounts)
def test_amounts_compare_by_their_worth(a: Amount, b: Amount) -> None:
    assert (a == b) == (yuan(a) == yuan(b))
    assert (a < b) == (yuan(a) < yuan(b))
    assert (a <= b) == (yuan(a) <= yuan(b))
    assert (a > b) == (yuan(a) > yuan(b))
    assert (a >= b) == (yuan(a) >= yuan(b))


@given(amounts, units)
def test_the_same_amount_in_another_unit_is_equal_and_hashes_alike(a: Amount, unit: Unit) -> None:
    assert Fraction(a.to(unit)) * Fraction(unit.yuan) == yuan(a)
    same = Amount(0, unit) + a
    assert same == a
    assert hash(same) == hash(a)


@given(st.lists(amounts, max_size=30))
def test_a_sum_is_exact_for_any_number_of_amounts(parts: list[Amount]) -> None:
    assert yuan(Amount.sum(parts)) == sum(map(yuan, parts), Fraction(0))


def test_arithmetic_does_not_heed_the_precision_of_the_caller() -> None:
    with localcontext(prec=3):
        assert str(Amount("123456.78") + Amount("0.01")) == "123456.79"
        assert str(Score.total([Score("99.99"), Score("0.015")])) == "100.005"


def test_a_sum_may_be_larger_than_what_may_be_typed() -> None:
    most = Amount("999999999999")
    assert Rounding().amount(most + most) == "1,999,999,999,998.00"


def test_an_absent_amount_is_no_addend_and_a_sum_of_none_is_absent() -> None:
    assert Amount.total([Amount(1), None, Amount(2)]) == Amount(3)
    assert Amount.total([None, None]) is None
    assert Amount.sum([]) == Amount(0)


def test_an_amount_is_not_equal_to_a_bare_number() -> None:
    assert Amount(1) != 1


@given(amounts, amounts)
def test_a_share_is_the_ratio_in_percents(part: Amount, whole: Amount) -> None:
    share = part.share_of(whole)
    if yuan(whole) == 0:
        assert share is None
    else:
        assert share is not None
        exact = yuan(part) / yuan(whole) * 100
        assert abs(Fraction(share.value) - exact) <= abs(exact) / 10**50


@pytest.mark.parametrize("text", ["99.15%", " 99.15％ ", "９９．１５%"])
def test_a_percentage_reads_with_its_sign(text: str) -> None:
    assert Percent.parse(text) == Percent("99.15")


@pytest.mark.parametrize("source", ["99.15", 99, None, ["99%"]])
def test_a_percentage_without_its_sign_is_refused(source: object) -> None:
    with pytest.raises(ValueError, match=r"不是百分比，请写成 99\.15% 这样，带百分号"):
        Percent.parse(source)


def test_a_message_about_a_percentage_quotes_it_with_the_sign() -> None:
    with pytest.raises(ValueError, match=r"^“很高%”不是数字"):
        Percent.parse("很高%")


@pytest.mark.parametrize(("text", "score"), [("49.99", "49.99"), ("3分", "3"), (" 0.5 分", "0.5")])
def test_a_score_reads_with_or_without_its_unit(text: str, score: str) -> None:
    assert Score.parse(text) == Score(Decimal(score))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("三分", "^“三分”不是数字"),
        ("-1", "“-1”小于零，分值和得分不能为负"),
        ("0.12345", "“0.12345”有 5 位小数，分值和得分最多 4 位"),
    ],
)
def test_what_is_no_score_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Score.parse(text)


@given(st.lists(scores, max_size=30))
def test_scores_add_exactly(parts: list[Score]) -> None:
    total = sum((Fraction(part.value) for part in parts), Fraction(0))
    assert Fraction(Score.total(parts).value) == total


@given(scores, scores)
def test_what_is_left_of_a_score_is_never_negative(a: Score, b: Score) -> None:
    assert Fraction(a.minus(b).value) == max(Fraction(a.value) - Fraction(b.value), Fraction(0))


@given(scores)
def test_quantities_read_as_they_are_written(score: Score) -> None:
    assert Score.parse(str(score)) == score
    percent = Percent(score.value)
    assert Percent.parse(str(percent)) == percent


@pytest.mark.parametrize(
    ("amount", "printed"),
    [
        ("10306.73", "10,306.73"),
        ("0", "0.00"),
        ("3505.9", "3,505.90"),
        ("598000元", "59.80"),
        ("-1元", "0.00"),
        ("1.23456789亿元", "12,345.68"),
        ("-1234.5", "-1,234.50"),
    ],
)
def test_an_amount_prints_in_the_unit_of_the_form(amount: str, printed: str) -> None:
    assert Rounding().amount(Amount.parse(amount)) == printed


@pytest.mark.parametrize(
    ("amount", "shown", "in_yuan"),
    [
        ("59.8", "59.80万元", "598,000元"),
        ("598000元", "59.80万元", "598,000元"),
        ("2.5元", "0.00025万元", "2.5元"),
        ("-1亿元", "-10,000.00万元", "-100,000,000元"),
    ],
)
def test_an_amount_is_shown_exactly_in_the_unit_of_the_form(
    amount: str, shown: str, in_yuan: str
) -> None:
    assert Rounding().exact_amount(Amount.parse(amount)) == shown
    assert Rounding(Unit.YUAN, 0).exact_amount(Amount.parse(amount)) == in_yuan


def test_an_amount_still_to_be_filled_in_is_shown_as_such() -> None:
    assert Rounding().exact_amount(Amount.pending()) == "【待填】"


@pytest.mark.parametrize(
    ("rate", "printed"),
    [("100", "100%"), ("99.995", "100.00%"), ("0", "0.00%"), ("33.333333", "33.33%")],
)
def test_only_exactly_full_marks_print_without_decimals(rate: str, printed: str) -> None:
    assert Rounding().rate(Percent(rate)) == printed


def test_a_form_may_print_full_marks_like_any_other_rate() -> None:
    assert Rounding(whole_full_rate=False).rate(Percent(100)) == "100.00%"


@pytest.mark.parametrize(
    ("score", "printed"), [("0.50", "0.5"), ("50", "50"), ("3.00", "3"), ("100", "100"), ("0", "0")]
)
def test_a_score_prints_without_trailing_zeros(score: str, printed: str) -> None:
    assert Rounding().score(Score(score)) == printed


@pytest.mark.parametrize("text", ["12.5万", "￥12.5万元", "¥125000元", "0.00125亿"])
def test_an_amount_may_be_written_as_people_write_it(text: str) -> None:
    assert Amount.parse(text) == Amount("12.5")


@pytest.mark.parametrize("blank", [None, ""])
def test_an_amount_left_blank_is_told_how_none_is_written(blank: object) -> None:
    with pytest.raises(ValueError, match=r"^这里空着；没有金额的，写“无”或 0\.00$"):
        Amount.parse(blank)


@pytest.mark.parametrize("words", ["N/A", "n/a", "没有", "未安排", " 不涉及", "暂无", "未发生"])
def test_words_for_no_money_are_told_the_one_to_write(words: str) -> None:
    with pytest.raises(ValueError, match=r"不是数字，请写成 .* 这样的数；没有金额的，写“无”$"):
        Amount.parse(words)


@pytest.mark.parametrize("text", ["无", " 无 ", "\u3000无", "—", "/"])
def test_what_says_nothing_is_no_money_and_told_nothing(text: str) -> None:
    assert Amount.parse(text) == Amount(0)


@pytest.mark.parametrize(
    "text", ["“无”", '"无"', "「无」", "（无）", "(无)", "无。", "无；", "无元", "无万元", "无预算"]
)
def test_more_than_the_word_for_no_money_is_told_to_lose_the_rest(text: str) -> None:
    with pytest.raises(ValueError, match=r"不是金额；没有金额的，只写“无”一个字，不加引号"):
        Amount.parse(text)


@pytest.mark.parametrize("words", ["待定", "没有通过", "五十九", "见附件", "无偿"])
def test_other_words_for_an_amount_are_not_taken_for_none(words: str) -> None:
    with pytest.raises(ValueError, match=r"不是数字，请写成 1266\.19 或 1,266\.19 这样的数$"):
        Amount.parse(words)
