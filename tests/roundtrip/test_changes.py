"""What was edited, by the texts of a page then and now."""

from __future__ import annotations

from perfreport.basics.addresses import ViewPath
from perfreport.roundtrip.changes import Changes, compare
from perfreport.roundtrip.printed_texts import PrintedText, PrintedTexts


def projects(*names: str) -> list[PrintedTexts]:
    return [{"name": name, "total": f"{name}的总计"} for name in names]


def unit(name: str, *names: str) -> PrintedTexts:
    return {"name": name, "funds": {"total": f"{name}的合计"}, "projects": projects(*names)}


def changes(old: list[PrintedTexts], new: list[PrintedTexts]) -> Changes:
    return compare({"units": list(old)}, {"units": list(new)})


def test_nothing_is_edited_in_equal_texts() -> None:
    texts: PrintedTexts = {"title": "甲", "units": [unit("一", "子", "丑")]}
    found = compare(texts, texts)
    assert (found.edited, found.removed, found.moved) == (set(), [], {})
    assert not found.added
    assert found.rows[ViewPath("units", 0, "projects", 1)] == ("units", 0, "projects", 1)


def test_an_edited_text_is_named_by_its_place_now() -> None:
    old, new = unit("一", "子", "丑"), unit("一", "新", "子", "丑")
    rows = new["projects"]
    assert isinstance(rows, list)
    rows[1]["total"] = "1"
    found = changes([old], [new])
    assert found.edited == {("units", 0, "projects", 1, "total")}
    assert list(found.added) == [("units", 0, "projects", 0)]
    assert found.is_edited(ViewPath("units", 0, "projects", 0, "name"))
    assert not found.is_edited(ViewPath("units", 0, "projects", 1, "name"))


def test_the_slots_of_a_sentence_are_edited_one_by_one_and_with_another_wording_all() -> None:
    slots: PrintedText = {"total": "1", "rate": "2"}
    assert compare({"s": slots}, {"s": {"total": "1", "rate": "3"}}).edited == {("s", "rate")}
    assert compare({"s": slots}, {"s": "别的话"}).edited == {("s",)}
    assert compare({"s": "别的话"}, {"s": slots}).edited == {("s",), ("s", "total"), ("s", "rate")}


def test_a_row_that_is_out_of_order_moved() -> None:
    found = changes([unit("一", "子", "丑", "寅")], [unit("一", "寅", "子", "丑")])
    assert found.moved == {("units", 0, "projects", 0): ("units", 0, "projects", 2)}


def test_a_row_may_move_to_a_list_whose_holder_was_renamed() -> None:
    renamed = {**unit("二", "寅", "子", "丑"), "name": "改名"}
    found = changes([unit("一", "子", "丑", "卯"), unit("二", "寅")], [unit("一", "卯"), renamed])
    assert found.moved == {
        ("units", 1, "projects", 1): ("units", 0, "projects", 0),
        ("units", 1, "projects", 2): ("units", 0, "projects", 1),
    }
    assert found.edited == {("units", 1, "name")}
    assert (list(found.added), found.removed) == ([], [])


def test_the_rows_of_a_removed_row_go_with_it() -> None:
    found = changes([unit("一", "子"), unit("二", "丑")], [unit("一", "子")])
    assert found.removed == [("units", 1)]
