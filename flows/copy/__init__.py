"""A copy of a file for who it is about: every row there is, what is of others left out, as a print and as JSON."""
