"""Differences are reported for the terminal, for programs and as a page."""

from __future__ import annotations

import json
from html.parser import HTMLParser

from perfreport.basics.addresses import DataPath
from perfreport.compare import Change, Difference, compare_documents
from perfreport.compare.reports import Compared, as_html, as_json, as_text, in_one_line
from perfreport.kinds.project_targets.model import ProjectTargets
from tests.compare.test_documents import project, targets

BEFORE = targets(
    project("甲", 财政拨款="1", 绩效目标="完成<验收>。"), *map(project, ("乙", "丙", "戊"))
)
AFTER = targets(
    project("戊"),
    project("甲", 财政拨款="2", 绩效目标="完成<终验>。"),
    project("丙"),
    project("丁"),
)


def compared(before: ProjectTargets = BEFORE, after: ProjectTargets = AFTER) -> Compared:
    return Compared("旧.yaml", "新<1>.docx", compare_documents(before, after))


class Page(HTMLParser):
    """The elements of a page and its text."""

    def __init__(self, page: str) -> None:
        """Read ``page``."""
        super().__init__()
        self.elements: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count an element."""
        self.elements.append(tag)

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.text += data


def test_the_text_names_both_files_and_counts_the_differences() -> None:
    text = as_text(compared())
    assert text.startswith("原件：旧.yaml\n新件：新<1>.docx\n共5处不同：")


def test_edits_are_marked_inside_the_text() -> None:
    assert "完成<【删：验收】【增：终验】>。" in as_text(compared())


def test_figures_and_places_stand_side_by_side() -> None:
    text = as_text(compared())
    assert "1 → 2" in text
    assert "第 4 项 → 第 1 项" in text


def test_a_row_past_which_others_moved_is_not_said_to_go_where_it_was() -> None:
    place = DataPath("项目", 3)
    moved = Difference(change=Change.MOVED, before=place, after=place, label="项目“甲”")
    assert in_one_line(moved) == "仍是第 4 项，前后的换了位置"


def test_on_a_terminal_colours_take_the_place_of_the_marks() -> None:
    text = as_text(compared(), is_coloured=True)
    assert "\x1b[31;9m验收\x1b[0m\x1b[32;4m终验\x1b[0m" in text
    assert "【" not in text


def test_a_long_text_is_shortened_where_it_stayed() -> None:
    long = "开展工作" * 50
    before, after = (
        targets(project("甲", 绩效目标=f"{long}{end}")) for end in ("一期。", "二期。")
    )
    text = as_text(compared(before, after))
    assert "……" in text
    assert long not in text
    assert long in as_html(compared(before, after))


def test_equal_documents_have_nothing_to_report() -> None:
    assert as_text(compared(BEFORE, BEFORE)).endswith("没有不同\n")


def test_a_file_name_cannot_command_the_terminal() -> None:
    assert "\x1b" not in as_text(Compared("\x1b[2J.yaml", "乙", ()))


def test_the_json_has_places_and_contents_as_in_a_data_file() -> None:
    report = json.loads(as_json(compared()))
    added = next(each for each in report["differences"] if each["change"] == "added")
    assert (report["before"], report["after"]) == ("旧.yaml", "新<1>.docx")
    assert added["after"] == ["资金使用单位", 0, "项目", 3]
    assert added["before"] is None
    assert added["new"] == {"名称": "丁"}


def test_the_json_has_the_segments_of_a_text() -> None:
    report = json.loads(as_json(compared()))
    segments = next(each["segments"] for each in report["differences"] if "segments" in each)
    assert segments == [
        {"equal": "完成<"},
        {"removed": "验收"},
        {"added": "终验"},
        {"equal": ">。"},
    ]


def test_the_page_marks_edits_and_takes_nothing_for_markup() -> None:
    page = Page(as_html(compared()))
    assert "完成<验收终验>。" in page.text
    assert page.elements.count("section") == 5
    assert {"del", "ins"} <= set(page.elements)
    assert not {"验收", "终验", "1", "script", "link", "img"} & set(page.elements)
