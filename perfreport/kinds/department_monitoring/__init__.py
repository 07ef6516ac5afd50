"""部门整体支出绩效监控表: a department in the course of a year, with forecasts of its end."""
