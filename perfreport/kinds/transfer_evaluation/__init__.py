"""转移支付绩效自评表: transfers as a whole, by county or by project; not scored."""
