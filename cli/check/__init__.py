"""What `vangnet doctor` looks at. Mends nothing."""
