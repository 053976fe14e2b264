"""What stands beside the list of tasks: how many there are, which processes, filters kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from server.domain.texts.vietnamese import sort_key
from server.store.inbox.saved_filters import SavedFilter
from server.store.tasks.came_back import CameBack


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxCounts:
    """How many open tasks, each counted to 101 at most; `others` by post id.

    `unit` is None where tasks of other posts are among the unit's: which of them the reader may
    open is told by reading them. `versions` are the hashes of the newest version of every process,
    `saved` the filters the person keeps, by name; `reopened` says by which acts how many of the
    tasks that are `mine` were opened again, `acts` the same of the rows of a list, in the words by
    which it is narrowed to some of them.
    """

    mine: int
    unit: int | None
    snoozed: int
    others: dict[str, int]
    versions: tuple[str, ...]
    saved: tuple[SavedFilter, ...]
    reopened: tuple[tuple[CameBack, int], ...]
    acts: Mapping[str, CameBack]

    @classmethod
    def of(cls, found: Mapping[tuple[str, str], int], *, post: str) -> Self:
        """Take what was counted, by what it is and of which post or version."""
        others = {of: n for (what, of), n in found.items() if what == "post" and of}
        return cls(
            mine=others.pop(post, 0) + found.get(("entrusted", ""), 0),
            unit=None if found.get(("others", ""), 0) else found.get(("unit", ""), 0),
            snoozed=found.get(("snoozed", post), 0),
            others=others,
            versions=tuple(of for what, of in found if what == "version"),
            saved=tuple(
                sorted(
                    (SavedFilter(**json.loads(of)) for what, of in found if what == "filter"),
                    key=lambda saved: (sort_key(saved.name), saved.name),
                )
            ),
            reopened=tuple(
                (CameBack(**json.loads(of)), n)
                for (what, of), n in found.items()
                if what in {"back", "entrusted_back"}
            ),
            acts={
                of: CameBack(**json.loads(of))
                for what, of in found
                if what in {"act", "entrusted_back"}
            },
        )
