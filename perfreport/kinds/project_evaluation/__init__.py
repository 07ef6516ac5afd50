"""项目支出绩效自评表: projects with money, goal and indicators, as planned and as done."""
