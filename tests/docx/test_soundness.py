"""Parts that need not be parsed when they are rendered are sound XML whatever is printed."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment

from perfreport.docx.safety import LOOKED_AT
from perfreport.docx.soundness import has_only_characters_of_xml, stays_sound
from perfreport.docx.template import load
from perfreport.forms.registry import FormRegistry
from perfreport.office.xml import XmlError, parse

BEGIN = '<w:d xmlns:w="urn:w">'
SOUND = (
    "<w:p>{{ a }}</w:p>",
    '<w:p w:v="{{ a }}"/>',
    '<w:p w:v="{% if a %}x{% else %}{{ b }}{% endif %}" w:u="1"/>',
    "{% for x in c %}<w:p>{{ x }}</w:p>{% else %}<w:p/>{% endfor %}",
    "<w:p>{% for x in c %}{{ x }}{% if a %}</w:p><w:b/><w:p>{% endif %}{% endfor %}</w:p>",
    "<!--printed--><w:p>{{ a }}{# nothing #}</w:p>{% set y = a %}<w:p>{{ y }}</w:p>",
    "<w:fldChar/>{% if a %}<w:p/>{% endif %}",
    '{{ number("表") }}',
)
DOUBTFUL = (
    "{% if a %}<w:p>{% endif %}</w:p>",
    "<w:p>{% if a %}</w:p>{% endif %}",
    "<w:p>{% if a %}</w:p><w:q>{% endif %}</w:q>",
    "{% if a %}<w:p>{% else %}<w:q>{% endif %}</w:p>",
    '<w:p {% if a %}w:v="1"{% endif %}/>',
    '<w:p {{ a }}="1"/>',
    '<w:p w:v="{% if a %}1" w:u="{% endif %}2"/>',
    '<w:p w:v="{% if a %}1"/>{% endif %}',
    "<{{ a }}/>",
    "<!--{{ a }}-->",
    "<![CDATA[{{ a }}]]>",
    "<?p {{ a }}?>",
    "{% if a %}<w:fldChar/>{% endif %}",
    "<w:instrText>{{ a }}</w:instrText>",
    '<w:fldSimple w:instr="{{ a }}"/>',
    "<w:altChunk>{% if a %}{% endif %}</w:altChunk>",
    "{{ a | safe }}",
    "{% macro m() %}<w:p>{% endmacro %}{{ m() }}",
    "{% set y %}<w:p>{% endset %}{{ y }}",
    "{% raw %}<w:p>{% endraw %}",
    "{% filter e %}<w:p/>{% endfilter %}",
    "<w:p>" * 300 + "</w:p>" * 300,
)


@pytest.mark.parametrize("source", DOUBTFUL)
def test_what_may_come_out_broken_is_parsed(source: str) -> None:
    assert not stays_sound(f"{BEGIN}{source}</w:d>", LOOKED_AT)


TEXTS = st.text(st.sampled_from("甲<>&\"'{}%- \n]"), max_size=4)


@pytest.mark.parametrize("source", SOUND)
@settings(max_examples=30, deadline=None)
@given(a=TEXTS, b=TEXTS, c=st.lists(TEXTS, max_size=3))
def test_what_stays_sound_is_sound_xml(source: str, a: str, b: str, c: list[str]) -> None:
    source = f"{BEGIN}{source}</w:d>"
    assert stays_sound(source, LOOKED_AT)
    template = Environment(autoescape=True).from_string(source)
    parse(template.render(a=a, b=b, c=c, number=lambda _: 1).encode())


@pytest.mark.parametrize("odd", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff"])
def test_what_xml_has_no_characters_for_is_parsed(odd: str) -> None:
    part = f"<p>甲{odd}</p>"
    assert not has_only_characters_of_xml(part, part.encode())
    with pytest.raises(XmlError):
        parse(part.encode())
    sound = "<p>甲\t\n\r🙂\ue000</p>"
    assert has_only_characters_of_xml(sound, sound.encode())


def test_a_text_is_as_long_as_a_parser_takes_or_the_part_is_parsed() -> None:
    short, long = "<p>" + "甲" * 3_000_000 + "</p>", "<p>" + "甲" * 3_400_000 + "</p>"
    parts = f"<d>{short * 4}</d>", f"<d>{short}{long}{short}</d>"
    for part, is_sound in zip(parts, (True, False), strict=True):
        assert has_only_characters_of_xml(part, part.encode()) is is_sound
        with nullcontext() if is_sound else pytest.raises(XmlError):
            parse(part.encode())


@pytest.mark.parametrize("form_id", FormRegistry().ids)
def test_the_parts_of_tables_need_not_be_parsed(form_id: str) -> None:
    registry = FormRegistry()
    form = registry.get(form_id)
    template = load(registry.docx_template(form_id), form.view)
    # Reports number their captions: there may be fields in loops.
    assert form.in_prose or all(part.stays_sound for part in template._rendered)
