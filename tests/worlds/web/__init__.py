"""Pages as people and browsers use them, on a test's database."""
