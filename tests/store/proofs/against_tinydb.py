"""The proofs, run against our store and against TinyDB's own JSONStorage, side by side.

usage: python tests/store/proofs/against_tinydb.py [KILLS]

Shows that the proofs can fail, and what for. KILLS a kind of step: 200 unless given.
"""

import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent.parent.parent)]

import proof_crash  # noqa: E402
import proof_faults  # noqa: E402
import proof_kill  # noqa: E402
from proof_subjects import SUBJECTS  # noqa: E402
from test_processes import inserted  # noqa: E402


def damage(name: str, folder: Path) -> dict[str, int]:
    """Every truncation, and one flipped bit of every byte, of a file with three texts."""
    subject = SUBJECTS[name](folder)
    for text in ("one", "two", "three"):
        subject.insert(text)
    subject.close()
    # The file of our B stays out of it.
    path = max((folder / "home").rglob("*.json"), key=lambda p: p.stat().st_size)
    data, before = path.read_bytes(), path.with_name(path.name + ".prev")
    older = before.read_bytes() if before.exists() else None
    result = {"states": 0, "said": 0, "silently wrong or empty": 0, "never readable again": 0}
    cuts = [data[:n] for n in range(len(data))]
    flips = [data[:n] + bytes([data[n] ^ (1 << n % 7)]) + data[n + 1 :] for n in range(len(data))]
    for content in cuts + flips:
        path.write_bytes(content)
        if older is not None:
            before.write_bytes(older)
        result["states"] += 1
        subject = None
        try:
            subject = SUBJECTS[name](folder)
            result["silently wrong or empty"] += subject.texts() != ["one", "two", "three"]
        except Exception:
            result["said"] += 1
            try:
                (subject or SUBJECTS[name](folder)).texts()
            except Exception:
                result["never readable again"] += 1
    return result


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    memory = Path("/dev/shm")
    for name, opener in SUBJECTS.items():
        print(f"\n{name}")
        with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as scratch:
            root = Path(scratch)
            kinds = [*proof_kill.KINDS, *(proof_kill.OWN_KINDS if name == "ours" else ())]
            for kind in kinds:
                print(f"  kill -9, {kind}:", proof_kill.prove(opener, kind, root / kind, kills), flush=True)
            (root / "first").mkdir()
            print(
                "  kill -9, first start:",
                proof_kill.prove_first_start(opener, root / "first", kills),
                flush=True,
            )
            print(
                "  crash states:", proof_crash.prove(opener, proof_crash.SCRIPT, root / "crash"), flush=True
            )
            for error, number in proof_faults.ERRORS.items():
                result = proof_faults.prove(
                    opener, lambda s: s.insert("new"), lambda t: t == ["one", "two", "new"], root / error,
                    error=number, sticky=True,
                )  # fmt: skip
                print(f"  n-th call fails with {error}:", result, flush=True)
            print("  four processes:", inserted(opener, root / "processes", 4, 50), flush=True)
            print("  truncations and flipped bytes:", damage(name, root / "damage"), flush=True)


if __name__ == "__main__":
    main()
