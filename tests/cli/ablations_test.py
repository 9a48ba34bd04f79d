"""Every variant of configs/ablations is trained and evaluated once, small, on simulated ECGs.

The files are taken as they are, and put together into one sweep so that what they share is trained
once; only the data, the size of the network and the number of steps are of this test.
"""

import json
import pathlib
import shutil
import tempfile
import tomllib
import unittest

from harness import SOURCE, ProgramTest, run
from small_lab import build_lab, must, write_base

ABLATIONS = SOURCE / "configs" / "ablations"
FILES = sorted(path for path in ABLATIONS.glob("*.toml") if path.name != "common.toml")
# Widths that would make the small network large; a ViT's stay multiples of its heads.
SIZES = ("model.width=", "model.stem_width=", "model.stage_blocks=", "model.attention_heads=")


def settings_of_the_program():
    process = run("pretrain", "--print-config")
    config = json.loads(process.stdout)
    return {f"{section}.{key}" for section, fields in config.items() for key in fields}


def toml_text(value):
    return json.dumps(value, ensure_ascii=False)


class AblationsTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        cls.lab = pathlib.Path(tempfile.mkdtemp(prefix="supreme-ablations-"))
        cls.addClassCleanup(shutil.rmtree, cls.lab)
        build_lab(cls.lab, not_deduplicated=True)
        must("vocab", "build", "--pack", cls.lab / "pack", "--store", cls.lab / "store.sqlite",
             "--out", cls.lab / "vocab-hashed", "--text-encoder", "hashed")
        must("extract", "--pack", cls.lab / "pack", "--from", "codes", "--out",
             cls.lab / "codes.sqlite")
        must("vocab", "build", "--pack", cls.lab / "pack", "--store", cls.lab / "codes.sqlite",
             "--out", cls.lab / "vocab-codes")
        task = json.loads((SOURCE / "tasks" / "simulated.json").read_text())
        prompts = {entry["code"]: f"an ECG that shows {entry['prompt']}"
                   for entry in task["classes"]}
        (cls.lab / "prompts.json").write_text(json.dumps(prompts))
        known = settings_of_the_program()
        cls.variants = []
        for file in FILES:
            for variant in tomllib.loads(file.read_text())["variant"]:
                keys = {assignment.split("=")[0] for assignment in variant.get("set", [])}
                assert keys <= known, f"{file.name}: {keys - known}"
                cls.variants.append((file, variant))

    def small_variant(self, file, variant):
        """The variant with this test's data in place of those that it names."""
        lines = ["[[variant]]", f"name = {toml_text(file.stem + ': ' + variant['name'])}"]
        vocabulary = variant.get("vocab", "")
        if "not-deduplicated" in vocabulary:
            lines.append('vocab = "vocab-raw"')
        elif "rules" in vocabulary or "8b" in vocabulary:
            lines.append('vocab = "vocab-codes"')
        elif "text_encoder" in variant:
            lines += ['vocab = "vocab-hashed"', 'text_encoder = "hashed"']
        if "prompts" in variant:
            lines.append('prompts = "prompts.json"')
        small = [s for s in variant.get("set", []) if not s.startswith(SIZES)]
        if "model.encoder=resnet" in small:
            small += ["model.width=16", "model.stem_width=4", "model.stage_blocks=1"]
        elif any(s.startswith("model.width=") for s in variant.get("set", [])):
            small += ["model.width=24"]
        lines.append(f"set = {toml_text(small)}")
        return "\n".join(lines) + "\n"

    def test_every_variant_trains_and_answers(self):
        sweep = self.folder / "all.toml"
        write_base(self.folder / "base.toml", 2)
        head = ('config = "base.toml"\npack = "pack"\nvocab = "vocab"\nseeds = [1]\n'
                'set = ["model.encoder=vit", "model.patch_samples=125", "model.depth=1", '
                '"model.attention_heads=2"]\n'
                '[[evaluate]]\ntask = "simulated"\npack = "pack"\nfolds = "9,10"\n')
        sweep.write_text(head + "".join(self.small_variant(*v) for v in self.variants))
        process = run("sweep", sweep, "--root", self.lab, "--out", self.folder / "out", "--jobs", 2,
                      "--format", "json")
        self.assert_ok(process)
        table = json.loads(process.stdout)
        self.assertEqual(len(table["variants"]), len(self.variants))
        self.assertEqual(table["failures"], [])
        for row in table["variants"]:
            self.assertEqual(row["mean"]["n"], 1, row["name"])
        auc = {row["name"]: row["mean"]["mean"] for row in table["variants"]}
        # What the variants change reaches the network: the figures are not all those of the base.
        for name in ("table1h_dropout: 0.05", "losses: focal", "losses: asymmetric",
                     "losses: cross-entropy + contrastive", "fig3b_data_proportion: 10 %",
                     "table1c_deduplication: not deduplicated", "table1b_extractor: Llama 3.1 8B",
                     "table1g_prompts: CKEPE, detailed", "model: ViT-small"):
            self.assertNotEqual(auc[name], auc["model: ViT-tiny (the paper's)"], name)

    def test_every_file_is_read_and_lists_its_runs(self):
        self.assertEqual(len(FILES), 11)
        for file in FILES:
            process = run("sweep", file, "--root", self.lab, "--out", self.folder / "none",
                          "--dry-run")
            self.assert_ok(process)
            variants = tomllib.loads(file.read_text())["variant"]
            trained = [v for v in variants if "prompts" not in v]
            self.assertIn(f"{3 * len(trained)} trainings, {18 * len(variants)} evaluations",
                          process.stdout, file.name)


if __name__ == "__main__":
    unittest.main()
