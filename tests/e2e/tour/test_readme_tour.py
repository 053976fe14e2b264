"""The README's tour, done to the letter: every sentence has its act, every marked word its place.

A word that changes in the README or in the product makes this red, and so does a sentence that
nobody does: it is added to `SENTENCES` with what a reader does and sees by it.
"""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from tests.e2e.office import Office
from tests.e2e.tour.acts import Tour
from tests.e2e.tour.readme import HOLE, one_line, tour
from tests.e2e.website import Website
from tests.worlds import states
from tests.worlds.databases import State

Act = Callable[..., None]
Sentences = Sequence[tuple[str, Act]]
INTRODUCTION: Sentences = (
    ("The demonstration is the plan of 2024 of {} of Bắc Giang.", Tour.see_the_bloc),
    (
        """Its clock stands in December 2024 (a yellow line on each page says so) and its points,
        quotas and dates are {}, marked {}.""",
        Tour.see_samples,
    ),
    (
        """{} in that line moves the clock on to another day: what was due is late, reminders are
        written, cases open.""",
        Tour.move_the_clock,
    ),
)
STEPS: Sequence[Sentences] = (
    (
        ("Open the address.", Tour.open_the_address),
        ("Under {}, press {}.", Tour.press_a_post),
        (
            "The list opens on what this post has to do: {}, and the annual report.",
            Tour.see_the_list,
        ),
    ),
    (
        (
            """Open the first, give each criterion points (arrow keys and Enter move; a column
            pastes from Excel, or the whole sheet goes out to Excel and comes back by {}, each
            change shown before it is taken), attach a file where it is asked for, and press {}.""",
            Tour.fill_in_the_sheet,
        ),
        ("A mistake is named at its field; nothing you typed is lost.", Tour.see_what_was_wrong),
        ("The next page says who has it now.", Tour.see_who_has_it),
    ),
    (
        (
            "Sign out, enter as {} and approve the sheet, or send it back with a reason.",
            Tour.sign_out_and_enter,
        ),
        (
            """Approving shows what you are about to sign and asks for the password again — it is
            printed on the sign-in page.""",
            Tour.approve,
        ),
    ),
    (
        (
            """Enter as {} and open {}: the cases marked {} were played by the program: what is
            past of the plan's year, from the plan in May to the second wave, and a whole
            year-end.""",
            Tour.see_what_was_played,
        ),
        (
            "See the steps, the scores side by side, the votes, the documents, the live diagram.",
            Tour.see_a_case,
        ),
        (
            "{} of a case lays its papers out (plan, pledge, reports, minutes) as PDF and Word.",
            Tour.see_papers,
        ),
        (
            """{} lays the year out unit by unit: what is done, due, late or missing, the simulated
            marked; {} there leaves what waits for you, and {} is the same by the month, also
            for your own calendar program.""",
            Tour.see_the_year,
        ),
        (
            """{} draws who is late, the points by section and the days each step took; {} lays
            results of several years side by side.""",
            Tour.see_the_overview,
        ),
    ),
    (
        (
            """Open {}: who approved what, when, on whose behalf, old → new, with the hash chain
            checked.""",
            Tour.open_history,
        ),
        (
            """The name of a case there opens its timeline: {} shows the diagram as it was on any
            day, {} of an approval prints.""",
            Tour.see_a_case_line,
        ),
        (
            """Download it as a spreadsheet ({}, a button of every such page) or CSV, or by {} as
            an export that your own machine proves ([format](docs/audit-format.md),
            [`verifier/`](verifier/)).""",
            Tour.download,
        ),
    ),
)
ADMINISTRATORS: Sentences = (
    (
        """Two administrators are there, {} and {}: one uploads a process under {} and proposes it,
        the other publishes it.""",
        Tour.publish_by_two,
    ),
)
WRITTEN = (INTRODUCTION, *STEPS, ADMINISTRATORS)
DONE = (1, 0, *range(2, len(WRITTEN)))
"""What the introduction says of every page is seen once somebody is signed in."""


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.DEMONSTRATION


def test_every_sentence_of_the_tour_is_one_that_is_done() -> None:
    texts = [" ".join(one_line(text) for text, _ in sentences) for sentences in WRITTEN]
    assert [paragraph.text for paragraph in tour()] == texts


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("e2e")
def test_the_tour_of_the_readme_is_done_to_the_letter(site: Website, office: Office) -> None:
    del site
    reader, paragraphs = Tour(office), tour()
    for place in DONE:
        words = list(paragraphs[place].words)
        for sentence, act in WRITTEN[place]:
            taken: list[Any] = [words.pop(0) for _ in range(sentence.count(HOLE))]
            act(reader, *taken)
        assert words == []
    assert office.wrong == []
