// A grid of points like a spreadsheet: arrows and Enter, a pasted column, live sums and limits.
// Without this script the grid is an ordinary form, summed on the server.
(() => {
  const narrow = window.matchMedia("(max-width: 40rem)");

  // Numbers are whole hundred-thousandths, so that sums are exact; finer ones are none of a grid's.
  const UNIT = 100000;
  function read(text) {
    if (!text.trim()) return null;
    const found = Numbers.read(text);
    return typeof found === "string" && /^-?\d{1,9}(\.\d{1,5})?$/.test(found) ? Math.round(Number(found) * UNIT) : NaN;
  }
  // What is counted or measured may have twelve digits: NaN where it is no such number.
  function figure(cell) {
    if (!cell || !cell.value.trim()) return null;
    const found = Numbers.read(cell.value);
    const parts = typeof found === "string" && /^(\d{1,12})(?:\.(\d{1,4}))?$/.exec(found);
    return parts ? BigInt(parts[1] + (parts[2] ?? "").padEnd(5, "0")) : NaN;
  }
  const write = (units) => Numbers.write(String(Math.round(units) / UNIT));
  const cells = (row) => [...row.querySelectorAll("input:not([type=hidden]):not([type=file]), select, textarea, summary")]
    .filter((cell) => cell.offsetParent !== null);
  const stops = (row) => row.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary");

  document.querySelectorAll("table[data-grid]").forEach((table) => {
    const rows = [...table.querySelectorAll("tr[data-line]:not([data-settled])")];
    const kind = table.dataset.grid;
    const decimals = 10 ** (5 - Number(table.dataset.decimals));
    const points = (row) => row.querySelector("[data-col=points], [data-col=actual]");
    const target = (row) => row.querySelector("[data-col=target]");
    const seen = () => rows.filter((row) => row.offsetParent !== null);

    // The points of a row: as given, or worked out from its figures; null for none, NaN for what is no number.
    function given(row) {
      const { rule, max, each, off, at, goal } = row.dataset;
      if ("zero" in row.dataset && !points(row).value.trim() && !target(row)?.value.trim()) return 0;
      if (!rule) return read(points(row).value);
      const figures = [figure(points(row)), figure(target(row))];
      if (figures.some(Number.isNaN) || (/^(count|days)$/.test(rule) && figures[0] !== null && figures[0] % BigInt(UNIT))) return NaN;
      const units = (text) => (text === undefined ? null : Math.round(Number(text) * UNIT));
      const how = { rule, max: units(max), each: units(each), off: Boolean(off), at: units(at), goal: units(goal) };
      return workedOut(how, ...figures, { unit: UNIT, step: decimals, rounding: table.dataset.rounding });
    }

    // Points that others give the unit: still to come, and not this person's to enter.
    const ofOthers = (row) => row.dataset.settled === "others";
    function apart(row) {
      if ("settled" in row.dataset) return !ofOthers(row);
      const box = row.querySelector("input[type=checkbox][name$='not_applicable']");
      return Boolean(box && box.checked);
    }

    // What the server refuses: it is said at its cell, and counts nothing.
    function refused(row, value) {
      if (value === null) return "";
      const said = table.dataset;
      if (Number.isNaN(value) && row.dataset.rule) return said.figure;
      if (Number.isNaN(value) || value < 0 || value > Number(row.dataset.max) * UNIT) return said.range.replace("#", write(Number(row.dataset.max) * UNIT));
      return value % decimals ? said.fine : "";
    }

    function limit(row) {
      const cell = points(row);
      const value = apart(row) ? null : given(row);
      const why = refused(row, value), bad = Boolean(why);
      let words = row.querySelector("p.live");
      if (bad && !words) {
        words = document.createElement("p");
        words.className = "err live";
        words.id = `l-${cell.name}`;
        cell.after(words);
        cell.setAttribute("aria-describedby", words.id);
      } else if (!bad && words) {
        words.remove();
        cell.removeAttribute("aria-describedby");
      }
      if (bad) words.textContent = Numbers.doubt(cell.value) || Numbers.doubt(target(row)?.value ?? "") || why;
      const said = row.querySelector("[data-worked]");
      if (said) said.textContent = value === null || bad ? "" : said.dataset.words.replace("#", write(value));
      cell.classList.toggle("is-bad", bad);
      bad ? cell.setAttribute("aria-invalid", "true") : cell.removeAttribute("aria-invalid");
    }

    function rowsOf(section) {
      return [...section.querySelectorAll("tr[data-part], tr[data-line]")].map((row) => {
        if (row.matches("[data-part]")) {
          return { row, depth: Number(row.dataset.depth), cap: row.dataset.cap ? Number(row.dataset.cap) * UNIT : null };
        }
        const aside = apart(row), typed = aside || ofOthers(row) ? null : given(row);
        return { row, max: Number(row.dataset.max) * UNIT, points: refused(row, typed) ? null : typed, aside };
      });
    }

    function sum() {
      const sections = [...table.tBodies].map((section) => ({ kind: section.dataset.section, rows: rowsOf(section) }));
      const sums = sheetTotals(sections, { notApplicable: table.dataset.na, bonusMayExceed: Boolean(table.dataset.exceed) });
      let changed = 0;
      sections.flatMap((section) => section.rows).forEach((line) => {
        const { row } = line;
        if (line.depth !== undefined || "settled" in row.dataset) return;
        row.classList.toggle("is-na", line.aside || (kind === "appraisal" && row.dataset.self === ""));
        if (kind === "appraisal") changed += compare(row, line.aside, line.points);
      });
      sums.parts.forEach(({ row, summed, points: counted }) => {
        row.querySelector("[data-now] > span").textContent = write(Math.round(counted / decimals) * decimals).replace("-", "−");
        const over = row.querySelector("[data-now] > .cap");
        if (over) over.textContent = summed === counted ? over.dataset.under : over.dataset.over.replace("#", write(summed));
      });
      put("[data-total]", write(Math.round(sums.total / decimals) * decimals));
      put("[data-applicable]", write(sums.applicable));
      const rest = table.querySelector("[data-left]");
      const left = sums.left - table.querySelectorAll("tr[data-settled=others]").length;
      rest.textContent = left ? rest.dataset.template.replace("#", left) : "";
      if (table.dataset.scored) progress(left);
      if (kind === "appraisal") {
        const counts = { changed, pending: left };
        for (const [name, count] of Object.entries(counts)) {
          document.querySelectorAll(`[data-count=${name}]`).forEach((node) => { node.textContent = count; });
        }
      }
    }

    // In the bar of acts: how far one is, and the way to what is left.
    const told = document.querySelector("[data-progress]");
    const way = Object.assign(document.createElement("button"), { type: "button", className: "linkbtn", textContent: table.dataset.goto });
    function progress(left) {
      if (!told) return;
      const all = rows.length, words = { done: all - left, all, total: table.querySelector("[data-total]").textContent };
      told.textContent = `${table.dataset.scored.replace(/{(\w+)}/g, (_hole, name) => words[name])} `;
      if (left) told.append(way);
    }
    function nextUnscored() {
      const from = here() + 1;
      const next = [...rows.slice(from), ...rows.slice(0, from)].find((row) => !apart(row) && given(row) === null && !mayStayEmpty(row));
      if (next) step(next, 0);
      return Boolean(next);
    }
    way.addEventListener("click", nextUnscored);
    document.addEventListener("keydown", (event) => {
      if (event.key === "F8" && nextUnscored()) event.preventDefault();
    });

    function compare(row, aside, value) {
      const own = row.dataset.self === "" ? null : Math.round(Number(row.dataset.self) * UNIT);
      const other = (cell, text) => Boolean(cell && row.dataset.rule) && (Numbers.read(cell.value) ?? "") !== (text ?? "");
      const moved = other(points(row), row.dataset.selfActual) || other(target(row), row.dataset.selfTarget);
      const differs = !aside && value !== null && (value !== own || moved);
      row.classList.toggle("changed", differs);
      row.classList.toggle("pending", !aside && value === null);
      const cell = row.querySelector("[data-difference]");
      cell.textContent = aside || value === null ? "" : write(value - (own ?? 0));
      return differs ? 1 : 0;
    }

    function put(place, text) {
      const node = table.querySelector(place);
      if (node) node.textContent = text;
    }

    function step(row, by) {
      const list = by ? seen() : [row];
      const next = list[list.indexOf(row) + by];
      if (!next) return;
      current(next);
      points(next).focus();
      if (points(next).select) points(next).select();
    }

    function across(cell, by) {
      const list = cells(cell.closest("tr"));
      const next = list[list.indexOf(cell) + by];
      if (next) next.focus();
      return Boolean(next);
    }

    // A browser undoes what is typed, not what is written into several cells at once.
    let pasted = [];
    function fill(cells) {
      cells.forEach(([cell, text]) => {
        cell.value = cell.matches("select") ? [...cell.options].find((one) => read(one.value) === read(text))?.value ?? "" : text;
        limit(cell.closest("tr[data-line]"));
      });
      cells[0][0].dispatchEvent(new Event("input", { bubbles: true }));
    }
    function unpaste() {
      const back = pasted.filter(({ cell, after }) => cell.value === after);
      const whole = back.length > 0 && back.length === pasted.length;
      pasted = [];
      if (whole) fill(back.map(({ cell, before }) => [cell, before]));
      return whole;
    }

    table.addEventListener("keydown", (event) => {
      const cell = event.target;
      if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z" && unpaste()) event.preventDefault();
      if (!cell.matches("input:not([type=file]), summary") || event.altKey || event.ctrlKey || event.metaKey) return;
      const row = cell.closest("tr[data-line]");
      const typed = cell.matches("input:not([type=checkbox])");
      const atStart = !typed || cell.selectionEnd === 0;
      const atEnd = !typed || cell.selectionStart === cell.value.length;
      const moves = {
        ArrowDown: () => step(row, 1), ArrowUp: () => step(row, -1),
        Enter: () => cell.matches("input") && step(row, event.shiftKey ? -1 : 1),
        ArrowRight: () => atEnd && across(cell, 1), ArrowLeft: () => atStart && across(cell, -1),
      };
      const move = moves[event.key];
      if (move && move() !== false) event.preventDefault();
    });

    table.addEventListener("paste", (event) => {
      if (!event.target.matches("input[data-col=points], input[data-col=actual]")) return;
      const lines = event.clipboardData.getData("text").replace(/\r?\n$/, "").split(/\r?\n/);
      if (lines.length < 2) return;
      event.preventDefault();
      const list = seen();
      const first = list.indexOf(event.target.closest("tr[data-line]"));
      pasted = lines.slice(0, list.length - first).map((line, index) => {
        const cell = points(list[first + index]);
        return { cell, before: cell.value, after: line.split("\t")[0].trim() };
      });
      fill(pasted.map(({ cell, after }) => [cell, after]));
    });

    table.addEventListener("input", (event) => {
      const row = event.target.closest("tr[data-line]");
      if (row && event.target.matches("input:not([type=file]), select")) { limit(row); sum(); }
    });

    document.querySelectorAll("[data-keep]").forEach((button) => button.addEventListener("click", (event) => {
      event.preventDefault();
      const chosen = button.dataset.keep ? rows : [button.closest("tr")];
      chosen.filter((row) => row.dataset.self !== "" && (!button.dataset.keep || points(row).value.trim() === ""))
        .forEach((row) => {
          points(row).value = row.dataset.rule ? Numbers.write(row.dataset.selfActual) : write(Number(row.dataset.self) * UNIT);
          if (target(row)) target(row).value = Numbers.write(row.dataset.selfTarget);
          limit(row);
        });
      sum();
      points(chosen[0]).dispatchEvent(new Event("input", { bubbles: true }));
    }));

    // On a phone: one criterion at a time.
    const stepper = table.nextElementSibling;
    const jump = stepper.querySelector("[data-jump]");
    function current(row) {
      rows.forEach((other) => {
        other.classList.toggle("is-current", other === row);
        // Tab goes along one row and out of the grid; arrows and Enter go from row to row.
        stops(other).forEach((stop) => { stop.tabIndex = other === row ? 0 : -1; });
      });
      table.querySelectorAll("tr.is-around").forEach((other) => other.classList.remove("is-around"));
      for (let above = row.previousElementSibling, depth = Infinity; above; above = above.previousElementSibling) {
        if (!above.matches("[data-part]") || Number(above.dataset.depth) >= depth) continue;
        depth = Number(above.dataset.depth);
        above.classList.add("is-around");
      }
      jump.value = String(rows.indexOf(row));
    }
    rows.forEach((row, index) => {
      const words = row.querySelector("th .crit span:last-child").textContent;
      const mend = row.querySelector(".err") ? ` (${table.dataset.mend})` : "";
      jump.add(new Option(`${row.dataset.code} ${words}${mend}`, String(index)));
    });
    const here = () => rows.findIndex((row) => row.classList.contains("is-current"));
    const go = (index) => { if (rows[index]) { current(rows[index]); rows[index].scrollIntoView({ block: "nearest" }); } };
    stepper.querySelector("[data-previous]").addEventListener("click", () => go(here() - 1));
    stepper.querySelector("[data-next]").addEventListener("click", () => go(here() + 1));
    jump.addEventListener("change", () => go(Number(jump.value)));
    table.addEventListener("focusin", (event) => {
      const row = event.target.closest("tr[data-line]");
      if (row) current(row);
    });
    function follow() {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      const row = target && target.closest("tr[data-line]");
      if (row && table.contains(row)) { current(row); target.focus(); }
    }
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#f-']");
      if (!link) return;
      const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      const row = target && target.closest("tr[data-line]");
      if (row && table.contains(row)) { event.preventDefault(); current(row); target.focus(); }
    });
    window.addEventListener("hashchange", follow);
    // A note that loses the focus folds, and a button moves from under the pointer that presses it.
    const writes = () => document.activeElement.closest(".note-place");
    document.addEventListener("mousedown", (event) => { if (writes() && event.target.closest("button")) event.preventDefault(); });
    const fit = () => {
      table.classList.toggle("one", narrow.matches);
      stepper.hidden = !narrow.matches;
    };
    narrow.addEventListener("change", fit);
    table.querySelectorAll("[data-keys]").forEach((words) => { words.hidden = false; });
    if (rows.length) current(rows.find((row) => row.querySelector(".err")) || rows[0]);
    fit();
    follow();
    sum();
  });
})();
