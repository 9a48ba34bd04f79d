"""The network as a plain torch module: the oracle for the C++ training and inference code.

Names and layouts of the weights are those of src/engine/model_config.h. Sizes come from the same
JSON that a bundle's config.json holds under "model". Written for clarity, not for speed.
"""

import math

import torch
from torch import nn
from torch.nn import functional as F

LEADS = 12


def stage_widths(config):
    """Channel widths of the four resnet stages: geometric growth, multiples of 4 between."""
    first, last = config["stem_width"], config["width"]
    growth = (last / first) ** (1 / 3)
    inner = [4 * math.floor(first * growth**s / 4 + 0.5) for s in (1, 2)]
    return [first, *inner, last]


def attention(q, k, v, heads):
    """q [B, Nq, W], k and v [B, Nk, W] -> [B, Nq, W]; heads are contiguous blocks of W."""
    batch, rows, width = q.shape
    split = lambda x: x.reshape(x.shape[0], x.shape[1], heads, width // heads).transpose(1, 2)
    scores = split(q) @ split(k).transpose(-1, -2) / math.sqrt(width // heads)
    return (scores.softmax(-1) @ split(v)).transpose(1, 2).reshape(batch, rows, width)


class VitBlock(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.norm1 = nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm2 = nn.LayerNorm(width)
        self.fc1 = nn.Linear(width, 4 * width)
        self.fc2 = nn.Linear(4 * width, width)

    def forward(self, x):
        q, k, v = self.qkv(self.norm1(x)).chunk(3, -1)
        x = x + self.out(attention(q, k, v, self.heads))
        return x + self.fc2(F.gelu(self.fc1(self.norm2(x))))


class Patch(nn.Module):
    def __init__(self, width, samples):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(width, samples))


class Vit(nn.Module):
    """samples [B, 12, T] -> tokens [B, 12 * T/P, D], lead by lead."""

    def __init__(self, config):
        super().__init__()
        width = config["width"]
        patches = config["preprocess"]["window_samples"] // config["patch_samples"]
        self.patch = Patch(width, config["patch_samples"])
        self.lead_embedding = nn.Parameter(torch.empty(LEADS, width))
        self.position_embedding = nn.Parameter(torch.empty(patches, width))
        self.blocks = nn.ModuleList(
            VitBlock(width, config["attention_heads"]) for _ in range(config["depth"])
        )
        self.norm = nn.LayerNorm(width)

    def forward(self, samples, scale):
        width, patch = self.patch.weight.shape
        x = samples.reshape(samples.shape[0], LEADS, -1, patch) @ self.patch.weight.T
        x = x + self.lead_embedding[:, None, :] + self.position_embedding[None, :, :]
        x = x.reshape(samples.shape[0], -1, width)
        if scale is not None:
            x = x + scale[:, None, :]
        for block in self.blocks:
            x = block(x)
        return self.norm(x)


class ConvNorm(nn.Module):
    def __init__(self, inside, outside, kernel, stride):
        super().__init__()
        self.conv = nn.Conv1d(inside, outside, kernel, stride, kernel // 2, bias=False)
        self.norm = nn.BatchNorm1d(outside)

    def forward(self, x):
        return self.norm(self.conv(x))


class BasicBlock(nn.Module):
    def __init__(self, inside, outside, stride):
        super().__init__()
        self.conv1 = nn.Conv1d(inside, outside, 3, stride, 1, bias=False)
        self.norm1 = nn.BatchNorm1d(outside)
        self.conv2 = nn.Conv1d(outside, outside, 3, 1, 1, bias=False)
        self.norm2 = nn.BatchNorm1d(outside)
        if stride != 1 or inside != outside:
            self.shortcut = ConvNorm(inside, outside, 1, stride)

    def forward(self, x):
        y = self.norm2(self.conv2(F.relu(self.norm1(self.conv1(x)))))
        return F.relu(y + (self.shortcut(x) if hasattr(self, "shortcut") else x))


class Resnet(nn.Module):
    """samples [B, 12, T] -> tokens [B, N, D], one per time step after the last stage."""

    def __init__(self, config):
        super().__init__()
        self.stem = ConvNorm(LEADS, config["stem_width"], 7, 2)
        self.stages = nn.ModuleList()
        inside = config["stem_width"]
        for s, outside in enumerate(stage_widths(config)):
            blocks = nn.ModuleList()
            for b in range(config["stage_blocks"]):
                blocks.append(BasicBlock(inside, outside, 2 if s > 0 and b == 0 else 1))
                inside = outside
            self.stages.append(blocks)

    def forward(self, samples, scale):
        x = F.relu(self.stem(samples))
        for blocks in self.stages:
            for block in blocks:
                x = block(x)
        x = x.transpose(1, 2)
        return x if scale is None else x + scale[:, None, :]


class Mlp(nn.Module):
    def __init__(self, inside, inner, outside, activation):
        super().__init__()
        self.fc1 = nn.Linear(inside, inner)
        self.fc2 = nn.Linear(inner, outside)
        self.activation = activation

    def forward(self, x):
        return self.fc2(self.activation(self.fc1(x)))


class FusionLayer(nn.Module):
    def __init__(self, config):
        super().__init__()
        width = config["hidden_width"]
        self.heads = config["fusion_heads"]
        if config["query_self_attention"]:
            self.self_norm = nn.LayerNorm(width)
            self.self_qkv = nn.Linear(width, 3 * width)
            self.self_out = nn.Linear(width, width)
        self.cross_norm = nn.LayerNorm(width)
        self.cross_q = nn.Linear(width, width)
        self.cross_kv = nn.Linear(width, 2 * width)
        self.cross_out = nn.Linear(width, width)
        self.ffn_norm = nn.LayerNorm(width)
        self.fc1 = nn.Linear(width, config["fusion_ffn_width"])
        self.fc2 = nn.Linear(config["fusion_ffn_width"], width)

    def forward(self, x, tokens):
        if hasattr(self, "self_norm"):
            q, k, v = self.self_qkv(self.self_norm(x)).chunk(3, -1)
            x = x + self.self_out(attention(q, k, v, self.heads))
        k, v = self.cross_kv(tokens).chunk(2, -1)
        x = x + self.cross_out(attention(self.cross_q(self.cross_norm(x)), k, v, self.heads))
        return x + self.fc2(F.relu(self.fc1(self.ffn_norm(x))))


class Fusion(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.ecg_norm = nn.LayerNorm(config["hidden_width"])
        self.query_norm = nn.LayerNorm(config["hidden_width"])
        self.layers = nn.ModuleList(FusionLayer(config) for _ in range(config["fusion_layers"]))
        self.norm = nn.LayerNorm(config["hidden_width"])

    def forward(self, tokens, queries):
        tokens = self.ecg_norm(tokens)
        x = self.query_norm(queries)[None].expand(tokens.shape[0], -1, -1)
        for layer in self.layers:
            x = layer(x, tokens)
        return self.norm(x)


class LeadScale(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(width, LEADS))


class Model(nn.Module):
    """Everything that is trained. Dropout and stochastic depth are left out: rate 0.

    `trained_queries` is the number of outputs of fusion "linear", the vocabulary's size.
    """

    def __init__(self, config, trained_queries=0):
        super().__init__()
        hidden = config["hidden_width"]
        self.encoder = Vit(config) if config["encoder"] == "vit" else Resnet(config)
        if config["preprocess"]["normalisation"] == "zscore_record":
            self.lead_scale = LeadScale(config["width"])
        self.is_pooled = config.get("encoder_output") == "pooled"
        self.ecg_projection = Mlp(config["width"], hidden, hidden, F.relu)
        if config.get("fusion") == "linear":
            self.linear = nn.Linear(hidden, trained_queries)
            return
        self.query_projection = Mlp(config["text_width"], hidden, hidden, F.gelu)
        self.fusion = Fusion(config)
        self.head = Mlp(hidden, config["head_width"], 1, F.gelu)

    def forward(self, samples, lead_log_std, query_embeddings):
        """samples [B, 12, T], lead_log_std [B, 12], query_embeddings [M, E] -> logits [B, M]."""
        scale = lead_log_std @ self.lead_scale.weight.T if hasattr(self, "lead_scale") else None
        tokens = self.encoder(samples, scale)
        if self.is_pooled:
            tokens = tokens.mean(1, keepdim=True)
        tokens = self.ecg_projection(tokens)
        if hasattr(self, "linear"):
            return self.linear(tokens.mean(1))
        queries = self.query_projection(query_embeddings)
        return self.head(self.fusion(tokens, queries)).squeeze(-1)


def loss(logits, labels, mask=None, pos_weight=None):
    """Mean binary cross-entropy over the B x M cells (those with mask 1)."""
    cells = F.binary_cross_entropy_with_logits(
        logits, labels, reduction="none", pos_weight=pos_weight
    )
    return cells.mean() if mask is None else (cells * mask).sum() / mask.sum()


def randomise(model, seed):
    """Weights large enough that every part shows in the logits; BatchNorm statistics too."""
    generator = torch.Generator().manual_seed(seed)
    normal = lambda tensor, spread: torch.randn(tensor.shape, generator=generator) * spread
    with torch.no_grad():
        for name, tensor in model.state_dict().items():
            if name.endswith("num_batches_tracked"):
                continue
            if name.endswith("running_var"):
                tensor.copy_(0.5 + torch.rand(tensor.shape, generator=generator))
            elif "norm" in name and name.endswith(".weight"):
                tensor.copy_(1 + normal(tensor, 0.2))
            elif tensor.dim() > 1:
                fan_in = tensor[0].numel()
                tensor.copy_(normal(tensor, 1 / math.sqrt(fan_in)))
            else:
                tensor.copy_(normal(tensor, 0.1))


def weights(model):
    """state_dict in the order of the names, without BatchNorm's batch counter."""
    return {
        name: tensor.contiguous()
        for name, tensor in sorted(model.state_dict().items())
        if not name.endswith("num_batches_tracked")
    }
