"""Letters that leave, reminders that are due, and what a restored copy holds back."""
