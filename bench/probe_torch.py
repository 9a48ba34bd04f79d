#!/usr/bin/env python3
"""The linear probe of bench/probe_bench.cc in PyTorch, and scikit-learn's logistic regression.

python bench/probe_torch.py [WIDTH [CLASSES [EPOCHS]]]     needs torch and/or scikit-learn, numpy
PyTorch runs EPOCHS (default 5) of the 100 on one thread, fused AdamW, batches by index from
memory, and the time is scaled to 100. scikit-learn fits one model per class to convergence: another
method, for scale.
"""

import sys
import time

import numpy as np

TRAIN, VALIDATION, BATCH, EPOCHS = 17084, 2146, 16, 100


def made_up(count, width, classes, seed):
    rng = np.random.default_rng(seed)
    positive = (rng.random((count, classes)) < 0.3).astype(np.float32)
    features = rng.standard_normal((count, width)).astype(np.float32)
    for d in range(0, width, 20):
        features[:, d] += 0.3 * positive[:, d // 20 % classes]
    return features, positive


def auc(scores, positive):
    order = np.argsort(scores, kind="stable")
    ranks = np.empty(len(scores))
    ranks[order] = np.arange(1, len(scores) + 1)
    n = positive.sum()
    return (ranks[positive > 0].sum() - n * (n + 1) / 2) / (n * (len(scores) - n))


def torch_seconds(train, validation, epochs):
    import torch

    torch.set_num_threads(1)
    x, y = map(torch.from_numpy, train)
    head = torch.nn.Linear(x.shape[1], y.shape[1])
    optimizer = torch.optim.AdamW(head.parameters(), lr=1e-3, weight_decay=1e-8, fused=True)
    loss_function = torch.nn.BCEWithLogitsLoss()
    start = time.process_time()
    for _ in range(epochs):
        for rows in torch.randperm(len(x)).split(BATCH):
            loss = loss_function(head(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        with torch.no_grad():
            scores = head(torch.from_numpy(validation[0])).numpy()
        macro = np.mean([auc(s, p) for s, p in zip(scores.T, validation[1].T)])
    seconds = time.process_time() - start
    print(f"torch {torch.__version__}: {epochs} epochs CPU {seconds:.2f} s, "
          f"{EPOCHS} would take {seconds * EPOCHS / epochs:.1f} s; validation AUC {macro:.4f}")


def sklearn_seconds(train, validation):
    import sklearn
    from sklearn.linear_model import LogisticRegression

    start = time.process_time()
    macro = np.mean([
        auc(LogisticRegression(max_iter=1000).fit(train[0], labels)
            .decision_function(validation[0]), truth)
        for labels, truth in zip(train[1].T, validation[1].T)])
    print(f"scikit-learn {sklearn.__version__}: CPU {time.process_time() - start:.2f} s; "
          f"validation AUC {macro:.4f}")


def main():
    numbers = [int(word) for word in sys.argv[1:]] + [512, 5, 5][len(sys.argv) - 1:]
    width, classes, epochs = numbers
    train, validation = (made_up(n, width, classes, s) for s, n in enumerate((TRAIN, VALIDATION)))
    for run in (lambda: torch_seconds(train, validation, epochs),
                lambda: sklearn_seconds(train, validation)):
        try:
            run()
        except ImportError as error:
            print(f"left out: {error}")


if __name__ == "__main__":
    main()
