"""What is spoiled around a form that writes in a workbook, and the problem it must make."""

from situations import Spoiled

COMMANDS: tuple[Spoiled, ...] = ()
