"""The mentions of a gold document as CoNLL columns, read back without loss.

`NAME.conll`, tab-separated, an empty line between sentences: token, its first character, the one after its
last, and one column of tags for each layer of mentions that overlap. A mention is in the first column that
has room for it, contiguous ones first and the longest of them before the others, so that the first column is
all but plain BIO:

- `B-LABEL`, `I-LABEL`, `O` as usual;
- `C-LABEL` begins a further fragment of a discontinuous mention, the one begun last in that column; between
  its fragments stands `O`, and no other mention of that column is there.

Canonical names, relations and links have no place in it; the other formats hold them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import GoldError
from pipeline.gold.schema import GoldDocument, GoldEntity
from pipeline.gold.tokens import covered, cut_tokens
from pipeline.types import Fragment, Fragments
from pipeline.vocabulary import Label

Mention = tuple[Label, Fragments]


def write_conll(document: GoldDocument, text: str, folder: Path) -> Path:
    """Write the mentions of a document as columns; returns the file."""
    target = folder / Path(document.doc).with_suffix(".conll")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(to_conll(document, text), encoding="utf-8", newline="\n")
    return target


def to_conll(document: GoldDocument, text: str) -> str:
    """Return the columns of a document."""
    tokens = cut_tokens(document, text)
    layers = _stack(document.entities)
    columns = [["O"] * len(tokens) for _ in layers]
    for column, layer in zip(columns, layers, strict=True):
        for entity in layer:
            for number, fragment in enumerate(entity.fragments):
                first, last = covered(tokens, fragment)
                column[first] = f"{'C' if number else 'B'}-{entity.label}"
                column[first + 1 : last] = [f"I-{entity.label}"] * (last - first - 1)
    lines: list[str] = []
    for at, token in enumerate(tokens):
        word = text[token.start : token.end]
        if token.begins and lines and lines[-1]:
            lines.append("")
        if word.strip():
            tags = [column[at] for column in columns]
            lines.append("\t".join((word, str(token.start), str(token.end), *tags)))
    return "\n".join(lines).rstrip("\n") + "\n"


def _stack(entities: Sequence[GoldEntity]) -> list[list[GoldEntity]]:
    """Return the mentions in layers in which none lies between another's first and last character."""
    layers: list[list[GoldEntity]] = []
    for entity in sorted(
        entities, key=lambda e: (len(e.fragments) > 1, e.fragments[0][0] - e.fragments[-1][1])
    ):
        room = next((layer for layer in layers if all(_apart(entity, other) for other in layer)), None)
        if room is None:
            layers.append([entity])
        else:
            room.append(entity)
    return layers


def _apart(one: GoldEntity, other: GoldEntity) -> bool:
    return (
        one.fragments[-1].end <= other.fragments[0].start or other.fragments[-1].end <= one.fragments[0].start
    )


def read_conll(path: Path, text: str) -> list[Mention]:
    """Read the mentions back, in the order of their first characters; `text` is the document's.

    Raises:
        GoldError: No such file, or a line that is not a token of the text with its tags, with file and line.
    """
    try:
        content = path.read_text(encoding="utf-8")
    except OSError as error:
        raise GoldError([f"{path}: expected a file of columns, got {error}; export the set again"]) from error
    return parse_conll(content, text, where=str(path))


def parse_conll(content: str, text: str, *, where: str) -> list[Mention]:
    """Read the mentions out of columns; `where` names them in what GoldError says."""
    open_mentions: dict[int, tuple[Label, list[Fragment]]] = {}
    found: list[tuple[Label, list[Fragment]]] = []
    for number, line in enumerate(content.split("\n"), 1):
        if not line:
            continue
        try:
            word, start, end, *tags = line.split("\t")
            here = Fragment(int(start), int(end))
            if text[here.start : here.end] != word:
                raise ValueError(f"{text[here.start : here.end]!r} there")
            for column, tag in enumerate(tags):
                _add_tag(tag, column, here, open_mentions, found)
        except (ValueError, KeyError) as error:
            raise GoldError(
                [
                    f"{where}:{number}: expected a token of the text, its offsets and its tags, got {line!r} "
                    f"({error}); export the document again"
                ]
            ) from error
    return sorted(((label, tuple(parts)) for label, parts in found), key=lambda item: (item[1], item[0]))


def _add_tag(
    tag: str,
    column: int,
    here: Fragment,
    open_mentions: dict[int, tuple[Label, list[Fragment]]],
    found: list[tuple[Label, list[Fragment]]],
) -> None:
    kind, _, name = tag.partition("-")
    if kind == "O":
        return
    if kind == "B":
        open_mentions[column] = (Label(name), [here])
        found.append(open_mentions[column])
        return
    label, parts = open_mentions[column]
    if label != Label(name) or kind not in ("I", "C"):
        raise ValueError(f"{tag} after {label}")
    if kind == "C":
        parts.append(here)
    else:
        parts[-1] = Fragment(parts[-1].start, here.end)
