"""Letters on their way, the mailbox, and the reminders planned by due dates."""
