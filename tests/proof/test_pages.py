"""What two files say is compared by their texts, however these are parted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from perfreport.proof.pages import Piece, differences, says

texts = st.lists(st.text("一二三甲乙", min_size=1, max_size=4), min_size=1, max_size=6)


def pieces(*found: str) -> list[Piece]:
    """Pieces with these texts."""
    return [Piece(f"第 {number} 段", text) for number, text in enumerate(found, start=1)]


@given(texts, st.data())
def test_how_texts_are_parted_is_no_difference(one: list[str], data: st.DataObject) -> None:
    whole = "".join(one)
    cut = data.draw(st.integers(0, len(whole)))
    other = [part for part in (whole[:cut], whole[cut:]) if part]
    assert list(differences(pieces(*one), pieces(*other))) == []


@given(texts, texts)
def test_whatever_is_said_otherwise_is_a_difference(one: list[str], other: list[str]) -> None:
    found = list(differences(pieces(*one), pieces(*other)))
    assert bool(found) == ("".join(one) != "".join(other))
    assert all(each.word != each.other for each in found)


def test_a_difference_names_both() -> None:
    [found] = differences(pieces("甲", "乙", "丙"), pieces("甲", "丁", "丙"))
    assert (found.word, found.other) == (Piece("第 2 段", "乙"), Piece("第 2 段", "丁"))
    [found] = differences(pieces("甲", "乙"), pieces("甲"))
    assert (found.word, found.other) == (Piece("第 2 段", "乙"), None)


def test_a_figure_is_not_found_inside_another() -> None:
    assert says(pieces("共1,234.50万元"), "1,234.50")
    assert not says(pieces("共11,234.50万元"), "1,234.50")
    assert not says(pieces("共1,234.505万元"), "1,234.50")
    assert says(pieces("某某 单位"), "某某单位") is False
    assert says(pieces("某某单位"), "某某 单位")
