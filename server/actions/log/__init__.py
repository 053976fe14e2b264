"""The log of logs: appending to it, signing it, showing and proving it."""
