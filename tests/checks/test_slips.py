"""Every slip, made once at random in a document in which nothing is wrong, is found there."""

from __future__ import annotations

import copy
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perfreport.blocks.model import Document
from perfreport.documents.checking import check_document
from perfreport.kinds import KINDS
from tests.checks.slips import SLIPS
from tests.strategies import FORMS, TABLES, consistent_documents, form_of


@pytest.mark.parametrize("form_id", [*FORMS, *TABLES])
def test_a_clean_document_has_no_findings_and_each_slip_is_found(form_id: str) -> None:
    sown_here: set[str] = set()

    @settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
    @given(document=consistent_documents(form_id), seed=st.integers(0, 2**32))
    def each_slip_is_found(document: Document, seed: int) -> None:
        form = form_of(document)
        assert check_document(document, form) == ()
        tree = document.model_dump(mode="json", by_alias=True, exclude_none=True)
        for slip in SLIPS:
            if slip.kinds and document.kind not in slip.kinds:
                continue
            sown = copy.deepcopy(tree)
            path = slip.sow(sown, Random(seed))
            if path is None:
                continue
            sown_here.add(slip.name)
            findings = check_document(form.model.model_validate(sown), form)
            places = [finding.path for finding in findings if finding.code == slip.code]
            assert places == [path], slip.name

    each_slip_is_found()
    kind = {**FORMS, **TABLES}[form_id].kind
    assert sown_here == {slip.name for slip in SLIPS if not slip.kinds or kind in slip.kinds}


def test_every_kind_has_slips() -> None:
    kinds = {kind for slip in SLIPS for kind in slip.kinds or KINDS.models}
    assert kinds == set(KINDS.models)
