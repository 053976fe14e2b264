"""A bar that shows how far a trial is, where somebody looks on."""

from typing import Final, TextIO

_WIDTH: Final = 30
_EVERY: Final = 100


class Progress:
    """Draws itself on a terminal, and nothing anywhere else."""

    def __init__(self, name: str, out: TextIO) -> None:
        self.name = name
        self.out = out
        self.shown = -1
        self.drawn = out.isatty()

    def tick(self, done: int, of: int) -> None:
        """Show how many steps are done of how many at most."""
        percent = done * _EVERY // max(of, 1)
        if self.drawn and percent != self.shown:
            self.shown = percent
            bar = ("█" * (percent * _WIDTH // _EVERY)).ljust(_WIDTH, "·")
            self.out.write(f"\r{self.name} {bar} {percent:3} %")
            self.out.flush()

    def done(self) -> None:
        """Take the bar away."""
        if self.drawn:
            self.out.write("\r\x1b[K")
            self.out.flush()
