"""The commands: what dashboard, command line, signed links and Prefect's UI all call. One short transaction each."""
