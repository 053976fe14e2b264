"""`python -m server.cli`, which is what `binhxet` runs."""

import sys

from server.cli import main

if __name__ == "__main__":
    sys.exit(main())
