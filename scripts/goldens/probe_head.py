"""Writes testdata/eval/probe_head.safetensors: a linear layer trained by PyTorch.

Inputs: "features" [64, 37], "positive" uint8 [64, 3], "weight" [3, 37] and "bias" [3] at the start,
"rates" [steps]. Batch i holds the records 16·i … 16·i + 15, modulo 64, but the last batch of each
fourth has only 9. For "adamw" (decay 0.1) and "adam" (decay 0.1 in the gradient):
"<name>.losses" [steps], "<name>.weight", "<name>.bias" afterwards, "<name>.logits" [64, 3].
"merl_rates" [60]: what MultiStepLR([40]) gives when stepped after each of 7 batches and each epoch.
Run: python scripts/goldens/probe_head.py
"""

import pathlib

import torch
from safetensors.torch import save_file
from torch.nn import functional as F

FOLDER = pathlib.Path(__file__).parents[2] / "testdata" / "eval"
RECORDS, WIDTH, CLASSES, STEPS, BATCH, SHORT = 64, 37, 3, 40, 16, 9


def train(name, data, weight, bias, rates):
    """Losses before each step; weight and bias change in place."""
    make = {"adamw": torch.optim.AdamW, "adam": torch.optim.Adam}[name]
    optimizer = make([weight, bias], lr=1.0, weight_decay=0.1)
    features, positive = data
    losses = []
    for step, rate in enumerate(rates.tolist()):
        first = BATCH * step % RECORDS
        rows = slice(first, first + (SHORT if step % 4 == 3 else BATCH))
        optimizer.param_groups[0]["lr"] = rate
        loss = F.binary_cross_entropy_with_logits(
            features[rows] @ weight.T + bias, positive[rows].float()
        )
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return torch.tensor(losses)


def merl_rates(batches_per_epoch, count):
    parameter = torch.nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.SGD([parameter], lr=1e-3)
    scheduler = torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones=[40], gamma=0.1)
    rates = []
    while len(rates) < count:
        for _ in range(batches_per_epoch):
            rates.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            scheduler.step()
        scheduler.step()
    return torch.tensor(rates[:count])


def main():
    generator = torch.Generator().manual_seed(5)
    features = torch.randn(RECORDS, WIDTH, generator=generator) * 2 + 0.5
    truth = torch.randn(CLASSES, WIDTH, generator=generator)
    noise = torch.randn(RECORDS, CLASSES, generator=generator)
    positive = (features @ truth.T + 4 * noise > 3).to(torch.uint8)
    weight = (torch.rand(CLASSES, WIDTH, generator=generator) * 2 - 1) / WIDTH**0.5
    bias = (torch.rand(CLASSES, generator=generator) * 2 - 1) / WIDTH**0.5
    rates = torch.linspace(0.02, 0.001, STEPS)
    tensors = {"features": features, "positive": positive, "weight": weight, "bias": bias,
               "rates": rates, "merl_rates": merl_rates(7, 60)}
    for name in ("adamw", "adam"):
        w = weight.clone().requires_grad_()
        b = bias.clone().requires_grad_()
        tensors[f"{name}.losses"] = train(name, (features, positive), w, b, rates)
        tensors[f"{name}.weight"] = w.detach()
        tensors[f"{name}.bias"] = b.detach()
        tensors[f"{name}.logits"] = (features @ w.T + b).detach()
        print(name, tensors[f"{name}.losses"][[0, -1]].tolist(), positive.sum(0).tolist())
    FOLDER.mkdir(parents=True, exist_ok=True)
    save_file({k: v.contiguous() for k, v in tensors.items()}, FOLDER / "probe_head.safetensors")


if __name__ == "__main__":
    main()
