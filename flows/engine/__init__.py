"""The engine: stories told over a journal. Knows no stage of the process, no Prefect, no mail."""
