"""The job queue and the workers' chores."""
