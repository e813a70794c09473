// The text of a document with its entities, and the evidence of the triple that was chosen.
const PARTS = ["sentence", "subject", "trigger", "object"];

class Reader {
  constructor(run, onChoose) {
    this.run = run;
    this.onChoose = onChoose;
    this.text = byId("text");
    this.hidden = new Set();
  }

  show(number, triple, which = 0) {
    this.number = number;
    this.triple = triple;
    this.which = which;
    const home = this.run.documents[number];
    fill(clear(byId("claim")), {}, this.head(home));
    byId("legend").replaceChildren(...this.legend(home));
    if (home.text === null) this.sentences(home);
    else this.whole(home);
    this.scroll();
  }

  head(home) {
    const { triple } = this;
    const title = el("p", { class: "source" }, el("b", {}, home.title ?? home.id),
      el("span", { class: "soft" }, [home.title ? home.id : null, home.drug].filter(Boolean).join(" · ")));
    if (!triple) return [title, el("p", { class: "hint" }, "Choose a triple to see where the text says it.")];
    const evidence = triple.evidence[this.which];
    const found = [evidence.by.join(", "), evidence.against.length ? `against: ${evidence.against.join(", ")}` : ""];
    const facts = [triple.certainty, triple.effect, triple.confidence === null ? "not scored"
      : `confidence ${triple.confidence.toFixed(2)}`, evidence.section].filter(Boolean);
    return [title, el("h2", { class: "claim" }, named(triple.subject), badge(triple), named(triple.object)),
      el("p", { class: "facts" }, facts.join(" · "), el("code", {}, found.filter(Boolean).join("; "))),
      this.links(triple), this.steps(triple)];
  }

  links(triple) {
    if (!triple.via.length) return null;
    const buttons = triple.via.map((at) => {
      const cause = this.run.triples[at];
      const button = el("button", { type: "button" }, `${cause.relation} ${cause.object.name}`);
      button.addEventListener("click", () => this.onChoose(cause));
      return button;
    });
    return el("p", { class: "links" }, "comes about via ", ...buttons);
  }

  steps(triple) {
    const count = triple.evidence.length;
    if (count < 2) return null;
    const step = (by, sign, words) => {
      const button = el("button", { type: "button", "aria-label": words }, sign);
      button.addEventListener("click", () => {
        this.show(this.number, triple, (this.which + by + count) % count);
        byId("claim").querySelector(`[aria-label="${words}"]`).focus();
      });
      return button;
    };
    return el("p", { class: "steps" }, step(-1, "‹", "Evidence before"),
      ` evidence ${this.which + 1} of ${count} `, step(1, "›", "Evidence after"));
  }

  legend(home) {
    const counts = tally(home.entities, (entity) => [entity.label]);
    return this.run.labels.filter((label) => counts.has(label)).map((label) => {
      const button = el("button", {
        type: "button", class: `mark label-${label}`, "aria-pressed": String(!this.hidden.has(label)),
      }, spaced(label), el("small", {}, ` ${counts.get(label)}`));
      button.addEventListener("click", () => {
        if (!this.hidden.delete(label)) this.hidden.add(label);
        button.setAttribute("aria-pressed", String(!this.hidden.has(label)));
        this.text.classList.toggle(`hide-${label}`);
      });
      return button;
    });
  }

  whole(home) {
    const marks = home.entities.flatMap((entity) => pairs(entity.at).map(([start, end]) => ({
      start, end, classes: ["mark", `label-${entity.label}`],
      title: `${spaced(entity.label)}: ${entity.name}${entity.concept ? `, ${entity.concept}` : ""}`,
    })));
    const headings = home.sections.filter(({ title, start }) => title && home.text.startsWith(title, start))
      .map(({ title, start }) => ({ start, end: start + title.length, classes: ["heading"] }));
    marks.push(...headings, ...this.evidence());
    this.text.replaceChildren(...segments(home.text, marks));
  }

  evidence() {
    const evidence = this.triple?.evidence[this.which];
    if (!evidence) return [];
    return PARTS.flatMap((part) => pairs(evidence[part]).map(([start, end]) => ({
      start, end, classes: [`is-${part}`], title: part === "sentence" ? null : `${part} of the triple`,
    })));
  }

  // Without the text: each sentence of evidence once, that of the chosen triple marked.
  sentences(home) {
    const chosen = this.triple?.evidence[this.which];
    const said = new Map();
    for (const triple of this.run.triples) {
      if (triple.document !== this.number) continue;
      for (const evidence of triple.evidence) if (!said.has(evidence.text)) said.set(evidence.text, evidence);
    }
    const note = `The run holds no text of ${home.id}: these are its sentences of evidence. `
      + "For the whole text, write this page again with --corpus and the folder that was read.";
    this.text.replaceChildren(el("p", { class: "notice" }, note), ...[...said.keys()].map((sentence) =>
      el("p", {}, ...segments(sentence, sentence === chosen?.text ? this.evidence() : []))));
  }

  scroll() {
    const goal = this.text.querySelector(".is-trigger, .is-object, .is-sentence");
    if (!goal) this.text.scrollTop = 0;
    else this.text.scrollTop += goal.getBoundingClientRect().top - this.text.getBoundingClientRect().top
      - this.text.clientHeight / 3;
  }
}

const pairs = (flat) => flat.flatMap((start, at) => (at % 2 ? [] : [[start, flat[at + 1]]]));

// Cuts the text wherever a mark begins or ends: marks may overlap, elements don't.
function segments(text, marks) {
  const opening = Map.groupBy(marks, (mark) => mark.start);
  const cuts = [...new Set([0, text.length, ...marks.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  let open = [];
  return cuts.slice(0, -1).map((start, at) => {
    open = open.filter((mark) => mark.end > start).concat(opening.get(start) ?? []);
    const piece = text.slice(start, cuts[at + 1]);
    if (!open.length) return document.createTextNode(piece);
    const title = [...new Set(open.map((mark) => mark.title).filter(Boolean))].join("\n");
    const classes = new Set(open.flatMap((mark) => mark.classes));
    const isEvidence = ["is-subject", "is-trigger", "is-object"].some((name) => classes.has(name));
    return el(isEvidence || classes.has("mark") ? "mark" : "span", { class: [...classes].join(" "), title: title || null }, piece);
  });
}
