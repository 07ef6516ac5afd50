"""项目支出绩效监控表: projects in the course of a year, with forecasts of its end."""
