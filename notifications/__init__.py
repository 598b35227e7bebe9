"""Words to people: notices, letters, invitations, and the door they leave by. Knows no cases, only what it is told."""
