"""The log of logs as others read it, and as the administrator watches it."""
