"""The schema brought to its newest version, and whether the database is ready for this release."""
