"""The program that judges one folder within bounds: `server.actions.deployment.bounded_lint`."""

import sys

from server import processes
from server.actions.deployment import bounded_lint


def main() -> None:
    """Read what is asked from the input, and write the answer."""
    bounded_lint.bind()
    processes.compose()
    sys.stdout.write(bounded_lint.answer(sys.stdin.read()))


if __name__ == "__main__":
    main()
