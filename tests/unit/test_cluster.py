"""A campaign on a cluster of this machine: the same reports, and a worker that dies has its work done elsewhere."""

import os
import shutil
import signal
import threading
import time
from pathlib import Path

import pytest
from distributed import LocalCluster

from dts_eval.foundation.shipped import shipped_folder
from dts_eval.runs.children import Lost, can_fork
from dts_eval.runs.cluster import cluster
from dts_eval.runs.many import batch, children

pytestmark = pytest.mark.skipif(not can_fork(), reason="this system cannot fork in safety")
CASES = ("iii-1-palacret", "iii-16-emploi-conseil", "iii-12-gas-49")


@pytest.fixture(scope="module")
def workers():
    with LocalCluster(n_workers=2, threads_per_worker=2, dashboard_address=None, silence_logs=50) as local:
        yield local


def shorten(seconds, tell):
    time.sleep(seconds)
    return os.getppid(), os.getpid()


def dies(given, tell):
    os.kill(os.getpid(), signal.SIGKILL)


def marked(folder, tell):
    """Say who does the work, and take long enough to be killed."""
    (Path(folder) / f"{time.monotonic_ns()}").write_text(str(os.getpid()), encoding="utf-8")
    time.sleep(2)
    return "done"


def test_each_thing_has_its_result_with_its_place_each_in_a_process_of_its_own(workers):
    found = dict(cluster(workers.scheduler_address, 60)(shorten, [0.01] * 9))
    assert sorted(found) == list(range(9))
    assert len({pid for _, pid in found.values()}) == 9


def test_a_child_that_dies_or_is_late_fails_alone(workers):
    assert dict(cluster(workers.scheduler_address, 60)(dies, [1, 2])) == {0: Lost(code=-9), 1: Lost(code=-9)}
    assert dict(cluster(workers.scheduler_address, 2)(shorten, [30])) == {0: Lost(seconds=2)}


def test_a_worker_that_dies_has_its_work_done_elsewhere(workers, tmp_path):
    pid = next(iter(workers.workers.values())).pid
    threading.Timer(1.0, os.kill, (pid, signal.SIGKILL)).start()
    found = dict(cluster(workers.scheduler_address, 60)(marked, [str(tmp_path)] * 6))
    assert found == dict.fromkeys(range(6), "done")


@pytest.mark.slow
def test_a_campaign_on_a_cluster_gives_the_same_files(workers, tmp_path):
    source = tmp_path / "classeurs"
    source.mkdir()
    for name in CASES:
        shutil.copy(shipped_folder("data_templates") / "cases" / f"{name}.xlsx", source)
    for place, crew in (("here", children(2)), ("there", cluster(workers.scheduler_address, 120))):
        campaign = batch(source, tmp_path / place, crew=crew, formats="html,pdf,docx")
        assert not campaign.failed
    here, there = (
        {path.name: path.read_bytes() for path in (tmp_path / place).iterdir() if path.suffix != ".jsonl"}
        for place in ("here", "there")
    )
    assert len(here) == 3 * 7 + 3 and there == here
