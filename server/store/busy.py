"""What the database says when it is overloaded, restarting or waited for too long: try again."""

from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted

BUSY: tuple[type[Exception], ...] = (OperationalError, PoolExhausted)
