"""The index of a campaign: a page that opens without a network, links the reports and says what stopped others."""

from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

from markupsafe import Markup

from dts_eval.foundation.language import capitalise, join_list, say, typeset
from dts_eval.presentation.skins.style import look_text, style_sheet
from dts_eval.presentation.skins.templates import templates

FILES = {
    "html": "campaign_html",
    "pdf": "campaign_pdf",
    "slides.html": "campaign_slides",
    "docx": "campaign_docx",
    "ipynb": "campaign_ipynb",
    "rows.csv": "campaign_rows",
    "evidence.csv": "campaign_evidence",
    "manifest.json": "campaign_manifest",
}
# A browser opens a page of a few hundred structures at once; more are cut into pages, which the index lists.
ON_A_PAGE = 300
LANGUAGES_SAID = {"fr": "campaign_in_french", "en": "campaign_in_english"}


@dataclass(frozen=True)
class Stopped:
    """A workbook without a report, and the messages that say why."""

    workbook: str
    messages: tuple[str, ...]


@dataclass(frozen=True)
class Coverage:
    """What was gathered for one criterion: how many figures, accounts and effects; never a rate."""

    criterion: str
    figures: int
    accounts: int
    effects: int

    @property
    def nothing(self) -> bool:
        """Whether the criterion was chosen and nothing was gathered for it yet."""
        return not (self.figures or self.accounts or self.effects)


@dataclass(frozen=True)
class ReportLine:
    """One report in place: whose it is, its files as (kind, path from the index), and what its data cover.

    ``mentions`` are the messages about the workbook that stopped nothing, ``since`` the year of the earlier report that
    it is compared with.
    """

    name: str
    year: int
    language: str
    external: bool
    fictitious: bool
    files: tuple[tuple[str, str], ...]
    coverage: tuple[Coverage, ...]
    mentions: tuple[str, ...] = ()
    since: int | None = None


@dataclass(frozen=True)
class CampaignIndex:
    """All that the index shows: counts, what stopped, the synthesis, the reports, the blank templates, the list."""

    language: str
    made: int
    unchanged: int
    failed: tuple[Stopped, ...]
    skipped: tuple[str, ...]
    notes: tuple[str, ...]
    reports: tuple[ReportLine, ...]
    synthesis: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Part:
    """One page of structures: where it is, and from which to which it goes."""

    path: str
    label: str
    reports: tuple[ReportLine, ...]


def write_index(index: CampaignIndex) -> bytes:
    """Write the index as one HTML page, the same bytes for the same campaign; many structures are in other pages."""
    parts = _parts(index)
    return _page(index, parts, () if parts else index.reports)


def write_pages(index: CampaignIndex) -> dict[str, bytes]:
    """Write the pages of structures that the index lists, by their names; none when they are few."""
    parts = _parts(index)
    return {part.path: _page(index, parts, part.reports, part) for part in parts}


def _parts(index: CampaignIndex) -> tuple[Part, ...]:
    reports, language = index.reports, index.language
    if len(reports) <= ON_A_PAGE:
        return ()
    parts = []
    for number, start in enumerate(range(0, len(reports), ON_A_PAGE), 1):
        shown = reports[start : start + ON_A_PAGE]
        first, last = (_heading(one.name, language) for one in (shown[0], shown[-1]))
        label = str(say("campaign_page_range", language, first=first, last=last, n=len(shown)))
        parts.append(Part(f"index-{number}.html", label, shown))
    return tuple(parts)


def _page(
    index: CampaignIndex, parts: tuple[Part, ...], shown: tuple[ReportLine, ...], part: Part | None = None
) -> bytes:
    page = templates().get_template("campaign.html.j2").render(
        index=index,
        pages=parts,
        shown=shown,
        path=part.path if part else "",
        title=part.label if part else "",
        language=index.language,
        say=partial(say, language=index.language),
        heading=partial(_heading, language=index.language),
        counts=standing(index),
        links=partial(_links, language=index.language),
        version=partial(_version, language=index.language),
        gathered=partial(_gathered, language=index.language),
        style=Markup(style_sheet() + look_text("campaign.css")),
    )
    return page.encode("utf-8")


def counts(index: CampaignIndex) -> tuple[str, ...]:
    """Say how many reports were made, stayed as they were, could not be made, were left aside."""
    told = [("campaign_made", index.made)] if index.made or not index.unchanged else []
    told += [("campaign_unchanged", index.unchanged)] if index.unchanged else []
    return _said([*told, *_others(index)], index.language)


def standing(index: CampaignIndex) -> tuple[str, ...]:
    """Say how many reports are in place, could not be made, were left aside: the same however they came to be."""
    return _said([("campaign_in_place", len(index.reports)), *_others(index)], index.language)


def _others(index: CampaignIndex) -> list[tuple[str, int]]:
    told = [("campaign_failed", len(index.failed))] if index.failed else []
    return told + ([("campaign_skipped", len(index.skipped))] if index.skipped else [])


def _said(told: list[tuple[str, int]], language: str) -> tuple[str, ...]:
    return tuple(str(say(key, language, n=number)) for key, number in told)


def _heading(words: str, language: str) -> str:
    return capitalise(typeset(words, language))


def _links(report: ReportLine | CampaignIndex, language: str) -> list[tuple[str, str]]:
    order = {kind: position for position, kind in enumerate(FILES)}
    known = report.files if isinstance(report, ReportLine) else report.synthesis
    files = sorted(known, key=lambda file: (order.get(file[0], len(order)), file))
    return [(str(say(FILES[kind], language)) if kind in FILES else kind, quote(path)) for kind, path in files]


def _version(report: ReportLine, language: str) -> str:
    version = say("campaign_external" if report.external else "campaign_internal", language)
    spoken = say(LANGUAGES_SAID[report.language], language)
    return str(say("campaign_version", language, year=str(report.year), version=version, spoken=spoken))


def _gathered(covered: Coverage, language: str) -> str:
    if covered.nothing:
        return str(say("campaign_nothing_yet", language))
    counted = (
        ("campaign_figures", covered.figures),
        ("campaign_accounts", covered.accounts),
        ("campaign_effects", covered.effects),
    )
    # A number that opens a sentence is written with a capital: here only the first one does.
    said = [str(say(key, language, n=number)) for key, number in counted if number]
    return capitalise(join_list([words[:1].lower() + words[1:] for words in said], language))
