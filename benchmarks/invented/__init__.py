"""The parts of an invented structure: who it is, its people, its answers, its money, its figures, its words."""
