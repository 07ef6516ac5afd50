"""Checking a document as a whole: order, consistency, speed of many rules over much text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from perfreport.blocks.model import Document
from perfreport.checks.engine.running import place_in
from perfreport.documents.checking import check_document
from perfreport.forms.conformance import misfits
from tests.checks.snippets import BASES, changed, check
from tests.strategies import FORMS, consistent_documents, documents


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=consistent_documents())
def test_nothing_is_found_where_everything_agrees(document: Document) -> None:
    assert document.form
    assert check_document(document, FORMS[document.form]) == ()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=documents())
def test_any_document_that_fits_its_form_can_be_checked(document: Document) -> None:
    assert document.form
    form = FORMS[document.form]
    assert list(misfits(document, form)) == []
    findings = check_document(document, form)
    places = [place_in(type(document), finding.path) for finding in findings]
    assert places == sorted(places)


def test_findings_come_in_the_order_of_the_document_and_the_graver_first() -> None:
    findings = check(
        changed(
            BASES["自评"],
            {
                "存在的主要问题.内容": "合同备案不够及时。。",
                "年初预算收入.合计": "800.00",
                "履职效能.分值": "49",
                "履职效能.得分": "48.90",
            },
        )
    )
    assert [finding.code for finding in findings] == [
        "SUM-025",
        "SUM-021",
        "SCORE-001",
        "SCORE-002",
        "TEXT-004",
    ]


@pytest.mark.parametrize("base", BASES)
def test_a_document_is_checked_the_same_way_twice(base: str) -> None:
    changes = {"部门名称": "某市（发展研究中心"}
    assert check(changed(BASES[base], changes)) == check(changed(BASES[base], changes))
