"""Who asks for the evaluation and why, who is concerned, and what it looks at."""
