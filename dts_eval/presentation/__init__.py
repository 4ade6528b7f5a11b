"""Shows what was disclosed: charts and sentences, the report they make, and its skins. Nothing here computes."""
