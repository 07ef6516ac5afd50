"""Names of fonts."""

from __future__ import annotations

from perfreport.typeset.fonts.names import DESIGNS, design_of, normalized


def test_case_spaces_and_hyphens_do_not_matter() -> None:
    assert normalized("Times New-Roman") == normalized("timesnewroman")
    assert normalized("仿宋_GB2312") == normalized("仿宋 GB2312")


def test_a_name_belongs_to_one_design() -> None:
    names = [normalized(name) for design in DESIGNS for name in design.names]
    assert len(names) == len(set(names))


def test_the_same_face_is_known_by_several_makers() -> None:
    assert design_of("方正小标宋_GBK") is design_of("FZXBSJW--GB1-0") is not None
    assert design_of("楷体") is design_of("华文楷体") is not design_of("仿宋")


def test_other_names_belong_to_no_design() -> None:
    assert design_of("Comic Sans") is None
