"""Circles of who may know of a case, and of those it concerns: what is refused, what is meant."""

from typing import Final

from tests.lint.samples.manifest_report import GOOD, MANIFEST, ManifestSample, spoilt

_TO_BLOC: Final = '["bloc"]'


def knowing(known: str, milestones: str, *, bloc: str = _TO_BLOC) -> ManifestSample:
    """Say who may know of the case, with further milestones, and who reads what was accepted."""
    text = MANIFEST.replace("package =", f"known = {known}\npackage =", 1)
    text = text.replace("collected = {", f"{milestones}\ncollected = {{", 1)
    text = text.replace(_TO_BLOC, bloc, 1)
    return ManifestSample("known", {**GOOD, "report.toml": text.encode()})


SAMPLES: Final = {
    "SIGHT-CONCERNED": spoilt(
        "sight.known_to_bloc", _TO_BLOC, '["bloc", "concerned after collected"]'
    ),
    "YEARS-UNIT": spoilt(
        "milestones.collected.over_years", '"all_in" }', '"all_in", over_years = true }'
    ),
}
MORE: Final = (
    ("SIGHT-OWN", spoilt("sight.known_to_bloc", _TO_BLOC, '["bloc", "role:head"]')),
    ("GRANT", spoilt("sight.known_to_bloc[2]", _TO_BLOC, '["bloc", "concerned"]')),
    ("GRANT", spoilt(
        "sight.known_to_bloc[2]", _TO_BLOC, '["bloc", "concerned after plan.issued"]'
    )),
    ("KNOWN-WORKERS", knowing(
        '["opener", "organiser", "bodies", "role:officer", "role:head"]', ""
    )),
    ("SHOWS-HIDDEN", ManifestSample("tasks.sign.shows[2]", {**GOOD, "report.toml": MANIFEST.replace(
        'shows = ["record:draft"]', 'shows = ["record:draft", "record:accept"]'
    ).replace('"bodies", "role:leader"', '"bodies", "role:head"').encode()})),
)  # fmt: skip
FINE: Final = (
    knowing(
        '["opener", "organiser", "bodies", "concerned after begun"]', 'begun = { passed = "on" }'
    ),
    knowing('["everyone"]', 'begun = { passed = "on", over_years = true }'),
    knowing(
        '["everyone"]', 'begun = { passed = "on" }', bloc='["organiser", "concerned after begun"]'
    ),
)
"""Each unit that is asked knows of it, and reads what was accepted."""
