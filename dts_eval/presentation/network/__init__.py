"""The report on a network: what its structures chose, what they stand on, figures together, spreads without names."""
