"""What a page hands on to prove who acts, and the directories that judge it."""
