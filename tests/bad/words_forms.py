"""The words in which the problems of a form that writes in a workbook must be told, by the name of the situation."""

TOLD: dict[str, str] = {}
