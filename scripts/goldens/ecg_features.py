"""Writes testdata/engine/ecg_features.safetensors: the mean token of each network of ecg_*.

One tensor [B, D] per file that ecg_model_golden.py wrote, of its weights and inputs (float64
arithmetic rounded to float32).
Run: python scripts/goldens/ecg_features.py
"""

import json
import pathlib

import torch
from reference_model import Model
from safetensors import safe_open
from safetensors.torch import save_file

FOLDER = pathlib.Path(__file__).parents[2] / "testdata" / "engine"
QUERIES = 5
PREFIX = "weights."


def features(path):
    with safe_open(path, "pt") as file:
        config = json.loads(file.metadata()["config"])
        tensors = {name: file.get_tensor(name) for name in file.keys()}
    model = Model(config, QUERIES).eval()
    stored = {k.removeprefix(PREFIX): v for k, v in tensors.items() if k.startswith(PREFIX)}
    missing, unexpected = model.load_state_dict(stored, strict=False)
    assert not unexpected and all(name.endswith("num_batches_tracked") for name in missing)
    model.double()
    scale = None
    if hasattr(model, "lead_scale"):
        scale = tensors["lead_log_std"].double() @ model.lead_scale.weight.T
    with torch.no_grad():
        return model.encoder(tensors["samples"].double(), scale).mean(1).float()


def main():
    paths = sorted(p for p in FOLDER.glob("ecg_*.safetensors") if p.stem != "ecg_features")
    save_file({p.stem: features(p).contiguous() for p in paths},
              FOLDER / "ecg_features.safetensors")


if __name__ == "__main__":
    main()
