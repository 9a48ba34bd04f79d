"""BERT's encoder in plain torch: the oracle for the C++ text encoder (arXiv 1810.04805)."""

import math

import torch
from torch.nn import functional as F


def encode(weights, config, ids):
    """weights: Hugging Face names without prefix; ids of one text -> last layer [tokens, H]."""
    width, heads = config["hidden_size"], config["num_attention_heads"]
    eps = config["layer_norm_eps"]
    linear = lambda name, x: x @ weights[name + ".weight"].T + weights[name + ".bias"]
    norm = lambda name, x: F.layer_norm(
        x, (width,), weights[name + ".weight"], weights[name + ".bias"], eps
    )
    split = lambda x: x.reshape(len(ids), heads, width // heads).transpose(0, 1)
    x = (
        weights["embeddings.word_embeddings.weight"][ids]
        + weights["embeddings.position_embeddings.weight"][: len(ids)]
        + weights["embeddings.token_type_embeddings.weight"][0]
    )
    x = norm("embeddings.LayerNorm", x)
    for i in range(config["num_hidden_layers"]):
        layer = f"encoder.layer.{i}."
        parts = ("query", "key", "value")
        q, k, v = (split(linear(layer + "attention.self." + part, x)) for part in parts)
        scores = q @ k.transpose(-1, -2) / math.sqrt(width // heads)
        mixed = (scores.softmax(-1) @ v).transpose(0, 1).reshape(len(ids), width)
        x = x + linear(layer + "attention.output.dense", mixed)
        x = norm(layer + "attention.output.LayerNorm", x)
        inner = F.gelu(linear(layer + "intermediate.dense", x))
        x = norm(layer + "output.LayerNorm", x + linear(layer + "output.dense", inner))
    return x


def pool(states, mean):
    """Mean over tokens, then length 1; or the vector of [CLS]."""
    if not mean:
        return states[0]
    vector = states.mean(0)
    return vector / vector.norm()
