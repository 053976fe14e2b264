"""The database itself: its address, schema, connections, and what every statement shares."""
