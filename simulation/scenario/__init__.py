"""The six demo cases as scripts: who does what on which day, through the real commands, with what must hold then."""
