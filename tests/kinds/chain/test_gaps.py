"""What is yet to be filled in is not compared: a gap anywhere in a year makes no finding."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from perfreport import InputError
from perfreport.basics import resources
from perfreport.data.data_files import parse_source
from perfreport.documents.checking import check_loaded
from perfreport.documents.loading import Loaded, understand
from perfreport.forms.registry import FormRegistry

REGISTRY = FormRegistry()
FOLDER = resources.examples() / "year"
CHAINS = [
    ("4-部门监控", ("1-项目目标", "2-部门目标", "3-项目监控")),
    ("5-项目自评", ("1-项目目标", "3-项目监控")),
    ("7-自评报告", ("1-项目目标", "2-部门目标", "3-项目监控", "4-部门监控", "5-项目自评")),
]
_VALUE = re.compile(r"(?<=: )[^,{}|#\n]+(?=[,}\n])")
_FIXED = ("文种", "版式")


def text(name: str) -> str:
    return (FOLDER / f"{name}.yaml").read_text("utf-8")


def loaded(content: str) -> Loaded:
    return understand(parse_source(content, "某.yaml"), REGISTRY, allow_pending=True)


def with_gaps(content: str, step: int) -> Iterator[str]:
    """``content`` with a value in place of which 待填 stands, another one each; one in ``step``."""
    body = content.partition("部门名称")
    for number, match in enumerate(_VALUE.finditer(body[2])):
        if number % step == 0:
            yield body[0] + body[1] + f"{body[2][: match.start()]}待填{body[2][match.end() :]}"


def codes(later: Loaded, others: list[Loaded]) -> set[str]:
    return {each.code for each in check_loaded(later, REGISTRY, others)}


@pytest.mark.parametrize(
    ("later", "earlier"), [(later, each) for later, every in CHAINS for each in every]
)
def test_a_gap_in_an_earlier_document_makes_no_finding(later: str, earlier: str) -> None:
    document = loaded(text(later))
    others = {each: loaded(text(each)) for each in dict(CHAINS)[later]}
    tried = 0
    for content in with_gaps(text(earlier), 5):
        try:
            draft = loaded(content)
        except InputError:  # a gap that is none for a form, such as in a choice
            continue
        given = [draft if each == earlier else others[each] for each in others]
        assert codes(document, given) == {"DRAFT-002"}, content
        tried += 1
    assert tried > 5


@pytest.mark.parametrize("later", [later for later, _ in CHAINS])
def test_a_gap_in_the_later_document_makes_no_finding(later: str) -> None:
    others = [loaded(text(each)) for each in dict(CHAINS)[later]]
    tried = 0
    for content in with_gaps(text(later), 5):
        try:
            draft = loaded(content)
        except InputError:
            continue
        assert codes(draft, others) == {"DRAFT-001"}, content
        tried += 1
    assert tried > 5


def test_a_document_that_does_not_say_whose_it_is_is_compared() -> None:
    targets = re.sub("^部门名称: .*$", "部门名称: 待填", text("1-项目目标"), flags=re.M)
    assert codes(loaded(text("5-项目自评")), [loaded(targets)]) == {"DRAFT-002"}
    eased = text("5-项目自评").replace("≥98%", "≥95%")
    assert codes(loaded(eased), [loaded(targets)]) == {"DRAFT-002", "AGAINST-007"}


@pytest.mark.parametrize("names", [("1-项目目标", "5-项目自评"), ("5-项目自评", "1-项目目标")])
def test_a_document_of_no_year_yet_is_not_compared(names: tuple[str, str]) -> None:
    drafts = {
        names[0]: loaded(text(names[0]).replace("年度: 2023", "年度: 待填")),
        names[1]: loaded(text(names[1])),
    }
    with pytest.raises(InputError, match="年度：年度还没有填写"):
        check_loaded(drafts["5-项目自评"], REGISTRY, [drafts["1-项目目标"]])
