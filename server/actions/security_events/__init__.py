"""Alarms about security events: raised by rules, seen by administrators."""
