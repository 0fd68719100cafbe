"""What a bot says and hears: syllables out of a seed, µ-law, and how loud a frame is."""

import math
import random
import struct
import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import audioop

RATE = 8000
FRAME_BYTES = 160


def loudness(mulaw: bytes) -> float:
    """RMS on the 16-bit scale."""
    return audioop.rms(audioop.ulaw2lin(mulaw, 2), 2)


def _syllable(draw: random.Random) -> list[int]:
    length = round(RATE * (0.11 + 0.12 * draw.random()))
    pitch = 110 + 70 * draw.random()
    level = 3500 + 3000 * draw.random()
    weights = [1, 0.4 + 0.6 * draw.random(), 0.3 + 0.5 * draw.random(), 0.4 * draw.random()]
    turn = 2 * math.pi * pitch / RATE
    return [
        round(level * math.sin(math.pi * i / length) / 2 * sum(w * math.sin(turn * (k + 1) * i) for k, w in enumerate(weights)))
        for i in range(length)
    ]


def utterance(seed: int, syllables: int) -> list[bytes]:
    """An utterance of its own for each seed, in whole frames of 20 ms."""
    draw = random.Random(seed)
    samples: list[int] = []
    for _ in range(syllables):
        samples += _syllable(draw)
        samples += [0] * round(RATE * (0.02 + 0.06 * draw.random()))
    samples += [0] * (-len(samples) % FRAME_BYTES)
    mulaw = audioop.lin2ulaw(struct.pack(f"<{len(samples)}h", *samples), 2)
    return [mulaw[i : i + FRAME_BYTES] for i in range(0, len(mulaw), FRAME_BYTES)]
