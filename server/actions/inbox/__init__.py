"""What is done from a list of tasks: approve several, put one first, put one off."""
