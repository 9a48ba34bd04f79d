"""Clusters of random unit vectors by SciPy: python3 scripts/goldens/linkage.py

Writes testdata/vocab/linkage.json. Needs numpy and scipy.
"""

import json
from pathlib import Path

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage

THRESHOLD = 0.8
OUT = Path(__file__).resolve().parents[2] / "testdata" / "vocab" / "linkage.json"


def groups_of(labels):
    groups = {}
    for row, label in enumerate(labels):
        groups.setdefault(label, []).append(row)
    return sorted(groups.values())


def example(seed, count, width, spread):
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(count // 6 + 1, width))
    vectors = centres[np.arange(count) // 6] + spread * rng.normal(size=(count, width))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = np.round(vectors, 4).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    wide = vectors.astype(np.float64)
    distances = (1.0 - wide @ wide.T)[np.triu_indices(count, 1)]
    groups = {}
    for method in ("average", "complete", "single"):
        tree = linkage(distances, method)
        groups[method] = groups_of(fcluster(tree, 1.0 - THRESHOLD, "distance"))
    return {"width": width, "vectors": [round(float(v), 7) for v in vectors.ravel()],
            "groups": groups}


examples = [example(1, 48, 12, 0.3), example(2, 48, 12, 0.5), example(3, 60, 12, 0.4),
            example(4, 60, 8, 0.7)]
OUT.parent.mkdir(parents=True, exist_ok=True)
OUT.write_text(json.dumps(examples, separators=(",", ":")) + "\n", encoding="utf-8")
