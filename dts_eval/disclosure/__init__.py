"""What may be seen: small counts hidden, people's lines kept home, results turned into plain rows."""
