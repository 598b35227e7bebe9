"""What `vangnet up` starts, watches and stops. Knows no case."""
