"""The report of a comparison: several structures in the order of their names, each with its proofs, none ranked."""
