"""A region as one spreadsheet: its sheets, what their rows bring, and the empty file to begin with."""
