"""The submission's own fields, panels and parts of case pages."""

from pathlib import Path

from server.actions.printouts.panels import PanelOfEach
from server.processes.submission import awards_tab, explained
from server.processes.submission.history_words import HISTORY_WORDS
from server.processes.submission.key import KEY
from server.processes.submission.printed import achievements, decisions, nominations
from server.processes.submission.refusals import REFUSALS
from server.processes.submission.summary import summarise
from server.processes.submission.widgets import dossiers
from server.processes.submission.widgets.document_names import document_name
from server.processes.submission.year_results import told_of_year
from server.web.cases.tabs import Tab
from server.web.process_pages import ProcessPages
from server.web.tasks.widgets import TaskWidgets, Widget
from server.web.words.catalogue import lazy_gettext as _l

PAGES = ProcessPages(
    key=KEY,
    templates=Path(__file__).parent / "templates",
    history=HISTORY_WORDS,
    tasks=TaskWidgets(
        widgets={
            "dossier": Widget(build=dossiers.dossier, initial=dossiers.numbered, places_files=True),
            "papers": Widget(build=dossiers.papers, title=_l("Văn bản trong hồ sơ")),
            "checklist": Widget(build=dossiers.checklist_rows),
            "nominee_opinions": Widget(build=dossiers.nominees),
            "nominee_votes": Widget(build=dossiers.nominees),
            "nominee_list": Widget(build=dossiers.nominees, title=_l("Đề nghị khen thưởng")),
        },
        document_name=document_name,
        starts={"sign_submission": dossiers.submission},
    ),
    summary=summarise,
    explain=explained.explain,
    refusals=REFUSALS,
    years=told_of_year,
    printed={
        "nominated": nominations.nominated,
        "enclosed": nominations.enclosed,
        "checked": nominations.checked,
        "council_results": nominations.council_results,
        "decided": nominations.decided,
        "articles": PanelOfEach(decisions.approved, decisions.articles),
        "refused": decisions.refused,
        "year_figures": PanelOfEach(decisions.every_nominee, achievements.year_figures),
        "former_awards": achievements.former_awards,
    },
    tabs={"awards": Tab(_l("Khen thưởng"), awards_tab.values)},
)
