"""Faults in what administrators propose to publish, and in what was published by a proposal."""

from tests.check.planting import HALF, Plant

MADE_UP = """INSERT INTO definition_proposal(id, province, state, note, proposed_by, proposed_name,
  proposed_at, expires_at) SELECT gen_random_uuid(), 'bac-giang', '{}', 'x', id, name, created_at,
  created_at + interval '14 days' FROM person LIMIT 1"""

PLANTS = (
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
