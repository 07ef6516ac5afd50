"""Quantities that texts state: amounts of money, shares and limits, dates and periods."""
