"""Whatever a template puts out is among the fields that it is said to print."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.blocks.printed import Label
from perfreport.forms.templating import Environment
from perfreport.forms.templating.uses import uses_of
from tests.forms.templating.test_uses import Inner, Row, View

VIEW = View(
    title="标题甲",
    year="年度乙",
    goals=("目标丙", "目标丁"),
    rows=(
        Row(Label("标签戊", 1), "名称己", (Inner("里庚", ("行辛", "行壬")),)),
        Row(Label("标签癸", 0), "名称子", ()),
    ),
)
TEXTS = {
    "title": ["标题甲"],
    "year": ["年度乙"],
    "goals.*": ["目标丙", "目标丁"],
    "rows.*.label.text": ["标签戊", "标签癸"],
    "rows.*.name": ["名称己", "名称子"],
    "rows.*.inner.*.name": ["里庚"],
    "rows.*.inner.*.lines.*": ["行辛", "行壬"],
}
CONDITIONS = st.sampled_from(("title", "''", "not year", "goals"))
OF_A_ROW = ("row.name", "row.label.text", "row['name']")
OF_AN_INNER_ROW = ("each.name", "each.lines|first", "each.lines[-1]")


def expressions(known: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Expressions of the names that are ``known``, each of which is a text."""
    one = st.sampled_from(("title", "year", "goals|first", "goals[1]", "''", *known, *known))
    return st.recursive(
        one,
        lambda inner: st.one_of(
            st.builds("({} ~ {})".format, inner, inner),
            st.builds("({} if {} else {})".format, inner, CONDITIONS, inner),
            st.builds("({} or {})".format, inner, inner),
            st.builds("({}|escape)".format, inner),
        ),
        max_leaves=3,
    )


@st.composite
def statements(draw: st.DrawFn, known: tuple[str, ...] = (), depth: int = 2) -> str:
    """Some statements, one after the other; names that one gives hold for those behind it."""
    text = ""
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(KINDS if depth else KINDS[:2]))
        value = draw(expressions(known))
        inside = st.deferred(lambda known=known: statements(known, depth - 1))  # type: ignore[misc]
        match kind:
            case "print":
                text += f"{{{{ {value} }}}}"
            case "set":
                text += f"{{% set x = {value} %}}"
                known = (*known, "x")
            case "for rows":
                body = draw(statements((*known, *OF_A_ROW), depth - 1))
                inner = draw(statements((*known, *OF_A_ROW, *OF_AN_INNER_ROW), depth - 1))
                loop = f"{{% for each in row.inner %}}{inner}{{% endfor %}}"
                text += f"{{% for row in rows %}}{body}{loop}{{% endfor %}}"
            case "for lines":
                listed = draw(st.sampled_from(("goals", "goals[1:]", "[title, year]")))
                body = draw(statements((*known, "line"), depth - 1))
                text += f"{{% for line in {listed} %}}{body}{{% endfor %}}"
            case "if":
                condition = draw(CONDITIONS)
                text += (
                    f"{{% if {condition} %}}{draw(inside)}{{% else %}}{draw(inside)}{{% endif %}}"
                )
            case "block set":
                text += f"{{% set y %}}{draw(inside)}{{% endset %}}{{{{ y }}}}"
            case "with":
                body = draw(statements((*known, "w"), depth - 1))
                text += f"{{% with w = {value} %}}{body}{{% endwith %}}"
            case "macro":
                body = draw(statements(("p",), depth - 1))
                text += f"{{% macro m(p) %}}{body}{{% endmacro %}}{{{{ m({value}) }}}}"
    return text


KINDS = ("print", "set", "for rows", "for lines", "if", "block set", "with", "macro")


def put_out(text: str) -> Iterator[str]:
    """The fields of which something stands in what the template ``text`` makes of the view."""
    environment = Environment()
    made = environment.from_string(text).render(environment.context(VIEW))
    for field, texts in TEXTS.items():
        if any(each in made for each in texts):
            yield field


@settings(max_examples=60)
@given(statements())
def test_what_is_put_out_is_said_to_be_printed(text: str) -> None:
    environment = Environment()
    uses = uses_of(environment.parse(text), View, environment)
    printed = {".".join(map(str, path)) for path in uses.printed}
    assert set(put_out(text)) <= printed
