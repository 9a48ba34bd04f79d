"""A pack of simulated ECGs with its vocabulary and settings that train in a second."""

import shutil

from harness import run

RECORDS = 100

BASE = """preset = "nano"
[model]
hidden_width = 32
stem_width = 4
width = 16
stage_blocks = 1
fusion_layers = 1
fusion_ffn_width = 32
head_width = 32
[model.preprocess]
sample_rate_hz = 100.0
window_samples = 1000
[train]
batch_size = 16
epochs = 100
max_steps = {steps}
patience = 0
checkpoint_every_steps = 1
restart_steps = 0
threads = 1
"""


def must(*arguments):
    process = run(*arguments)
    if process.returncode != 0:
        raise AssertionError(f"{arguments[0]}: {process.stderr}")


def build_lab(root, not_deduplicated=False):
    """Writes pack/, store.sqlite and vocab/ (and vocab-raw/) into the folder."""
    must("simulate", "--records", RECORDS, "--seed", 7, "--out", root / "ecgs")
    must("data", "import", "ptbxl", root / "ecgs", "--out", root / "pack")
    shutil.rmtree(root / "ecgs")
    must("extract", "--pack", root / "pack", "--out", root / "store.sqlite")
    build = ["vocab", "build", "--pack", root / "pack", "--store", root / "store.sqlite"]
    must(*build, "--out", root / "vocab")
    if not_deduplicated:
        must(*build, "--out", root / "vocab-raw", "--not-deduplicated")


def write_base(path, steps):
    path.write_text(BASE.format(steps=steps))
