"""Writes testdata/engine/ecg_*.safetensors: weights, inputs and logits of small networks.

Each file is one case. Metadata: "config" = the model's config as JSON. Tensors: "weights.<name>"
for every weight, "samples" [B, 12, T], "lead_log_std" [B, 12], "query_embeddings" [M, E],
"logits" [B, M] (evaluation mode, float64 arithmetic rounded to float32).
Run: python scripts/goldens/ecg_model_golden.py
"""

import json
import pathlib

import torch
from reference_model import Model, randomise, weights
from safetensors.torch import save_file

FOLDER = pathlib.Path(__file__).parents[2] / "testdata" / "engine"
BATCH, QUERIES = 3, 5

BASE = {
    "encoder": "vit",
    "patch_samples": 25,
    "width": 16,
    "depth": 2,
    "attention_heads": 2,
    "stem_width": 4,
    "stage_blocks": 2,
    "hidden_width": 24,
    "fusion_layers": 2,
    "fusion_heads": 3,
    "fusion_ffn_width": 32,
    "query_self_attention": True,
    "head_width": 20,
    "text_width": 12,
    "dropout": 0.0,
    "stochastic_depth": 0.0,
    "preprocess": {"sample_rate_hz": 100.0, "window_samples": 250, "normalisation": "mv"},
}


def case(**changes):
    config = json.loads(json.dumps(BASE))
    config["preprocess"]["normalisation"] = changes.pop("normalisation", "mv")
    return config | changes


CASES = {
    "ecg_vit": case(),
    "ecg_vit_zscore": case(normalisation="zscore_record", query_self_attention=False),
    "ecg_resnet": case(encoder="resnet", query_self_attention=False),
    "ecg_resnet_zscore": case(encoder="resnet", normalisation="zscore_record", stage_blocks=1),
    "ecg_vit_linear": case(fusion="linear", depth=1),
    "ecg_resnet_pooled": case(encoder="resnet", encoder_output="pooled", stage_blocks=1),
    "ecg_resnet_linear": case(
        encoder="resnet", encoder_output="pooled", fusion="linear", stage_blocks=1
    ),
}


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for seed, (name, config) in enumerate(CASES.items()):
        model = Model(config, QUERIES).eval()
        randomise(model, seed)
        generator = torch.Generator().manual_seed(100 + seed)
        draw = lambda *shape: torch.randn(*shape, generator=generator)
        inputs = {
            "samples": draw(BATCH, 12, config["preprocess"]["window_samples"]),
            "lead_log_std": draw(BATCH, 12),
            "query_embeddings": draw(QUERIES, config["text_width"]),
        }
        tensors = {f"weights.{key}": value for key, value in weights(model).items()}
        with torch.no_grad():
            logits = model.double()(*(value.double() for value in inputs.values()))
        tensors |= inputs | {"logits": logits.float().contiguous()}
        print(name, logits.flatten()[:4].tolist(), "spread", logits.std().item())
        save_file(tensors, FOLDER / f"{name}.safetensors", {"config": json.dumps(config)})


if __name__ == "__main__":
    main()
