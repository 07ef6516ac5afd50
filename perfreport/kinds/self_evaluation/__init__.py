"""部门整体支出绩效自评报告: a department's evaluation of its own year."""
