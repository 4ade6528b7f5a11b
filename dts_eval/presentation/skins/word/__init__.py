"""The report as a Word document: its styles, its pages, its pictures, and the template of a funder."""
