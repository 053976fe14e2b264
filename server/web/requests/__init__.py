"""What holds of every request: access, transaction, headers, kept forms, the log."""
