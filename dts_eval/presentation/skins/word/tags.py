"""The tags that a funder's template may hold: names of what the report gives, and nothing that computes."""

import re
from collections.abc import Iterator
from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.environment import Template
from jinja2.exceptions import TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

TEXTS = ("structure", "year", "title", "subtitle", "notice")
CONTENTS, SECTION = "contents", "section"
# The name of each part in a template, and the ids of the sections that it brings.
SECTIONS = {
    "lire": "lire",
    "essentiel": "essentiel",
    "choix": "choix",
    "portrait": "portrait",
    "criteres": "critere-",
    "autres_effets": "autres-effets",
    "developpement_durable": "developpement-durable",
    "acteurs": "acteurs",
    "couts_evites": "couts-evites",
    "debat": "debat",
    "depuis": "depuis",
    "limites": "limites",
    "donnees_des_figures": "figure-data",
    "indicateurs": "indicateurs",
    "donnees": "donnees",
    "preuves": "preuves",
}
KNOWN = (*TEXTS, CONTENTS, *(f"{SECTION}.{name}" for name in SECTIONS))
# A template names and chooses; it never calls, loops, computes or reaches inside a value.
_HARMLESS = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.Not, nodes.And, nodes.Or)


def brings(name: str, section_id: str) -> bool:
    """Say whether the name of a part in a template brings a section: the criteria come together."""
    wanted = SECTIONS[name]
    return section_id.startswith(wanted) if wanted.endswith("-") else section_id == wanted


class TagRefused(Exception):
    """A tag that names nothing the report has, or that does more than name it; ``tag`` is what is written."""

    def __init__(self, tag: str, unknown: bool) -> None:
        self.tag, self.unknown = tag, unknown
        super().__init__(tag)


class TagEnvironment(SandboxedEnvironment):
    """A sandbox in which a template is judged whole before any of it is carried out."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)

    def from_string(self, source: Any, *given: Any, **named: Any) -> Template:
        """Read a template.

        Raises:
            TagRefused: a tag is unknown, cannot be read, or does more than name what the report has.
        """
        try:
            judge(self.parse(source))
        except TemplateSyntaxError as error:
            raise TagRefused(_line(str(source), error.lineno), unknown=False) from error
        return super().from_string(source, *given, **named)


def judge(node: nodes.Node) -> None:
    """Refuse a template that holds more than known names and simple choices.

    Raises:
        TagRefused: the first tag that is refused.
    """
    if isinstance(node, nodes.Name | nodes.Getattr):
        tag = "".join(_path(node))
        if tag not in KNOWN:
            raise TagRefused(tag or type(node).__name__, unknown=bool(tag))
        return
    if not isinstance(node, _HARMLESS):
        raise TagRefused("".join(_path(node)) or type(node).__name__, unknown=False)
    for inside in node.iter_child_nodes():
        judge(inside)


def _path(node: nodes.Node) -> Iterator[str]:
    """Write a name as it is typed: « section.choix »; nothing for what is no name."""
    if isinstance(node, nodes.Name):
        yield node.name
    elif isinstance(node, nodes.Getattr):
        yield from _path(node.node)
        yield f".{node.attr}"
    elif isinstance(node, nodes.Getitem):
        yield from _path(node.node)
        yield "[…]"
    elif isinstance(node, nodes.Call | nodes.Filter) and node.node is not None:
        yield from _path(node.node)


def _line(source: str, number: int) -> str:
    lines = source.splitlines()
    tags = re.findall(r"\{[{%#][^<>]*", lines[number - 1]) if 0 < number <= len(lines) else []
    return tags[0].strip()[:80] if tags else "{{"
