"""What a browser is called, from what it says of itself: a family and a system, or nothing."""

import re

from server.web.words.catalogue import gettext as _

FAMILIES = (
    (r"Edg(e|A|iOS)?/", "Edge"),
    (r"OPR/|Opera", "Opera"),
    (r"SamsungBrowser/", "Samsung Internet"),
    (r"coc_coc_browser/", "Cốc Cốc"),
    (r"Firefox/|FxiOS/", "Firefox"),
    (r"Chrome/|CriOS/|Chromium/", "Chrome"),
    (r"Version/.*Safari/", "Safari"),
)
SYSTEMS = (
    (r"Windows", "Windows"),
    (r"Android", "Android"),
    (r"iPhone|iPad|iPod", "iOS"),
    (r"Mac OS X|Macintosh", "macOS"),
    (r"CrOS", "ChromeOS"),
    (r"Linux|X11", "Linux"),
)
"""The first that fits: browsers name those before them, too."""


def browser_words(told: str) -> str:
    """Name a browser and its system: what a program says of itself is believed as far as that."""
    parts = [_first(FAMILIES, told), _first(SYSTEMS, told)]
    return ", ".join(filter(None, parts)) or _("Trình duyệt không rõ")


def _first(known: tuple[tuple[str, str], ...], told: str) -> str:
    return next((name for pattern, name in known if re.search(pattern, told)), "")
