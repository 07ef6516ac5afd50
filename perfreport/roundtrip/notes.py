"""What else there is to say about a reading, in words."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from perfreport.basics.addresses import DataPath, ViewPath
from perfreport.basics.messages import quoted
from perfreport.basics.quantities import Unit
from perfreport.blocks.form import Form
from perfreport.blocks.places import place_of
from perfreport.page.blocks import Traces
from perfreport.roundtrip.memory import VERSION, Memory
from perfreport.roundtrip.reading import Note
from perfreport.roundtrip.typed import Typed

_MOST_EXAMPLES = 3


def of_traces(traces: Traces, printed_so: Iterable[re.Pattern[str]] = ()) -> Iterator[Note]:
    """Tracked changes, formats, comments and pictures; ``printed_so`` is formatted by the form."""
    if traces.inserted or traces.deleted:
        yield Note(
            "tracked_changes",
            f"有未接受的修订，按已接受读入：插入 {len(traces.inserted)} 处"
            f"{_examples(traces.inserted)}，删除 {len(traces.deleted)} 处"
            f"{_examples(traces.deleted)}",
        )
    own = tuple(printed_so)
    formatted = [text for text in traces.formatted if not any(p.fullmatch(text) for p in own)]
    if formatted:
        yield Note(
            "formatting",
            f"有 {len(formatted)} 处文字改了字体、加粗、颜色等格式"
            f"{_examples(formatted)}；文字已读入，格式不保留",
        )
    for comment in traces.comments:
        yield Note("comment", f"批注（不读入正文）——{comment}")
    for words in traces.asides:
        yield Note("aside", f"文本框、脚注或隐藏文字中的内容没有读入：“{words}”")
    for words in dict.fromkeys(traces.symbols):
        yield Note("symbol", f"有认不出的符号，没有读入，请改用普通字符：{words}")
    if traces.pictures:
        yield Note("picture", f"有 {traces.pictures} 处图片或对象，没有读入")
    for remark in traces.remarks:
        yield Note("remark", remark)


def of_typed(typed: Typed) -> Iterator[Note]:
    """Blanks of other kinds, and lists made of what was printed."""
    if typed.blanks:
        yield Note(
            "blanks",
            f"有 {len(typed.blanks)} 处文字里有制表符、换行、全角空格或不间断空格等，"
            f"按普通空格读入{_examples(typed.blanks)}",
        )
    if typed.lists:
        yield Note(
            "list",
            f"有 {len(typed.lists)} 处文字加了认不出的自动编号或项目符号"
            f"{_examples(typed.lists)}；文字已读入，编号和符号不保留",
        )


def _examples(texts: Sequence[str]) -> str:
    shown = "、".join(map(quoted, texts[:_MOST_EXAMPLES]))
    more = "等" if len(texts) > _MOST_EXAMPLES else ""
    return f"（{shown}{more}）" if texts else ""


def of_memory(memory: Memory | None, form: Form) -> Iterator[Note]:
    """What the embedded data cannot give."""
    if memory is None:
        yield Note(
            "no_embedded_data",
            "文件里没有 perfreport 嵌入的数据（可能是粘贴到新文档，或被编辑软件删去），"
            f"按版面结构和标题读入，版式认作 {form.id}；没有印出的内容（如涉密标记、"
            "原件所印合计、二级编码、自评扣分对应的指标）无从得知，哪些地方被改动也无从得知",
        )
    elif memory.codes is None or memory.edition != form.year:
        yield Note(
            "other_edition",
            f"这份文件是按版式 {memory.form_id} 的另一版（{memory.edition}）生成的，现在的版式是"
            f"（{form.year}）：内容照版面读入，版式用语的不同不算改动",
        )
    elif memory.version > VERSION:
        yield Note("newer_version", "这份文件由较新版本的 perfreport 生成，请升级后再读一次")


def of_left_out(left_out: Iterable[tuple[DataPath, str]]) -> Iterator[Note]:
    """What contradicts the rest of the document and was left out."""
    for path, message in left_out:
        yield Note("contradiction", f"{path.label}：{message}；这一项没有读入")


def of_pending(paths: Iterable[DataPath], unread: Iterable[DataPath]) -> Iterator[Note]:
    """Required fields that are not there; what was written in their place is ``unread``."""
    told = tuple(unread)
    for path in paths:
        if not any(path.starts_with(each) for each in told):
            message = "文件里没有读到这一项；原来有的照旧，没有的请在数据文件中补上"
            yield Note("pending", f"{path.label}：{message}")


def of_unit(printed: Unit, own: Unit) -> Iterator[Note]:
    """Amounts that are not in the unit of the form."""
    if printed is not own:
        yield Note(
            "unit",
            f"页面以{printed.label}为金额单位（版式是{own.label}），表里的金额按{printed.label}读入",
        )


def of_labels(labels: Sequence[str]) -> Iterator[Note]:
    """Labels that were brought back."""
    if labels:
        yield Note(
            "labels_restored",
            f"合并的标签格随删去的行变成空白，已按原样补上：{'、'.join(labels)}",
        )


def of_stale(stale: Mapping[ViewPath, str], form: Form, told: Container[str]) -> Iterator[Note]:
    """Fields that were edited in one of the places where they stand, unless ``told`` of."""
    edited = {field: text for field, text in stale.items() if place_of(field, form) not in told}
    for field, text in edited.items():
        yield Note(
            "stale",
            f"{place_of(field, form)}：印在几处，有的改成了{quoted(text) if text else '空白'}，"
            "有的没有改；按改后的读入，重新生成时各处一致",
        )


def of_respelt(paths: Iterable[ViewPath], form: Form) -> Iterator[Note]:
    """Texts that were typed another way and say the same."""
    for place in dict.fromkeys(place_of(path, form) for path in paths):
        yield Note("respelt", f"{place}：只改了标点、空格、编号或数的写法，内容没有变，仍照版式印")
