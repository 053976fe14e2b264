"""When the log is behind, and when a witness or a time-stamping authority is silent."""

from datetime import timedelta

LATE_AFTER = timedelta(seconds=60)
"""What is promised of an event: it is in a checkpoint so soon after it was written."""
UNSTAMPED_AFTER = timedelta(hours=3)
"""An authority that has not stamped for so long, though asked each minute, is somebody's matter."""
HEARTBEAT = timedelta(minutes=10)
"""A witness that has cosigned the newest checkpoint is asked again so often, for a newer time."""
