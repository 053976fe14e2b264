"""A text in the product's two languages: Vietnamese, which is always there, and English."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One text in Vietnamese and English; an empty English text falls back to Vietnamese."""

    vi: str
    en: str = ""

    def text(self, language: str) -> str:
        """Return the text for a language code such as ``vi``, ``en`` or ``en_GB``."""
        return self.en if self.en and language.startswith("en") else self.vi
