"""部门整体支出绩效自评表: a department's tasks, money, goal and indicators, planned and done."""
