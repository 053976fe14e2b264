"""What an administrator may do to a case in trouble."""
