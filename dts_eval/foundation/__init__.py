"""What every step needs: the words of the domain, problems, units, language, and the shipped files."""
