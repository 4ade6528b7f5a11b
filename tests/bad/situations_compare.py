"""What is spoiled around a comparison, and the problem it must make."""

from situations import Spoiled

COMMANDS: tuple[Spoiled, ...] = ()
