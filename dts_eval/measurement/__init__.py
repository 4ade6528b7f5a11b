"""Observations and definitions become results, each with its status, its grade and its trace."""
