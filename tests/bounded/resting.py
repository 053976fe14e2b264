"""A module that does nothing for long, for `server.bounded_process` to run."""

import time

from server.bounded_process import bind

if __name__ == "__main__":
    bind(seconds=1, memory=1 << 30)
    time.sleep(300)
