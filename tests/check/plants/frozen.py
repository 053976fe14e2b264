"""Faults in what was frozen: rules, definitions, bloc-years, and states nobody moves now."""

from tests.check.planting import FINISHED, HALF, Plant

PLANTS = (
    Plant(
        "instance.doc of a finished instance ruined",
        "UPDATE instance SET doc = left(doc, 200) WHERE id = (SELECT id FROM instance"
        " WHERE status = 'done' ORDER BY id LIMIT 1)",
        "P5 StateUnreadable",
        worlds=(FINISHED,),
    ),
    Plant(
        "instance.doc of a finished instance ruined",
        "UPDATE instance SET definition_hash = 'x' WHERE status = 'done'",
        "P5 DefinitionMissing",
        worlds=(FINISHED,),
    ),
    Plant(
        "undo row lost / undo doc ruined",
        "UPDATE undo SET doc = '{}'",
        "P5 EngineVersionUnknown",
        "undo ",
        worlds=(HALF,),
    ),
    Plant(
        "ruleset changed in place",
        "UPDATE ruleset SET content = replace(content, '\"province\"', '\"x\"')",
        "P3 RulesChanged",
    ),
    Plant(
        "ruleset changed in place",
        "DELETE FROM ruleset WHERE digest IN (SELECT rules_digest FROM case_)",
        "P3 frozen thing without its row",
        "rules",
    ),
    Plant(
        "definition source changed (fresh process)",
        "UPDATE definition SET files = replace(files, 'isExecutable', 'executable')"
        " WHERE key = 'evaluation'",
        "P3 DefinitionChanged",
    ),
    Plant(
        "definition source changed (fresh process)",
        "DELETE FROM definition WHERE key = 'submission'",
        "P3 definition differs from history",
    ),
    Plant(
        "definition source changed (fresh process)",
        "UPDATE definition SET key = 'submission', version = 9 WHERE key = 'evaluation'",
        "P3 definition differs from history",
    ),
    Plant(
        "bloc_year_version content changed",
        "UPDATE bloc_year_version SET source = source || '#'",
        "P3 bloc-year differs from history",
    ),
    Plant(
        "bloc_year_version content changed",
        "UPDATE bloc_year_version SET effective_from = effective_from - 1",
        "P3 bloc-year differs from history",
    ),
    Plant(
        "bloc_year_version content changed",
        "UPDATE bloc_year_version SET rules_digest = (SELECT max(digest) FROM ruleset)"
        " WHERE rules_digest <> (SELECT max(digest) FROM ruleset)",
        "P3 bloc-year differs from history",
    ),
    Plant(
        "bloc_year_version content changed",
        "DELETE FROM bloc_year_version WHERE id = (SELECT id FROM bloc_year_version LIMIT 1)",
        "P3 bloc-year differs from history",
    ),
)
