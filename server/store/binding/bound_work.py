"""Coverage of tasks, of what belongs to them, and of the letters about them."""

from server.store.binding.coverage import BoundTable
from server.store.tables import (
    act,
    attachment,
    blob,
    comment,
    examined,
    mail,
    mail_place,
    mention,
    oddity,
    receipt,
    reminder,
    signature_reading,
    snooze,
    task,
    undo,
)

DRAFTED = "files of a draft come and go until its task is done, and the sweep takes their bytes"
REMARK = "a remark is no act in a case"
OWN = "a person's own list"
LETTER = "the worker sends what was written with its cause"
KEY = "it comes with the act it is of"
SORTED = "P6 sign sorted otherwise than its event"
CLOSED = "of a closed task; compared again once the task is taken back"
ENDED = "of an instance that has ended, which nobody takes back"
NIGHTLY = "house-keeping takes bytes of no file by it, and nothing else reads it"
SENT = "the worker tells nobody what it sent; a kind that is lacking is named"
HERE = "where mail leaves from is the server's own; a copy's mail is held back"
READ = "the worker reads signatures in the files themselves, and again where the roots change"
SIGNS = "the worker makes signs of history, and says how far it has looked"

WORK: tuple[BoundTable, ...] = (
    BoundTable(
        table=task,
        derived={
            "comments": "P6 comments counted wrong",
            "files": "P6 files counted wrong",
        },
        recomputed={
            "search": "P6 search not as of its title",
            "due_sort": "P6 task sorted by another day than it is due",
        },
        unproved={"assignee_id": CLOSED, "claimed_at": CLOSED},
    ),
    BoundTable(table=comment, without_event=REMARK, untold="I"),
    BoundTable(
        table=mention,
        without_event=REMARK,
        untold="IU",
        settling={"seen_at": ("CAST(NULL AS timestamptz)",), "seen_by": ("CAST(NULL AS uuid)",)},
    ),
    BoundTable(
        table=attachment,
        derived={"search": "P6 search not as of what it finds"},
        recomputed={"size": "P1 file without bytes"},
        without_event=DRAFTED,
        untold="ID",
    ),
    BoundTable(
        table=blob,
        recomputed={"size": "P1 bytes differ from their hash"},
        without_event=DRAFTED,
        unproved={"created_at": NIGHTLY},
    ),
    BoundTable(
        table=signature_reading,
        hashed=frozenset({"found"}),
        without_event=READ,
        untold="ID",
    ),
    BoundTable(table=receipt),
    BoundTable(table=snooze, without_event=OWN, unproved={"until": OWN}),
    BoundTable(
        table=undo,
        hashed=frozenset({"doc"}),
        untold_before="IUD",
        unproved=dict.fromkeys(
            ("task_id", "version", "doc", "armed", "note", "unit_id", "reminders", "own_rows"),
            ENDED,
        ),
    ),
    BoundTable(table=act, without_event=KEY, untold="I", untold_before="D"),
    BoundTable(
        table=reminder,
        without_event=LETTER,
        untold="U",
        untold_before="ID",
        unproved=dict.fromkeys(("post_id", "due", "state"), SENT),
    ),
    BoundTable(
        table=mail,
        without_event=LETTER,
        untold="IU",
        untold_before="D",
        settling={
            "state": ("'waiting'",),
            "next_at": ("r.created_at",),
            "attempts": ("0",),
            "lease": ("CAST(NULL AS uuid)",),
            "leased_until": ("CAST(NULL AS timestamptz)",),
            "ended_at": ("CAST(NULL AS timestamptz)",),
            "error": ("''",),
        },
        settled_out="r.kind = 'link' AND r.path = ''",
    ),
    BoundTable(
        table=mail_place,
        without_event=LETTER,
        untold="IU",
        untold_before="D",
        unproved={"place": HERE, "at": HERE},
    ),
    BoundTable(
        table=oddity,
        recomputed={"act_time": SORTED, "seq": SORTED},
        without_event=SIGNS,
        untold="ID",
    ),
    BoundTable(
        table=examined,
        without_event=SIGNS,
        untold="IU",
        unproved={"seq": SIGNS, "thresholds": SIGNS},
    ),
)
