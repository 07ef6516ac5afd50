"""What monitoring tables (绩效监控表) are made of: the period, forecasts, causes, possibilities."""
