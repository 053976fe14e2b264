"""An empty Word file of the decree's paper: A4, its margins, Times New Roman, Vietnamese."""

import zipfile
from io import BytesIO
from typing import Final

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from server.printouts.word_parts import APART, Part, element, numbered

FACE: Final = "Times New Roman"
LANGUAGE: Final = "vi-VN"
_SLOTS: Final = ("ascii", "hAnsi", "cs", "eastAsia")
_THEMES: Final = ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme")
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""What an archive can say at the earliest; the same file has the same bytes whenever it is made."""


def empty(*, sideways: bool, foot: str) -> Part:
    """Make a document without text, with what stands at the foot of each page."""
    document = Document()
    section = document.sections[0]
    _paper(section, sideways=sideways)
    if foot:
        for footer in (section.first_page_footer, section.footer):
            paragraph = footer.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run = paragraph.add_run(foot)
            run.italic, run.font.size = True, Pt(11)
    _letters(document.styles)
    return document


def next_paper(document: Part, *, sideways: bool) -> None:
    """Begin a sheet of paper whose pages are counted from 1 again; it has the first one's head."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _turned(section, sideways=sideways)
    counted = section._sectPr  # noqa: SLF001 - the library has no word for it
    for found in counted.findall(qn("w:pgNumType")):
        counted.remove(found)
    counted.insert_element_before(element("w:pgNumType", start="1"), "w:cols", "w:titlePg")


def _turned(section: Part, *, sideways: bool) -> None:
    short, long = Mm(210), Mm(297)
    section.orientation = WD_ORIENT.LANDSCAPE if sideways else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if sideways else (short, long)


def _paper(section: Part, *, sideways: bool) -> None:
    _turned(section, sideways=sideways)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    numbered(paragraph)


def _letters(styles: Part) -> None:
    defaults = styles.element.find(qn("w:docDefaults"))
    spoken = defaults.find(f".//{qn('w:lang')}")
    for key in ("val", "eastAsia"):
        spoken.set(qn(f"w:{key}"), LANGUAGE)
    _face(defaults.find(f".//{qn('w:rFonts')}"))
    normal = styles["Normal"]
    normal.font.size = Pt(14)
    shape = normal.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing = 1.0
    for style in (normal, *(styles[f"Heading {level}"] for level in range(1, 5))):
        _face(style.element.get_or_add_rPr().get_or_add_rFonts())
        if style is not normal:
            _heading(style)


def _heading(style: Part) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(14), True, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.paragraph_format.space_before = Pt(APART)
    style.paragraph_format.keep_with_next = True


def _face(fonts: Part) -> None:
    """Name the face in every slot: accented letters may be taken from any, or from a theme."""
    for theme in _THEMES:
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for slot in _SLOTS:
        fonts.set(qn(f"w:{slot}"), FACE)


def saved(document: Part, *, title: str, author: str) -> bytes:
    """Give the file's bytes, the same for the same document."""
    properties = document.core_properties
    properties.title, properties.author, properties.language = title, author, LANGUAGE
    properties.last_modified_by = properties.comments = ""
    for name in ("created", "modified"):
        for found in properties._element.findall(f"{{*}}{name}"):  # noqa: SLF001 - no word for it
            properties._element.remove(found)  # noqa: SLF001 - as above
    drawn, out = BytesIO(), BytesIO()
    document.save(drawn)
    with zipfile.ZipFile(drawn) as given, zipfile.ZipFile(out, "w") as made:
        for entry in given.infolist():
            same = zipfile.ZipInfo(entry.filename, _EARLIEST)
            same.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(same, given.read(entry))
    return out.getvalue()
