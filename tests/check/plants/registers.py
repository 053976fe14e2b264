"""Faults in the bloc's own registers, and in numbers typed from those of agencies."""

from tests.check.planting import NUMBERING, Plant, differs

HERE = (NUMBERING,)
PLANTS = (
    Plant(
        "one number of the bloc's on two documents",
        "INSERT INTO document SELECT (jsonb_populate_record(d, jsonb_build_object('id',"
        " gen_random_uuid(), 'kind', 'x'))).* FROM document d WHERE symbol = 'QĐ-KTĐVHXH1'",
        "P2 number of the bloc's on two documents",
        "01/QĐ-KTĐVHXH1",
        HERE,
    ),
    Plant(
        "register counts less than its numbers",
        "UPDATE register SET last = last - 1 WHERE type = 'KH' AND NOT simulated",
        "P1 register has not the numbers it counts",
        worlds=HERE,
    ),
    Plant(
        "register counts less than its numbers",
        "UPDATE register SET newest = newest + 1 WHERE type = 'KH' AND NOT simulated",
        "P1 register has not the numbers it counts",
        worlds=HERE,
    ),
    Plant(
        "register counts less than its numbers",
        "UPDATE register SET newest = newest - 1 WHERE type = 'KH' AND NOT simulated",
        "P1 register has not the numbers it counts",
        worlds=HERE,
    ),
    Plant(
        "register counts less than its numbers",
        "DELETE FROM register WHERE type = 'QĐ'",
        "P1 number of no register",
        worlds=HERE,
    ),
    Plant(
        "number left out of its register",
        "DELETE FROM register_entry WHERE sequence = 2",
        "P1 register has not the numbers it counts",
        worlds=HERE,
    ),
    Plant(
        "number left out of its register",
        "DELETE FROM register_entry WHERE sequence = 2 AND case_id IS NULL",
        "P6 number differs from history",
        worlds=HERE,
    ),
    differs(
        "number left out of its register",
        "DELETE FROM register_entry WHERE state = 'cancelled' AND case_id IS NOT NULL",
        "number/2024/KH/",
        HERE,
    ),
    Plant(
        "gap without its reason",
        "UPDATE register_entry SET reason = '' WHERE state = 'reserved' AND case_id IS NULL",
        "P3 gap in a register without its reason",
        worlds=HERE,
    ),
    Plant(
        "gap without its reason",
        "UPDATE register_entry SET cancelled_reason = '' WHERE state = 'cancelled'",
        "P3 gap in a register without its reason",
        worlds=HERE,
    ),
    Plant(
        "gap without its reason",
        "UPDATE register_entry SET reason = '' WHERE back_dated",
        "P3 gap in a register without its reason",
        worlds=HERE,
    ),
    Plant(
        "document and register differ",
        "UPDATE document SET dated = dated - 1 WHERE symbol = 'KH-KTĐVHXH1'",
        "P6 document and register differ",
        worlds=HERE,
    ),
    Plant(
        "document and register differ",
        "UPDATE register_entry SET document_id = NULL WHERE state = 'used'",
        "P6 document and register differ",
        worlds=HERE,
    ),
    Plant(
        "document and register differ",
        "DELETE FROM document WHERE symbol = 'QĐ-KTĐVHXH1'",
        "P6 document and register differ",
        worlds=HERE,
    ),
    differs(
        "number of a case not as told: state, day, reason",
        "UPDATE register_entry SET state = 'reserved' WHERE state = 'cancelled'",
        "/state",
        HERE,
    ),
    differs(
        "number of a case not as told: state, day, reason",
        "UPDATE register_entry SET back_dated = false WHERE back_dated",
        "/back_dated",
        HERE,
    ),
    differs(
        "number of a case not as told: state, day, reason",
        "UPDATE register_entry SET cancelled_reason = 'x' WHERE state = 'cancelled'",
        "/cancelled_reason",
        HERE,
    ),
    Plant(
        "number of no case not as told",
        "UPDATE register_entry SET reason = 'x' WHERE case_id IS NULL",
        "P6 number differs from history",
        worlds=HERE,
    ),
    Plant(
        "number of no case not as told",
        "UPDATE register_entry SET state = 'reserved'"
        " WHERE case_id IS NULL AND state = 'cancelled'",
        "P6 number differs from history",
        worlds=HERE,
    ),
    Plant(
        "number of an agency's without its document",
        "UPDATE agency_number SET sequence = sequence + 1",
        "P2 number of an agency's held by none of its documents",
        worlds=HERE,
    ),
    Plant(
        "number cancelled by another, or by somebody though it is not",
        "UPDATE register_entry SET cancelled_name = 'x'",
        "P6 number differs from history",
        worlds=HERE,
    ),
    differs(
        "number cancelled by another, or by somebody though it is not",
        "UPDATE register_entry SET cancelled_post = 'x' WHERE case_id IS NOT NULL",
        "/cancelled_post",
        HERE,
    ),
)
