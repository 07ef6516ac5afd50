"""Rules about indicators (绩效指标): their levels, their values, and what was achieved of them."""
