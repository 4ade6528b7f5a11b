"""The command line: one sub-command for each thing a person comes to do. Help and messages are in French first."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dts_eval.foundation.problems import Problem
    from dts_eval.runs.campaign import Campaign
    from dts_eval.runs.making import Made

DONE, TO_CORRECT, WRONG_USAGE, SOME_FAILED, INTERRUPTED = 0, 1, 2, 3, 130
USAGE = ("parameter_", "edition_", "lab_")

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
Formats = Annotated[str, typer.Option("--formats", help="Les formats, séparés par des virgules.")]
Fictitious = Annotated[bool, typer.Option("--with-fictitious", help="Prendre aussi les structures fictives.")]
Workers = Annotated[int, typer.Option("--workers", min=0, help="Combien de rapports à la fois ; 0 : un par cœur.")]
Dask = Annotated[str, typer.Option("--dask", help="L’adresse d’un ordonnanceur Dask, par exemple tcp://serveur:8786.")]
Assets = Annotated[str, typer.Option("--assets", help="Style et scripts : inline (dans la page) ou shared (à côté).")]
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
def upgrade(
    workbook: Annotated[Path, typer.Argument(help="Le classeur de la structure (.xlsx ou .xlsm).")],
    edition: Annotated[str, typer.Option("--edition", help="light ou full ; par défaut, celle du classeur.")] = "",
    lang: Language = "fr",
) -> None:
    """Mettre un classeur au modèle d’aujourd’hui, sans en perdre une cellule."""

    def work() -> int:
        from dts_eval.runs.upgrading import told
        from dts_eval.runs.upgrading import upgrade as upgrade_workbook

        for sentence in told(upgrade_workbook(workbook, edition), lang):
            typer.echo(sentence)
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
    formats: Formats = "html,pdf",
    since: Annotated[
        str, typer.Option("--since", help="Le manifeste d’un rapport précédent, pour dire ce qui a changé depuis.")
    ] = "",
    outlines: Annotated[
        str, typer.Option("--outlines", help="Un fichier GeoJSON de communes, pour dessiner le territoire.")
    ] = "",
    template: Annotated[
        str, typer.Option("--template", help="Le gabarit d’un financeur (.docx), que le rapport remplit.")
    ] = "",
) -> None:
    """Faire le rapport d’une structure."""

    def work() -> int:
        from dts_eval.runs.one import run

        asked = {"year": year, "lang": lang, "audience": audience, "formats": formats}
        made = run(workbook, output, **asked, since=since, outlines=outlines, template=template)
        _made(made, lang)
        return DONE

    _told(work, lang)


@app.command("batch")
def make_many(
    source: Annotated[
        str, typer.Argument(help="Le dossier des classeurs, ou une liste .csv qui les nomme ; ici, ou s3://…")
    ],
    output: Annotated[str, typer.Option("-o", "--output", help="Le dossier où écrire ; ici, ou s3://…")] = "reports",
    year: Annotated[int, typer.Option("--year", help="L’année ; par défaut, celle de chaque classeur.")] = 0,
    lang: Language = "fr",
    audience: Audience = "internal",
    formats: Formats = "html,pdf",
    workers: Workers = 0,
    time_limit: Annotated[
        float, typer.Option("--time-limit", min=1, help="Les secondes au bout desquelles un rapport est abandonné.")
    ] = 600,
    dask: Dask = "",
    assets: Assets = "inline",
    only_failed: Annotated[
        bool, typer.Option("--only-failed", help="Ne reprendre que ce qui a échoué la dernière fois.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Refaire même ce qui serait identique.")] = False,
    since: Annotated[str, typer.Option("--since", help="Le dossier d’une campagne précédente, à comparer.")] = "",
    no_synthesis: Annotated[
        bool, typer.Option("--no-synthesis", help="Ne pas faire la synthèse du réseau après les rapports.")
    ] = False,
    with_fictitious: Fictitious = False,
) -> None:
    """Faire les rapports de nombreuses structures, l’index qui les rassemble et la synthèse du réseau."""

    def work() -> int:
        campaign = _batch(
            source, output, lang, workers, time_limit, dask, year=year, audience=audience, formats=formats, since=since,
            only_failed=only_failed, force=force, assets=assets,
        )  # fmt: skip
        if not no_synthesis:
            _synthesise(campaign, output, lang, formats=formats, with_fictitious=with_fictitious, force=force)
        return SOME_FAILED if campaign.failed else DONE

    _told(work, lang)


@app.command()
def compare(
    folder: Annotated[Path, typer.Argument(help="Le dossier des classeurs à rapprocher, sous-dossiers compris.")],
    criterion: Annotated[str, typer.Option("--criterion", help="Le critère dont les récits se font face.")] = "",
    with_fictitious: Fictitious = False,
    year: Annotated[int, typer.Option("--year", help="L’année ; par défaut, celle de chaque classeur.")] = 0,
    output: Output = Path("reports"),
    lang: Language = "fr",
    audience: Audience = "internal",
    formats: Formats = "html,pdf",
) -> None:
    """Mettre des structures côte à côte, sans les classer."""

    def work() -> int:
        from dts_eval.runs.comparing import run_comparison

        made = run_comparison(
            folder, output, criterion=criterion, with_fictitious=with_fictitious, year=year, lang=lang,
            audience=audience, formats=formats,
        )  # fmt: skip
        _made(made, lang)
        return DONE

    _told(work, lang)


@app.command()
def demo(output: Output = Path("reports"), lang: Language = "fr") -> None:
    """Faire les rapports des structures livrées, leur index, et les mettre côte à côte."""

    def work() -> int:
        from dts_eval.foundation.language import say
        from dts_eval.foundation.shipped import shipped_folder
        from dts_eval.runs.comparing import run_comparison

        shipped = shipped_folder("data_templates")
        campaign = _batch(shipped, output, lang=lang)
        _synthesise(campaign, output, lang)
        _made(run_comparison(shipped, output, lang=lang), lang)
        typer.echo(str(say("cli_demo_done", lang, folder=str(output.resolve()))))
        return SOME_FAILED if campaign.failed else DONE

    _told(work, lang)


@app.command()
def export(
    workbook: Annotated[
        Path | None, typer.Argument(help="Le classeur, pour un questionnaire ou une feuille de réactions.")
    ] = None,
    what: Annotated[str, typer.Option("--what", help="codebook, questionnaire ou reactions.")] = "codebook",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Le fichier à écrire, ou son dossier.")] = None,
    lang: Language = "fr",
) -> None:
    """Écrire la table des indicateurs, un questionnaire tiré des choix du groupe, ou la feuille d’une mise en débat."""

    def work() -> int:
        from dts_eval.exchange.exporting import export as write
        from dts_eval.foundation.language import say
        from dts_eval.runs.checking import check as check_workbook
        from dts_eval.runs.presenting import report_of

        path = write(
            what, output, lang, (lambda: check_workbook(workbook, lang=lang)) if workbook else None,
            (lambda: report_of(workbook, lang=lang)) if workbook else None,
        )  # fmt: skip
        typer.echo(str(say("cli_new_written", lang, path=str(path))))
        return DONE

    _told(work, lang)


@app.command("import")
def import_file(
    workbook: Annotated[Path, typer.Argument(help="Le classeur de la structure (.xlsx ou .xlsm).")],
    file: Annotated[Path, typer.Argument(help="Le fichier à importer, tel qu’il a été reçu.")],
    kind: Annotated[
        str, typer.Option("--kind", help="asp, fec, survey ou reactions ; par défaut, reconnu par son contenu.")
    ] = "",
    structure: Annotated[str, typer.Option("--structure", help="L’identifiant de la structure dans l’extrait.")] = "",
    structures: Annotated[
        Path | None, typer.Option("--structures", help="Le fichier fluxIAE_Structure, qui relie SIRET et identifiant.")
    ] = None,
    suppliers: Annotated[
        Path | None, typer.Option("--suppliers", help="Votre table : compte du fournisseur, commune (code INSEE).")
    ] = None,
    accounts: Annotated[
        Path | None, typer.Option("--accounts", help="Votre table : début de compte, nature dans le classeur.")
    ] = None,
    survey: Annotated[str, typer.Option("--survey", help="Le code de l’enquête dans le plan de collecte.")] = "",
    questions: Annotated[
        Path | None, typer.Option("--questions", help="Votre table : colonne, question, critère ou indicateur, sorte.")
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Ajouter au classeur ; sinon, montrer seulement.")] = False,
    lang: Language = "fr",
) -> None:
    """Montrer, puis ajouter au classeur, ce qu’un fichier reçu ou exporté en dit."""

    def work() -> int:
        from dts_eval.foundation.language import say
        from dts_eval.foundation.problems import blocking
        from dts_eval.runs.importing import preview, read_import, told_cells, write_import

        read = read_import(
            workbook, file, kind=kind, structure=structure, structures=structures, suppliers=suppliers,
            accounts=accounts, survey=survey, questions=questions,
        )  # fmt: skip
        for line in preview(read, lang):
            typer.echo(line)
        if write or blocking(read.problems):
            filled = write_import(read)
            _tell((*read.problems, *filled.problems), lang)
            if filled.backup is None:
                typer.echo(str(say("import_nothing_added", lang)))
                return DONE
            typer.echo(str(say("import_added", lang, n=len(filled.cells), file=filled.workbook.name)))
            for line in told_cells(filled.cells, lang):
                typer.echo(line)
            typer.echo(str(say("import_backup", lang, file=filled.backup.name)))
            return DONE
        _tell(read.problems, lang)
        typer.echo(str(say("import_only_shown" if read.addition.answers else "import_nothing_added", lang)))
        return DONE

    _told(work, lang, "import_to_correct")


@app.command()
def lab(
    folder: Annotated[Path, typer.Argument(help="Le dossier de travail ; créé s’il manque.")] = Path("atelier"),
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Ne pas ouvrir le navigateur.")] = False,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Le port ; par défaut, un port libre.")] = 0,
    lang: Language = "fr",
) -> None:
    """Préparer un dossier et l’ouvrir dans JupyterLab."""

    def work() -> int:
        from dts_eval.foundation.language import say
        from dts_eval.runs.laboratory import prepare, serve

        ready = prepare(folder, lang)
        for path in ready.written:
            typer.echo(str(say("cli_lab_written", lang, file=path.name)))
        for path in ready.kept:
            typer.echo(str(say("cli_lab_kept", lang, file=path.name)))
        if len(ready.workbooks) > 1:
            typer.echo(str(say("cli_lab_several", lang, file=ready.workbooks[0].name)))

        def tell(address: str) -> None:
            for line in (say("cli_lab_open", lang), address, say("cli_lab_stay", lang)):
                typer.echo(str(line))

        serve(ready, tell, port, not no_browser)
        typer.echo(str(say("cli_lab_ended", lang, folder=str(ready.folder))))
        return DONE

    _told(work, lang)


def main() -> None:
    """Start the command line."""
    app()


def _told(work: Callable[[], int], lang: str, closing: str = "problems_to_correct") -> None:
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
        typer.echo(str(say(closing, spoken, n=len(blocking(found.problems)))), err=True)
        code = TO_CORRECT
    except KeyboardInterrupt:
        typer.echo(str(say("cli_interrupted", spoken)), err=True)
        code = INTERRUPTED
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


def _batch(
    source: str | Path, output: str | Path, lang: str, workers: int = 0, time_limit: float = 600, dask: str = "",
    **parameters: object,
) -> "Campaign":  # fmt: skip
    from dts_eval.foundation.language import say
    from dts_eval.presentation.campaign_index import counts
    from dts_eval.runs.campaign import INDEX, State, index_of
    from dts_eval.runs.children import can_fork
    from dts_eval.runs.cluster import cluster
    from dts_eval.runs.many import batch, children
    from dts_eval.runs.places import place_of, shown
    from dts_eval.runs.progress import Shown

    if not can_fork() and not dask:
        typer.echo(str(say("campaign_usual_engine", lang)), err=True)
    crew = cluster(dask, time_limit) if dask else children(workers, time_limit)
    campaign = batch(source, output, crew=crew, progress=Shown(lang), lang=lang, **parameters)
    for outcome in campaign.of(State.SKIPPED):
        typer.echo(str(say("campaign_skipped_one", lang, file=outcome.entry.name)), err=True)
    for outcome in campaign.failed:
        _tell(outcome.problems, lang)
    _tell(campaign.notes, lang)
    for told in counts(index_of(campaign)):
        typer.echo(told)
    typer.echo(str(say("campaign_index", lang, path=shown(place_of(output) / INDEX))))
    return campaign


def _synthesise(campaign: "Campaign", output: str | Path, lang: str, **parameters: object) -> None:
    from dts_eval.runs.synthesis import told_synthesis

    # What stops the synthesis stops none of the reports, which are there.
    for line, aside in told_synthesis(campaign, output, lang, **parameters):
        typer.echo(line, err=aside)
