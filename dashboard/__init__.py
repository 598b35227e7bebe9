"""What people see: pages over queries that take the viewer, and forms over commands. No SQL, no rule of the field."""
