"""What is spoiled in a funder's template, and the problem it must make."""

from collections.abc import Callable
from pathlib import Path

from docx import Document
from situations import Spoiled, command, other_zip
from spoiled import sound

from dts_eval.runs.many import batch
from dts_eval.runs.one import run

NAME = "financeur.docx"


def template(code: str, about: str, spoil: Callable[[Path], object], formats: str = "html,docx") -> Spoiled:
    """Spoil a template and ask for the report in it; nothing must be written."""

    def act(folder: Path) -> object:
        path = folder / NAME
        spoil(path)
        output = folder / "rapports"
        try:
            return run(sound(folder), output, formats=formats, template=path)
        finally:
            assert not output.exists()

    return command(code, about, act, NAME)


def holding(line: str, head: bool = False) -> Callable[[Path], object]:
    def write(path: Path) -> None:
        document = Document()
        (document.sections[0].header.paragraphs[0] if head else document.add_paragraph()).add_run(line)
        document.save(str(path))

    return write


def for_many(folder: Path) -> object:
    return batch(folder, folder / "rapports", template=NAME)


COMMANDS = (
    template("template_missing", "no such file", lambda path: None),
    template("template_not_word", "a text", lambda path: path.write_text("Bonjour.", encoding="utf-8")),
    template("template_not_word", "another zip", other_zip),
    template("template_tag_unknown", "a name nobody gives", holding("{{ directeur }}")),
    template("template_tag_refused", "python inside", holding("{{ structure.__class__.__mro__[1].__subclasses__() }}")),
    template("template_tag_refused", "never closed", holding("{% if structure %}")),
    template("template_tag_misplaced", "the report in a head", holding("{{ contents }}", head=True)),
    template("template_without_docx", "html alone", holding("{{ contents }}"), formats="html"),
    command("template_for_one", "a batch", for_many),
)
