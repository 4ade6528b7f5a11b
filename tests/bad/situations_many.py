"""What is spoiled around a batch, and the problem it must make."""

from situations import Spoiled

COMMANDS: tuple[Spoiled, ...] = ()
