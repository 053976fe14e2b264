// Numbers as they are typed and shown, by the same rules as the server's (forms/readings.py).
// A number is a text with a point for its fraction, "1234.5": so no digit is lost.
"use strict";

const Numbers = (() => {
  const LONGEST = 60;
  const SIGNS = { vi: [".", ","], en: [",", "."] };
  const page = document.documentElement.lang === "en" ? "en" : "vi";

  // What a paste brings and nobody sees, as the server mends it.
  const UNSEEN = /[\x1f\u00ad\u200b-\u200f\u2060\u2066\u2068\u2069\u202a\u202c\u061c\ufeff]/g;
  const SPACES = /[\u00a0\u2007\u202f\uf020]/g;
  const ENDS = /\r\n|[\r\v\f\x85\u2028\u2029]/g;
  const HYPHENS = /[\x1e\uf02d\uf0be]/g;
  const mended = (text) => text.replace(ENDS, "\n").replace(SPACES, " ").replace(HYPHENS, "-").replace(UNSEEN, "");

  function canonical(sign, whole, rest = "") {
    const bare = whole.replace(/^0+(?=[0-9])/, "");
    const fraction = rest.replace(/0+$/, "");
    const number = fraction ? `${bare}.${fraction}` : bare;
    return number === "0" ? number : sign + number;
  }

  // The number a text is; both, as an array, where it is a thousand to some and a fraction to others; null where it is none.
  function read(typed, language = page) {
    if ([...typed].length > LONGEST) return null;
    const text = mended(typed).replace(/^[ \t\n\u2009]+|[ \t\n\u2009]+$/g, "");
    const found = /^([-\u2212\u2013\u2011+]?)[ \u2009]*([0-9].*)$/.exec(text);
    if (!found) return null;
    const sign = found[1] && found[1] !== "+" ? "-" : "";
    const digits = found[2];
    const one = /^([1-9][0-9]{0,2})([.,])([0-9]{3})$/.exec(digits);
    if (one) {
      const thousands = canonical(sign, one[1] + one[3]);
      return one[2] === SIGNS[language][0] ? thousands : [thousands, canonical(sign, one[1], one[3])];
    }
    if (/^[0-9]+$/.test(digits)) return canonical(sign, digits);
    const parts = /^([0-9]+)[.,]([0-9]+)$/.exec(digits);
    if (parts) return canonical(sign, parts[1], parts[2]);
    const groups = /^([1-9][0-9]{0,2}(?:([., \u2009])[0-9]{3})(?:\2[0-9]{3})*)(?:(?!\2)[.,]([0-9]+))?$/.exec(digits);
    return groups ? canonical(sign, groups[1].replaceAll(groups[2], ""), groups[3]) : null;
  }

  // A number as the page shows it; what it shows can be typed back.
  function write(number, language = page) {
    const [group, fraction] = SIGNS[language];
    const sign = number.startsWith("-") ? "-" : "";
    let [whole, rest = ""] = number.slice(sign.length).split(".");
    if (/^[1-9][0-9]{0,2}$/.test(whole) && rest.length === 3) rest += "0";
    return sign + whole.replace(/\B(?=([0-9]{3})+$)/g, group) + (rest ? fraction + rest : "");
  }

  // What is wrong with a text that is two numbers; empty for any other.
  function doubt(typed) {
    const found = read(typed);
    if (!Array.isArray(found)) return "";
    const holes = { typed: typed.trim(), thousands: write(found[0]), fraction: write(found[1]) };
    const words = document.getElementById("two-numbers").content.textContent;
    return words.replace(/\{(\w+)\}/g, (_hole, name) => holes[name]);
  }

  return { read, write, doubt };
})();
