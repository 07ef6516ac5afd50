"""部门整体预算绩效目标申报表: a department's declaration of its budget and targets."""
