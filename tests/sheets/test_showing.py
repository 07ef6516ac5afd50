"""What Excel shows of numbers, in the formats that officers use."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.basics.decimals import round_half_up
from perfreport.sheets.showing import Format

DAY = "45000"
NOON, SIX = (datetime.combine(date(2023, 3, 15), time(hour)) for hour in (12, 6))
NUMBERS = [
    ("General", "59.8", "59.8"),
    ("General", "0.3", "0.3"),
    ("General", "123456789012", "123456789012"),
    ("General", "0.00001234", "0.00001234"),
    ("General", "1E+30", "1E+30"),
    ("General", "-5", "-5"),
    ("G/通用格式", "5", "5"),
    ('General"元"', "5", "5元"),
    ("@", "12", "12"),
    ("0.00", "59.8", "59.80"),
    ("0.00", "0.005", "0.01"),
    ("0.00", "-0.005", "-0.01"),
    ("0", "1E+20", "100000000000000000000"),
    ("#,##0.00", "1234567.891", "1,234,567.89"),
    ("#,##0", "999", "999"),
    ("#,###", "0", ""),
    ("0%", "0.95", "95%"),
    ("0.00%", "0.9991", "99.91%"),
    ("0.0##", "1.25", "1.25"),
    ("00000", "42", "00042"),
    ("000-0000", "1234567", "123-4567"),
    ('0.00"万元"', "12.5", "12.50万元"),
    ("0.00\\万\\元", "12.5", "12.50万元"),
    ("￥#,##0.00", "1266.19", "￥1,266.19"),
    ("[$￥-804]#,##0.00", "1266.19", "￥1,266.19"),
    ('#,##0,"千元"', "1234567", "1,235千元"),
    ("0.00E+00", "12345", "1.23E+04"),
    ("##0.0E+0", "12345", "12.3E+3"),
    ("0.00E+00", "0", "0.00E+00"),
    ("# ?/?", "1.5", "1.5"),
    ("#,##0;[Red](#,##0)", "-1234", "(1,234)"),
    ("#,##0;[红色]-#,##0", "-1234", "-1,234"),
    ('0.00;-0.00;"无"', "0", "无"),
    ("[<0]△0;0", "-5", "△5"),
    ('[>=10000]0.00,"千";0', "12345", "12.35千"),
    ("[>=10000]0;0.0", "-5", "-5.0"),
    ('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-1266.19", "-1,266.19"),
    ('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "0", "-"),
    (";;;", "5", ""),
    ("0!.0,", "1862000", "186.2"),
    ("0!.0000", "1862000", "186.2000"),
    ('#,##0!.0,"万"', "123456789", "123,45.7万"),
    ("0\\.0,", "1862000", "186.2"),
    ("0.00" + "0" * 300, "5", "5"),
]


@pytest.mark.parametrize(("code", "value", "shown"), NUMBERS)
def test_a_number_is_shown_as_its_format_has_it(code: str, value: str, shown: str) -> None:
    assert Format(code).number(Decimal(value)) == (shown, Decimal(value), "")


DATES = [
    ("yyyy/m/d", DAY, "2023/3/15", date(2023, 3, 15)),
    ('yyyy"年"m"月"d"日"', DAY, "2023年3月15日", date(2023, 3, 15)),
    ("[$-804]yyyy年m月d日;@", DAY, "2023年3月15日", date(2023, 3, 15)),
    ("yyyy年mm月", DAY, "2023年03月", date(2023, 3, 15)),
    ("yy-mm-dd", DAY, "23-03-15", date(2023, 3, 15)),
    ("e年", DAY, "2023年", date(2023, 3, 15)),
    ("mmm d, yyyy", DAY, "Mar 15, 2023", date(2023, 3, 15)),
    ("dddd, mmmm", DAY, "Wednesday, March", date(2023, 3, 15)),
    ("aaaa aaa", DAY, "星期三 三", date(2023, 3, 15)),
    (
        "yyyy-mm-dd hh:mm",
        "45000.5",
        "2023-03-15 12:00",
        NOON,
    ),
    ("mm-dd h:mm:ss", "45000.25", "03-15 6:00:00", SIX),
    ("h:mm AM/PM", "0.75", "6:00 PM", time(18)),
    ("上午/下午h时mm分", "0.25", "上午6时00分", time(6)),
    ("mm:ss.0", "0.01", "14:24.0", time(0, 14, 24)),
    ("[h]:mm", "1.5", "36:00", Decimal("1.5")),
    ("yyyy/m/d", "1", "1900/1/1", date(1900, 1, 1)),
    ("yyyy/m/d", "59", "1900/2/28", date(1900, 2, 28)),
    ("yyyy/m/d", "61", "1900/3/1", date(1900, 3, 1)),
]


@pytest.mark.parametrize(("code", "value", "shown", "held"), DATES)
def test_a_date_is_the_day_that_its_number_counts(
    code: str, value: str, shown: str, held: object
) -> None:
    assert Format(code).number(Decimal(value)) == (shown, held, "")


def test_days_are_counted_from_1904_where_a_workbook_says_so() -> None:
    shown, held, _ = Format("yyyy-mm-dd").number(Decimal(43538), since_1904=True)
    assert (shown, held) == ("2023-03-15", date(2023, 3, 15))


@pytest.mark.parametrize("value", ["-1", "60", "2958466", "1E+300"])
def test_a_day_that_never_was_is_a_fault(value: str) -> None:
    _, held, fault = Format("yyyy/m/d").number(Decimal(value))
    assert held == Decimal(value)
    assert "不是日期" in fault


def test_a_format_may_put_words_around_a_text() -> None:
    assert Format('0;0;0;"编号"@').text("甲") == "编号甲"
    assert Format('@"元"').text("5") == "5元"
    assert Format("0.00").text("甲") == "甲"


@given(st.decimals(0, 10**10, places=6), st.integers(0, 4), st.booleans(), st.booleans())
def test_the_usual_formats_round_and_group(
    value: Decimal, places: int, is_grouped: bool, is_percent: bool
) -> None:
    """And what is laid out digit by digit says the same as what Python's own formatting does."""
    code = ("#,##0" if is_grouped else "0") + ("." + "0" * places if places else "")
    number = round_half_up(value * 100 if is_percent else value, places)
    shown = f"{number:{',' if is_grouped else ''}f}{'%' if is_percent else ''}"
    percent = "%" if is_percent else ""
    assert Format(code + percent).number(value)[0] == shown
    assert Format(f'{code}{percent}""').number(value)[0] == shown


@given(st.text('0#?,.;%@"\\_*[]$-元ymdhsAP/E+G 上午下', max_size=30), st.floats(-1e9, 1e9))
def test_no_format_stops_a_reader(code: str, value: float) -> None:
    shown, *_ = Format(code).number(Decimal(f"{value:.15g}"))
    assert len(shown) < 1_000
    assert Format(code).text("") == ""
