"""Runs the command line: ``python -m dts_eval``."""

from dts_eval.cli import main

if __name__ == "__main__":
    main()
