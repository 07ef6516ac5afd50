"""Words of these documents: centred lines and names in charts part none that they need not.

A small list in place of a dictionary: a label has six characters and three words, which are these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from perfreport.basics.patterns import regex

_WORDS = re.findall(
    r"\w+",
    "目标 管理 指标 实现 绩效 资金 预算 执行 完成 情况 单位 部门 项目 年度 工作 "
    "任务 服务 对象 满意度 效益 社会 经济 生态 可持续 影响 数量 质量 时效 成本 "
    "产出 投入 财务 重点 名称 主管 实施 说明 原因 偏差 分析 措施 改进 得分 分值 "
    "权重 自评 评价 监控 支出 收入 基本 财政 拨款 其他 总额 金额 万元 全年 年初 "
    "实际 预期 一级 二级 三级 比率 决算 转移 支付 专项 整体 履职 履行 计划 培训 "
    "保障 制度 人员 硬件 条件 可能 备注 负责人 联系人 电话 填报 日期 审核 意见 "
    "合计 小计 上年 结转 本年 当年 地方 中央 省级 市级 县级 配套 政府 债券 采购 "
    "资产 信息 公开 环境 公众 群众 事业 发展 建设 有可能 确定能 不可能 完全 经费 运行 维护 "
    "平台 系统 合格 委员会 安全 生产 维修 改造 采集 应用 综合 治理 "
    "业务 日常 电子 案件 问题 突出 排查 整治 成效 考核 信息化 网络 数据 归集 接入 共享 "
    "监测 监测井 监督 检查 验收 更新 整编 水质 水资源 水环境 水土 保持 河流 河道 农业 农村 "
    "农田 居民 小区 老旧 社区 街道 道路 公路 交通 工程 设备 设施 购置 补助 补贴 救助 教育 "
    "学校 医疗 卫生 就业 养老 文化 体育 旅游 宣传 法律 法治 司法 治安 改革 创新 科技 企业 "
    "产业 市场 监管 审计 统计 调查 规划 应急 消防 防汛 森林 污染 垃圾 办事 更加 便利 及时 "
    "时间 达成 提高 提升 促进 改善 降低 有效 明显 充分 规范 合理 明确 科学 合规 健全 可行 "
    "到位 依据 程序 编制 分配 使用 涉密 非涉密 ",
)
WORD = f"(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?:率|性(?![质能别]))?"
"""What finds one of these words, the longest first, or a rate or quality called by it."""

_WHOLE = regex(rf"（[^（）]{{1,6}}）|\([^()]{{1,6}}\)|[和与及]?{WORD}")
"""What is not parted: a word, with what joins it to the one before, and a few bracketed ones."""


def partings(text: str, ends: Iterable[int]) -> dict[int, int]:
    """How many words, and how many times a few characters in brackets, each of ``ends`` parts."""
    spans = [match.span() for match in _WHOLE.finditer(text)]
    return {end: sum(1 for start, after in spans if start < end < after) for end in ends}
