"""``docs/manifest.md`` lists every key of a manifest, as the models have them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

import perfreport
from perfreport.basics import resources
from perfreport.basics.quantities import Percent, Score
from perfreport.blocks.form import Form
from perfreport.blocks.phrases import Phrase, Slots
from perfreport.blocks.shared import SharedTaxonomy, WordingHead
from perfreport.blocks.taxonomy import Taxonomy
from perfreport.blocks.walk import bare, models_in, models_inside
from perfreport.forms.registry import FormRegistry
from perfreport.kinds import KINDS
from tests.forms.own_templates import with_file, with_form

REFERENCE = Path(__file__).parents[2] / "docs" / "manifest.md"
MARK = "\n## 各文种都有的键\n"
"""What stands before it is written by hand; the rest is made from the models."""


def reference() -> str:
    """The lists of keys: of all forms, of each kind's, and of what stands inside."""
    forms = [kind.form for kind in KINDS.all]
    inside = (each for form in forms for each in models_inside(form)[1:])
    shared: tuple[type[BaseModel], ...] = (SharedTaxonomy, WordingHead)
    parts = dict.fromkeys((*inside, *shared, *schemes()))
    texts = [f"{MARK}\n{table(Form, Form.model_fields)}"]
    for kind in KINDS.all:
        own = [n for n, each in kind.form.model_fields.items() if is_own(n, each)]
        name = "报告（文种由“提纲”所在的清单定名）" if kind.is_open else kind.name
        texts.append(f"\n## {name}\n\n{table(kind.form, own)}")
    titles = (f"\n### {model.model_config['title']}\n\n" for model in parts)
    tables = (table(model, model.model_fields) for model in parts)
    return "".join((*texts, *map("".join, zip(titles, tables, strict=True))))


def schemes() -> Iterator[type[BaseModel]]:
    for kind in KINDS.all:
        if "scheme_id" in kind.form.model_fields:
            yield from models_inside(kind.form.scheme_class)


def is_own(name: str, field: FieldInfo) -> bool:
    """Whether a kind's form has a field that all have not, or has another content there."""
    known = Form.model_fields.get(name)
    return known is None or (name != "kind" and known.annotation != field.annotation)


def table(model: type[BaseModel], names: Iterable[str]) -> str:
    rows = [row(model.model_fields[name]) for name in names]
    return "| 键 | 必填 | 内容 | 不写时 | 说明 |\n|---|---|---|---|---|\n" + "".join(rows)


def row(field: FieldInfo) -> str:
    needed = "必填" if field.is_required() else ""
    told = "" if field.description == field.alias else field.description or ""
    return f"| {field.alias} | {needed} | {content(field)} | {otherwise(field)} | {told} |\n"


def content(field: FieldInfo) -> str:
    """What may be written there."""
    plain: Any = bare(field.annotation)
    several = "几项：" if get_origin(plain) is tuple else ""
    if several:
        plain = bare(get_args(plain)[0])
    for slots in field.metadata:
        if isinstance(slots, Slots):
            names = " ".join(f"`{{{name}}}`" for name in slots.names)
            others = "，和文书的各项" if slots.is_open else ""
            return f"一句话，可用 {names}{others}" if names else "一句话，占位见说明"
    if inner := next(models_in(plain), None):
        title = inner.model_config.get("title")
        return f"{several}“{title}”" if title else f"{several}见各文种"
    if get_origin(plain) is Literal:
        return several + "、".join(f"`{each}`" if each else '`""`' for each in get_args(plain))
    kinds = {
        bool: "true 或 false",
        int: "整数",
        str: "一行文字",
        Phrase: "一句话",
        Percent: "百分比",
        Score: "分值",
    }
    return several + kinds[plain]


def otherwise(field: FieldInfo) -> str:
    """What holds where nothing is written."""
    match field.default:
        case bool():
            return str(field.default).lower()
        case str() | int():
            return f"`{field.default}`" if field.default != "" else "不编号"
        case Phrase(text):
            return f"`{text}`"
    return ""


def test_the_reference_is_made_from_the_models() -> None:
    text = REFERENCE.read_text("utf-8")
    if os.environ.get("PERFREPORT_RENEW"):
        text = text.split(MARK)[0] + reference()
        REFERENCE.write_text(text, "utf-8")
    assert text.split(MARK)[1] == reference().removeprefix(MARK)


def test_the_shared_files_that_come_along_are_named() -> None:
    shared = (resources.templates().glob(f"{each}/*.yaml") for each in ("taxonomies", "monitoring"))
    for path in chain.from_iterable(shared):
        assert f"`{path.stem}`" in REFERENCE.read_text("utf-8")


EXAMPLES = re.findall(r"```yaml\n(.*?)```", REFERENCE.read_text("utf-8"), re.DOTALL)


FOLDERS = {"版式": "forms", "方案": "schemes", "编号": "taxonomies"}
"""Where a file goes, by the key that says what it is called."""


def test_the_examples_work(tmp_path: Path) -> None:
    for text in EXAMPLES:
        tree = yaml.safe_load(text)
        folder, name = next((FOLDERS[key], tree[key]) for key in FOLDERS if key in tree)
        folder = "wordings" if {"编号", "用语"} <= tree.keys() else folder
        folder = "monitoring" if "偏差原因分析" in tree else folder
        with_file(tmp_path, f"{folder}/{name}.yaml", text)
    registry = FormRegistry([tmp_path])
    own = [form_id for form_id in registry.ids if (tmp_path / "forms" / f"{form_id}.yaml").exists()]
    assert own
    for form_id in own:
        assert registry.get(form_id).id == form_id


def test_the_schemes_that_are_shown_score(tmp_path: Path) -> None:
    """A table of evaluations goes by each, and has the points that it says."""
    shown = [text for text in EXAMPLES if "方案" in yaml.safe_load(text)]
    assert shown
    example = (resources.examples() / "national-2020-project-evaluation.yaml").read_text("utf-8")
    for text in shown:
        scheme = yaml.safe_load(text)["方案"]
        with_file(tmp_path, f"schemes/{scheme}.yaml", text)
        settings = perfreport.Settings(templates=[tmp_path])
        document = perfreport.loads(f"评分办法: {scheme}\n{example}", settings=settings)
        assert perfreport.check(document, settings=settings) == ()
        place = "项目[1].绩效指标[1].得分"
        (score,) = perfreport.explain(document, place, settings=settings)
        assert score.value == "15.0"


def test_the_monitoring_that_is_shown_is_gone_by(tmp_path: Path) -> None:
    (text,) = (each for each in EXAMPLES if "偏差原因分析" in yaml.safe_load(each))
    name = yaml.safe_load(text)["编号"]
    with_file(tmp_path, f"monitoring/{name}.yaml", text)
    with_form(
        tmp_path,
        "henan-project-monitoring",
        lambda known: known.replace("办法: henan", f"办法: {name}"),
    )
    row: Any = FormRegistry([tmp_path]).get("henan-project-monitoring")
    assert row.indicator_row.__annotations__["causes"].__origin__._fields == (
        "policy",
        "procurement",
    )


def test_the_schemes_that_come_along_are_named() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    for path in (resources.templates() / "schemes").glob("*.yaml"):
        assert f"`{path.stem}`" in readme


@pytest.mark.parametrize("model", [Form, Taxonomy])
def test_every_key_has_a_word_to_explain_it(model: type[BaseModel]) -> None:
    for each in models_inside(model):
        assert all(field.description for field in each.model_fields.values())
