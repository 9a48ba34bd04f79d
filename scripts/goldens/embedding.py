#!/usr/bin/env python3
"""Makes testdata/eval/embedding.json: PCA, t-SNE and trustworthiness by scikit-learn.

Needs numpy and scikit-learn. The data are the digits of a formula, so that the test makes them too.
"""
import json
import math
import pathlib

import numpy as np
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE, trustworthiness

ROWS, COLUMNS, CLUSTERS = 150, 12, 5


def values() -> np.ndarray:
    """Five clusters; float32, as features are."""
    data = np.empty((ROWS, COLUMNS), np.float32)
    for i in range(ROWS):
        for j in range(COLUMNS):
            center = 1.2 * math.sin(1.7 * (i % CLUSTERS) + 0.9 * j)
            noise = math.sin(12.9898 * i + 78.233 * j) * (1.0 + 0.1 * j)
            data[i, j] = center + noise + math.cos(3.7 * i * (j + 1))
    return data


def main() -> None:
    data = values()
    pca = PCA(n_components=3, svd_solver="full").fit(data.astype(np.float64))
    components = pca.transform(data.astype(np.float64))
    tsne = TSNE(method="exact", init="pca", perplexity=20.0, learning_rate="auto", max_iter=1000,
                random_state=0)
    tsne_map = tsne.fit_transform(data)
    golden = {
        "rows": ROWS, "columns": COLUMNS,
        "pca": {"coordinates": components.ravel().tolist(),
                "variances": pca.explained_variance_.tolist(),
                "shares": pca.explained_variance_ratio_.tolist()},
        "tsne": {"perplexity": 20.0, "kl_divergence": float(tsne.kl_divergence_),
                 "map": np.round(tsne_map.astype(np.float64), 4).ravel().tolist(),
                 "trustworthiness": trustworthiness(
                     data, np.round(tsne_map.astype(np.float64), 4), n_neighbors=10)},
        "pca_trustworthiness": trustworthiness(data, components[:, :2], n_neighbors=10),
    }
    path = pathlib.Path(__file__).resolve().parents[2] / "testdata" / "eval" / "embedding.json"
    path.write_text(json.dumps(golden) + "\n")
    print(golden["tsne"]["kl_divergence"], golden["tsne"]["trustworthiness"],
          golden["pca_trustworthiness"])


if __name__ == "__main__":
    main()
