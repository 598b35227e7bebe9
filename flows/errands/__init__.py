"""Errands: small runs with a life of their own beside the stages. Each is a story, told by the same engine."""
