"""The figures of the report: each family turns rows into a figure, painted without a browser."""
