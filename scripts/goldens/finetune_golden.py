"""Writes testdata/train/finetune_*.safetensors: encoder and linear layer fine-tuned by PyTorch.

Encoder, its weights, samples and lead_log_std are those of testdata/nn/NAME.safetensors. The layer
reads the mean token; AdamW has a rate for the encoder and one for the layer, which rise over two
steps and fall to 0 in half a cosine. Tensors: "classes.weight" [C, D] and "classes.bias" [C] of the
start, "labels" uint8 [3, C], "grad.<name>" of the first step, "losses" [8] before each step (step s
leaves out record s % 4, if there is one), "logits" [3, C] of the tuned network in evaluation mode.
All from float64 arithmetic.
Run: python scripts/goldens/finetune_golden.py
"""

import json
import math
import pathlib

import torch
from reference_model import Model, loss
from safetensors import safe_open
from safetensors.torch import save_file

DATA = pathlib.Path(__file__).parents[2] / "testdata"
CASES = ("vit_zscore_no_self", "resnet_zscore")
CLASSES, STEPS, WARM_UP, DECAY = 4, 8, 2, 0.01
ENCODER_RATE, LAYER_RATE = 1e-3, 1e-2


class Tuned(torch.nn.Module):
    def __init__(self, config, stored):
        super().__init__()
        model = Model(config)
        self.encoder, self.lead_scale = model.encoder, model.lead_scale
        parts = ("encoder.", "lead_scale.")
        self.load_state_dict(
            {k: v for k, v in stored.items() if k.startswith(parts)}, strict=False
        )
        self.classes = torch.nn.Linear(config["width"], CLASSES)

    def forward(self, samples, lead_log_std):
        tokens = self.encoder(samples, lead_log_std @ self.lead_scale.weight.T)
        return self.classes(tokens.mean(1))


def rate_factor(step):
    if step < WARM_UP:
        return (step + 1) / WARM_UP
    return (1 + math.cos(math.pi * (step - WARM_UP) / (STEPS - WARM_UP))) / 2


def tune(model, inputs, labels):
    layer = list(model.classes.parameters())
    encoder = [p for name, p in model.named_parameters() if not name.startswith("classes.")]
    optimizer = torch.optim.AdamW([{"params": encoder}, {"params": layer}], weight_decay=DECAY)
    losses = []
    for step in range(STEPS):
        rows = [row for row in range(len(labels)) if row != step % 4]
        optimizer.param_groups[0]["lr"] = ENCODER_RATE * rate_factor(step)
        optimizer.param_groups[1]["lr"] = LAYER_RATE * rate_factor(step)
        optimizer.zero_grad()
        value = loss(model(*(x[rows] for x in inputs)), labels[rows])
        value.backward()
        if step == 0:
            grads = {f"grad.{k}": p.grad.clone() for k, p in model.named_parameters()}
        optimizer.step()
        losses.append(value.detach())
    return torch.stack(losses), grads


def main():
    (DATA / "train").mkdir(exist_ok=True)
    for seed, name in enumerate(CASES):
        with safe_open(DATA / "nn" / f"{name}.safetensors", "pt") as file:
            config = json.loads(file.metadata()["config"])
            stored = {k: file.get_tensor(k) for k in file.keys()}
        torch.manual_seed(seed)
        weights = {k.removeprefix("weights."): v for k, v in stored.items()}
        model = Tuned(config, weights).double().train()
        inputs = stored["samples"].double(), stored["lead_log_std"].double()
        labels = torch.randint(0, 2, (len(inputs[0]), CLASSES))
        tensors = {f"classes.{k}": v.clone() for k, v in model.classes.state_dict().items()}
        tensors["losses"], grads = tune(model, inputs, labels.double())
        with torch.no_grad():
            tensors["logits"] = model.eval()(*inputs)
        print(name, tensors["losses"].tolist())
        tensors = {k: v.float().contiguous() for k, v in (tensors | grads).items()}
        tensors["labels"] = labels.to(torch.uint8)
        save_file(tensors, DATA / "train" / f"finetune_{name}.safetensors")


if __name__ == "__main__":
    main()
