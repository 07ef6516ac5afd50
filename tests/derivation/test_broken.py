"""Word templates with anything changed in them are derived, or refused in words."""

from __future__ import annotations

import copy
from contextlib import suppress
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from perfreport.basics import resources
from perfreport.basics.errors import TemplateError
from perfreport.derivation.template import derive_markup
from perfreport.docx.package import read_package

FORMS = ("guangzhou-self-evaluation", "guangzhou-district-department-targets")
PARTS = ("document", "styles", "numbering", "settings")
VALUES = ("", "0", "-5", "99999999", "abc", "1.5", "½", "nil", "pct", "9" * 30)
MOST_COPIED = 200


@settings(max_examples=60, deadline=None)
@given(form=st.sampled_from(FORMS), random=st.randoms(use_true_random=False))
def test_any_change_is_derived_or_refused(form: str, random: Random) -> None:
    parts = dict(read_package(resources.templates() / "docx" / f"{form}.docx"))
    for name in (f"word/{part}.xml" for part in PARTS):
        if name in parts:
            parts[name] = changed(parts[name], random)
    with suppress(TemplateError):
        assert derive_markup(parts).lines({})


def changed(part: bytes, random: Random) -> bytes:
    """``part`` with a few elements and attributes changed, moved, taken away."""
    root = etree.fromstring(part)
    elements = list(root.iter())[1:]
    for _ in range(random.randint(0, 6)):
        element = random.choice(elements)
        change(element, random.choice(elements), random)
    return etree.tostring(root)


def change(element: etree._Element, other: etree._Element, random: Random) -> None:
    """Do something to ``element``, perhaps with what ``other`` is."""
    parent = element.getparent()
    match random.randint(0, 3):
        case 0 if parent is not None:
            parent.remove(element)
        case 1 if element.attrib:
            element.set(random.choice(list(element.attrib)), random.choice(VALUES))
        case 2 if len(list(element.iter())) < MOST_COPIED:
            other.append(copy.deepcopy(element))
        case _:
            element.tag = other.tag
