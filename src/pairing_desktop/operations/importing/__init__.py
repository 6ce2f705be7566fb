"""Bringing in tables: `plan` says of each row what would become of it, `write` does that as one operation."""
