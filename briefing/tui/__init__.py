"""The screens. The only room that imports Textual."""

import gc

# To import and mount all that a screen needs makes some 200,000 objects and drops next to none of them:
# looking for rings among them every 700 objects, as Python does unless told otherwise, took a fifth of
# the start (65 of 330 ms). Until the screen is there (`watch_garbage`) nothing is looked for.
_START = 1_000_000

# From then on often and little at a time: 5,000 new objects are looked through in 1 to 2 ms, 50,000 would
# take as long as a frame.
_READING = (5_000, 10, 10)

gc.set_threshold(_START, 20, 20)


def watch_garbage() -> None:
    """Look for rings among what is made from now on; what is there now stays till the end."""
    gc.freeze()
    gc.set_threshold(*_READING)
