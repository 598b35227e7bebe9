"""What is, and what is allowed: tables, forms, terms, calendars, policies. Never sends, schedules or shows anything."""
