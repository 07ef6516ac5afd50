"""What a finished Word file says about itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from lxml import etree

from perfreport.basics.properties import Properties
from perfreport.docx.template import WordTemplate
from tests.docx.word_files import SmallView, parts_of, saved, with_parts, word_template

EVERYTHING = Properties(
    title="自评报告 <2023>",
    department="政法委 & 委员会",
    subject="部门整体支出绩效自评报告",
    keywords=("绩效", "自评"),
)


def core_of(properties: Properties, folder: Path, template: bytes | None = None) -> dict[str, str]:
    """The core properties of a file by their names."""
    path = saved(template or word_template("{{ title }}"), folder)
    file = WordTemplate(path, SmallView).render(SmallView(""), properties)
    root = etree.fromstring(parts_of(file)["docProps/core.xml"])
    return {etree.QName(each).localname: each.text or "" for each in root}


def test_everything_that_is_known_is_stated(tmp_path: Path) -> None:
    assert core_of(EVERYTHING, tmp_path) == {
        "title": "自评报告 <2023>",
        "creator": "政法委 & 委员会",
        "subject": "部门整体支出绩效自评报告",
        "keywords": "绩效，自评",
        "language": "zh-CN",
    }


def test_what_is_not_known_is_left_out(tmp_path: Path) -> None:
    assert core_of(Properties(title="标题"), tmp_path) == {"title": "标题", "language": "zh-CN"}


@pytest.mark.parametrize(
    "created",
    [
        datetime(2024, 5, 31, 16, 0, 0, tzinfo=UTC),
        datetime(2024, 6, 1, 0, 0, 0, tzinfo=timezone(timedelta(hours=8))),
    ],
)
def test_times_are_stated_in_utc(created: datetime, tmp_path: Path) -> None:
    core = core_of(Properties(title="标题", created=created), tmp_path)

    assert core["created"] == core["modified"] == "2024-05-31T16:00:00Z"


def test_the_department_is_the_company(tmp_path: Path) -> None:
    path = saved(word_template("甲"), tmp_path)
    file = WordTemplate(path, SmallView).render(SmallView(""), EVERYTHING)

    assert (
        "<ep:Company>政法委 &amp; 委员会</ep:Company>"
        in parts_of(file)["docProps/app.xml"].decode()
    )


def test_the_properties_of_the_template_do_not_come_along(tmp_path: Path) -> None:
    path = saved(word_template("甲"), tmp_path)
    finished = WordTemplate(path, SmallView).render(SmallView(""), EVERYTHING)
    template = with_parts(finished, {"docProps/core.xml": b"<a>secret</a>"})

    assert core_of(Properties(title="标题"), tmp_path, template)["title"] == "标题"
