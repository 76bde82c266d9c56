"""Every state in which a power cut may leave the disk opens with every acknowledged note. See proof_crash."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from proof_crash import OWN_SCRIPT, SCRIPT, Call, Recorder, crash_states, pending, prove, record, state_after
from proof_subjects import SUBJECTS, Ours

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    "times", [pytest.param(1, id="once"), pytest.param(3, id="long", marks=pytest.mark.slow)]
)
def test_every_crash_state_holds_what_was_acknowledged(times, quick_disk):
    result = prove(Ours, (SCRIPT + OWN_SCRIPT) * times, quick_disk)
    assert (result["unreadable"], result["lost"]) == (0, 0), result
    assert result["states"] > 200 * times, result


def test_the_proof_can_fail(quick_disk):
    result = prove(SUBJECTS["tinydb"], SCRIPT, quick_disk)
    assert result["unreadable"] > 0, result


@pytest.mark.parametrize("forgotten", ["fsync", "fsync folder"])
def test_the_proof_notices_a_sync_that_is_left_out(forgotten, quick_disk):
    calls, _ = record(Ours, SCRIPT[:3], quick_disk / "recorded")
    weaker = [call for call in calls if call.what != forgotten]
    states = list(crash_states(weaker))
    assert len(states) > len(list(crash_states(calls)))
    bad = 0
    for acknowledged, (names, _, contents_of) in states:
        files = [
            n for n in names if n.startswith("home/annotations") and n.endswith(".json") and "/." not in n
        ]
        whole = [contents_of.get(names[n], b"").startswith(b'{"_meta"') for n in files]
        bad += (acknowledged > 0 and not files) or not all(whole)
    assert bad


def test_the_model_of_the_disk():
    calls = [
        Call("mkdir", path="d"), Call("create", 1, "d/t"), Call("write", 1, data=b"abcd"), Call("fsync", 1),
        Call("replace", 1, "d/t", "d/f"), Call("fsync folder", path="d"),
    ]  # fmt: skip
    assert pending(calls[:3]) == [0, 1, 2]
    assert pending(calls[:4]) == [0, 1]
    assert pending(calls) == [0]
    assert state_after(calls, frozenset(), frozenset([2])) == ({"d/f": 1}, {".", "d"}, {1: b"ab"})
    assert state_after(calls, frozenset([0]), frozenset())[0] == {}
    assert state_after(calls[:5], frozenset([4]), frozenset())[0] == {"d/t": 1}


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not here")
def test_the_recorder_misses_no_call(quick_disk):
    """The kernel's own list of the calls, by strace, is the recorder's."""
    script = (
        "import sys; from pathlib import Path; from proof_subjects import Ours; from proof_crash import SCRIPT\n"
        "subject = Ours(Path(sys.argv[1]))\n"
        "for _, step in SCRIPT[:4]: step(subject)\n"
    )
    root = quick_disk / "traced"
    root.mkdir()
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(HERE), str(HERE.parent), str(HERE.parents[2])]),
    }
    log = quick_disk / "strace.log"
    names = "write,fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat,ftruncate,openat"
    done = subprocess.run(
        ["strace", "-f", "-y", "-e", f"trace={names}", "-o", str(log), sys.executable, "-c", script, str(root)],
        env=environment, capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode:
        pytest.skip(f"strace may not trace here: {done.stderr[-200:]!r}")
    traced = []
    for line in log.read_text().splitlines():
        if str(root) not in line or "/locks" in line or "= -1" in line:
            continue
        call = re.match(r"\d+\s+(\w+)\(", line)
        if call is None or (call[1] == "openat" and "O_CREAT" not in line):
            continue
        kind = re.sub(r"(renameat|linkat|unlinkat|mkdirat)2?$", lambda m: m[1][:-2], call[1])
        traced.append({"openat": "create", "rename": "replace"}.get(kind, kind))
    recorder = Recorder(quick_disk / "recorded")
    recorder.root = str(quick_disk / "recorded")
    calls, _ = record(Ours, SCRIPT[:4], quick_disk / "recorded")
    ours = [call.what.removesuffix(" folder") for call in calls if call.what != "ack"]
    assert traced == ours
