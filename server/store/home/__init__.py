"""What the overview reads beside what other pages read, too."""
