"""Writes testdata/text/wordpiece_golden.json: texts and their ids by the `tokenizers` package.

Run: python scripts/goldens/wordpiece_golden.py MODEL_FOLDER   (the folder with tokenizer.json)
"""

import json
import pathlib
import random
import sys

from tokenizers import Tokenizer

OUT = pathlib.Path(__file__).parents[2] / "testdata" / "text" / "wordpiece_golden.json"
CASES = 500
MAX_TOKENS = 64

FINDING_LINES = """sinus rhythm|sinus bradycardia|
atrial fibrillation with rapid ventricular response|
left bundle branch block|1st degree AV block|possible inferior infarct, age undetermined|
ST elevation consider anterior injury|QT prolongation|T-wave inversion in V1-V3|LVH with strain|
left axis deviation (-45°)|premature ventricular complexes|low QRS voltages in limb leads|
Wolff-Parkinson-White syndrome|RSR'(V1) - probable normal variant|cannot rule out septal infarct|
PR interval 212ms|QTc 480 ms > 450|nonspecific ST & T wave abnormality|*** ABNORMAL ECG ***|
Linksschenkelblock|überleitungsstörung|Vorhofflimmern mit schneller Überleitung|
suprarregulärer Rhythmus; Lagetyp n. bestimmbar|bloqueio de ramo esquerdo do feixe de His|
électrocardiogramme: rythme sinusal, hypertrophie ventriculaire gauche|ritmo sinusal, año 2020|
elevação do segmento ST|心房細動|左束支传导阻滞|窦性心律,ST段抬高|심방세동|мерцательная аритмия|
κολπική μαρμαρυγή|الرجفان الأذيني|अलिंद विकम्पन|rung nhĩ|fibrylacja przedsionków"""

FINDINGS = FINDING_LINES.replace("\n", "").split("|")

ODD = [
    "", " ", "\t\n\r", "\x00\x01\x07", "a\x00b", "\u200b", "\u200d", "\ufeffBOM", "\ufffd",
    "x\ufffdy", "\u00a0no\u00a0break", "\u2028line\u2029para", "\u3000wide", "\x85next",
    "\x0b\x0c", "soft\u00adhyphen", "[CLS]", "[SEP] [MASK] [UNK] [PAD]", "##ing", "a##b", "don't",
    "e.g.,", "AF/AFL", "100%", "$5 + 3 = 8", "^_^", "`~|<>", "a_b", "1,000.5", "½ ² ³ ① Ⅻ",
    "°C µV Ω", "“quoted” ‘x’ – — …", "¿qué? ¡sí!", "İstanbul ISPARTA ı", "ẞ ß ﬁ ﬂ ŉ ǰ", "Å Å Å",
    "e\u0301 é", "ñ n\u0303", "a\u0328\u0301", "q\u0307\u0323", "ΑΣ Σίσυφος", "Ǆ ǅ ǆ",
    "😀 heart ❤️ 🫀", "👩‍⚕️", "🇩🇪", "𝐀𝐅𝐈𝐁", "ＦＵＬＬ ｗｉｄｔｈ", "㍿ ㎜", "한국어 ECG", "ÀÉÎÕÜ", "a" * 100,
    "a" * 101, "é" * 100, "é" * 101, "supercalifragilisticexpialidocious" * 3, "z" * 5000,
    "心" * 200, "心電図ECG検査", "𠀀𪜀𫝀", "豈丽", "カタカナ ひらがな", "ᾧ ᾲ", "Ḍ̇", "q" + "\u0301" * 50,
    "x" * 99 + "é", "T\u0304wave", "V₁ V²", "e\u20dd", "ด้วย", "नि", "\ue000private", "\U000f0000",
    "\u061c\u200e\u200f", "​​",
]


def random_text(rng):
    blocks = [(0x20, 0x7F), (0xA0, 0x250), (0x300, 0x36F), (0x370, 0x600), (0x900, 0x980),
              (0x1E00, 0x2100), (0x2190, 0x2300), (0x3040, 0x3100), (0x4E00, 0x4F00),
              (0xAC00, 0xAD00), (0x1F600, 0x1F650)]
    text = ""
    for _ in range(rng.randint(1, 30)):
        low, high = rng.choice(blocks[:2]) if rng.random() < 0.6 else rng.choice(blocks)
        text += chr(rng.randrange(low, high)) if rng.random() < 0.85 else " "
    return text


def texts():
    rng = random.Random(3)
    found = dict.fromkeys(FINDINGS + [text.upper() for text in FINDINGS] + ODD)
    while len(found) < CASES:
        kind = rng.random()
        if kind < 0.45:
            joint = rng.choice([", ", " / ", ". ", " and ", "\n"])
            text = joint.join(rng.sample(FINDINGS, rng.randint(2, 9)))
        elif kind < 0.6:
            text = "".join(rng.choice(FINDINGS + ODD) for _ in range(3))[:400]
        else:
            text = random_text(rng)
        found.setdefault(text)
    return list(found)


def main():
    description = json.loads((pathlib.Path(sys.argv[1]) / "tokenizer.json").read_text())
    # Special tokens in a text are ordinary text here, so only the vocabulary and the rules stay.
    description.update(added_tokens=[], padding=None, truncation=None)
    tokenizer = Tokenizer.from_str(json.dumps(description))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    cases = [{"text": text, "ids": tokenizer.encode(text).ids} for text in texts()]
    OUT.parent.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    OUT.write_text(f'{{"max_tokens":{MAX_TOKENS},"cases":[\n{lines}\n]}}\n')


if __name__ == "__main__":
    main()
