"""Tells whether a page is made like one that axe found sound before: such a page it need not see.

Two pages are of one shape when the same elements stand in the same elements, with the same classes,
attributes, states and colours; how often a row is repeated and what is written in it are not of it.
"""

from hashlib import sha256

from playwright.sync_api import Page

SHAPE = """() => {
  const STATED = new Set(["type", "role", "scope", "lang", "style", "tabindex", "colspan",
    "rowspan", "target", "media", "http-equiv", "autocomplete", "inputmode", "contenteditable"]);
  const NAMING = new Set(["for", "headers", "list", "aria-labelledby", "aria-describedby",
    "aria-controls", "aria-owns", "aria-activedescendant", "aria-details", "aria-errormessage"]);
  const SAID = new Set(["aria-label", "aria-description", "aria-roledescription",
    "aria-valuetext"]);
  const STATES = [":checked", ":disabled", ":invalid", ":placeholder-shown"];
  const short = (text) => {
    let high = 0xdeadbeef, low = 0x41c6ce57;
    for (let n = 0; n < text.length; n++) {
      high = Math.imul(high ^ text.charCodeAt(n), 2654435761);
      low = Math.imul(low ^ text.charCodeAt(n), 1597334677);
    }
    return (high >>> 0).toString(36) + (low >>> 0).toString(36);
  };
  const all = [...document.querySelectorAll("*")];
  const ids = new Map();
  for (const each of all) if (each.id) ids.set(each.id, (ids.get(each.id) || 0) + 1);
  const named = (id) => {
    const there = document.getElementById(id);
    return there ? there.tagName + (there.textContent.trim() ? "+" : "-") : "gone";
  };
  const value = ({name, value}) => {
    if (name === "id") return ids.get(value) > 1 ? "twice" : "";
    if (NAMING.has(name)) return value.trim().split(/\\s+/).map(named).join(" ");
    if (name === "href" && value.startsWith("#")) return "#" + named(value.slice(1));
    if (STATED.has(name) || (name.startsWith("aria-") && !SAID.has(name))) return value;
    return value.trim() ? "" : "empty";
  };
  const chains = new Map(), found = new Set();
  for (const each of all) {
    const text = [...each.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)
      .map((node) => node.data).join("").trim();
    const style = text || "value" in each ? getComputedStyle(each) : null;
    const seen = [
      each.tagName, [...each.classList].sort().join("."),
      [...each.attributes].map((one) => one.name + "=" + value(one)).sort().join(","),
      STATES.filter((state) => each.matches(state)).join(""), each.checkVisibility(),
      /^(A|BUTTON|SUMMARY)$/.test(each.tagName) ? Math.min(each.textContent.trim().length, 3)
        : text ? "text" : "", each.children.length ? "" : "leaf", each.value === "" ? "blank" : "",
      style ? [style.color, style.backgroundColor, style.fontSize, style.fontWeight].join() : "",
    ];
    const chain = short((chains.get(each.parentElement) || "") + seen.join("|"));
    chains.set(each, chain);
    found.add(chain);
  }
  return [innerWidth, matchMedia("(prefers-color-scheme: dark)").matches, ...[...found].sort()];
}"""


def shape_of(page: Page) -> str:
    """Name the shape of a page as it stands in its window: two of one name are made alike."""
    return sha256(repr(page.evaluate(SHAPE)).encode()).hexdigest()
