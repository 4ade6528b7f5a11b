"""Effects and who recognises or contests them, the opinions given in debate, the decisions taken."""
