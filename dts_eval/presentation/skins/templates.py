"""The templates of the pages: every value is escaped, and one that is not given is a failure."""

from functools import cache

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from dts_eval.foundation.shipped import look_file


@cache
def templates() -> SandboxedEnvironment:
    """Return the templates that come with the package, in a sandbox."""
    return SandboxedEnvironment(
        loader=FileSystemLoader(look_file("")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
