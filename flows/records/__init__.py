"""What stories record: rows of the domain, written once in the transaction of their step. Never ask anybody."""
