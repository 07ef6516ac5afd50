"""Documents of 项目申报书."""

from __future__ import annotations

from perfreport.data.data_files import parse_source
from perfreport.data.validation import validate
from tests.kinds.sheets.model import ProjectSheets

_TEXT = """\
文种: 项目申报书
版式: some-project-sheets
年度: 2024
部门名称: 某某局
编码: B001
依据: |
  依照年度工作安排编制。
  随预算一并批复。
风险: |
  资金到位可能推迟。
单位:
  - 名称: 第一中心
    主管: 办公室
    编码: U1
    项目:
      - 名称: 水渠整修
        金额: 120.00
        负责人: 王某
        电话: 010-1234
        编码: P11
        目标: |
          整修水渠三公里。
          完善管护制度。
        指标:
          - {一级: 产出指标, 二级: 数量指标, 名称: 整修长度, 值: 3公里, 说明: 甲}
          - {一级: 产出指标, 二级: 数量指标, 名称: 涵管, 值: 12处}
          - {一级: 产出指标, 二级: 质量指标, 名称: 验收合格率, 值: 100%}
          - {一级: 效益指标, 二级: 社会效益, 名称: 受益人口, 值: 2400人, 说明: 乙}
      - 名称: 桥梁加固
        金额: 80.50
        负责人: 李某
        编码: P12
        目标: 加固桥梁两座。
        指标:
          - {一级: 产出指标, 二级: 数量指标, 名称: 加固座数, 值: 2座}
  - 名称: 第二中心
    主管: 业务科
    编码: U2
    项目:
      - 名称: 培训
        金额: 6.00
        负责人: 赵某
        电话: 010-5678
        编码: P21
        目标: 培训三百人次。
        指标:
          - {一级: 产出指标, 二级: 数量指标, 名称: 培训人次, 值: 300人次}
          - {一级: 满意度指标, 二级: 服务对象满意度, 名称: 学员满意度, 值: ≥90%}
章节:
  - 标题: 基本情况
    正文: |
      项目总体进展顺利。
      资金及时到位。
  - 标题: 主要经验
    正文: 坚持台账管理。
  - 标题: 存在问题
    正文: 个别项目进度偏慢。
"""


def sheets(*, old: str = "", new: str = "") -> ProjectSheets:
    """The example, its data file with ``new`` in place of ``old``."""
    assert old in _TEXT
    text = _TEXT.replace(old, new) if old else _TEXT
    return validate(parse_source(text), ProjectSheets)
