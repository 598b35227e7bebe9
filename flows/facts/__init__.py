"""What stories decide by: reads that are not pure, journaled once. Never write."""
