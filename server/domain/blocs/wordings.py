"""A bloc's own wording of what its printouts say, in place of the words of a process."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One text of a printout: `own` is the process's, as its manifest has it, `text` the bloc's.

    Where a later version of the process says something else, it stands for nothing any more.
    """

    process: str
    printout: str
    own: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """What a printout said and says from now on, in one text of the process."""

    process: str
    printout: str
    old: str
    new: str


def reworded(before: Iterable[Wording], after: Iterable[Wording]) -> Sequence[Reworded]:
    """List what is said otherwise; where the bloc has no words, the process's own stand."""
    old = {(each.process, each.printout, each.own): each.text for each in before}
    new = {(each.process, each.printout, each.own): each.text for each in after}
    return [
        Reworded(process=at[0], printout=at[1], old=old.get(at, at[2]), new=new.get(at, at[2]))
        for at in dict.fromkeys((*new, *old))
        if old.get(at) != new.get(at)
    ]
