"""What the database says that is no fault of the server's: try again, or send something else."""

from sqlalchemy.exc import DataError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted

BUSY: tuple[type[Exception], ...] = (OperationalError, PoolExhausted)
"""It is overloaded, restarting, or was waited for too long."""
UNREADABLE: tuple[type[Exception], ...] = (DataError,)
"""It was sent what no column takes, like a text with NUL in it."""
