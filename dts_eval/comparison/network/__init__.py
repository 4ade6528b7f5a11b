"""Gathers what the reports of a campaign show: counts, sums that hold, spreads without names; no order by value."""
