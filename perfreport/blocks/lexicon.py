"""The labels of the field (词表): what forms and officers call one thing, each with its source.

A label means one thing within its scope: 名称 is that of a project, or of a task. It is known again
however it is spaced and punctuated, with a unit behind it or a number before it; what is merely
like it is never taken for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Annotated, Any, Literal, get_args
from unicodedata import normalize

from pydantic import BaseModel, model_validator
from pydantic_core import PydanticCustomError

from perfreport.basics.invisible import without
from perfreport.basics.messages import quoted
from perfreport.basics.patterns import regex
from perfreport.blocks.declared import Scope as ScopeOfFields
from perfreport.blocks.declared import Sort as SortOfFields
from perfreport.blocks.fields import EMPTY, Many, TextLine, key
from perfreport.blocks.specialised import scope_of
from perfreport.blocks.whole import ManifestPart

Scope = ScopeOfFields | Literal["资金来源", "资金栏目", "章节"]
Sort = SortOfFields | Literal["组", "表"]
"""Of a field: a sort that forms may declare, a group of fields, or a list of such groups."""

CountsAs = Literal[
    "财政", "专户", "其他", "融资", "年初", "调增", "调减", "全年", "执行", "预计", "全周期"
]
"""A sort of money, or what an amount is to its year, whatever a form calls the row or column."""

_OF_MONEY: tuple[Scope, ...] = ("资金来源", "资金栏目")
SCOPES: tuple[Scope, ...] = (*get_args(ScopeOfFields), *_OF_MONEY, "章节")

_MOST_LETTERS = 200

# As it stands after blanks are dropped and signs are of half width.
_NOTE = regex(
    r"\((?:(?:单位:?)?(?:亿元|万元|元|%|分)|\d{1,3}(?:[-~]\d{1,3})?分|[A-Z](?:/[A-Z])?|[盖公]章|可选填)\)"
)
_BEGINNING = regex(r"^(?:其中:|\(?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[).、])+")


@lru_cache(maxsize=1024)
def normal(label: str) -> str:
    """``label`` in half width, without blanks and marks, unit in brackets and number before it."""
    text = "".join(without(normalize("NFKC", label)).split())
    text = _BEGINNING.sub("", _NOTE.sub("", text))
    # Once more: letters that stand side by side now may make one.
    return normalize("NFKC", "".join(filter(str.isalnum, text)))


def words_of(text: str) -> str:
    """The same of what may be a label; empty for a text that is too long to be one."""
    return normal(text) if len(text) <= _MOST_LETTERS else ""


class Variants(ManifestPart, title="又称"):
    """What a label is called elsewhere, and where."""

    words: Annotated[Many[TextLine], key("写法", "别的写法", min_length=1)]
    sources: Annotated[Many[TextLine], key("出处", "用在哪里", min_length=1)]


class Entry(ManifestPart, title="条目"):
    """A label of the field (一个名称)."""

    label: Annotated[TextLine, key("名称", "通用的名称")]
    belongs_to: Annotated[Scope, key("属于", "是什么的名称")]
    fields: Annotated[Many[TextLine], key("字段", "程序里的英文名", min_length=1)]
    counts_as: Annotated[
        CountsAs | None,
        key("算作", "一年的几份文书起草、对照时是哪一类资金、哪一栏；不写的只是它自己"),
    ] = None
    sort: Annotated[Sort, key("类型", "填什么")]
    unit: Annotated[TextLine | None, key("单位", "填数的，是什么单位；金额的由版式定")] = None
    sources: Annotated[Many[TextLine], key("出处", "用在哪里", min_length=1)]
    variants: Annotated[Many[Variants], key("又称", "别的写法")] = EMPTY

    @property
    def names(self) -> tuple[str, ...]:
        """Its label and all variants."""
        return (self.label, *(words for each in self.variants for words in each.words))

    @property
    def all_sources(self) -> tuple[str, ...]:
        """The sources of its label and of all variants, each once."""
        of_variants = (source for each in self.variants for source in each.sources)
        return tuple(dict.fromkeys((*self.sources, *of_variants)))


class Reference(ManifestPart, title="出处"):
    """Where labels are used: a form, a regulation, a system."""

    id: Annotated[TextLine, key("简称", "条目里的写法")]
    name: Annotated[TextLine, key("全称", "文件、表样或系统")]


class Lexicon(ManifestPart, title="词表"):
    """All labels, no two of one scope alike."""

    references: Annotated[Many[Reference], key("出处", "各出处的全称")]
    entries: Annotated[Many[Entry], key("条目", "各个名称")]

    @model_validator(mode="after")
    def _names_differ(self) -> Lexicon:
        of: dict[tuple[str, str], str] = {}
        for position, entry in enumerate(self.entries):
            for name in entry.names:
                words = normal(name)
                other = of.setdefault((entry.belongs_to, words), entry.label)
                if not words or other != entry.label:
                    problem = f"也是“{other}”的写法" if words else "没有字"
                    _refuse(position, "{name}{problem}", name=quoted(name), problem=problem)
        labels = [(entry.belongs_to, entry.label) for entry in self.entries]
        for position, each in enumerate(labels):
            if each in labels[:position]:
                _refuse(position, "{name}写了两次", name=quoted(each[1]))
        return self

    @model_validator(mode="after")
    def _sources_are_known(self) -> Lexicon:
        known = {each.id for each in self.references}
        for position, entry in enumerate(self.entries):
            for source in entry.all_sources:
                if source not in known:
                    _refuse(position, "没有出处{name}", name=quoted(source))
        return self

    @cached_property
    def by_words(self) -> Mapping[Scope, Mapping[str, Entry]]:
        """The entries of each scope by their names, as ``normal`` has them."""
        found: dict[Scope, dict[str, Entry]] = {scope: {} for scope in SCOPES}
        for entry in self.entries:
            found[entry.belongs_to] |= dict.fromkeys(map(normal, entry.names), entry)
        return found

    def recognise(self, text: str, scope: Scope) -> Entry | None:
        """The entry of the ``scope`` that has ``text`` among its names; None if there is none."""
        return self.by_words[scope].get(words_of(text))

    def mean_the_same(self, one: str, other: str, scopes: Iterable[Scope] = SCOPES) -> bool:
        """Whether both are names of one entry of some scope."""
        words, others = words_of(one), words_of(other)
        known = (self.by_words[scope] for scope in scopes)
        return any(
            words in each and others in each and each[words] is each[others] for each in known
        )


def _refuse(position: int, message: str, **named: Any) -> None:
    raise PydanticCustomError("lexicon", message, {**named, "inside": ("条目", position)})


def scopes_of(model: type[BaseModel]) -> tuple[Scope, ...]:
    """The scopes to which the keys of a ``model`` may belong: all, where it says none."""
    scope = scope_of(model)
    return tuple(each for each in SCOPES if not scope or each in (scope, *_OF_MONEY, "章节"))
