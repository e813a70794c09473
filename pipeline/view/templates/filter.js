// Which triples are shown, and in which order.
const NO_SECTION = "no section";

// What a triple is searched and sorted by is worked out once, at the start.
function index(run) {
  run.triples.forEach((triple, at) => {
    const home = run.documents[triple.document];
    triple.at = at;
    triple.sections = new Set(triple.evidence.map((e) => e.kind ?? e.section ?? NO_SECTION));
    triple.words = [
      home.id, triple.subject.name, triple.subject.text, triple.relation, triple.object.name, triple.object.text,
      triple.object.label, triple.subject.id ?? "", triple.object.id ?? "", triple.polarity, triple.effect ?? "",
      ...triple.evidence.flatMap((e) => [e.section ?? "", ...e.by, e.text ?? home.text.slice(...e.sentence)]),
    ].map((part) => part.replace(/\s+/g, " ")).join("\n").toLowerCase();
  });
}

// Every word asked for must be there, in any order; "in quotes" they stand together.
const wordsOf = (asked) =>
  [...asked.toLowerCase().matchAll(/"([^"]+)"?|(\S+)/g)].map((found) => found[1] ?? found[2]);

function choose(triples, wanted) {
  const words = wordsOf(wanted.words);
  return triples.filter((triple) =>
    (wanted.document === null || triple.document === wanted.document)
    && (!wanted.drug || triple.subject.name === wanted.drug)
    && (!wanted.relation || triple.relation === wanted.relation)
    && (!wanted.polarity || triple.polarity === wanted.polarity)
    && (!wanted.certainty || triple.certainty === wanted.certainty)
    && (!wanted.section || triple.sections.has(wanted.section))
    && (wanted.confidence === 0 || (triple.confidence !== null && triple.confidence >= wanted.confidence))
    && words.every((word) => triple.words.includes(word)));
}

const COLUMNS = [
  { title: "Subject", key: (triple) => triple.subject.name.toLowerCase() },
  { title: "Relation", key: (triple) => triple.relation },
  { title: "Object", key: (triple) => triple.object.name.toLowerCase() },
  { title: "Conf.", key: (triple) => triple.confidence ?? -1, spoken: "Confidence" },
  { title: "Where", key: (triple) => triple.document },
];

function sorted(triples, order) {
  if (order.column === null) return triples;
  const { key } = COLUMNS[order.column];
  const keyed = triples.map((triple) => [key(triple), triple]);
  const sign = order.down ? -1 : 1;
  keyed.sort(([a, x], [b, y]) => (a < b ? -sign : a > b ? sign : x.at - y.at));
  return keyed.map(([, triple]) => triple);
}
