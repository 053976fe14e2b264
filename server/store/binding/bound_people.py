"""Coverage of units, posts, persons, and what they propose and sign in with."""

from server.store.binding.coverage import BoundTable
from server.store.tables import (
    account_proposal,
    appointment,
    bloc_draft,
    definition_proposal,
    definition_proposal_version,
    delegation,
    deployment,
    directory_link,
    erased,
    erasure,
    erasure_event,
    invite,
    passkey,
    person,
    post,
    post_title,
    recovery_code,
    second_factor,
    sign_in_try,
    stream,
    unit,
    unit_name,
)

MARKED = "a demonstration says so once, when it is made; each move of its clock is told"
UNMOVED = "a demonstration's alone, until its clock is moved, which is told"
IN_NO_HASH = "a session's: it goes after some days, and no hash may outlive it"
UPLOADED = "what is uploaded and not proposed is asked of nobody"
NAMES = "P6 search or order not as of its names"
CHAIN = "P3 stream behind its chain"
IN_NO_HISTORY = "passwords are in no history"
OTHER_DAYS = "of another day than today; what a post is called today is compared with it"
SEALED = (
    "it is sealed anew where the secret of the installation changes; what it holds is in no history"
)
SIGN_IN = "a try to sign in is a row of its own"

PEOPLE: tuple[BoundTable, ...] = (
    BoundTable(
        table=deployment,
        unproved={"clock_offset_seconds": UNMOVED},
        without_event=MARKED,
        untold="I",
        untold_before="UD",
    ),
    BoundTable(table=stream, recomputed={"seq": CHAIN, "head": CHAIN}),
    BoundTable(table=unit),
    BoundTable(
        table=unit_name,
        unproved={"decision": "nothing writes or reads it"},
        recomputed={"search": NAMES, "sort_key": NAMES},
    ),
    BoundTable(table=post, recomputed={"search": NAMES, "sort_key": NAMES}),
    BoundTable(table=post_title, unproved=dict.fromkeys(("title_vi", "title_en"), OTHER_DAYS)),
    BoundTable(
        table=person,
        recomputed={"search": NAMES, "sort_key": NAMES},
        unproved={"password_hash": IN_NO_HISTORY},
    ),
    BoundTable(table=appointment),
    BoundTable(table=delegation),
    BoundTable(table=invite),
    BoundTable(table=account_proposal),
    BoundTable(table=bloc_draft, hashed=frozenset({"document"})),
    BoundTable(table=definition_proposal, hashed=frozenset({"played"}), without_event=UPLOADED),
    BoundTable(
        table=definition_proposal_version,
        hashed=frozenset({"files"}),
        without_event=UPLOADED,
        untold="ID",
    ),
    BoundTable(
        table=sign_in_try,
        outside={"address": IN_NO_HASH, "browser": IN_NO_HASH},
        without_event=SIGN_IN,
        untold="IU",
        untold_before="D",
        settling={"result": ("'tried'", "r.result"), "times": ("1",)},
    ),
    BoundTable(table=second_factor, unproved={"secret": SEALED}),
    BoundTable(table=recovery_code),
    BoundTable(table=passkey),
    BoundTable(table=directory_link, shape=2),
    BoundTable(table=erasure),
    BoundTable(table=erasure_event),
    BoundTable(table=erased),
)
