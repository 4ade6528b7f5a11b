"""The words in which the problems of a comparison must be told, by the name of the situation."""

TOLD: dict[str, str] = {}
