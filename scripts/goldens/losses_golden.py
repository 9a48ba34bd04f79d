"""Writes testdata/nn/losses.safetensors: losses and their gradients, by the papers' formulas.

Tensors: "logits" [B, M], "labels" uint8 [B, M], "pos_weight" [M]; "tokens" [B, K, H], "queries"
[M, H]. For each case NAME of LOSSES: "NAME.loss" [1], "NAME.logits_grad". For the contrastive term:
"contrastive.loss", "contrastive.tokens_grad", "contrastive.queries_grad". Inputs are float32, all
arithmetic is float64 and by autograd. Metadata: the cases' settings as JSON.
Run: python scripts/goldens/losses_golden.py
"""

import json
import pathlib

import torch
from safetensors.torch import save_file

FILE = pathlib.Path(__file__).parents[2] / "testdata" / "nn" / "losses.safetensors"
RECORDS, QUERIES, TOKENS, WIDTH = 7, 5, 4, 6
TEMPERATURE = 0.2

LOSSES = {
    "focal": {"kind": "focal", "focal_gamma": 2.0, "focal_alpha": 0.25},
    "focal_plain": {"kind": "focal", "focal_gamma": 0.5, "focal_alpha": 0.0},
    "focal_weighted": {"kind": "focal", "focal_gamma": 1.5, "focal_alpha": 0.4,
                       "mask_uncertain": True, "pos_weight": True},
    "asymmetric": {"kind": "asymmetric", "positive_gamma": 0.0, "negative_gamma": 4.0,
                   "negative_shift": 0.05},
    "asymmetric_unshifted": {"kind": "asymmetric", "positive_gamma": 1.0, "negative_gamma": 2.0,
                             "negative_shift": 0.0},
    "asymmetric_weighted": {"kind": "asymmetric", "positive_gamma": 0.5, "negative_gamma": 3.0,
                            "negative_shift": 0.2, "mask_uncertain": True, "pos_weight": True},
}


def focal(p, target, case):
    """Lin et al. 2017, equation 5: FL(p_t) = -alpha_t (1 - p_t)^gamma log(p_t)."""
    alpha, gamma = case["focal_alpha"], case["focal_gamma"]
    p_t = torch.where(target, p, 1 - p)
    alpha_t = torch.where(target, alpha, 1 - alpha) if alpha > 0 else 1.0
    return -alpha_t * (1 - p_t) ** gamma * p_t.log()


def asymmetric(p, target, case):
    """Ridnik et al. 2021, equations 4 to 7."""
    shifted = (p - case["negative_shift"]).clamp(min=0)
    positive = -((1 - p) ** case["positive_gamma"]) * p.log()
    negative = -(shifted ** case["negative_gamma"]) * (1 - shifted).log()
    return torch.where(target, positive, negative)


def mean_loss(logits, labels, pos_weight, case):
    target = labels == 1
    formula = {"focal": focal, "asymmetric": asymmetric}[case["kind"]]
    values = formula(logits.sigmoid(), target, case)
    if case.get("pos_weight"):
        values = torch.where(target, values * pos_weight, values)
    if case.get("mask_uncertain"):
        return values[labels != 2].mean()
    return values.mean()


def contrastive(tokens, queries, labels):
    """Symmetric InfoNCE between records and texts, one record at a time."""
    sets = [frozenset(torch.nonzero(row == 1).flatten().tolist()) for row in labels]
    records = [i for i, present in enumerate(sets) if present]
    unit = torch.nn.functional.normalize
    ecg = {i: unit(tokens[i].mean(0), dim=0) for i in records}
    text = {i: unit(queries[sorted(sets[i])].mean(0), dim=0) for i in records}
    total = 0.0
    for i in records:
        right = [j for j in records if sets[j] == sets[i]]
        for own, others in ((ecg, text), (text, ecg)):
            scores = torch.stack([own[i] @ others[j] for j in records]) / TEMPERATURE
            shares = scores.log_softmax(0)
            total -= torch.stack([shares[records.index(j)] for j in right]).mean()
    return total / (2 * len(records))


def main():
    generator = torch.Generator().manual_seed(7)

    def draw(*shape, scale=1.0):
        return (torch.randn(*shape, generator=generator) * scale).double()

    logits = draw(RECORDS, QUERIES, scale=2.0)
    labels = torch.randint(0, 3, (RECORDS, QUERIES), generator=generator)
    labels[3] = labels[1]  # two records with the same text
    labels[5] = torch.tensor([0, 2, 0, 0, 2])  # one without any
    pos_weight = draw(QUERIES).exp().float().double()
    tokens, queries = draw(RECORDS, TOKENS, WIDTH), draw(QUERIES, WIDTH)
    tensors = {"logits": logits, "pos_weight": pos_weight, "tokens": tokens, "queries": queries}
    for name, case in LOSSES.items():
        x = logits.clone().requires_grad_()
        value = mean_loss(x, labels, pos_weight, case)
        value.backward()
        tensors |= {f"{name}.loss": value.detach().reshape(1), f"{name}.logits_grad": x.grad}
    t, q = tokens.clone().requires_grad_(), queries.clone().requires_grad_()
    value = contrastive(t, q, labels)
    value.backward()
    tensors |= {"contrastive.loss": value.detach().reshape(1), "contrastive.tokens_grad": t.grad,
                "contrastive.queries_grad": q.grad}
    tensors = {key: tensor.float().contiguous() for key, tensor in tensors.items()}
    tensors["labels"] = labels.to(torch.uint8)
    save_file(tensors, FILE, {"cases": json.dumps(LOSSES), "temperature": str(TEMPERATURE)})


if __name__ == "__main__":
    main()
