"""Runs the notebook that makes a report, and commits what it wrote with a manifest."""
