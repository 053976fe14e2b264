"""What keeps an installation sound: checks, alarms, housekeeping."""
