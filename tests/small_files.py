"""Small data files of every kind, without a mistake, for tests that make one."""

from __future__ import annotations

PROJECTS = """\
文种: 项目支出绩效目标表
版式: guangzhou-district-project-targets
年度: 2024
部门名称: 某某部门
资金使用单位:
  - 名称: 某某单位
    项目:
      - 名称: 编外人员聘用经费
        财政拨款: 59.80
        绩效目标: 聘请编外人员。
        绩效指标:
          - {一级: 产出指标, 二级: 数量指标, 名称: 到位率, 实施周期指标值: 95%, 年度指标值: 90%}
      - 名称: "13600101"
        财政拨款: 46.00
        涉密: true
        绩效指标:
          - {一级: 效益指标, 二级: 社会效益, 名称: 宣传效率, 涉密: true}
"""

DEPARTMENT = """\
文种: 部门整体预算绩效目标申报表
版式: guangzhou-district-department-targets
年度: 2024
部门名称: 某某部门
下属二级单位数: 2
预算整体情况:
  基本支出: 2,234.47
  项目支出: 874.39
  财政拨款: 3,108.86
  本级使用资金: 3,108.86
总体绩效目标:
  - 维护社会大局稳定。
年度重点工作任务:
  - 名称: 网格化服务管理工作
    主要实施内容: |-
      一、宣传。
      二、培训。
    拟投入的资金: 69.00
    期望达到的目标: 建设“五好”网格。
绩效指标:
  - {一级: 产出指标, 二级: 数量指标, 名称: 宣传活动, 实施周期指标值: 12次, 年度指标值: 12次}
"""

REPORT = """\
文种: 部门整体支出绩效自评报告
版式: guangzhou-self-evaluation
年度: 2023
部门名称: 某某部门
部门职能:
  涉密: true
年度总体工作: 围绕部门职责开展工作。
年度重点工作任务:
  - 名称: 法学业务工作
    任务绩效目标: 开展法学研究。
    实际完成情况: 出版《法治论坛》4辑。
部门整体支出绩效目标:
  - 提升社会治理水平。
年初预算收入:
  构成:
    - {科目: 公共安全, 金额: 100.00}
    - {科目: 卫生健康, 金额: 20.00}
决算支出:
  - {科目: 公共安全, 金额: 99.00}
部门整体支出:
  基本支出:
    人员经费: {年初预算数: 60.00, 全年预算数: 60.00, 决算数: 59.00}
    公用经费: {年初预算数: 10.00, 全年预算数: 10.00, 决算数: 10.00}
  项目支出: {年初预算数: 50.00, 全年预算数: 30.00, 决算数: 30.00}
部门整体绩效管理情况: 双监控。
绩效自评情况: 定期开展监控。
自评依据: 《关于开展绩效自评的通知》
履职效能:
  分值: 50
  得分: 49.99
  一般公共预算年度平均支出执行率: 99.91%
  关键指标:
    - {名称: 期刊发行情况, 预期实现值: 4期, 实际完成值: 4期}
管理效率:
  扣分原因:
    - {原因: 部分合同未按时备案, 指标: [合同备案时效性]}
  指标:
    - {二级: 预算编制, 名称: 新增预算项目事前绩效评估, 分值: 3, 得分: 3}
    - {二级: 采购管理, 名称: 合同备案时效性, 分值: 1, 得分: 0}
存在的主要问题: 部分合同备案不及时。
下一步改进措施: 加强合同管理。
"""

ALL = {"projects": PROJECTS, "department": DEPARTMENT, "report": REPORT}


def altered(text: str, *replacements: tuple[str, str]) -> str:
    """``text`` with each first string, which must stand in it once, replaced by the second."""
    for old, new in replacements:
        assert text.count(old) == 1, f"{old} stands {text.count(old)} times in the file"
        text = text.replace(old, new)
    return text


def line_with(text: str, part: str) -> int:
    """The number of the first line that has ``part``."""
    return text[: text.index(part)].count("\n") + 1
