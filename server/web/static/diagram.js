// Draws a page's diagrams with bpmn-js and marks in each what its list names: by a line and, where a
// word is given, by that word beside the element.
(() => {
  if (!window.BpmnJS) return;
  document.querySelectorAll(".diagram[data-xml]").forEach(show);

  function show(box) {
    const listed = (name) => (box.dataset[name] || "").split(" ").filter(Boolean);
    const phone = window.matchMedia("(max-width: 40rem)").matches;
    const quiet = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

    const mark = (viewer) => {
      const canvas = viewer.get("canvas");
      const known = viewer.get("elementRegistry");
      const each = (name, marker) =>
        listed(name).forEach((id) => known.get(id) && canvas.addMarker(id, marker));
      each("done", "is-done");
      each("passed", "is-passed");
      each("current", "is-current");
      each("added", "is-added");
      each("removed", "is-removed");
      each("changed", "is-changed");
      ["added", "removed", "changed"].forEach((name) =>
        listed(name).forEach((id) => known.get(id) && say(viewer, id, name)),
      );
      return listed("current").filter((id) => known.get(id));
    };

    // Writes what became of an element above it; a flow says it by its line, and in the list.
    const say = (viewer, id, name) => {
      const drawn = viewer.get("elementRegistry").get(id);
      if (drawn.waypoints) return;
      const word = document.createElement("span");
      word.className = "tag";
      word.textContent = box.dataset[`word${name[0].toUpperCase()}${name.slice(1)}`];
      viewer.get("overlays").add(id, { position: { top: -18, left: 0 }, html: word });
    };

    const frame = (canvas, current) => ({
      in: () => canvas.zoom(Math.min(canvas.zoom() * 1.25, 4)),
      out: () => canvas.zoom(Math.max(canvas.zoom() / 1.25, 0.1)),
      fit: () => canvas.zoom("fit-viewport", "auto"),
      current: () => {
        if (!current.length) return;
        canvas.zoom(phone ? 0.9 : 1);
        const room = phone ? 40 : 160;
        canvas.scrollToElement(current[0], { top: room, left: room, right: room, bottom: room });
      },
    });

    const save = async (viewer) => {
      const { svg } = await viewer.saveSVG();
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
      link.download = `${box.dataset.name || "so-do"}.svg`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    };

    const pan = (canvas) => (event) => {
      const step = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
      const by = step[event.key];
      if (!by || event.target !== box) return;
      event.preventDefault();
      canvas.scroll({ dx: by[0], dy: by[1] });
    };

    const without = box.querySelector("[data-without]");
    const draw = async () => {
      const answer = await fetch(box.dataset.xml, { headers: { Accept: "application/xml" } });
      if (!answer.ok) return;
      const xml = await answer.text();
      const fontFamily = getComputedStyle(document.body).fontFamily;
      const viewer = new window.BpmnJS({
        container: box,
        textRenderer: { defaultStyle: { fontFamily, fontSize: "12px" } },
      });
      await viewer.importXML(xml);
      without.hidden = true;
      const canvas = viewer.get("canvas");
      const current = mark(viewer);
      const act = frame(canvas, current);
      const { width, height } = canvas.viewbox().inner;
      if (!phone) {
        const wanted = Math.min(Math.max((height / width) * box.clientWidth, 320), 900);
        box.style.height = `${Math.round(wanted) + 24}px`;
        canvas.resized();
      }
      act.fit();
      if (phone) act.current();
      const tools = box.closest("section").querySelector("[data-diagram-tools]");
      tools.querySelectorAll("[data-zoom]").forEach((button) => {
        const name = button.dataset.zoom;
        if (name === "current") button.hidden = current.length === 0;
        button.addEventListener("click", () => (name === "svg" ? save(viewer) : act[name]()));
      });
      box.addEventListener("keydown", pan(canvas));
      tools.hidden = false;
      box.dataset.ready = quiet ? "quiet" : "yes";
    };

    // What cannot be drawn stays words, and the page whole.
    draw().catch(() => {
      box.replaceChildren(without);
      without.hidden = false;
    });
  }
})();
