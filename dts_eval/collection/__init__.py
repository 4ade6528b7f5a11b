"""What exists as proof: the register of documents, the values noted down, the words people gave."""
