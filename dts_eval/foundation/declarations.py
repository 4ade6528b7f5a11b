"""Reads declarations in YAML strictly, and remembers on which line each thing is said.

Plain YAML keeps the last of two duplicate keys without a word, reads ``no`` as false, a bare date as a date
object, 08:30 as 510 and 010 as 8. Here a duplicate key is a fault, and every scalar but plain numbers and
true/false stays text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a declaration: where it stands and what it is."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


class DeclarationFaults(Exception):
    """All that is wrong in the declarations, told at once."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


class Declared(dict[str, Any]):
    """A YAML mapping that knows the line of each of its keys."""

    def __init__(self, lines: Mapping[str, int], file: str, line: int) -> None:
        super().__init__()
        self.lines = lines
        self.file = file
        self.line = line

    def line_of(self, key: str) -> int:
        """Return the line where a key is declared, or the mapping's own line."""
        return self.lines.get(key, self.line)


# The parser in C reads the texts ten times faster; where it was not built, the other one reads the same.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Text(_LOADER):
    """A loader that leaves dates, ``yes`` and ``no`` as the text they are."""


_Text.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_declarations(path: Path) -> tuple[Declared, tuple[Fault, ...]]:
    """Read one YAML mapping and list its faults: no file, broken syntax, duplicate keys."""
    name = "/".join(path.parts[-2:])
    try:
        loader = _Text(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
    except OSError as error:
        return Declared({}, name, 0), (Fault(name, 0, f"cannot be read: {error.strerror}"),)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        return Declared({}, name, line), (Fault(name, line, f"not YAML: {error.problem}"),)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return Declared({}, name, 0), (Fault(name, 0, f"cannot be read: {error}"),)
    faults: list[Fault] = []
    if not isinstance(node, yaml.MappingNode):
        return Declared({}, name, 1), (Fault(name, 1, "a mapping is expected"),)
    return _mapping(node, name, loader, faults), tuple(faults)


def _mapping(node: yaml.MappingNode, name: str, loader: _Text, faults: list[Fault]) -> Declared:
    lines: dict[str, int] = {}
    for key, _ in node.value:
        if key.value in lines:
            first = lines[key.value]
            what = f"key « {key.value} » already stands on line {first}"
            faults.append(Fault(name, key.start_mark.line + 1, what))
        lines[key.value] = key.start_mark.line + 1
    declared = Declared(lines, name, node.start_mark.line + 1)
    for key, value in node.value:
        declared[str(key.value)] = _value(value, name, loader, faults)
    return declared


def _value(node: yaml.Node, name: str, loader: _Text, faults: list[Fault]) -> Any:
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, name, loader, faults)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, name, loader, faults) for item in node.value]
    if node.value in ("true", "false") and not node.style:
        return node.value == "true"
    value = loader.construct_object(node)
    if isinstance(value, int) and str(value) != node.value:
        return node.value
    return value


def require_known_keys(declared: Declared, known: set[str], where: str) -> list[Fault]:
    """List the keys that a declaration may not have."""
    return [
        Fault(declared.file, declared.line_of(key), f"{where}: unknown key « {key} »")
        for key in declared
        if key not in known
    ]
