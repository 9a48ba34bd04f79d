#!/usr/bin/env python3
"""The training step of bench/train_step_bench.cc in Python PyTorch: the same network, sizes,
weights and loss, written as one would write it for speed.

bench/train_step.py --case FILE [--precision bf16] [--compile] [--attention sdpa] [--threads 2]
                    [--processes 1] [--device cpu] [--batch 64] [--pack DIR] [--seconds 10]

FILE comes from train_step_bench --case. Prints one line of JSON: the loss of the case without
dropout, in float32, and the rate of training with dropout. Without --pack the batch lies ready in
memory; with it, batches come from the pack's int16 samples, are copied from pinned memory and
normalised on the device (minmax_record).
"""

import argparse
import json
import math
import pathlib
import struct
import tempfile
import time

import torch
from torch import nn
from torch.nn import functional as F

LEADS = 12
DTYPES = {"F32": torch.float32, "U8": torch.uint8, "I16": torch.int16, "I64": torch.int64}


def read_safetensors(path):
    with open(path, "rb") as file:
        size = struct.unpack("<Q", file.read(8))[0]
        header = json.loads(file.read(size))
        data = bytearray(file.read())
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        tensors[name] = torch.frombuffer(memoryview(data)[begin:end], dtype=DTYPES[entry["dtype"]]
                                         ).reshape(entry["shape"])
    return tensors, metadata


def stage_widths(config):
    first, last = config["stem_width"], config["width"]
    growth = (last / first) ** (1 / 3)
    inner = [4 * math.floor(first * growth**s / 4 + 0.5) for s in (1, 2)]
    return [first, *inner, last]


class Attention:
    """Which of PyTorch's ways is used; the driver takes the faster one."""

    fused = True

    @classmethod
    def run(cls, q, k, v, heads):
        q, k, v = (x.unflatten(-1, (heads, -1)).transpose(1, 2) for x in (q, k, v))
        if cls.fused:
            mixed = F.scaled_dot_product_attention(q, k, v)
        else:
            mixed = ((q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2)).softmax(-1) @ v
        return mixed.transpose(1, 2).flatten(-2)


class VitBlock(nn.Module):
    def __init__(self, config, depth_rate):
        super().__init__()
        width = config["width"]
        self.heads, self.depth_rate = config["attention_heads"], depth_rate
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.fc1, self.fc2 = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.drop = nn.Dropout(config["dropout"])

    def path(self, x):
        if not self.training or self.depth_rate == 0:
            return x
        keep = 1 - self.depth_rate
        return x * x.new_empty(x.shape[0], 1, 1).bernoulli_(keep).div_(keep)

    def forward(self, x):
        mixed = Attention.run(*self.qkv(self.norm1(x)).chunk(3, -1), self.heads)
        x = x + self.path(self.drop(self.out(mixed)))
        return x + self.path(self.drop(self.fc2(F.gelu(self.fc1(self.norm2(x))))))


class Vit(nn.Module):
    def __init__(self, config):
        super().__init__()
        width, self.patch_samples = config["width"], config["patch_samples"]
        patches = config["preprocess"]["window_samples"] // self.patch_samples
        self.patch = nn.Linear(self.patch_samples, width, bias=False)
        self.lead_embedding = nn.Parameter(torch.zeros(LEADS, width))
        self.position_embedding = nn.Parameter(torch.zeros(patches, width))
        last = max(1, config["depth"] - 1)
        self.blocks = nn.ModuleList(
            VitBlock(config, config["stochastic_depth"] * i / last) for i in range(config["depth"])
        )
        self.norm = nn.LayerNorm(width)

    def forward(self, samples):
        x = self.patch(samples.unflatten(-1, (-1, self.patch_samples)))
        x = (x + self.lead_embedding[:, None] + self.position_embedding).flatten(1, 2)
        for block in self.blocks:
            x = block(x)
        return self.norm(x)


class ConvNorm(nn.Module):
    """One-dimensional, as a two-dimensional one with the channels last: faster on CPUs."""

    def __init__(self, inside, outside, kernel, stride):
        super().__init__()
        self.conv = nn.Conv2d(inside, outside, (1, kernel), (1, stride), (0, kernel // 2),
                              bias=False)
        self.norm = nn.BatchNorm2d(outside)

    def forward(self, x):
        return self.norm(self.conv(x))


class BasicBlock(nn.Module):
    def __init__(self, inside, outside, stride):
        super().__init__()
        self.first = ConvNorm(inside, outside, 3, stride)
        self.second = ConvNorm(outside, outside, 3, 1)
        changes = stride != 1 or inside != outside
        self.shortcut = ConvNorm(inside, outside, 1, stride) if changes else nn.Identity()

    def forward(self, x):
        branch = self.second(F.relu(self.first(x), inplace=True))
        return F.relu(branch + self.shortcut(x), inplace=True)


class Resnet(nn.Module):
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

    def forward(self, samples):
        x = samples[:, :, None].contiguous(memory_format=torch.channels_last)
        x = F.relu(self.stem(x), inplace=True)
        for blocks in self.stages:
            for block in blocks:
                x = block(x)
        return x.squeeze(2).transpose(1, 2)


class Mlp(nn.Module):
    def __init__(self, inside, inner, outside, activation, dropout=0.0):
        super().__init__()
        self.fc1, self.fc2 = nn.Linear(inside, inner), nn.Linear(inner, outside)
        self.activation, self.drop = activation, nn.Dropout(dropout)

    def forward(self, x):
        return self.fc2(self.activation(self.fc1(self.drop(x))))


class FusionLayer(nn.Module):
    def __init__(self, config):
        super().__init__()
        width, inner = config["hidden_width"], config["fusion_ffn_width"]
        self.heads = config["fusion_heads"]
        self.sees_queries = config["query_self_attention"]
        if self.sees_queries:
            self.self_norm = nn.LayerNorm(width)
            self.self_qkv, self.self_out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.cross_norm, self.ffn_norm = nn.LayerNorm(width), nn.LayerNorm(width)
        self.cross_q, self.cross_kv = nn.Linear(width, width), nn.Linear(width, 2 * width)
        self.cross_out = nn.Linear(width, width)
        self.fc1, self.fc2 = nn.Linear(width, inner), nn.Linear(inner, width)
        self.drop = nn.Dropout(config["dropout"])

    def forward(self, x, tokens):
        if self.sees_queries:
            qkv = self.self_qkv(self.self_norm(x)).chunk(3, -1)
            x = x + self.drop(self.self_out(Attention.run(*qkv, self.heads)))
        k, v = self.cross_kv(tokens).chunk(2, -1)
        mixed = Attention.run(self.cross_q(self.cross_norm(x)), k, v, self.heads)
        x = x + self.drop(self.cross_out(mixed))
        return x + self.drop(self.fc2(F.relu(self.fc1(self.ffn_norm(x)))))


class Fusion(nn.Module):
    def __init__(self, config):
        super().__init__()
        width = config["hidden_width"]
        self.ecg_norm, self.query_norm = nn.LayerNorm(width), nn.LayerNorm(width)
        self.layers = nn.ModuleList(FusionLayer(config) for _ in range(config["fusion_layers"]))
        self.norm = nn.LayerNorm(width)

    def forward(self, tokens, queries):
        tokens = self.ecg_norm(tokens)
        x = self.query_norm(queries).expand(tokens.shape[0], -1, -1)
        for layer in self.layers:
            x = layer(x, tokens)
        return self.norm(x)


class Model(nn.Module):
    def __init__(self, config):
        super().__init__()
        hidden, dropout = config["hidden_width"], config["dropout"]
        self.encoder = Vit(config) if config["encoder"] == "vit" else Resnet(config)
        self.ecg_projection = Mlp(config["width"], hidden, hidden, F.relu, dropout)
        self.query_projection = Mlp(config["text_width"], hidden, hidden, F.gelu, dropout)
        self.fusion = Fusion(config)
        self.head = Mlp(hidden, config["head_width"], 1, F.gelu, dropout)

    def forward(self, samples, queries):
        tokens = self.ecg_projection(self.encoder(samples))
        return self.head(self.fusion(tokens, self.query_projection(queries))).squeeze(-1)


def load_weights(model, weights):
    """The case's names are those of src/engine/model_config.h."""
    state = {}
    for name in model.state_dict():
        if name.endswith("num_batches_tracked"):
            continue
        source = name
        for old, new in ((".first.conv.", ".conv1."), (".first.norm.", ".norm1."),
                         (".second.conv.", ".conv2."), (".second.norm.", ".norm2.")):
            source = source.replace(old, new)
        tensor = weights["weights." + source]
        state[name] = tensor.unsqueeze(2) if tensor.dim() == 3 else tensor
    model.load_state_dict(state, strict=False)


class ReadyBatch:
    """The batch of the case, in memory."""

    def __init__(self, case, device):
        self.batch = case["samples"].to(device), case["labels"].to(device, torch.float32)

    def next(self):
        return self.batch


class PackBatches:
    """Rows of a pack in random order, one batch ahead on a stream of its own."""

    def __init__(self, folder, arguments):
        shards = [read_safetensors(path)[0] for path in sorted(folder.glob("pack/shard-*"))]
        self.signal = torch.cat([shard["signal"] for shard in shards]).pin_memory()
        self.scale = torch.cat([shard["scale"] for shard in shards])
        labels, _ = read_safetensors(folder / "vocab/labels.safetensors")
        self.labels, self.arguments = labels["labels"], arguments
        self.stream = torch.cuda.Stream()
        self.ahead = self.start()

    def start(self):
        rows = torch.randperm(len(self.signal))[: self.arguments.batch]
        with torch.cuda.stream(self.stream):
            signal, scale, labels = (
                t[rows].pin_memory().to(self.arguments.device, non_blocking=True)
                for t in (self.signal, self.scale, self.labels)
            )
            samples = signal.float() * scale[..., None]
            low, high = samples.amin((1, 2), True), samples.amax((1, 2), True)
            return (samples - low) / (high - low + 1e-8), labels.float()

    def next(self):
        torch.cuda.current_stream().wait_stream(self.stream)
        batch = self.ahead
        for tensor in batch:
            tensor.record_stream(torch.cuda.current_stream())
        self.ahead = self.start()
        return batch


def case_loss(case, config):
    """Without dropout; the case's config has none."""
    model = Model(config).train()
    load_weights(model, case)
    with torch.no_grad():
        logits = model(case["samples"], case["queries"])
        return F.binary_cross_entropy_with_logits(logits, case["labels"].float()).item()


def step_flops(case, config):
    """Of one record: every product of forward and backward, none for what is element by element."""
    from torch.utils.flop_counter import FlopCounterMode

    fused, Attention.fused = Attention.fused, False
    model = Model(config).train()
    with FlopCounterMode(display=False) as counter:
        model(case["samples"][:4], case["queries"]).sum().backward()
    Attention.fused = fused
    return counter.get_total_flops() / 4


def timed_model(case, config, arguments):
    model = Model(config)
    load_weights(model, case)
    model = model.to(arguments.device).train()
    if config["encoder"] == "resnet":
        model.encoder = model.encoder.to(memory_format=torch.channels_last)
    return model


def measure(case, config, arguments, rank=0):
    device = torch.device(arguments.device)
    model = timed_model(case, config, arguments)
    optimizer = torch.optim.AdamW(model.parameters(), 1e-4, weight_decay=1e-8, fused=True)
    if arguments.processes > 1:
        model = nn.parallel.DistributedDataParallel(model, broadcast_buffers=False,
                                                    gradient_as_bucket_view=True)
    run = torch.compile(model) if arguments.compile else model
    if arguments.pack:
        batches = PackBatches(arguments.pack, arguments)
    else:
        share = arguments.batch // arguments.processes
        part = {name: case[name][rank * share : (rank + 1) * share]
                for name in ("samples", "labels")}
        batches = ReadyBatch(part, device)
    queries = case["queries"].to(device)

    def step():
        samples, labels = batches.next()
        optimizer.zero_grad(set_to_none=True)
        with torch.autocast(device.type, torch.bfloat16, arguments.precision == "bf16"):
            logits = run(samples, queries)
        F.binary_cross_entropy_with_logits(logits.float(), labels).backward()
        optimizer.step()

    def wait():
        if device.type == "cuda":
            torch.cuda.synchronize()

    for _ in range(3):
        step()
    wait()
    start, cpu_start, steps = time.perf_counter(), time.process_time(), 0
    while steps < 2 or time.perf_counter() - start < arguments.seconds:
        for _ in range(2 if device.type == "cpu" else 10):
            step()
            steps += 1
        if arguments.processes > 1:  # all ranks do the same number of steps
            go_on = torch.tensor([float(time.perf_counter() - start < arguments.seconds)])
            torch.distributed.broadcast(go_on, 0)
            if go_on.item() == 0:
                break
    wait()
    records = steps * arguments.batch
    elapsed, cpu = time.perf_counter() - start, time.process_time() - cpu_start
    result = {"records_per_sec": records / elapsed}
    if device.type == "cpu":
        result["records_per_cpu_sec"] = records / (cpu * arguments.processes)
    else:
        result["peak_gpu_mb"] = torch.cuda.max_memory_allocated() / 1e6
    return result


def run_rank(rank, arguments, store, answers):
    Attention.fused = arguments.attention == "sdpa"
    torch.set_num_threads(max(1, arguments.threads // arguments.processes))
    torch.distributed.init_process_group("gloo", init_method=f"file://{store}", rank=rank,
                                         world_size=arguments.processes)
    case, config = training_case(arguments)
    result = measure(case, config, arguments, rank)
    if rank == 0:
        answers.put(result)
    torch.distributed.destroy_process_group()


def training_case(arguments):
    case, metadata = read_safetensors(arguments.case)
    config = json.loads(metadata["config"])
    return case, {**config, "dropout": arguments.dropout,
                  "stochastic_depth": arguments.stochastic_depth}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--case", type=pathlib.Path, required=True)
    parser.add_argument("--pack", type=pathlib.Path, help="folder of bench/make_train_data.py")
    parser.add_argument("--precision", choices=["fp32", "bf16"], default="bf16")
    parser.add_argument("--attention", choices=["sdpa", "steps"], default="sdpa")
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--stochastic-depth", type=float, default=0.1)
    parser.add_argument("--seconds", type=float, default=10)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    Attention.fused = arguments.attention == "sdpa"
    case, metadata = read_safetensors(arguments.case)
    config = json.loads(metadata["config"])
    if not arguments.pack and len(case["samples"]) != arguments.batch:
        parser.error(f"the case has {len(case['samples'])} records, not {arguments.batch}")
    answer = {"torch": torch.__version__, "loss": case_loss(case, config),
              "gflop_per_record": step_flops(case, config) * 1e-9}
    if arguments.processes > 1:
        context = torch.multiprocessing.get_context("spawn")
        answers = context.SimpleQueue()
        with tempfile.TemporaryDirectory() as folder:
            torch.multiprocessing.spawn(run_rank, (arguments, f"{folder}/store", answers),
                                        arguments.processes)
            answer |= answers.get()
    else:
        answer |= measure(*training_case(arguments), arguments)
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
