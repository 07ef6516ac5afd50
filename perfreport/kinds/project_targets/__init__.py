"""项目支出绩效目标表（含转移支付项目）: the targets of a department's projects."""
