"""The assistant for bringing in a table: file, columns, source, rows."""
