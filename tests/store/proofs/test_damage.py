"""Every truncation and every flipped byte of a file: never a silently wrong or empty answer."""

import pytest
from make_records import A, note
from msgspec.structs import replace
from test_files import file_of

from briefing.model.annotation import Body
from briefing.store import envelope
from briefing.store.home import open_home
from briefing.store.protocol import DamagedError

FULL = pytest.mark.slow


@pytest.fixture
def damaged(quick_disk):
    """A store with two generations; a function that puts bytes in the place of the newest."""
    home = open_home(quick_disk / "home", creator="ana")
    (one,) = home.annotations.insert([note("one ✎")])
    home.annotations.edit([replace(one, body=Body("one, edited"))])
    path = file_of(home)
    data, previous = path.read_bytes(), path.with_name(path.name + ".prev")
    older = previous.read_bytes()

    def judge(content: bytes, before: bytes | None) -> str:
        """`right`, `said` (DamagedError, and then the generation before or the error again), or what went wrong."""
        path.write_bytes(content)
        previous.unlink(missing_ok=True)
        if before is not None:
            previous.write_bytes(before)
        store = open_home(home.path, creator="bo").annotations
        try:
            return (
                "right"
                if [a.body.text for a in store.annotations(A)] == ["one, edited"]
                else "silently wrong"
            )
        except DamagedError:
            pass
        try:
            after = [a.body.text for a in store.annotations(A)]
        except DamagedError:
            return "said" if path.read_bytes() == content else "touched"
        return "said" if after == ["one ✎"] and store.damage(A) is not None else "wrong after falling back"

    yield data, older, judge
    home.close()


@pytest.mark.parametrize("stride", [pytest.param(97, id="some"), pytest.param(1, id="all", marks=FULL)])
def test_every_truncation_is_said(damaged, stride):
    data, older, judge = damaged
    for length in range(0, len(data), stride):
        assert judge(data[:length], older) == "said", length
        assert judge(data[:length], None) == "said", length
    assert judge(data, older) == "right"
    assert judge(data + b"\n", older) == "said"
    assert judge(data, b"") == "right"


@pytest.mark.parametrize("stride", [pytest.param(61, id="some"), pytest.param(1, id="all", marks=FULL)])
def test_every_flipped_byte_is_said(damaged, stride):
    data, older, judge = damaged
    for at in range(0, len(data), stride):
        flipped = data[:at] + bytes([data[at] ^ (1 << at % 8)]) + data[at + 1 :]
        assert judge(flipped, older) == "said", at
        assert judge(flipped, flipped) == "said", at


def test_every_flipped_bit_is_noticed(damaged):
    data = damaged[0]
    for at in range(len(data)):
        for bit in range(8):
            with pytest.raises(envelope.Broken):
                envelope.unseal(data[:at] + bytes([data[at] ^ (1 << bit)]) + data[at + 1 :])
