"""When the log is behind, and when a witness is silent."""

from datetime import timedelta

LATE_AFTER = timedelta(seconds=60)
"""What is promised of an event: it is in a checkpoint so soon after it was written."""
HEARTBEAT = timedelta(minutes=10)
"""A witness that has cosigned the newest checkpoint is asked again so often, for a newer time."""
