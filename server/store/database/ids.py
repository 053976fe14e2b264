"""Row keys: UUIDs of version 7 (RFC 9562), so that keys made later sort later."""

import os
from datetime import datetime
from uuid import UUID


def new_id(now: datetime) -> UUID:
    """Make a UUIDv7 from the instant (milliseconds) and 74 random bits."""
    milliseconds = int(now.timestamp() * 1000)
    random = int.from_bytes(os.urandom(10), "big")
    value = milliseconds << 80 | random
    value = value & ~(0xF << 76) | 7 << 76
    return UUID(int=value & ~(0x3 << 62) | 2 << 62)
