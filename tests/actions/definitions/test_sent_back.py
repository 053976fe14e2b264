"""Which results send work back is read out of a version's forms once."""

from server.actions.definitions.form_reading import sent_back
from tests.work import work
from tests.workflows.product import shipped


def test_what_sends_work_back_is_read_out_of_a_version_once() -> None:
    model = shipped("evaluation")
    found = sent_back(model)
    assert "appraise:incomplete" in found
    assert work(lambda: sent_back(model)) <= work(lambda: None) + 2
