"""Faults in what administrators propose to publish, and in what was published by a proposal."""

from tests.check.planting import HALF, Plant

MADE_UP = """INSERT INTO definition_proposal(id, province, state, note, proposed_by, proposed_name,
  proposed_at, expires_at) SELECT gen_random_uuid(), 'bac-giang', '{}', 'x', id, name, created_at,
  created_at + interval '14 days' FROM person LIMIT 1"""

ACCOUNT = """INSERT INTO account_proposal(id, kind, person_id, proposed_by, proposed_at, expires_at,
  state) SELECT gen_random_uuid(), 'link', id, id, created_at, created_at + interval '14 days',
  'waiting' FROM person LIMIT 1"""
SET_BACK = """INSERT INTO token_move(id, case_id, task_id, element, target, reason, proposed_by,
  proposed_name, proposed_at, expires_at, state) SELECT gen_random_uuid(), t.case_id, t.id,
  t.element, t.element, 'x', p.id, p.name, t.opened_at, t.opened_at + interval '14 days', 'proposed'
  FROM task t, person p LIMIT 1"""

PLANTS = (
    Plant(
        "proposal about an account not as told",
        ACCOUNT,
        "P6 proposal about an account differs from history",
        worlds=(HALF,),
    ),
    Plant("step back not as told", SET_BACK, "P6 step back differs from history", worlds=(HALF,)),
    Plant(
        "proposal to publish not as told",
        MADE_UP.format("waiting"),
        "P6 proposal to publish differs from history",
        worlds=(HALF,),
    ),
    Plant(
        "definition not what was proposed",
        "UPDATE definition SET proposal_id = gen_random_uuid() WHERE key = 'evaluation'",
        "P3 definition is not what was proposed",
        worlds=(HALF,),
    ),
    Plant(
        "definition not what was proposed",
        "UPDATE definition SET proposal_id = gen_random_uuid() WHERE key = 'evaluation'",
        "P3 definition published otherwise than told",
        worlds=(HALF,),
    ),
)
