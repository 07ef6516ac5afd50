"""How much of the examples is read from files that lost their data and were edited besides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from perfreport.basics.addresses import DataPath, FieldPath
from perfreport.basics.errors import InputError
from perfreport.blocks.walk import keyed
from perfreport.forms.registry import FormRegistry
from perfreport.roundtrip import Reading, read_docx
from perfreport.roundtrip.layout import paragraphs_in
from perfreport.roundtrip.template_reading import layout_of
from perfreport.roundtrip.trees import tree_of
from tests.examples import EXAMPLES, example, rendered
from tests.roundtrip.structure_edits import mutations
from tests.roundtrip.test_lost_data import without_data
from tests.roundtrip.word_editor import WordEditor

REGISTRY = FormRegistry()
BlockLayout = tuple[FieldPath, object]


def leaves(tree: Any, path: FieldPath = FieldPath()) -> Iterator[BlockLayout]:
    """All fields of a document's tree; a paragraph is one by itself."""
    if isinstance(tree, dict):
        for name, part in tree.items():
            yield from leaves(part, path / name)
    elif isinstance(tree, list | tuple):
        for position, part in enumerate(tree):
            yield from leaves(part, path / position)
    else:
        yield path, tree


def fields_of(document: Any) -> dict[FieldPath, object]:
    """The fields of a document, but for the name of its form."""
    return {path: value for path, value in leaves(tree_of(document)) if path != ("form",)}


@cache
def baseline(name: str) -> dict[FieldPath, object]:
    """The fields that can be read from an example that nobody edited, without its data."""
    read = read_docx(without_data(rendered(name, "docx")), REGISTRY)
    pending = set(read.pending)
    model = type(read.document)
    fields = fields_of(read.document)
    true = fields_of(example(name))
    return {p: v for p, v in fields.items() if true.get(p) == v and keyed(model, p) not in pending}


def edited(name: str, *chosen: str) -> bytes:
    """The Word file of an example without its data, after mutations."""
    lines = paragraphs_in(layout_of(REGISTRY.docx_template(str(example(name).form))).leaves)
    words = {line.pattern.words for line in lines if len(line.pattern.words) > 1}
    editor = WordEditor(without_data(rendered(name, "docx")))
    for mutation in chosen:
        mutations(words)[mutation](editor)
    return editor.save()


def outcome(name: str, *chosen: str) -> Counter[str]:
    """How many fields of an example are tried, right, named and lost after mutations."""
    fields = baseline(name)
    try:
        reading = read_docx(edited(name, *chosen), REGISTRY)
    except InputError:
        return Counter(tried=len(fields), named=len(fields))
    return _judged(fields, reading)


def _judged(fields: dict[FieldPath, object], reading: Reading) -> Counter[str]:
    now = fields_of(reading.document)
    said = "".join("".join(each.words.split()) for each in reading.unplaced)
    counts = Counter(tried=len(fields))
    for path, value in fields.items():
        is_pending = _is_pending(keyed(type(reading.document), path), reading)
        if now.get(path) == value and not is_pending:
            counts["right"] += 1
        elif is_pending or "".join(str(value).split()) in said:
            counts["named"] += 1
        else:
            counts["lost"] += 1
    return counts


def _is_pending(path: DataPath, reading: Reading) -> bool:
    return any(path.starts_with(each) for each in reading.pending)


def measured(*chosen: str, names: Sequence[str] = EXAMPLES) -> Counter[str]:
    """What becomes of all fields of the examples after mutations."""
    return sum((outcome(name, *chosen) for name in names), Counter())
