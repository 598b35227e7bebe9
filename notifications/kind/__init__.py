"""The notices, gathered by the moment in the process they belong to."""
