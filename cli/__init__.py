"""The front door: the command ``vangnet``. Says things; decides nothing."""
