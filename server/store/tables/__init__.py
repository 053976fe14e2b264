"""The schema of the platform: every table, by noun; those of processes stand with them."""

from server.store.tables.bloc_drafts import bloc_draft
from server.store.tables.cases import (
    bloc,
    bloc_year,
    bloc_year_version,
    case_,
    case_unit,
    definition,
    duty,
    expected,
    instance,
    milestone,
    reorganised_unit,
    ruleset,
    timer,
)
from server.store.tables.changes import bound_table, change
from server.store.tables.chores import chore
from server.store.tables.documents import document, meeting
from server.store.tables.erasures import erased, erasure, erasure_event
from server.store.tables.history import event, event_payload, stream
from server.store.tables.letters import mail, mail_place, reminder
from server.store.tables.log import checkpoint, cosignature, leaf, tile, time_stamp
from server.store.tables.metadata import metadata
from server.store.tables.oddities import examined, oddity
from server.store.tables.people import (
    account_proposal,
    appointment,
    delegation,
    deployment,
    invite,
    person,
    post,
    post_title,
    province_name,
    province_succession,
    throttle,
    unit,
    unit_name,
    web_session,
)
from server.store.tables.proposals import definition_proposal, definition_proposal_version
from server.store.tables.registers import agency_number, register, register_entry
from server.store.tables.repairs import instance_before, token_move
from server.store.tables.sign_ins import calendar_link, known_browser, shown_answer, sign_in_try
from server.store.tables.task_life import (
    mention,
    notice_mark,
    receipt,
    saved_filter,
    snooze,
    undo,
)
from server.store.tables.timed_openings import timed_opening
from server.store.tables.work import (
    act,
    attachment,
    blob,
    blob_chunk,
    comment,
    draft,
    signature_reading,
    task,
)
from server.store.tables.working_days import followed_calendar, national_calendar, province_day

__all__ = [
    "account_proposal",
    "act",
    "agency_number",
    "appointment",
    "attachment",
    "blob",
    "blob_chunk",
    "bloc",
    "bloc_draft",
    "bloc_year",
    "bloc_year_version",
    "bound_table",
    "calendar_link",
    "case_",
    "case_unit",
    "change",
    "checkpoint",
    "chore",
    "comment",
    "cosignature",
    "definition",
    "definition_proposal",
    "definition_proposal_version",
    "delegation",
    "deployment",
    "document",
    "draft",
    "duty",
    "erased",
    "erasure",
    "erasure_event",
    "event",
    "event_payload",
    "examined",
    "expected",
    "followed_calendar",
    "instance",
    "instance_before",
    "invite",
    "known_browser",
    "leaf",
    "mail",
    "mail_place",
    "meeting",
    "mention",
    "metadata",
    "milestone",
    "national_calendar",
    "notice_mark",
    "oddity",
    "person",
    "post",
    "post_title",
    "province_day",
    "province_name",
    "province_succession",
    "receipt",
    "register",
    "register_entry",
    "reminder",
    "reorganised_unit",
    "ruleset",
    "saved_filter",
    "shown_answer",
    "sign_in_try",
    "signature_reading",
    "snooze",
    "stream",
    "task",
    "throttle",
    "tile",
    "time_stamp",
    "timed_opening",
    "timer",
    "token_move",
    "undo",
    "unit",
    "unit_name",
    "web_session",
]
