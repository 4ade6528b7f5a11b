"""Step 3a: dimensions and criteria, and what a group chooses among them."""
