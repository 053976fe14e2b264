"""What is done with a case as a whole: opened, held up, set back, ended, moved to a version."""
