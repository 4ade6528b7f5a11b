"""All that is spoiled, and the words in which it must be told, gathered from the modules that declare them."""

import situations
import situations_compare
import situations_forms
import situations_mandate
import situations_many
import words
import words_compare
import words_forms
import words_mandate
import words_many

COMMANDS = (
    *situations.COMMANDS, *situations_many.COMMANDS, *situations_compare.COMMANDS, *situations_forms.COMMANDS,
)  # fmt: skip
FILES = situations.FILES
SPOILED = (*situations.SPOILED, *situations_mandate.SPOILED, *COMMANDS[len(situations.COMMANDS) :])
TOLD = words.TOLD | words_many.TOLD | words_compare.TOLD | words_forms.TOLD | words_mandate.TOLD
