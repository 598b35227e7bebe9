"""Read-only questions to the domain database. Each takes a viewer, filters in SQL and gives plain rows back."""
