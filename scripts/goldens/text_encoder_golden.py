"""Writes the goldens of the text encoder to testdata/engine:

minilm_phrases.json, minilm_phrases.safetensors: 200 ECG phrases and their vectors [200, 384] by the
  mean-pooled model in MODEL_FOLDER, float16.
tiny_bert/: a random BERT folder in Hugging Face layout (hidden 32, 2 layers, names with "bert."),
  and tiny_bert_vectors.safetensors: its [CLS] vectors [5, 32] for the first five phrases.
Run: python scripts/goldens/text_encoder_golden.py MODEL_FOLDER
"""

import itertools
import json
import pathlib
import sys

import torch
from bert_reference import encode, pool
from safetensors.torch import load_file, save_file
from tokenizers import BertWordPieceTokenizer

OUT = pathlib.Path(__file__).parents[2] / "testdata" / "engine"
FINDINGS = """sinus rhythm|atrial fibrillation|left bundle branch block|right bundle branch block|
first degree AV block|inferior myocardial infarction|anterior ST elevation|T wave inversion|
left ventricular hypertrophy|low QRS voltages|prolonged QT interval|premature ventricular complex|
Wolff-Parkinson-White syndrome|left axis deviation|sinus bradycardia at 45 bpm|
supraventricular tachycardia|pacemaker rhythm|early repolarization|LVH|QTc > 480 ms"""
FORMS = """{}|possible {}|{} in leads V1-V3|no {}|{}, age undetermined|
ECG with {} and otherwise normal tracing|CONSIDER {}|Überleitung: {}|{} (borderline)|
{} compared with the previous ECG of 12-Mar-2019; clinical correlation is suggested"""
SMALL = {
    "model_type": "bert", "hidden_act": "gelu", "hidden_size": 32, "num_attention_heads": 4,
    "num_hidden_layers": 2, "intermediate_size": 64, "vocab_size": 160,
    "max_position_embeddings": 64, "type_vocab_size": 2, "layer_norm_eps": 1e-12,
}


def words(text):
    return text.replace("\n", "").split("|")


def phrases():
    pairs = itertools.product(words(FORMS), words(FINDINGS))
    return [form.format(finding) for form, finding in pairs]


def tokenizer(vocabulary, max_tokens=64):
    pieces = BertWordPieceTokenizer(str(vocabulary), lowercase=True)
    pieces.enable_truncation(max_tokens)
    return lambda text: torch.tensor(pieces.encode(text).ids)


def write_minilm(folder):
    config = json.loads((folder / "config.json").read_text())
    stored = load_file(folder / "model.safetensors")
    weights = {name: tensor.float() for name, tensor in stored.items()
               if tensor.is_floating_point()}
    ids = tokenizer(folder / "vocab.txt")
    texts = phrases()
    vectors = torch.stack([pool(encode(weights, config, ids(text)), mean=True) for text in texts])
    (OUT / "minilm_phrases.json").write_text(json.dumps(texts, indent=0, ensure_ascii=False) + "\n")
    save_file({"vectors": vectors.half()}, OUT / "minilm_phrases.safetensors")


def small_vocabulary():
    letters = [chr(c) for c in range(ord("a"), ord("z") + 1)] + [str(digit) for digit in range(10)]
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    parts = ["rhythm", "sinus", "block", "##al", "atri", "left", "-", ">"]
    return special + parts + letters + ["##" + letter for letter in letters]


def small_weights():
    generator = torch.Generator().manual_seed(7)
    draw = lambda *shape: torch.randn(*shape, generator=generator)
    width, inner = SMALL["hidden_size"], SMALL["intermediate_size"]
    weights = {
        "embeddings.word_embeddings.weight": draw(SMALL["vocab_size"], width),
        "embeddings.position_embeddings.weight":
            draw(SMALL["max_position_embeddings"], width) * 0.3,
        "embeddings.token_type_embeddings.weight": draw(SMALL["type_vocab_size"], width) * 0.3,
    }

    def linear(name, out, inside):
        weights[name + ".weight"] = draw(out, inside) / inside**0.5
        weights[name + ".bias"] = draw(out) * 0.1

    def norm(name):
        weights[name + ".weight"] = 1 + draw(width) * 0.2
        weights[name + ".bias"] = draw(width) * 0.1

    norm("embeddings.LayerNorm")
    for i in range(SMALL["num_hidden_layers"]):
        layer = f"encoder.layer.{i}."
        for part in ("query", "key", "value"):
            linear(layer + "attention.self." + part, width, width)
        linear(layer + "attention.output.dense", width, width)
        norm(layer + "attention.output.LayerNorm")
        linear(layer + "intermediate.dense", inner, width)
        linear(layer + "output.dense", width, inner)
        norm(layer + "output.LayerNorm")
    return weights


def write_small():
    folder = OUT / "tiny_bert"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(SMALL, indent=2) + "\n")
    (folder / "vocab.txt").write_text("\n".join(small_vocabulary()) + "\n")
    weights = small_weights()
    stored = {"bert." + name: tensor for name, tensor in weights.items()}
    stored["bert.pooler.dense.weight"] = torch.zeros(2, 2)  # there in real files, not used
    save_file(stored, folder / "model.safetensors", {"format": "pt"})
    ids = tokenizer(folder / "vocab.txt")
    vectors = [pool(encode(weights, SMALL, ids(text)), mean=False) for text in phrases()[:5]]
    save_file({"vectors": torch.stack(vectors)}, OUT / "tiny_bert_vectors.safetensors")


if __name__ == "__main__":
    write_minilm(pathlib.Path(sys.argv[1]))
    write_small()
