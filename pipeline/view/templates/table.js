// The table holds only the rows that are in sight: each has one height, and two empty rows stand for the rest.
const SPARE = 8;

class Table {
  constructor(run, { choose: onChoose, sort: onSort }) {
    this.run = run;
    this.onChoose = onChoose;
    this.grid = byId("table");
    this.scroller = byId("scroller");
    this.body = byId("rows");
    this.triples = [];
    this.active = -1;
    this.order = { column: null, down: false };
    this.heads = COLUMNS.map((column, number) => this.head(column, number, onSort));
    byId("heads").replaceChildren(...this.heads);
    this.scroller.addEventListener("scroll", () => this.draw(), { passive: true });
    window.addEventListener("resize", () => this.draw());
    this.body.addEventListener("click", (event) => {
      const row = event.target.closest("tr[data-at]");
      if (row) this.activate(Number(row.dataset.at), true);
    });
    this.grid.addEventListener("keydown", (event) => this.press(event));
  }

  head(column, number, onSort) {
    const button = el("button", { type: "button", title: column.spoken ?? null }, column.title);
    button.addEventListener("click", () => {
      const { order } = this;
      if (order.column !== number) this.order = { column: number, down: false };
      else this.order = order.down ? { column: null, down: false } : { column: number, down: true };
      this.heads.forEach((head, at) => head.setAttribute("aria-sort",
        at !== this.order.column ? "none" : this.order.down ? "descending" : "ascending"));
      onSort();
    });
    return el("th", { scope: "col", "aria-sort": "none" }, button);
  }

  show(triples, chosen) {
    this.triples = sorted(triples, this.order);
    this.active = this.triples.indexOf(chosen);
    this.grid.setAttribute("aria-rowcount", this.triples.length + 1);
    this.scroller.scrollTop = 0;
    if (this.active >= 0) this.reveal();
    this.drawn = null;
    this.draw();
  }

  get height() {
    return parseFloat(getComputedStyle(this.grid).getPropertyValue("--row"));
  }

  draw() {
    const { height, triples } = this;
    const first = Math.max(0, Math.floor(this.scroller.scrollTop / height) - SPARE);
    const last = Math.min(triples.length, first + Math.ceil(this.scroller.clientHeight / height) + 2 * SPARE);
    const drawn = [first, last, this.active, height].join();
    if (this.drawn === drawn) return;
    this.drawn = drawn;
    const rows = triples.slice(first, last).map((triple, offset) => this.row(triple, first + offset));
    this.body.replaceChildren(this.gap(first * height), ...rows, this.gap((triples.length - last) * height));
    if (this.active >= first && this.active < last) this.grid.setAttribute("aria-activedescendant", "row-active");
    else this.grid.removeAttribute("aria-activedescendant");
  }

  gap(pixels) {
    const row = el("tr", { class: "gap", "aria-hidden": "true" }, el("td"));
    row.style.height = `${pixels}px`;
    return row;
  }

  row(triple, at) {
    const active = at === this.active;
    const [evidence] = triple.evidence;
    return el("tr", {
      "data-at": at, "aria-rowindex": at + 2, "aria-selected": String(active), id: active ? "row-active" : null,
    },
    el("td", {}, named(triple.subject)),
    el("td", {}, badge(triple)),
    el("td", {}, named(triple.object)),
    el("td", { class: "number" }, triple.confidence === null ? el("span", { class: "soft", title: "not scored" }, "–")
      : triple.confidence.toFixed(2)),
    el("td", { class: "where" }, el("span", { class: "one" }, evidence.section ?? "–"),
      el("small", { class: "one" }, this.run.documents[triple.document].id)));
  }

  activate(at, chosen) {
    if (!this.triples.length) return;
    this.active = Math.max(0, Math.min(this.triples.length - 1, at));
    this.reveal();
    this.draw();
    this.onChoose(this.triples[this.active], chosen);
  }

  reveal() {
    const { height, scroller, active } = this;
    const sight = scroller.clientHeight - this.body.offsetTop;
    const top = active * height;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top + height > scroller.scrollTop + sight) scroller.scrollTop = top + height - sight;
  }

  press(event) {
    if (event.target !== this.grid || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(this.scroller.clientHeight / this.height) - 2);
    const { active, triples } = this;
    const goal = {
      ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page,
      Home: 0, End: triples.length - 1, Enter: active, j: active + 1, k: active - 1,
    }[event.key];
    if (goal === undefined) return;
    event.preventDefault();
    this.activate(goal, event.key === "Enter");
  }
}

const named = (side) => el("span", { class: "named" },
  el("span", { class: "one", title: side.id ? `${side.name}, ${side.id}` : side.name }, side.name),
  el("small", { class: `kind label-${side.label}` }, spaced(side.label)));

function badge(triple) {
  return el("span", { class: "said" },
    el("span", { class: `relation relation-${triple.relation}` },
      triple.polarity === "negated" ? el("b", { class: "not" }, "not ") : null, triple.relation),
    el("small", {}, [triple.certainty === "hedged" ? "hedged" : null, triple.effect].filter(Boolean).join(", ")));
}
