"""What rules have in common: the regulations they cite, the severities and kinds they combine."""

from perfreport.blocks.model import Declaration, EvaluationTable, Monitoring
from perfreport.checks.engine.finding import Severity

DECLARATIONS = (Declaration,)
WITH_LEVELS = (Declaration, EvaluationTable, Monitoring)
"""The kinds whose indicators have the levels of a taxonomy."""

INFORMATION = (Severity.INFORMATION,)
WARNING = (Severity.WARNING,)
ERROR = (Severity.ERROR,)
ERROR_OR_INFORMATION = (Severity.ERROR, Severity.INFORMATION)
WARNING_OR_INFORMATION = (Severity.WARNING, Severity.INFORMATION)
ERROR_OR_WARNING = (Severity.ERROR, Severity.WARNING)

FORM_TABLE = "版式表样：各种划分是同一笔预算"
FORM_NOTE = "版式的备注、填报说明"
NOT_NEGATIVE = "预算、决算的收支金额一般不为负"
ONE_UNIT = "版式的金额单位"
FUNDED = (
    "《中央部门预算绩效目标管理办法》（财预〔2015〕88号）：绩效目标与预算同步申报，与资金规模相匹配"
)
SCHEME = "版式所用的评分办法"
TAXONOMY = "版式的指标体系"
REQUIRED_LEVELS = "版式“必备一级”所据的规定"
REQUIRED_LEVELS_TWO = "版式“必备二级”所据的规定"
EVALUATION_RULES = "《项目支出绩效评价管理办法》（财预〔2020〕10号）"
TARGET_RULES = "《中央部门预算绩效目标管理办法》（财预〔2015〕88号）：绩效目标应指向明确、细化量化"
PUNCTUATION = "《标点符号用法》（GB/T 15834）"
NUMBERING = "《党政机关公文格式》（GB/T 9704）：结构层次序数"
PRIVACY = "《中华人民共和国政府信息公开条例》：涉及个人隐私的信息不公开"
SECRECY = "《中华人民共和国保守国家秘密法》；版式的保密说明"
LISTED_ONCE = "版式表样：一个单位、项目、任务、科目占一行"
ONE_YEAR = "文书各处的年度应当一致"
PREPARED = "文书应当填写完整，只印正文"
AS_DECLARED = "《项目支出绩效评价管理办法》（财预〔2020〕10号）：对照绩效目标自评"
TARGETS_STAND = (
    "《中央部门预算绩效目标管理办法》（财预〔2015〕88号）：绩效目标确定后一般不予调整，"
    "确需调整的按程序报批"
)
