// A grid of points like a spreadsheet: arrows and Enter, a pasted column, live sums and limits.
// Without this script the grid is an ordinary form, summed on the server.
(() => {
  const comma = document.documentElement.lang !== "en";
  const narrow = window.matchMedia("(max-width: 40rem)");

  // Numbers are whole hundred-thousandths, so that sums are exact.
  const UNIT = 100000;
  function read(text) {
    let bare = text.trim().replace("\u2212", "-");
    if (!bare) return null;
    const thousands = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/;
    if (thousands.test(bare)) bare = bare.replaceAll(".", "");
    bare = bare.replace(",", ".");
    return /^-?\d+(\.\d{1,5})?$/.test(bare) ? Math.round(Number(bare) * UNIT) : NaN;
  }
  function write(units) {
    const text = String(Math.round(units) / UNIT);
    return comma ? text.replace(".", ",") : text;
  }
  const cells = (row) => [...row.querySelectorAll("input:not([type=hidden]):not([type=file]), textarea")]
    .filter((cell) => cell.offsetParent !== null);

  document.querySelectorAll("table[data-grid]").forEach((table) => {
    const rows = [...table.querySelectorAll("tr[data-line]")];
    const kind = table.dataset.grid;
    const decimals = 10 ** (5 - Number(table.dataset.decimals));
    const points = (row) => row.querySelector("input[data-col=points]");
    const seen = () => rows.filter((row) => row.offsetParent !== null);

    function apart(row) {
      const box = row.querySelector("input[type=checkbox][name$='not_applicable']");
      return Boolean(box && box.checked);
    }

    function limit(row) {
      const cell = points(row);
      const value = apart(row) ? null : read(cell.value);
      const bad = value !== null && (Number.isNaN(value) || value < 0 || value > Number(row.dataset.max) * UNIT);
      let words = row.querySelector("p.live");
      if (bad && !words) {
        words = document.createElement("p");
        words.className = "err live";
        words.id = `l-${cell.name}`;
        words.textContent = table.dataset.range.replace("#", write(Number(row.dataset.max) * UNIT));
        cell.after(words);
        cell.setAttribute("aria-describedby", words.id);
      } else if (!bad && words) {
        words.remove();
        cell.removeAttribute("aria-describedby");
      }
      cell.classList.toggle("is-bad", bad);
      bad ? cell.setAttribute("aria-invalid", "true") : cell.removeAttribute("aria-invalid");
    }

    function sum() {
      let normal = 0, extra = 0, applicable = 0, left = 0, changed = 0;
      table.querySelectorAll("tbody").forEach((part) => {
        const type = part.dataset.section;
        let total = 0;
        part.querySelectorAll("tr[data-line]").forEach((row) => {
          const max = Number(row.dataset.max) * UNIT;
          const aside = apart(row);
          const typed = read(points(row).value);
          const value = Number.isNaN(typed) ? null : typed;
          let worth = value ?? 0, scale = max;
          if (aside) {
            worth = table.dataset.na === "full" && type === "normal" ? max : 0;
            scale = table.dataset.na === "exclude" ? 0 : max;
          } else if (value === null) left += 1;
          total += worth;
          if (type === "normal") applicable += scale;
          row.classList.toggle("is-na", aside || (kind === "appraisal" && row.dataset.self === ""));
          if (kind === "appraisal") changed += compare(row, aside, value);
        });
        const signed = type === "deduction" ? -total : total;
        type === "normal" ? (normal += signed) : (extra += signed);
        part.querySelector("[data-sum]").textContent = write(Math.round(signed / decimals) * decimals);
      });
      const total = table.dataset.exceed ? normal + extra : Math.min(normal + extra, applicable);
      put("[data-total]", write(Math.round(total / decimals) * decimals));
      put("[data-applicable]", write(applicable));
      const rest = table.querySelector("[data-left]");
      rest.textContent = left ? rest.dataset.template.replace("#", left) : "";
      if (kind === "appraisal") {
        const counts = { changed, pending: left };
        for (const [name, count] of Object.entries(counts)) {
          document.querySelectorAll(`[data-count=${name}]`).forEach((node) => { node.textContent = count; });
        }
      }
    }

    function compare(row, aside, value) {
      const own = row.dataset.self === "" ? null : Math.round(Number(row.dataset.self) * UNIT);
      const differs = !aside && value !== null && value !== own;
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
      const list = seen();
      const next = list[list.indexOf(row) + by];
      if (!next) return;
      current(next);
      points(next).focus();
      points(next).select();
    }

    function across(cell, by) {
      const list = cells(cell.closest("tr"));
      const next = list[list.indexOf(cell) + by];
      if (next) next.focus();
      return Boolean(next);
    }

    table.addEventListener("keydown", (event) => {
      const cell = event.target;
      if (!cell.matches("input:not([type=file])") || event.altKey || event.ctrlKey || event.metaKey) return;
      const row = cell.closest("tr[data-line]");
      const atStart = cell.type === "checkbox" || cell.selectionEnd === 0;
      const atEnd = cell.type === "checkbox" || cell.selectionStart === cell.value.length;
      const moves = {
        ArrowDown: () => step(row, 1), ArrowUp: () => step(row, -1),
        Enter: () => step(row, event.shiftKey ? -1 : 1),
        ArrowRight: () => atEnd && across(cell, 1), ArrowLeft: () => atStart && across(cell, -1),
      };
      const move = moves[event.key];
      if (move && move() !== false) event.preventDefault();
    });

    table.addEventListener("paste", (event) => {
      if (!event.target.matches("input[data-col=points]")) return;
      const lines = event.clipboardData.getData("text").replace(/\r?\n$/, "").split(/\r?\n/);
      if (lines.length < 2) return;
      event.preventDefault();
      const list = seen();
      const first = list.indexOf(event.target.closest("tr[data-line]"));
      lines.forEach((line, index) => {
        const row = list[first + index];
        if (!row) return;
        points(row).value = line.split("\t")[0].trim();
        limit(row);
      });
      event.target.dispatchEvent(new Event("input", { bubbles: true }));
    });

    table.addEventListener("input", (event) => {
      const row = event.target.closest("tr[data-line]");
      if (row && event.target.matches("input:not([type=file])")) { limit(row); sum(); }
    });

    document.querySelectorAll("[data-keep]").forEach((button) => button.addEventListener("click", (event) => {
      event.preventDefault();
      const chosen = button.dataset.keep ? rows : [button.closest("tr")];
      chosen.filter((row) => row.dataset.self !== "" && (!button.dataset.keep || points(row).value.trim() === ""))
        .forEach((row) => {
          points(row).value = write(Number(row.dataset.self) * UNIT);
          limit(row);
        });
      sum();
      points(chosen[0]).dispatchEvent(new Event("input", { bubbles: true }));
    }));

    // On a phone: one criterion at a time.
    const stepper = table.closest(".points-wrap").nextElementSibling;
    const jump = stepper.querySelector("[data-jump]");
    function current(row) {
      rows.forEach((other) => other.classList.toggle("is-current", other === row));
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
    const fit = () => {
      table.classList.toggle("one", narrow.matches);
      stepper.hidden = !narrow.matches;
    };
    narrow.addEventListener("change", fit);
    current(rows.find((row) => row.querySelector(".err")) || rows[0]);
    fit();
    follow();
    sum();
  });
})();
