"""What the computed figures of the documents are called, and what they are computed from."""

from __future__ import annotations

from perfreport.forms.manifest import Form
from perfreport.reading.sheet import ViewPath

_NAMES = {
    "title_lines": "标题", "year": "年度", "department": "部门名称", "unit": "金额单位",
    "funds": "合计", "total": "总计", "appropriation": "财政拨款",
    "special_account": "财政专户拨款", "other": "其他资金", "units": "资金使用单位",
    "projects": "项目", "goal": "绩效目标", "goals": "总体绩效目标", "indicators": "绩效指标",
    "tasks": "年度重点工作任务", "content": "主要实施内容", "amount": "金额",
    "budget": "预算整体情况",
    "other_tasks": "其他需完成的任务", "subordinate_units": "下属二级单位数",
    "basic": "基本支出", "project": "项目支出", "special_funds": "财政专项资金",
    "other_development": "其他事业发展性支出", "other_income": "其他资金",
    "own_level": "本级使用资金", "transfers": "拟用于对下转移支付资金",
    "level_one": "一级指标", "level_two": "二级指标", "name": "名称",
    "cycle_value": "实施周期指标值", "annual_value": "年度指标值",
    "functions": "部门职能", "overall_work": "年度总体工作", "key_tasks": "年度重点工作任务",
    "result": "实际完成情况", "revenue": "预算收入情况", "final_account": "预算支出情况",
    "scale": "支出规模情况", "expenditure": "部门整体支出", "initial": "年初预算数",
    "annual": "全年预算数", "final": "决算数", "personnel": "人员经费", "operating": "公用经费",
    "management": "部门整体绩效管理情况", "overview": "绩效自评情况", "conclusion": "自评结论",
    "effectiveness": "履职效能分析", "efficiency": "管理效率分析", "key_indicators": "关键指标",
    "expected": "预期实现值", "actual": "实际完成值", "number": "序号",
    "scores": "管理效率自评得分",
    "weight": "分值", "score": "得分", "rate": "得分率", "problems": "存在的主要问题",
    "measures": "下一步改进措施", "parts": "其中", "execution_rate": "支出执行率",
    "basic_share": "基本支出占比", "project_share": "项目支出占比", "basis": "自评依据",
    "effectiveness_score": "履职效能得分", "efficiency_score": "管理效率得分",
    "deductions": "扣分原因",
}  # fmt: skip

_BASES: dict[tuple[str, ...], str] = {
    ("title_lines",): "由年度、部门名称按版式写成",
    ("unit",): "由版式规定",
    ("funds",): "各资金使用单位之和",
    ("units", "funds"): "该单位各项目之和",
    ("units", "projects", "funds", "total"): "该项目各资金来源之和",
    ("revenue", "total"): "各科目预算收入之和",
    ("final_account",): "取自部门整体支出决算表，执行率为决算数除以全年预算数",
    ("scale",): "取自部门整体支出决算表，占比为各项除以决算支出",
    ("expenditure", "total"): "基本支出与项目支出之和",
    ("expenditure", "basic"): "人员经费与公用经费之和",
    ("conclusion",): "履职效能、管理效率的分值和得分之和",
    ("effectiveness", "rate"): "得分除以分值",
    ("efficiency",): "管理效率各三级指标的分值和得分之和，得分率为得分除以分值",
    ("key_indicators", "number"): "按顺序自动编号",
    ("scores", "rate"): "得分除以分值",
}
_DATA = "由数据按版式的用语写成"


def place_of(path: ViewPath, form: Form) -> str:
    """What the text at ``path`` of the view is called, as ``资金使用单位[1].合计.总计``."""
    words = ""
    for step in path:
        if isinstance(step, int):
            words += f"[{step + 1}]"
        else:
            words += f".{_name(step, form)}"
    return words.removeprefix(".")


def _name(step: str, form: Form) -> str:
    return (
        "部门整体支出绩效目标"
        if step == "goals" and "自评" in form.kind
        else _NAMES.get(step, step)
    )


def basis_of(path: ViewPath) -> str:
    """What the figure or sentence at ``path`` follows from."""
    names = tuple(step for step in path if isinstance(step, str))
    known = (names[:depth] for depth in range(len(names), 0, -1))
    return next((_BASES[each] for each in known if each in _BASES), _DATA)
