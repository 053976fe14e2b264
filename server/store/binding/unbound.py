"""The tables that leave no changes, each with its proof or the reason why it needs none."""

from server.store.binding.coverage import UnboundTable

UNBOUND: tuple[UnboundTable, ...] = (
    UnboundTable(name="event", derived="its hash, and its stream's chain"),
    UnboundTable(name="event_payload", derived="the digest in its event; what lists it by"),
    UnboundTable(name="blob_chunk", derived="the hash the file is called by"),
    UnboundTable(name="change", derived="the leaves of the log"),
    UnboundTable(name="leaf", derived="the tree of the log"),
    UnboundTable(name="tile", derived="the leaves it is of"),
    UnboundTable(name="checkpoint", derived="its signature, and the leaves"),
    UnboundTable(name="cosignature", derived="its signature"),
    UnboundTable(name="time_stamp", derived="its signature"),
    UnboundTable(name="bound_table", derived="the coverage table"),
    UnboundTable(name="draft", outside="a draft"),
    UnboundTable(name="web_session", outside="a session"),
    UnboundTable(name="shown_answer", outside="a session: pages it was answered by"),
    UnboundTable(name="known_browser", outside="a session: a cookie's hash"),
    UnboundTable(name="calendar_link", outside="a session of a calendar program"),
    UnboundTable(name="offered_factor", outside="a session: a key not in use yet"),
    UnboundTable(name="provider_session", outside="a session: who began it"),
    UnboundTable(name="spent_token", outside="a session: what came once and counts once"),
    UnboundTable(name="factor_step", outside="the throttle of codes: the last one used"),
    UnboundTable(name="passkey_use", outside="the throttle of passkeys, and a person's own words"),
    UnboundTable(name="passkey_challenge", outside="a session: what comes once and counts once"),
    UnboundTable(name="saved_filter", outside="a person's own list"),
    UnboundTable(name="notice_mark", outside="how far a person has read"),
    UnboundTable(name="throttle", outside="the throttle of passwords and of uses"),
    UnboundTable(name="chore", outside="a job: when it was last done"),
    UnboundTable(name="national_calendar", derived="the digest its days are called by"),
    UnboundTable(name="followed_calendar", outside="a job: by what a case was last looked at"),
    UnboundTable(name="alembic_version", outside="where the schema stands"),
)
