"""Parts of manifests that forms share by an id: files of their own, dated, with their source."""

from __future__ import annotations

from typing import Annotated

from perfreport.blocks.fields import TextLine, key
from perfreport.blocks.taxonomy import Taxonomy
from perfreport.blocks.whole import Whole


class SharedTaxonomy(Taxonomy, title="共用的指标体系"):
    """A taxonomy (指标体系) that forms name by its id."""

    id: Annotated[TextLine, key("编号", "与文件名相同")]
    name: Annotated[TextLine, key("名称", "供人辨认的名称")]
    since: Annotated[TextLine, key("自何时起", "自哪一年或哪一天起施行，如 2021")]


class WordingHead(Whole, title="共用的用语"):
    """What a wording (用语) that forms name by its id says of itself, beside the words."""

    id: Annotated[TextLine, key("编号", "与文件名相同")]
    name: Annotated[TextLine, key("名称", "供人辨认的名称")]
    since: Annotated[TextLine, key("自何时起", "自哪一年或哪一天起这样写")]
    source: Annotated[TextLine, key("依据", "这套用语出自哪里")]
