"""The command line: one sub-command for each thing a person comes to do. Help and messages are in French first."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dts_eval.foundation.problems import Problem
    from dts_eval.runs.making import Made

DONE, TO_CORRECT, WRONG_USAGE = 0, 1, 2
USAGE = ("parameter_", "edition_")

app = typer.Typer(
    name="dts-eval",
    help="Évaluer l’utilité sociale d’une structure : du classeur au rapport, chaque chiffre avec sa preuve.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Workbook = Annotated[Path, typer.Argument(help="Le classeur de la structure (.xlsx, .xlsm ou .ods).")]
Year = Annotated[int, typer.Option("--year", help="L’année du rapport ; par défaut, celle du classeur.")]
Language = Annotated[str, typer.Option("--lang", help="La langue : fr ou en.")]
Audience = Annotated[str, typer.Option("--audience", help="La version : internal ou external (pour les partenaires).")]
Output = Annotated[Path, typer.Option("-o", "--output", help="Le dossier où écrire.")]


@app.command("new")
def new_workbook(
    name: Annotated[str, typer.Argument(help="Le nom de la structure.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Le classeur à écrire.")] = Path("ma-structure.xlsx"),
    edition: Annotated[str, typer.Option("--edition", help="light (une journée suffit) ou full.")] = "light",
    lang: Language = "fr",
) -> None:
    """Écrire un classeur vide, prêt à remplir."""

    def work() -> int:
        from dts_eval.foundation.language import say
        from dts_eval.runs.templates import new_template

        path = new_template(name, output, edition)
        typer.echo(str(say("cli_new_written", lang, path=str(path))))
        return DONE

    _told(work, lang)


@app.command()
def check(workbook: Workbook, year: Year = 0, audience: Audience = "internal", lang: Language = "fr") -> None:
    """Dire ce qui ne va pas dans un classeur, et que faire."""

    def work() -> int:
        from dts_eval.foundation.language import say
        from dts_eval.foundation.problems import blocking
        from dts_eval.runs.checking import check as check_workbook

        problems = check_workbook(workbook, year, audience, lang).problems
        _tell(problems, lang)
        wrong = len(blocking(problems))
        typer.echo(str(say("problems_to_correct", lang, n=wrong)))
        return TO_CORRECT if wrong else DONE

    _told(work, lang)


@app.command()
def report(
    workbook: Workbook,
    year: Year = 0,
    output: Output = Path("reports"),
    lang: Language = "fr",
    audience: Audience = "internal",
    formats: Annotated[str, typer.Option("--formats", help="Les formats, séparés par des virgules.")] = "html,pdf",
) -> None:
    """Faire le rapport d’une structure."""

    def work() -> int:
        from dts_eval.runs.one import run

        made = run(workbook, output, year=year, lang=lang, audience=audience, formats=formats)
        _made(made, lang)
        return DONE

    _told(work, lang)


@app.command()
def demo(output: Output = Path("reports"), lang: Language = "fr") -> None:
    """Faire les rapports des structures livrées."""

    def work() -> int:
        from dts_eval.foundation.language import say
        from dts_eval.runs.one import run
        from dts_eval.runs.templates import shipped_structures

        for workbook in shipped_structures():
            typer.echo(str(say("cli_making", lang, file=workbook.name)))
            _made(run(workbook, output, lang=lang), lang)
        typer.echo(str(say("cli_demo_done", lang, folder=str(output.resolve()))))
        return DONE

    _told(work, lang)


@app.command()
def export(
    output: Annotated[Path, typer.Option("-o", "--output", help="Le fichier à écrire.")] = Path("codebook.csv"),
    lang: Language = "fr",
) -> None:
    """Écrire la table des indicateurs (codebook)."""

    def work() -> int:
        from dts_eval.exchange.codebook import write_codebook
        from dts_eval.foundation.language import say

        path = write_codebook(output, lang)
        typer.echo(str(say("cli_new_written", lang, path=str(path))))
        return DONE

    _told(work, lang)


def main() -> None:
    """Start the command line."""
    app()


def _told(work: Callable[[], int], lang: str) -> None:
    from dts_eval.foundation.language import LANGUAGES, say
    from dts_eval.foundation.problems import DataProblems, blocking, problem

    spoken = lang if lang in LANGUAGES else "fr"
    try:
        if lang not in LANGUAGES:
            raise DataProblems([problem("parameter_language", typed=lang)])
        code = work()
    except DataProblems as found:
        _tell(found.problems, spoken)
        if all(one.code.startswith(USAGE) for one in found.problems):
            raise typer.Exit(WRONG_USAGE) from None
        typer.echo(str(say("problems_to_correct", spoken, n=len(blocking(found.problems)))), err=True)
        code = TO_CORRECT
    raise typer.Exit(code)


def _tell(problems: Iterable["Problem"], lang: str) -> None:
    from dts_eval.foundation.problems import describe

    for message in describe(problems, lang):
        typer.echo(message, err=True)


def _made(made: "Made", lang: str) -> None:
    from dts_eval.foundation.language import say

    _tell(made.problems, lang)
    for path in (*made.files, made.manifest):
        typer.echo(str(say("cli_written", lang, path=str(path))))
