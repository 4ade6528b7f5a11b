"""Inputs and measures of speed: invented structures, two other ways to make the same reports, and the harness."""
