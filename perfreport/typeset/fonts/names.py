"""The names that the fonts of Chinese official documents go by.

GB/T 9704 asks for 小标宋, 仿宋, 楷体 and 黑体 and does not say whose; the same face is called one
thing in Word's menu, another in its file, and a third by the next maker.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple


class Design(NamedTuple):
    """A design that several makers cut, and the face in the bundle that stands in for it.

    Attributes:
        bundled: PostScript name of the face in the bundle.
        names: what faces of the design are called, the usual ones first.
    """

    bundled: str
    names: Sequence[str]


_HEI = "FandolHei-Regular"
_TABLE = f"""
FandolSong-Bold:
    方正小标宋简体, FZXiaoBiaoSong-B05S, FZXBSJW--GB1-0, 小标宋, 小标宋体,
    方正小标宋_GBK, FZXiaoBiaoSong-B05, FZXBSK--GBK1-0,
    方正小标宋_GB18030, FZXBSJW--GB18030, 方正小标宋_GB2312, 方正小标宋简,
    华康标题宋, 汉仪小标宋简, HYXiaoBiaoSongJ, 文星标宋, 文星简小标宋
FandolFang-Regular:
    仿宋_GB2312, FangSong_GB2312, 仿宋, FangSong, 仿宋体,
    方正仿宋简体, FZFangSong-Z02S, FZFSJW--GB1-0,
    方正仿宋_GBK, FZFangSong-Z02, FZFSK--GBK1-0, 方正仿宋_GB2312,
    华文仿宋, STFangsong, 文星仿宋, 文星简仿宋
FandolKai-Regular:
    楷体_GB2312, KaiTi_GB2312, 楷体, KaiTi,
    方正楷体简体, FZKai-Z03S, FZKTJW--GB1-0,
    方正楷体_GBK, FZKai-Z03, FZKTK--GBK1-0, 方正楷体_GB2312,
    华文楷体, STKaiti, 文星楷体, 文星简楷体
{_HEI}:
    黑体, SimHei, 方正黑体简体, FZHei-B01S, FZHTJW--GB1-0,
    方正黑体_GBK, FZHei-B01, FZHTK--GBK1-0, 华文黑体, STHeiti
{_HEI}:
    微软雅黑, Microsoft YaHei, 等线, DengXian,
    思源黑体, Source Han Sans SC, Noto Sans CJK SC, Noto Sans SC
FandolSong-Regular:
    宋体, SimSun, 新宋体, NSimSun, 中易宋体,
    方正书宋简体, FZShuSong-Z01S, FZSSJW--GB1-0, 方正书宋_GBK, FZSSK--GBK1-0,
    华文宋体, STSong
FandolSong-Regular:
    思源宋体, Source Han Serif SC, Noto Serif CJK SC, Noto Serif SC
FandolSong-Bold:
    华文中宋, STZhongsong
FandolSong-Regular:
    Times New Roman, TimesNewRomanPSMT, Times, Liberation Serif, Tinos,
    Nimbus Roman, TeX Gyre Termes
{_HEI}:
    Arial, ArialMT, Helvetica, Liberation Sans, Arimo, Nimbus Sans,
    TeX Gyre Heros, Calibri
"""
"""A line for each bundled face that stands in, and below it the names of one design."""

DESIGNS = tuple(
    Design(bundled, re.split(r",\s+", names))
    for bundled, names in re.findall(r"^(\S+):\s+((?:.+,\n)*.+)$", _TABLE, re.MULTILINE)
)


DRAWN_WRONG_BY_FANDOL = "￥￣™餘準衹幹捨鬆癥鬱醜鹼臟滷壘懲誠稱騁"
"""What one Fandol face or another has and draws as something else.

￥ is a dollar, ￣ a hyphen, ™ a speck; most of the ideographs are another one of the same sound, in
黑体 four have changed places. Found by comparing all of them with those of Noto Serif CJK.
"""


def normalized(name: str) -> str:
    """``name`` without what makers and menus write differently: case, spaces, hyphens."""
    return name.casefold().translate({ord(mark): None for mark in " _-"})


_DESIGN_OF = {normalized(name): design for design in DESIGNS for name in design.names}


def design_of(name: str) -> Design | None:
    """The design of which ``name`` is a name."""
    return _DESIGN_OF.get(normalized(name))


def is_hei(names: Collection[str]) -> bool:
    """Whether a face that goes by ``names`` is without serifs, its strokes of one thickness."""
    designs = (design_of(name) for name in names)
    return _HEI in names or any(design.bundled == _HEI for design in designs if design)
