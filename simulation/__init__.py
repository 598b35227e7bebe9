"""Plays a whole region in virtual time, through the real engine, forms and commands. Never used by the real thing."""
