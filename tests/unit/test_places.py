"""A campaign whose folders are in an object store gives what it gives on this machine, and heals in the same way."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from test_many import NAMES, quick, source, states  # noqa: F401  (source is a fixture)
from typer.testing import CliRunner

from dts_eval.cli import app
from dts_eval.foundation.problems import DataProblems
from dts_eval.foundation.shipped import shipped_folder
from dts_eval.presentation.skins.shared_files import shared_files
from dts_eval.runs import entry_work, places
from dts_eval.runs.children import can_fork
from dts_eval.runs.cluster import cluster
from dts_eval.runs.many import batch, children
from dts_eval.runs.places import at_hand, names_in, place_of, send, shown

pytest.importorskip("moto.server")
pytest.importorskip("s3fs")
pytest.importorskip("upath")
CASES = ("iii-1-palacret", "iii-16-emploi-conseil", "iii-12-gas-49")
LOG = "run.log.jsonl"
BUCKET = "s3://seau"


@pytest.fixture(scope="module")
def server():
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(port=0, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
        patch.setenv("AWS_ACCESS_KEY_ID", "cle-de-test")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "secret-de-test")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        forget()
        yield server
        forget()
    server.stop()


def forget() -> None:
    """Open stores anew: what was opened knows another server."""
    import s3fs

    places._store.cache_clear()
    s3fs.S3FileSystem.clear_instance_cache()


@pytest.fixture
def bucket(server):
    import boto3

    client = boto3.client("s3")
    client.create_bucket(Bucket="seau")
    yield client
    for item in client.list_objects_v2(Bucket="seau").get("Contents", []):
        client.delete_object(Bucket="seau", Key=item["Key"])
    client.delete_bucket(Bucket="seau")


@pytest.fixture
def away(bucket, source) -> str:  # noqa: F811
    """The same workbooks in a store, one of them in a folder below."""
    (source / "nord").mkdir()
    shutil.move(source / "cordage.xlsx", source / "nord" / "cordage.xlsx")
    for path in source.rglob("*.xlsx"):
        bucket.upload_file(str(path), "seau", f"classeurs/{path.relative_to(source).as_posix()}")
    return f"{BUCKET}/classeurs"


@pytest.fixture
def made(monkeypatch) -> list[str]:
    done: list[str] = []

    def run(workbook: Path, output: Path, **asked: object) -> object:
        done.append(workbook.name)
        return quick(workbook, output, **asked)

    monkeypatch.setattr(entry_work, "run", run)
    return done


def objects(bucket, below: str) -> dict[str, bytes]:
    """Every object below a folder, with its bytes, but the log of clock times."""
    found = bucket.list_objects_v2(Bucket="seau", Prefix=f"{below}/").get("Contents", [])
    keys = [item["Key"] for item in found if not item["Key"].endswith(LOG)]
    return {key.removeprefix(f"{below}/"): bucket.get_object(Bucket="seau", Key=key)["Body"].read() for key in keys}


def tree(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != LOG]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def codes(raised: pytest.ExceptionInfo) -> list[tuple[str, str]]:
    return [(found.code, found.file) for found in raised.value.problems]


def test_all_four_ways_give_the_same_files(away, bucket, source, made, tmp_path):  # noqa: F811
    batch(source, tmp_path / "ici")
    whole = tree(tmp_path / "ici")
    assert len(whole) == 3 * 2 + 3 and "nord/cordage-2024.html" in whole
    batch(away, f"{BUCKET}/rapports")
    batch(away, tmp_path / "de-loin")
    batch(source, f"{BUCKET}/au-loin")
    assert objects(bucket, "rapports") == objects(bucket, "au-loin") == tree(tmp_path / "de-loin") == whole
    assert not any(b"s3:" in content or b"seau" in content for content in whole.values())


def test_a_second_time_nothing_is_made(away, bucket, made):
    batch(away, f"{BUCKET}/rapports")
    before = objects(bucket, "rapports")
    again = batch(away, f"{BUCKET}/rapports")
    assert set(states(again).values()) == {"unchanged"} and len(made) == 3
    assert objects(bucket, "rapports") == before


@pytest.mark.parametrize("gone", ["ancre-2024.manifest.json", "ancre-2024.html"])
def test_a_report_that_is_no_longer_whole_is_made_again(away, bucket, made, gone):
    batch(away, f"{BUCKET}/rapports")
    before = objects(bucket, "rapports")
    bucket.delete_object(Bucket="seau", Key=f"rapports/{gone}")
    made.clear()
    assert states(batch(away, f"{BUCKET}/rapports"))["bouée.xlsx"] == "unchanged"
    assert made == ["ancre.xlsx"] and objects(bucket, "rapports") == before


def test_what_pages_share_is_sent_once_and_sent_again_when_it_is_gone(away, bucket, made):
    batch(away, f"{BUCKET}/rapports", assets="shared")
    before = objects(bucket, "rapports")
    shared = {f"assets/{name}": content for name, content in shared_files().values()}
    assert shared.items() <= before.items()
    bucket.delete_object(Bucket="seau", Key=f"rapports/{min(shared)}")
    made.clear()
    assert set(states(batch(away, f"{BUCKET}/rapports", assets="shared")).values()) == {"unchanged"}
    assert made == [] and objects(bucket, "rapports") == before


def test_a_changed_workbook_is_made_again(away, bucket, made, source):  # noqa: F811
    batch(away, f"{BUCKET}/rapports")
    made.clear()
    shutil.copy(source / "bouée.xlsx", source / "ancre.xlsx")
    bucket.upload_file(str(source / "nord" / "cordage.xlsx"), "seau", "classeurs/ancre.xlsx")
    batch(away, f"{BUCKET}/rapports")
    # Two workbooks of one structure: neither is made.
    assert made == []
    bucket.delete_object(Bucket="seau", Key="classeurs/nord/cordage.xlsx")
    batch(away, f"{BUCKET}/rapports")
    assert made == ["ancre.xlsx"]


def test_what_was_cut_before_the_manifest_is_made_again(away, bucket, made, monkeypatch):
    batch(away, f"{BUCKET}/rapports")
    whole = objects(bucket, "rapports")

    def cut(files, folder):
        if files[-1].name == "ancre-2024.manifest.json":
            folder.fs.put_file = broken
        try:
            send(files, folder)
        finally:
            folder.fs.__dict__.pop("put_file", None)

    def broken(*_: object) -> None:
        raise ConnectionError("the network is gone")

    monkeypatch.setattr(entry_work, "send", cut)
    failed = batch(away, f"{BUCKET}/rapports", force=True).failed
    assert [(one.entry.name, one.problems[0].code) for one in failed] == [("ancre.xlsx", "store_unreachable")]
    left = objects(bucket, "rapports")
    # The manifest of before does not stand beside the files of after.
    assert "ancre-2024.html" in left and "ancre-2024.manifest.json" not in left
    monkeypatch.setattr(entry_work, "send", send)
    made.clear()
    assert not batch(away, f"{BUCKET}/rapports").failed
    assert made == ["ancre.xlsx"] and objects(bucket, "rapports") == whole


def test_only_what_failed_is_made_again(away, bucket, made):
    with pytest.raises(DataProblems) as raised:
        batch(away, f"{BUCKET}/rapports", only_failed=True)
    assert [found.code for found in raised.value.problems] == ["campaign_absent"]
    batch(away, f"{BUCKET}/rapports")
    made.clear()
    campaign = batch(away, f"{BUCKET}/rapports", only_failed=True)
    assert set(states(campaign).values()) == {"unchanged"} and made == []
    assert [outcome.structure["name"] for outcome in campaign.outcomes] == list(NAMES)


def test_a_list_in_a_store_names_workbooks_from_its_own_folder(away, bucket, made, tmp_path):
    lines = "workbook,year\nancre.xlsx,\nnord/cordage.xlsx,2024\nabsent.xlsx,\n"
    bucket.put_object(Bucket="seau", Key="classeurs/liste.csv", Body=lines.encode())
    campaign = batch(f"{away}/liste.csv", tmp_path / "out")
    assert states(campaign) == {"absent.xlsx": "failed", "ancre.xlsx": "made", "nord/cordage.xlsx": "made"}
    assert [(found.code, found.file) for found in campaign.failed[0].problems] == [("file_missing", "absent.xlsx")]


def test_a_folder_of_reports_among_the_workbooks_is_not_read(away, bucket, made):
    bucket.copy_object(Bucket="seau", Key="classeurs/rapports/copie.xlsx", CopySource="seau/classeurs/ancre.xlsx")
    campaign = batch(away, f"{away}/rapports")
    assert list(states(campaign)) == ["ancre.xlsx", "bouée.xlsx", "nord/cordage.xlsx"]
    assert not campaign.failed


def test_a_notebook_that_failed_goes_once_its_report_is_there(away, bucket, made):
    bucket.put_object(Bucket="seau", Key="rapports/nord/cordage-2024.failed.ipynb", Body=b"{}")
    batch(away, f"{BUCKET}/rapports")
    assert not [name for name in objects(bucket, "rapports") if "failed" in name]


def test_the_log_has_a_line_for_each_start_and_nothing_stays_on_this_machine(away, bucket, made, tmp_path, monkeypatch):
    (tmp_path / "temporaire").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporaire"))
    for _ in range(2):
        batch(away, f"{BUCKET}/rapports")
    log = bucket.get_object(Bucket="seau", Key=f"rapports/{LOG}")["Body"].read().decode().splitlines()
    assert [sorted(json.loads(line)) for line in log] == [["at", "seconds"]] * 2
    assert list((tmp_path / "temporaire").iterdir()) == []


def test_nothing_begins_where_there_is_no_store(away, bucket, made, tmp_path):
    for given in ((f"{BUCKET}-absent/classeurs", tmp_path / "out"), (away, f"{BUCKET}-absent/rapports")):
        with pytest.raises(DataProblems) as raised:
            batch(*given)
        absent = next(one for one in given if "absent" in str(one))
        assert codes(raised) == [("store_absent", absent)]
    assert made == [] and not (tmp_path / "out").exists()


def test_a_key_written_in_an_address_is_not_printed():
    assert shown("ftp://moi:secret@serveur/dossier?jeton=1") == "ftp://serveur/dossier"
    assert shown(f"{BUCKET}/rapports") == f"{BUCKET}/rapports" and shown(Path("ici")) == "ici"


def test_what_is_here_is_itself(tmp_path):
    assert place_of("dossier/a.xlsx") == Path("dossier/a.xlsx")
    with at_hand(tmp_path / "a.xlsx") as file:
        assert file == tmp_path / "a.xlsx"
    (tmp_path / "b").write_bytes(b"")
    assert names_in(tmp_path, [".", "absent"]) == {".": {"b"}, "absent": frozenset()}


def test_the_command_takes_an_address_as_it_is_typed(away, bucket, tmp_path):
    told = CliRunner().invoke(app, ["batch", f"{BUCKET}-absent/classeurs", "-o", str(tmp_path / "out")])
    assert told.exit_code == 1 and f"« {BUCKET}-absent/classeurs »" in re.sub("\u00a0", " ", told.stderr)
    assert not (tmp_path / "out").exists()


@pytest.fixture
def here(bucket, tmp_path) -> dict[str, bytes]:
    """What a campaign of shipped structures leaves on this machine; the same workbooks are in the store."""
    (tmp_path / "classeurs").mkdir()
    for name in CASES:
        shutil.copy(shipped_folder("data_templates") / "cases" / f"{name}.xlsx", tmp_path / "classeurs")
        bucket.upload_file(str(tmp_path / "classeurs" / f"{name}.xlsx"), "seau", f"classeurs/{name}.xlsx")
    assert not batch(tmp_path / "classeurs", tmp_path / "ici", crew=children(2), formats="html").failed
    return tree(tmp_path / "ici")


@pytest.mark.slow
@pytest.mark.skipif(not can_fork(), reason="this system cannot fork in safety")
def test_children_give_the_same_reports_from_a_store_to_a_store(here, bucket):
    assert not batch(f"{BUCKET}/classeurs", f"{BUCKET}/rapports", crew=children(2), formats="html").failed
    assert objects(bucket, "rapports") == here and len(here) == 3 * 5 + 3
    secrets = (os.environ["AWS_SECRET_ACCESS_KEY"].encode(), os.environ["AWS_ENDPOINT_URL"].encode(), BUCKET.encode())
    assert not any(secret in found for found in here.values() for secret in secrets)
    again = batch(f"{BUCKET}/classeurs", f"{BUCKET}/rapports", crew=children(2), formats="html")
    assert set(states(again).values()) == {"unchanged"}


@pytest.mark.slow
@pytest.mark.skipif(not can_fork(), reason="this system cannot fork in safety")
def test_the_workers_of_a_cluster_reach_the_store_by_themselves(here, bucket):
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=1, threads_per_worker=2, dashboard_address=None, silence_logs=50) as local:
        crew = cluster(local.scheduler_address, 120)
        assert not batch(f"{BUCKET}/classeurs", f"{BUCKET}/rapports", crew=crew, formats="html").failed
    assert objects(bucket, "rapports") == here
