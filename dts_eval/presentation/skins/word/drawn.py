"""The blocks of a report as paragraphs, tables and pictures of a Word document."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from docx.parts.story import StoryPart

from dts_eval.presentation.skins.word.elements import Element, field, link, paragraph, run, spacer
from dts_eval.presentation.skins.word.pictures import Picture, inline
from dts_eval.presentation.skins.word.tables import (
    COLUMNS,
    TEXT,
    WHOLE,
    Cell,
    cell,
    described,
    fitted,
    shared,
    table,
    worded,
)
from dts_eval.presentation.skins.word.wording import UNDERLINES, Pen, Told

LABEL, TIGHT_TABLE, MANY_COLUMNS = 34.0, 8, 5
GRADE, MEANING = 38.0, 97.0
REGISTER = (24.0, 42.0, 64.0, 48.0)
CRITERION, CRITERION_DENSE = 42.0, 33.0
AFTER_GROUP = 240
SIDES = {False: ("Reconnu", "recognised_by"), True: ("Conteste", "contested_by")}
# How many parts can be listed below what is said on how to read; more have a page of their own.
CONTENTS_BELOW = 12


class Drawer:
    """Draws the blocks of a told report, one after the other, in the document that will hold their pictures."""

    def __init__(
        self, told: Told, pen: Pen, part: StoryPart, pictures: Mapping[str, Picture], width: float = WHOLE
    ) -> None:
        self.told, self.pen, self.part, self.pictures, self.width = told, pen, part, pictures, width
        self.words: Mapping[str, str] = told["words"]
        self.drawn_pictures = 0
        self.draw: Mapping[str, Callable[[Told, float], list[Element]]] = {
            "Paragraph": self._paragraph,
            "Table": lambda block, width: self._table(block["table"], width),
            "Chart": self._chart,
            "Quote": lambda block, _: self._quote(block, brief=not block["large"], ruled=block["contests"]),
            "Story": self._story,
            "FaceToFace": self._face_to_face,
            "Unknowns": lambda block, _: self._unknowns(block),
            "Portrait": self._portrait,
            "CasesPortrait": self._cases_portrait,
            "Heading": lambda block, _: [paragraph("Titre2", [run(block["words"])])],
            "SideBySide": self._side_by_side,
            "Listing": lambda block, width: self._listing(block["lines"], width),
            "Essentials": self._essentials,
            "HowToRead": self._how_to_read,
            "FigureData": self._figure_data,
            "ReportList": self._reports,
            "EvidenceRegister": self._register,
        }

    def blocks(self, blocks: Iterable[Told], width: float | None = None) -> list[Element]:
        """Draw blocks one below the other, as wide as said, in millimetres; as the page when nothing is said."""
        wide = self.width if width is None else width
        return [one for block in blocks for one in self.draw[block["kind"]](block, wide)]

    def voice(self, role: str, quote: Told) -> list[Element]:
        """Draw one voice of the cover, under what it does."""
        style = "Conteste" if quote["contests"] else "Reconnu"
        return [paragraph(style, [run(role)]), *self._quote(quote, ruled=False)]

    # ---- words ----------------------------------------------------------------------------------------------

    def _paragraph(self, block: Told, _: float) -> list[Element]:
        style = "MotsDeLaStructure" if block["own"] else "Corps"
        return [paragraph(style, self.pen.sentences(block["said"]))]

    def _quote(self, quote: Told, brief: bool = False, ruled: bool = False) -> list[Element]:
        style = ("ParoleBreve" if brief else "Parole") + ("Contestee" if ruled else "")
        return [paragraph(style, [run(quote["words"])]), self._speaker(quote["speaker"])]

    def _speaker(self, said: Told) -> Element:
        return paragraph("Attribution", self.pen.sentence(said))

    def _led(self, style: str, label: str, runs: Iterable[Element]) -> Element:
        return paragraph(style, [run(label, "lev"), run(" "), *runs])

    def _unknowns(self, block: Told) -> list[Element]:
        lines = block["lines"]
        return [
            paragraph("TitreInconnu", [run(self.words["unknown"])], kept=True),
            *(paragraph("Inconnu", self.pen.sentence(line), kept=True) for line in lines[:-1]),
            *(paragraph("Inconnu", self.pen.sentence(line), after=AFTER_GROUP) for line in lines[-1:]),
        ]

    def _story(self, block: Told, width: float) -> list[Element]:
        head = [
            paragraph("NumeroDeFigure", [run(self.words["story"])]),
            paragraph("TitreDeFigure", [run(block["title"], "Voix" if block["quoted"] else "")]),
            self._speaker(block["speaker"]),
        ]
        moments = block["moments"]
        if "narrow" in block:
            told = [
                (paragraph("TeteDeColonne", [run(when)]), paragraph("ParoleBreve", [run(words)]))
                for when, words in moments
            ]
            return [*head, *(one for pair in told for one in pair)]
        lines = [
            [worded("TeteDeColonne", [run(when)]) for when, _ in moments],
            [worded("ParoleBreve", [run(words)]) for _, words in moments],
        ]
        said = described(block["title"])
        return [*head, table(lines, shared([1] * len(moments), width), COLUMNS, said, first=False), spacer()]

    # ---- tables ---------------------------------------------------------------------------------------------

    def _table(self, told: Told, width: float, tight: bool = False) -> list[Element]:
        count = len(told["head"])
        wide = width if count > 3 else min(width, TEXT)
        tight = tight or told["long"] or count >= TIGHT_TABLE
        heads = zip(told["head"], told["numeric"], strict=True)
        lines = [[worded("TeteDeColonne", [run(head)], right=right) for head, right in heads]]
        for muted, line in zip(told["muted"], told["lines"], strict=True):
            lines.append([self._cell(told, place, one, muted, tight) for place, one in enumerate(line)])
        drawn = table(lines, fitted(told, wide), said=described(_plain(told["caption"])), whole=told["short"])
        return [paragraph("Legende", self.pen.sentence(told["caption"])), drawn, spacer()]

    def _cell(self, told: Told, place: int, said: Told, muted: bool, tight: bool) -> Cell:
        numeric = told["numeric"][place]
        if place == 0 and not muted:
            style = "TeteSerree" if tight else "TeteDeLigne"
        else:
            style = "CelluleSerree" if tight else "Cellule"
        soft = "Absent" if muted or (numeric and said["absent"]) else ""
        return worded(style, self.pen.sentence(said, soft, len(told["head"]) > MANY_COLUMNS), right=numeric)

    def _listing(self, told: Iterable[Any], width: float) -> list[Element]:
        lines = [[self._row_head(label), worded("Cellule", self.pen.sentences(said))] for label, said in told]
        if not lines:
            return []
        return [table(lines, [LABEL, width - LABEL], head=False), spacer()]

    def _row_head(self, words: str, style: str = "TeteDeLigne") -> Cell:
        return worded(style, [run(words)])

    def _figure_data(self, block: Told, width: float) -> list[Element]:
        title = paragraph("Titre2", [run(block["title"])])
        return [title, *self._table(block["table"], width, tight=True)]

    def _reports(self, block: Told, width: float) -> list[Element]:
        lines = [
            [worded("TeteSerree", [run(one["label"])]), worded("CelluleSerree", [run(one["name"])])]
            + [worded("CelluleSerree", [run(one["detail"], "Absent")])]
            for one in block["reports"]
        ]
        return [table(lines, shared([1, 6, 5], width), head=False), spacer()] if lines else []

    def _register(self, block: Told, width: float) -> list[Element]:
        heads = [self.words[key] for key in ("column_proof", "column_origin", "column_read", "cited_in")]
        lines = [[worded("TeteDeColonne", [run(head)]) for head in heads]]
        lines += [self._article(article) for article in block["articles"]]
        return [table(lines, shared(REGISTER, width)), spacer()]

    def _article(self, told: Told) -> list[Cell]:
        name = self.pen.marked(self.pen.proof(told["id"]), run(told["label"], bold=True))
        graded = [run(" "), *self.pen.grade(told["grade"]), run(told["word"], "Preuve")] if told["grade"] else []
        claim = [run(told["claim"], bold=True)] if told["claim"] and not told["brief"] else []
        facts: list[Element] = []
        for label, fact in [("", told["read"]), ("", told["calculation"])] if told["brief"] else told["facts"]:
            facts += [run(" · ")] if facts and fact else []
            facts += [run(f"{label} ", "Absent")] if label else []
            facts += [run(fact)] if fact else []
        body = [paragraph("Registre", runs) for runs in (claim, facts) if runs]
        places: list[Element] = []
        for anchor, title in told["places"]:
            places += [run(self.words["list_separator"])] if places else []
            places.append(link(self.pen.place(anchor), run(title, "Preuve")))
        return [
            worded("Registre", [*name, *graded]),
            worded("Registre", [run(told["origin"])]),
            cell(body or [paragraph("Registre", ())]),
            worded("Registre", places),
        ]

    # ---- figures --------------------------------------------------------------------------------------------

    def _chart(self, block: Told, width: float) -> list[Element]:
        self.drawn_pictures += 1
        picture = inline(
            self.part, self.pictures[block["svg"]], block["number"], block["alternative"], self.drawn_pictures, width
        )
        notes = self._reading(block)
        return [
            *self._figure_head(block["number"], block),
            *(notes if block["notes_first"] else []),
            paragraph("Figure", [picture]),
            *([] if block["notes_first"] else notes),
            *(
                paragraph("Source", self.pen.sentence(one), after=AFTER_GROUP if place == len(block["notes"]) else None)
                for place, one in enumerate((block["source"], *block["notes"]))
            ),
        ]

    def _figure_head(self, number: str, block: Told, key: Iterable[Element] = ()) -> list[Element]:
        return [
            paragraph("NumeroDeFigure", [run(number)] if number else []),
            paragraph("TitreDeFigure", self.pen.sentence(block["title"])),
            paragraph("SousTitreDeFigure", [*self.pen.sentence(block["subtitle"]), *key]),
        ]

    def _reading(self, block: Told) -> list[Element]:
        return [
            self._led("CommentLire", self.words["how_to_read"], self.pen.sentence(block["how_to_read"])),
            self._led("CommentLire", self.words["silent"], self.pen.sentence(block["silent"])),
        ]

    def _portrait(self, block: Told, width: float) -> list[Element]:
        key: list[Element] = []
        for grade, word in self.told["grades"]:
            key += [run("   "), *self.pen.grade(grade), run(word)]
        count = len(block["head"])
        lines = [[worded("TeteDeColonne", [run(head)]) for head in block["head"]]]
        for criterion, cells in block["lines"]:
            lines.append([self._row_head(criterion), *(self._proofs(one) for one in cells)])
        for criterion, why in block["rejected"]:
            told = worded("Cellule", self.pen.sentence(why, "Absent"), span=count - 1)
            lines.append([worded("Cellule", [run(criterion, "Absent")]), told])
        drawn = table(lines, shared([1.4, *[1.0] * (count - 1)], width), said=described(_plain(block["title"])))
        return [*self._figure_head("", block, key), drawn, spacer(), *self._reading(block)]

    def _proofs(self, told: Told) -> Cell:
        if "why" in told:
            return worded("Cellule", self.pen.sentence(told["why"], "Absent"))
        runs: list[Element] = []
        for sign in told["signs"]:
            runs += [run(" ")] if runs else []
            runs += self.pen.sign(sign)
        return worded("Cellule", runs)

    def _cases_portrait(self, block: Told, width: float) -> list[Element]:
        key: list[Element] = []
        for sign, name in block["kinds"]:
            key += [run("   "), run(sign, "LettreDePreuve"), run(f" {name}")]
        named = [letter if block["dense"] else f"{letter} · {name}" for letter, name in block["cases"]]
        heads = [self.words["criterion"], *named]
        if block["dense"]:
            for letter, name in block["cases"]:
                key += [run("   "), run(letter, "lev"), run(f" {name}")]
        lines = [[worded("TeteDeColonne", [run(head)]) for head in heads]]
        for criterion, cells in block["lines"]:
            lines.append([self._row_head(criterion), *(self._kinds(one) for one in cells)])
        first = CRITERION_DENSE if block["dense"] else CRITERION
        widths = [first, *shared([1] * len(block["cases"]), width - first)]
        drawn = table(lines, widths, said=described(_plain(block["title"])))
        return [*self._figure_head("", block, key), drawn, spacer(), *self._reading(block)]

    def _kinds(self, told: Told) -> Cell:
        if "why" in told:
            return worded("CelluleSerree", self.pen.sentence(told["why"], "Absent"))
        runs: list[Element] = []
        for place in told["places"]:
            runs += [run(" ")] if runs else []
            if not place["to"]:
                runs.append(run("·", "Absent"))
                continue
            letter = link(self.pen.proof(place["to"]), run(place["sign"], "LettreDePreuve"))
            runs += self.pen.marked(self.pen.place(place["at"]), letter)
        return worded("CelluleSerree", runs)

    # ---- side by side ---------------------------------------------------------------------------------------

    def _face_to_face(self, block: Told, width: float) -> list[Element]:
        inside = "narrow" in block
        sides = [
            ("Reconnu", self.words["recognised_by"], self._side(block["recognised"])),
            ("Conteste", self.words["contested_by"], self._side(block["contested"])),
        ]
        heads = [paragraph(style, [run(label)]) for style, label, _ in sides]
        drawn = [paragraph("Titre3" if inside else "Titre2", self.pen.sentence(block["effect"]))]
        if inside:
            drawn += [one for head, (_, _, voices) in zip(heads, sides, strict=True) for one in (head, *voices)]
        else:
            lines = [[cell([head]) for head in heads], [cell(voices) for _, _, voices in sides]]
            said = described(_plain(block["effect"]))
            drawn += [table(lines, shared([1, 1], width), COLUMNS, said, first=False), spacer()]
        if block["after"]:
            drawn.append(self._led("Corps", self.words["after_debate"], self.pen.sentences(block["after"])))
        return drawn

    def _side(self, said: Iterable[Told]) -> list[Element]:
        drawn: list[Element] = []
        for one in said:
            drawn += self._quote(one["quote"], brief=True) if "quote" in one else [
                paragraph("Cellule", self.pen.sentence(one["sentence"]))
            ]  # fmt: skip
        return drawn or [paragraph("Cellule", [run(self.words["no_voice"], "Absent")])]

    def _side_by_side(self, block: Told, width: float) -> list[Element]:
        columns = block["columns"]
        across = 2 if len(columns) in (2, 4) else min(3, len(columns))
        each = width / across
        cells = [cell([paragraph("Titre2", [run(title)]), *self.blocks(inside, each - 5)]) for title, inside in columns]
        lines = [cells[start : start + across] for start in range(0, len(cells), across)]
        lines[-1] += [cell(())] * (across - len(lines[-1]))
        return [table(lines, [each] * across, COLUMNS, head=False, first=False), spacer()]

    def _essentials(self, block: Told, width: float) -> list[Element]:
        voices = [cell(self._quote(voice, brief=True, ruled=False)) for voice in block["voices"]]
        sides = [SIDES[voice["contests"]] for voice in block["voices"]]
        rules = [worded(style, [run(self.words[key])]) for style, key in sides]
        columns = [
            ("Conteste", self.words["contested"], block["contested"]),
            ("NonSu", self.words["unknown"], block["unknown"]),
            ("Reconnu", self.words["debated"], block["debated"]),
        ]
        heads = [worded(style, [run(title)]) for style, title, _ in columns]
        told = [cell(self._column(said)) for _, _, said in columns]
        findings = [
            [worded("Essentiel", [run(criterion, "lev")]), worded("Essentiel", self.pen.sentences(said))]
            for criterion, said in block["findings"]
        ]
        drawn = [table(findings, [LABEL, width - LABEL], head=False), spacer()] if findings else []
        if voices:
            drawn += [table([rules, voices], shared([1] * len(voices), width), COLUMNS, first=False), spacer()]
        return [*drawn, table([heads, told], shared([1, 1, 1], width), COLUMNS, first=False), spacer()]

    def _column(self, said: Iterable[Told]) -> list[Element]:
        drawn = [paragraph("Essentiel", self.pen.sentence(one)) for one in said]
        return drawn or [paragraph("Essentiel", [run(self.words["nothing_recorded"], "Absent")])]

    # ---- how to read ----------------------------------------------------------------------------------------

    def _how_to_read(self, block: Told, _: float) -> list[Element]:
        grades = [
            [worded("TeteDeLigne", [*self.pen.grade(grade), run(name, UNDERLINES.get(grade, ""))]),
             worded("Cellule", [run(meaning)])]
            for grade, name, meaning in block["grades"]
        ]  # fmt: skip
        return [
            paragraph("Titre2", [run(self.words["trait"])]),
            *self._lines(block["proof"]),
            *([table(grades, [GRADE, MEANING], head=False), spacer()] if grades else []),
            paragraph("Titre2", [run(self.words["writings"])]),
            *self._lines(block["voices"]),
            paragraph("Titre2", [run(self.words["holes"])]),
            *self._lines(block["gaps"]),
            *self._contents(),
        ]

    def _lines(self, said: Iterable[Told]) -> list[Element]:
        return [paragraph("ParoleBreve" if one["quoted"] else "Corps", self.pen.sentence(one)) for one in said]

    def _contents(self) -> list[Element]:
        listed = [
            section
            for section in self.told["sections"]
            if all(block["kind"] != "HowToRead" for block in section["blocks"])
        ]
        entries = [
            paragraph("TM1", field(
                r'TOC \o "1-1" \h \z \u',
                [link(self.pen.place(f"partie-{section['id']}"), run(section["title"]))],
                opened=section is listed[0],
                closed=section is listed[-1],
            ))
            for section in listed
        ]  # fmt: skip
        head = paragraph("Titre2", [run(self.words["contents"])], new_page=len(listed) > CONTENTS_BELOW)
        return [head, *entries]


def _plain(said: Told) -> str:
    parts = (*said["head"], *said["tail"])
    return "".join(part if isinstance(part, str) else part["text"] for part in parts)
