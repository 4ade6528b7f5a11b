"""Whole sentences chosen by rules from rows; the words live in the texts of each language."""
