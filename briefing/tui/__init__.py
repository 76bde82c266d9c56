"""The screens. The only room that imports Textual."""

import gc

# To import and mount all that a screen needs makes some 200,000 objects and drops next to none of them:
# looking for rings among them every 700 objects, as Python does unless told otherwise, took a fifth of
# the start (65 of 330 ms).
gc.set_threshold(50_000, 20, 20)
