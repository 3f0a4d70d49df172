"""Figures for intensity and formants, from NumPy and SciPy alone: python3 make.py > figures.json"""
import json

import numpy as np
from scipy.signal import lfilter
from scipy.special import i0

RATE = 11000
FORMANTS = [(700, 60), (1220, 80), (2600, 120), (3500, 160), (4500, 200)]


def vowel() -> np.ndarray:
    """Pulses at 120 Hz through five resonances, getting louder, on an offset; as 16-bit integers."""
    n = np.arange(2750)
    x = np.diff(np.floor(n * 120 / RATE), prepend=0.0) + 0.01 * np.random.default_rng(5).standard_normal(n.size)
    for frequency, bandwidth in FORMANTS:
        r = np.exp(-np.pi * bandwidth / RATE)
        x = lfilter([1.0], [1.0, -2 * r * np.cos(2 * np.pi * frequency / RATE), r * r], x)
    x = x / np.abs(x).max() * np.linspace(0.2, 0.8, n.size) + 0.05
    return np.round(x * 32767).astype(int)


def intensity(x: np.ndarray, floor: float, step: float) -> list[float]:
    beta, reach = 2 * np.pi**2 + 0.5, RATE * 3.2 / floor
    levels = []
    for frame in range(int(np.floor((x.size - 1) / RATE / step)) + 1):
        centre = int(np.floor(frame * step * RATE + 0.5))
        i = np.arange(x.size)
        inside = np.abs(i - centre) <= np.floor(reach)
        w = i0(beta * np.sqrt(np.clip(1 - ((i - centre) / reach) ** 2, 0, None))) * inside
        mean = np.average(x, weights=w)
        levels.append(10 * np.log10(np.average((x - mean) ** 2, weights=w)))
    return levels


def burg(x: np.ndarray, order: int) -> np.ndarray:
    f, b, a = x[1:].copy(), x[:-1].copy(), np.array([1.0])
    for _ in range(order):
        k = -2 * np.dot(f, b) / (np.dot(f, f) + np.dot(b, b))
        a = np.append(a, 0.0)
        a = a + k * a[::-1]
        f, b = (f + k * b)[1:], (b + k * f)[:-1]
    return a


def formants(x: np.ndarray, count: int, window: float, emphasis_from: float, step: float) -> list[list[float]]:
    reach = int(np.floor(RATE * window))
    t = np.arange(-reach, reach + 1) / (RATE * window)
    w = (np.exp(-12 * t**2) - np.exp(-12)) / (1 - np.exp(-12))
    padded = np.concatenate([np.zeros(reach + 1), x, np.zeros(reach + 1)])
    y = padded[1:] - np.exp(-2 * np.pi * emphasis_from / RATE) * padded[:-1]
    rows = []
    for frame in range(int(np.floor((x.size - 1) / RATE / step)) + 1):
        centre = int(np.floor(frame * step * RATE + 0.5))
        z = np.roots(burg(y[centre : centre + 2 * reach + 1] * w, 2 * count))
        z = np.where(np.abs(z) > 1, 1 / np.conj(z), z)
        found = [(np.angle(p) * RATE / 2 / np.pi, -np.log(np.abs(p)) * RATE / np.pi) for p in z if p.imag > 0]
        kept = sorted(pair for pair in found if 50 <= pair[0] <= RATE / 2 - 50)
        rows.append([value for pair in kept for value in pair] + [0.0] * (2 * (count - len(kept))))
    return rows


samples = vowel()
x = samples / 32768
print(
    json.dumps(
        {
            "about": f"NumPy {np.__version__}, by make.py beside this file",
            "sampleRate": RATE,
            "samples": samples.tolist(),
            "resonances": FORMANTS,
            "intensity": {"floor": 100, "step": 0.008, "levelDb": intensity(x, 100, 0.008)},
            "formants": {
                "count": 5,
                "windowLength": 0.025,
                "emphasisFrom": 50,
                "step": 0.00625,
                "rows": formants(x, 5, 0.025, 50, 0.00625),
            },
        }
    )
)
