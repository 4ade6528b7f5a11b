"""Indicators: their declarations, strictly read, and the formulas that compute some of them."""
