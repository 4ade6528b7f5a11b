"""Runs a command against a Dask cluster of this machine: ``python -m benchmarks.with_dask -- COMMAND --dask``.

The address of the scheduler is put at the end of the command. The cluster is started and stopped within the time.
"""

import argparse
import subprocess
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Start a cluster, run the command, stop the cluster, and return what the command returned."""
    parser = argparse.ArgumentParser(description="Run a command against a Dask cluster of this machine.")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("command", nargs="+")
    asked = parser.parse_args(arguments)
    # Not needed by anything else here, and not installed with the rest.
    from distributed import LocalCluster

    with LocalCluster(n_workers=asked.workers, threads_per_worker=1, dashboard_address=None) as cluster:
        return subprocess.run([*asked.command, cluster.scheduler_address], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
