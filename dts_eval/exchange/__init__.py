"""Open standards: what other tools and other people need to read the data."""
