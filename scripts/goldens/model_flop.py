"""Writes testdata/engine/model_flop.json: parameters and floating-point operations of networks.

Each entry: "config" = the model's config, "queries", "parameters", and "flop" of one record's
forward pass as torch's FlopCounterMode counts the reference model's matrix products and
convolutions (two per multiply-add), without the projection of the queries.
Run: python scripts/goldens/model_flop.py
"""

import json
import pathlib

import torch
from ecg_model_golden import case
from reference_model import Model, randomise
from torch.utils.flop_counter import FlopCounterMode

FILE = pathlib.Path(__file__).parents[2] / "testdata" / "engine" / "model_flop.json"
QUERIES = 7

CASES = [
    case(),
    case(normalisation="zscore_record", query_self_attention=False, fusion_layers=1),
    case(fusion="linear", encoder_output="pooled"),
    case(encoder="resnet", stage_blocks=3),
    case(encoder="resnet", encoder_output="pooled", stem_width=8, width=8),
    case(encoder="resnet", fusion="linear"),
]


def count(run):
    counter = FlopCounterMode(display=False)
    with counter, torch.no_grad():
        run()
    return counter.get_total_flops()


def main():
    entries = []
    for config in CASES:
        model = Model(config, QUERIES).eval()
        randomise(model, 0)
        samples = torch.zeros(1, 12, config["preprocess"]["window_samples"])
        queries = torch.zeros(QUERIES, config["text_width"])
        flop = count(lambda: model(samples, torch.zeros(1, 12), queries))
        if hasattr(model, "query_projection"):
            flop -= count(lambda: model.query_projection(queries))
        entries.append({
            "config": config,
            "queries": QUERIES,
            "parameters": sum(p.numel() for p in model.parameters()),
            "flop": flop,
        })
    FILE.write_text(json.dumps(entries, indent=1) + "\n")


if __name__ == "__main__":
    main()
