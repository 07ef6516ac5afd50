"""Documents full of nasty Unicode: every character is in both files, or refused by its field.

``python -m tests.nasty_documents 1000`` makes a thousand of each kind and prints what became of
them; it fails if a character is lost, or a refusal names no field.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError
from perfreport.blocks.walk import walk_texts
from perfreport.data.data_files import parse_source
from perfreport.documents.loading import Loaded, understand
from perfreport.documents.rendering import Renderer
from perfreport.forms.registry import FormRegistry
from tests.content import plain_text, squeeze
from tests.docx_reading import read_docx
from tests.pdf_pages import read_pages
from tests.small_files import DEPARTMENT, PROJECTS, REPORT, altered

FILES = {
    "项目支出绩效目标表": PROJECTS,
    "部门整体预算绩效目标申报表": DEPARTMENT,
    "部门整体支出绩效自评报告": altered(REPORT, (", 指标: [合同备案时效性]", "")),
}
FIXED = {"文种", "版式", "一级", "二级"}

_RANGES = (
    *((0x4E00, 0x9FA5), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x323AF)),
    *((0xF900, 0xFAFF), (0x2F800, 0x2FA1F), (0x00A0, 0x024F), (0x0370, 0x052F), (0x1E00, 0x1FFF)),
    *((0x2000, 0x206F), (0x2070, 0x27BF), (0x2900, 0x2BFF), (0x3000, 0x33FF), (0xFF00, 0xFFEF)),
    *((0x0590, 0x07FF), (0x0900, 0x109F), (0x1100, 0x11FF), (0x1800, 0x18AF), (0xA000, 0xA4CF)),
    *((0xAC00, 0xD7FF), (0xE000, 0xE0FF), (0xFE00, 0xFE4F), (0xE0100, 0xE01EF), (0x1F000, 0x1FAFF)),
)
_PIECES = (
    *("滘口", "张喆", "𠅤", "90㎡", "☑是□否", "⑪", "m²", "H₂O", "＜5％", "{{ title }}", "{% if %}"),
    *("&amp;", "<td>", "]]>", "#{", "\\n", "%s", "“甲”", "……", "——", "1,234.56", "①"),
    *("葛\U000e0100", "e\u0301", "☑\ufe0f", "🇨🇳", "👨\u200d👩", "ئۇيغۇر", "བོད", "ᠮᠣᠩ", "ไทย"),
    *("עברית", "\u2003", "\u3000"),
)


def main() -> int:
    """Make them, and print how many were printed, refused in part, or refused as a whole."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    for kind in FILES:
        print(kind, dict(Counter(outcome(kind, seed) for seed in range(count))), flush=True)  # noqa: T201
    return 0


def outcome(kind: str, seed: int) -> str:
    """What became of the document of ``kind`` made from ``seed``."""
    tree = parse_source(FILES[kind]).root.plain()
    places = _places(tree)
    _fill(tree, places, random.Random(f"{kind} {seed}"))
    labels = {path.label for path in places}
    renderer = Renderer(FormRegistry(), system_fonts=False)
    try:
        loaded = _loaded(tree)
    except InputError as error:
        _require_fields(error, labels)
        return "refused for both"
    word = read_docx(renderer.render(loaded, "docx").content)
    assert not _lost(loaded, plain_text(word))
    try:
        pdf = renderer.render(loaded, "pdf").content
    except InputError as error:
        _require_fields(error, labels)
        result = "printed without what was refused"
        loaded = _loaded(_without(tree, _unprintable(loaded, renderer)))
        pdf = renderer.render(loaded, "pdf").content
    else:
        result = "printed"
    assert not _lost(loaded, _printed(pdf))
    return result


def _loaded(tree: Any) -> Loaded:
    return understand(parse_source(json.dumps(tree), is_json=True), FormRegistry())


def _fill(tree: Any, places: list[DataPath], chance: random.Random) -> None:
    """Put nasty text into most of the ``places`` of ``tree``, often only such as can be printed."""
    is_tame = chance.random() < 0.5
    ranges = _RANGES[:1] if is_tame else _RANGES
    pieces = _PIECES[:20] if is_tame else _PIECES
    for path in places:
        if chance.random() < 0.8:
            _put(tree, path, _nasty(chance, ranges, pieces))


def _places(tree: Any) -> list[DataPath]:
    paths = {_in_file(tree, path) for path, _ in walk_texts(_loaded(tree).document)}
    return sorted((path for path in paths if path[-1] not in FIXED), key=attrgetter("label"))


def _in_file(tree: Any, path: DataPath) -> DataPath:
    for depth, key in enumerate(path):
        if isinstance(tree, str):
            return path[:depth]
        tree = tree[key]
    return path


def _put(tree: Any, path: DataPath, text: str) -> None:
    for key in path[:-1]:
        tree = tree[key]
    tree[path[-1]] = text


def _nasty(chance: random.Random, ranges: Sequence[tuple[int, int]], pieces: Sequence[str]) -> str:
    parts = [
        chance.choice(pieces) if chance.random() < 0.4 else _character(chance, ranges)
        for _ in range(chance.randint(1, 12))
    ]
    return "文" + "".join(parts)


def _character(chance: random.Random, ranges: Sequence[tuple[int, int]]) -> str:
    return chr(chance.randint(*chance.choice(ranges)))


def _unprintable(loaded: Loaded, renderer: Renderer) -> set[str]:
    characters = set().union(*(text for _, text in walk_texts(loaded.document)))
    return renderer._fonts().without_glyph(characters)


def _without(tree: Any, characters: set[str]) -> Any:
    text = json.dumps(tree, ensure_ascii=False)
    return json.loads("".join(each for each in text if each not in characters))


def _require_fields(error: InputError, labels: set[str]) -> None:
    for mistake in error.mistakes:
        assert any(mistake.path.label.startswith(label) for label in labels), str(mistake)


def _printed(pdf: bytes) -> str:
    return "".join(glyph.text for page in read_pages(pdf) for glyph in page.glyphs)


def _lost(loaded: Loaded, found: str) -> Counter[str]:
    """The characters of ``loaded`` that are not ``found`` as often as they stand in it."""
    texts = (text for path, text in walk_texts(loaded.document) if path[-1] not in ("文种", "版式"))
    return Counter(squeeze("".join(texts))) - Counter(squeeze(found))


if __name__ == "__main__":
    sys.exit(main())
