"""The process as its stages are written: read from their source, never from a drawing of our own."""
