"""A campaign that is disturbed, then started once more, leaves what an undisturbed one leaves, byte for byte."""

import random
import time

import pytest
from faults import KINDS, campaign, different, disturbed, ended, source_of, tree

from dts_eval.runs.children import can_fork

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not can_fork(), reason="this system cannot fork in safety: there is no server to kill"),
]


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return source_of(tmp_path_factory.mktemp("faults"))


@pytest.fixture(scope="module")
def whole(source, tmp_path_factory):
    """How long an undisturbed campaign lasts, and what it leaves."""
    output = tmp_path_factory.mktemp("whole") / "out"
    started = time.monotonic()
    assert ended(campaign(source, output)) == 0
    lasts, left = time.monotonic() - started, tree(output)
    # Six reports, and the synthesis of their network.
    assert sum(name.endswith(".manifest.json") for name in left) == 7
    return lasts, left


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.35, 0.75])
def test_one_more_start_gives_the_tree_of_an_undisturbed_campaign(kind, share, source, whole, tmp_path):
    lasts, left = whole
    moment = lasts * share * random.uniform(0.8, 1.2)
    assert disturbed(kind, moment, source, tmp_path / "out") == 0
    assert different(tree(tmp_path / "out"), left) == [], f"{kind} after {moment:.2f} s of {lasts:.2f}"


def test_a_campaign_started_again_changes_nothing(source, whole, tmp_path):
    for _ in range(2):
        assert ended(campaign(source, tmp_path / "out")) == 0
    assert different(tree(tmp_path / "out"), whole[1]) == []
