"""The pages, one per module: each shows what its queries give, for one desk. Never a rule, never SQL."""
