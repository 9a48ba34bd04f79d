"""Writes testdata/engine/attention.safetensors: cross-attention weights of small networks.

The networks and inputs are those of testdata/engine/ecg_*.safetensors (ecg_model_golden.py). For
each one with a fusion network: a tensor of its name, [B, layers, M, N], as PyTorch's own
nn.MultiheadAttention gives the weights (heads averaged), in float64 rounded to float32.
Run: python scripts/goldens/attention_golden.py
"""

import json
import pathlib

import torch
from reference_model import Model, attention
from safetensors import safe_open
from safetensors.torch import save_file
from torch import nn

FOLDER = pathlib.Path(__file__).parents[2] / "testdata" / "engine"
CASES = ["ecg_vit", "ecg_vit_zscore", "ecg_resnet", "ecg_resnet_zscore", "ecg_resnet_pooled"]


def torch_attention(layer, width):
    """The layer's cross-attention as PyTorch's module, same weights."""
    module = nn.MultiheadAttention(width, layer.heads, batch_first=True, dtype=torch.float64)
    with torch.no_grad():
        module.in_proj_weight.copy_(torch.cat([layer.cross_q.weight, layer.cross_kv.weight]))
        module.in_proj_bias.copy_(torch.cat([layer.cross_q.bias, layer.cross_kv.bias]))
    return module


def attention_weights(model, config, samples, lead_log_std, queries):
    """[B, layers, M, N]: what each layer's cross-attention was called with, asked once more."""
    found = []

    def look(layer, inputs):
        x, tokens = inputs
        if hasattr(layer, "self_norm"):
            q, k, v = layer.self_qkv(layer.self_norm(x)).chunk(3, -1)
            x = x + layer.self_out(attention(q, k, v, layer.heads))
        module = torch_attention(layer, config["hidden_width"])
        found.append(module(layer.cross_norm(x), tokens, tokens, need_weights=True)[1])

    for layer in model.fusion.layers:
        layer.register_forward_pre_hook(look)
    with torch.no_grad():
        model(samples, lead_log_std, queries)
    return torch.stack(found, 1)


def main():
    tensors = {}
    for name in CASES:
        with safe_open(FOLDER / f"{name}.safetensors", "pt") as file:
            config = json.loads(file.metadata()["config"])
            stored = {key: file.get_tensor(key) for key in file.keys()}
        model = Model(config).eval()
        weights = {key.removeprefix("weights."): value for key, value in stored.items()
                   if key.startswith("weights.")}
        print(name, model.load_state_dict(weights, strict=False).unexpected_keys)
        inputs = [stored[k].double() for k in ("samples", "lead_log_std", "query_embeddings")]
        tensors[name] = attention_weights(model.double(), config, *inputs).float().contiguous()
        print(name, tuple(tensors[name].shape), "sum", tensors[name].sum(-1).mean().item(),
              "largest", tensors[name].max().item())
    save_file(tensors, FOLDER / "attention.safetensors")


if __name__ == "__main__":
    main()
