"""The milestones of cases."""
