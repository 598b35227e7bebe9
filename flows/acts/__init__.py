"""What people can do besides answering: one table of commands, below every page and the command line."""
