"""Documents as data files in any layout that a person may give them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import count
from random import Random

from pydantic import BaseModel

from perfreport.blocks.model import Document, Passage
from perfreport.data.writing import field_value

_PLAIN = re.compile(r"[\u4e00-\u9fff《》“”，。、]+")
_HINT = re.compile(r"#(?:\s|$)")
"""Like a comment; a block may not hold it, for it is none there."""
_FIGURE = re.compile(r"-?\d+(?:\.\d+)?(?:[元%]|万元)?")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\U0010fffe\U0010ffff]")

Tree = str | bool | dict[str, "Tree"] | list["Tree"] | None


def as_yaml(document: Document, seed: int) -> str:
    """``document`` as YAML; brackets, quotes, comments, blank lines and line ends by chance."""
    return _YamlLayout(Random(seed)).file(document)


def as_json(document: Document, seed: int) -> str:
    """``document`` as JSON, on one line or on many."""
    random = Random(seed)
    return json.dumps(
        _Trees(random).model(document), ensure_ascii=False, indent=random.choice([None, 2, 4])
    )


class Prose(list[Tree]):
    """Paragraphs, which may be a list or one text."""


class _Trees:
    """Plain trees: paragraphs as one text or several, defaults told or not."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def model(self, model: BaseModel) -> dict[str, Tree]:
        tree: dict[str, Tree] = {}
        for name, field in type(model).model_fields.items():
            part = getattr(model, name)
            if part != field.default or name == "kind" or self._random.random() < 0.1:
                is_prose = isinstance(part, tuple) and isinstance(field_value(field, part), str)
                tree[field.alias or name] = self._prose(part) if is_prose else self._part(part)
        return tree

    def _prose(self, paragraphs: tuple[str, ...]) -> Tree:
        return "\n".join(paragraphs) if self._random.random() < 0.2 else Prose(paragraphs)

    def _part(self, part: object) -> Tree:
        if isinstance(part, Passage) and part.paragraphs and self._random.random() < 0.7:
            return self._prose(part.paragraphs)
        if isinstance(part, BaseModel):
            return self.model(part)
        if isinstance(part, tuple):
            return [self._part(item) for item in part]
        return part if isinstance(part, bool) or part is None else str(part)


class _YamlLayout:
    def __init__(self, random: Random) -> None:
        self._random = random
        self._remarks = count(1)
        self._noise = random.choice([0.0, 0.1, 0.4])
        self._flow = random.choice([0.0, 0.3])
        self._step = random.choice([2, 4])
        self._is_in_text = False  # where a comment that is indented further would be text
        self._dash = random.choice(["- ", "-   "])

    def file(self, document: Document) -> str:
        tree = _Trees(self._random).model(document)
        body = "".join(f"{line}\n" for line in self._mapping(tree, 0))
        text = self._random.choice(["", "---\n", "# 头\n\n", "# 头\n"]) + body
        text += self._random.choice(["", "", "\n", "# 尾\n", "...\n"])
        text = text if self._chance(0.8) else text.rstrip("\n")
        return text if self._chance(0.8) else text.replace("\n", "\r\n")

    def _chance(self, probability: float) -> bool:
        return self._random.random() < probability

    def _mapping(self, tree: dict[str, Tree], indent: int) -> Iterator[str]:
        keys = list(tree)
        if self._chance(0.1):
            self._random.shuffle(keys)
        for key in keys:
            yield from self._noise_lines(indent)
            yield from self._entry(f"{' ' * indent}{key}:", tree[key], indent)

    def _noise_lines(self, indent: int) -> Iterator[str]:
        while self._chance(self._noise):
            depth = indent + (0 if self._is_in_text else self._random.choice([0, 0, 0, 2]))
            yield self._random.choice(["", f"{' ' * depth}# 注{next(self._remarks)}"])

    def _entry(self, head: str, tree: Tree, indent: int) -> Iterator[str]:
        remark = f"  # 旁{next(self._remarks)}" if self._chance(self._noise) else ""
        inner = indent + self._step
        self._is_in_text = False
        if isinstance(tree, Prose) and self._chance(0.5):
            yield from self._text(head, tree, inner, remark)
        elif isinstance(tree, dict) and tree and not self._chance(self._flow):
            yield f"{head}{remark}"
            yield from self._mapping(tree, inner)
        elif isinstance(tree, list) and tree and not self._chance(self._flow):
            yield f"{head}{remark}"
            yield from self._list(tree, indent + self._random.choice([0, self._step]))
        else:
            yield from self._brackets(head, tree, inner, remark)

    def _list(self, trees: list[Tree], indent: int) -> Iterator[str]:
        is_spaced = self._chance(0.3)
        dash = " " * indent + self._dash
        for position, tree in enumerate(trees):
            if position and is_spaced:
                yield ""
            yield from self._noise_lines(indent)
            if isinstance(tree, dict) and tree and not self._chance(self._flow):
                first, *rest = self._mapping(tree, indent + len(self._dash))
                if first.strip().startswith("#") or not first.strip():
                    yield f"{' ' * indent}-"
                    yield from (first, *rest)
                else:
                    yield dash + first.lstrip(" ")
                    yield from rest
            else:
                yield from self._brackets(dash.rstrip(" "), tree, indent + 2, "")

    def _text(self, head: str, prose: Prose, indent: int, remark: str) -> Iterator[str]:
        blanks, lines = " " * indent, [str(paragraph) for paragraph in prose]
        needs_quotes = any(_UNPRINTABLE.search(line) or _HINT.match(line) for line in lines)
        if needs_quotes or self._chance(0.2):
            yield f"{head} {self._quoted(chr(10).join(lines))}{remark}"
            return
        self._is_in_text = True
        if self._chance(0.7):
            yield f"{head} |{self._random.choice(['', '-', '+'])}{remark}"
            for line in lines:
                yield f"{blanks}{line}{self._random.choice(['', '', ' '])}"
                if self._chance(0.1):
                    yield self._random.choice(["", blanks])
        else:
            yield f"{head} >-{remark}"
            for line in lines:
                yield from (f"{blanks}{line}", "")

    def _brackets(self, head: str, tree: Tree, indent: int, remark: str) -> Iterator[str]:
        if isinstance(tree, dict | list) and tree and self._chance(0.3):
            opening, closing = "{}" if isinstance(tree, dict) else "[]"
            blanks = " " * indent
            yield f"{head} {opening}{remark}"
            for part in self._parts(tree):
                yield f"{blanks}{part},"
            yield f"{blanks}{closing}"
        else:
            yield f"{head} {self._inline(tree, in_brackets=False)}{remark}"

    def _parts(self, tree: dict[str, Tree] | list[Tree]) -> list[str]:
        if isinstance(tree, list):
            return [self._inline(part) for part in tree]
        return [f"{key}: {self._inline(part)}" for key, part in tree.items()]

    def _inline(self, tree: Tree, *, in_brackets: bool = True) -> str:
        if tree is None:
            return self._random.choice(["null", "~"])
        if isinstance(tree, bool):
            return "true" if tree else "false"
        if isinstance(tree, dict):
            return f"{{{', '.join(self._parts(tree))}}}"
        if isinstance(tree, list):
            return f"[{', '.join(self._parts(tree))}]"
        is_plain = _FIGURE.fullmatch(tree) or _PLAIN.fullmatch(tree)
        if is_plain and self._chance(0.8):
            is_bare = re.fullmatch(r"\d{4,}\.\d\d", tree) and not in_brackets
            return f"{float(tree):,.2f}" if is_bare and self._chance(0.5) else tree
        return self._quoted(tree)

    def _quoted(self, text: str) -> str:
        if not _UNPRINTABLE.search(text) and self._chance(0.5):
            return "'" + text.replace("'", "''") + "'"
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{_UNPRINTABLE.sub(_escape, escaped)}"'


def _escape(found: re.Match[str]) -> str:
    return f"\\U{ord(found.group()):08x}"
