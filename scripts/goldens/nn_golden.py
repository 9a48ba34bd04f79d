"""Writes testdata/nn/*.safetensors: small networks in training mode, with all their gradients.

Each file is one case. Metadata: "config" = the model's config as JSON, "mask" = 1 when label 2 is
left out of the loss. Tensors: "weights.<name>" and "after.<name>" (batch-norm statistics after the
forward pass), "samples" [B, 12, T], "lead_log_std" [B, 12], "query_embeddings" [M, E],
"labels" uint8 [B, M], "logits" [B, M], "loss" [1], "grad.<name>" for every parameter, and "losses"
[10] of ten AdamW steps (lr 1e-3, weight decay 0.01). All from float64 arithmetic.
Run: python scripts/goldens/nn_golden.py
"""

import json
import pathlib

import torch
from ecg_model_golden import case
from reference_model import Model, loss, randomise, weights
from safetensors.torch import save_file

FOLDER = pathlib.Path(__file__).parents[2] / "testdata" / "nn"
BATCH, QUERIES, STEPS = 3, 5, 10

CASES = {
    "vit": (case(), False),
    "vit_zscore_no_self": (
        case(normalisation="zscore_record", query_self_attention=False, fusion_layers=1),
        True,
    ),
    "resnet": (case(encoder="resnet", query_self_attention=False), False),
    "resnet_zscore": (case(encoder="resnet", normalisation="zscore_record", stage_blocks=1), True),
    "vit_linear": (case(fusion="linear", depth=1), True),
    "resnet_pooled": (
        case(encoder="resnet", encoder_output="pooled", stage_blocks=1, fusion_layers=1,
             query_self_attention=False),
        False,
    ),
}


def train(model, inputs, labels, mask):
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.01)
    losses = []
    for _ in range(STEPS):
        optimizer.zero_grad()
        value = loss(model(*inputs), labels, mask)
        value.backward()
        optimizer.step()
        losses.append(value.detach())
    return torch.stack(losses)


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for seed, (name, (config, masked)) in enumerate(CASES.items()):
        model = Model(config, QUERIES).train()
        randomise(model, seed)
        model.double()
        generator = torch.Generator().manual_seed(200 + seed)
        draw = lambda *shape: torch.randn(*shape, generator=generator).double()
        inputs = (
            draw(BATCH, 12, config["preprocess"]["window_samples"]),
            draw(BATCH, 12),
            draw(QUERIES, config["text_width"]),
        )
        labels = torch.randint(0, 3, (BATCH, QUERIES), generator=generator)
        target = (labels == 1).double()
        mask = (labels != 2).double() if masked else None
        tensors = {f"weights.{key}": value.clone() for key, value in weights(model).items()}
        logits = model(*inputs)
        value = loss(logits, target, mask)
        value.backward()
        tensors |= {f"grad.{key}": p.grad.clone() for key, p in model.named_parameters()}
        tensors |= {
            f"after.{key}": v.clone() for key, v in weights(model).items() if "running" in key
        }
        tensors |= dict(zip(("samples", "lead_log_std", "query_embeddings"), inputs))
        tensors |= {"logits": logits.detach(), "loss": value.detach().reshape(1)}
        tensors["losses"] = train(model, inputs, target, mask)
        tensors = {key: value.float().contiguous() for key, value in tensors.items()}
        tensors["labels"] = labels.to(torch.uint8)
        metadata = {"config": json.dumps(config), "mask": str(int(masked))}
        save_file(tensors, FOLDER / f"{name}.safetensors", metadata)


if __name__ == "__main__":
    main()
