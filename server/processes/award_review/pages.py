"""The award review's own fields and panels."""

from pathlib import Path

from server.actions.printouts.panels import PanelOfEach
from server.processes.award_review.history_words import HISTORY_WORDS
from server.processes.award_review.key import KEY
from server.processes.award_review.printed import minutes, rounds
from server.processes.award_review.refusals import REFUSALS
from server.processes.award_review.widgets import award_tables, awards, papers
from server.processes.evaluation.widgets import units
from server.web.process_pages import ProcessPages
from server.web.tasks.widgets import TaskWidgets, Widget
from server.web.words.catalogue import lazy_gettext as _l

PAGES = ProcessPages(
    key=KEY,
    templates=Path(__file__).parent / "templates",
    history=HISTORY_WORDS,
    refusals=REFUSALS,
    printed={
        "attendance": minutes.attendance,
        "scores_adopted": minutes.scores_adopted,
        "consultation": minutes.consultation,
        "results": minutes.results,
        "counted_round": PanelOfEach(rounds.paper_rounds, rounds.count_of),
        "open_round": PanelOfEach(rounds.open_rounds, rounds.roll_call),
    },
    tasks=TaskWidgets(
        document_name=papers.document_name,
        widgets={
            "attendance": Widget(build=units.attendance),
            "scrutineers": Widget(build=units.scrutineers),
            "candidates": Widget(build=awards.candidates, initial=awards.proposed),
            "candidate_list": Widget(
                build=awards.candidate_list,
                title=_l("Danh sách đề cử"),
                sheets=award_tables.candidate_tables,
            ),
            "opinions": Widget(build=awards.opinions),
            "ballot": Widget(build=awards.ballot),
            "counts": Widget(build=awards.counts, warns=awards.counted_differently),
            "tallies": Widget(
                build=awards.tallies,
                title=_l("Kết quả biểu quyết"),
                sheets=award_tables.tally_tables,
            ),
            "papers": Widget(build=papers.papers, title=_l("Văn bản trong hồ sơ")),
        },
    ),
)
