#!/usr/bin/env python3
"""Checks the rules of CONTRIBUTING.md that a compiler does not: scripts/check_layout.py [ROOT]

Prints `path:line: what; how to mend it` and exits with 1 when a rule is broken. Each rule is one
function that takes a Tree and yields findings. Python's standard library only.
"""

import re
import sys
from pathlib import Path
from typing import Iterator, NamedTuple

MAX_FILE_LINES = 800
MAX_P90_LINES = 400  # of the files in src/
MAX_FUNCTION_LINES = 60
MAX_PARAMETERS = 5
MAX_COLUMNS = 100

CODE_FOLDERS = ("src", "tests", "bench", "fuzz")
OTHER_FOLDERS = ("scripts", "cmake", "docs", "packaging", "configs", "vocab", "schemas", "tasks",
                 "prompts")
CPP = (".cc", ".h")
WIDTH_CHECKED = CPP + (".py", ".cmake")
TEXT = WIDTH_CHECKED + (".md", ".sh", ".toml", ".txt", ".in")

# Where an include that starts so is allowed: path prefixes. The libraries' types stay behind them.
FENCES = {
    "torch/": ("src/nn/", "src/train/", "tests/nn/", "tests/train/", "bench/"),
    "ATen/": ("src/nn/", "src/train/", "tests/nn/", "tests/train/", "bench/"),
    "c10/": ("src/nn/", "src/train/", "tests/nn/", "tests/train/", "bench/"),
    "openvino/": ("src/engine/",),
    "CLI/": ("src/cli/arguments.cc",),
    "sqlite3.h": ("src/extract/", "tests/extract/"),
    "cairo": ("src/plot/", "tests/plot/"),
    "curl/": ("src/extract/http_client.cc", "src/fetch/"),
    "openssl/": ("src/core/hash.cc",),
    "utf8proc.h": ("src/text/",),
    "FLAC/": ("src/formats/flac.cc",),
    "hdf5": ("src/formats/hdf5_file.cc",),
    "zlib.h": ("src/formats/mat5.cc",),
    "Eigen/": ("src/eval/pca.cc",),
    "boost/": ("src/stats/distributions.cc",),
    "linux/": ("src/formats/sandbox.cc",),
    "pugixml.hpp": ("src/formats/", "tests/"),
}
TORCH_INCLUDES = ("torch/", "ATen/", "c10/")

# Sources without a test file of their own, and why.
WITHOUT_TEST = {
    r"src/cli/(train_)?main\.cc": "a table of verbs; tests/cli runs the programs",
    r"src/cli/\w+_verbs?\.cc": "tests/cli runs every verb as a user would",
    r"src/cli/(arguments|verb)\.cc": "tests/cli/help_test.py and bad_input_test.py type at them",
    r"src/cli/(extract_input|llm_flags)\.cc":
        "what the extract verbs share; tests/cli/extract_llm_test.py runs them",
    r"src/cli/(embed_with|eval_flags|eval_inputs|prompt_choice|task_questions)\.cc":
        "what verbs share; tests/cli runs the verbs",
    r"src/cli/(train_program|vocab_folder)\.cc":
        "what verbs share; tests/cli runs the verbs",
    r"src/cli/(finetune_job|probe_call)\.cc":
        "what probe and finetune share; tests/cli/probe_test.py and finetune_test.py run them",
    r"src/cli/audit_inputs\.cc": "what audits share; tests/cli/audit_test.py runs them",
    r"src/cli/(find_rate|pretrain_trials)\.cc":
        "the trials of pretrain; tests/cli/training_view_test.py runs them",
    r"src/cli/sweep_(call|rehearsal)\.cc": "parts of sweep; tests/cli/sweep_test.py runs them",
    r"src/cli/input_gradients\.cc|src/train/gradient_file\.cc":
        "two ends of one pipe; tests/cli/explain_test.py compares their gradients with occlusion",
    r"src/engine/engine_version\.cc|src/train/train_facts\.cc":
        "what doctor asks of libraries; tests/cli/doctor_test.py reads the answers",
    r"src/train/run_views\.cc":
        "hands on what observers get; tests/cli/training_view_test.py looks at a real run",
    r"src/fetch/(database_fetch|downloader|http_get)\.cc":
        "tests/cli/data_fetch_test.py runs them against a server that fails in every way",
    r"src/cli/(ecg_picture|inspect_record)\.cc":
        "what inspect and plot ecg share; tests/cli/inspect_test.py runs them",
    r"src/signal/content_relations\.cc":
        "the part of content_check.cc that compares leads; content_check_test.cc plants its faults",
    r"src/signal/wfdb_signals\.cc":
        "private to wfdb.cc; wfdb_test.cc and wfdb_formats_test.cc read through it",
    r"src/eval/(anova_table|(compare_sets|comparison|paper_statistics|scores)_output)\.cc":
        "tests/cli/stats_test.py reads their figures as a user would",
    r"src/engine/(compiled|encoder|fusion|resnet|vit)_graph\.cc":
        "private to ecg_model.cc; ecg_model_test.cc compares its logits with the Python model's",
    r"src/engine/bert_graph\.cc":
        "private to text_encoder.cc; text_encoder_test.cc compares with the Python model's vectors",
    r"src/engine/graph_ops\.cc":
        "what the graphs are made of: a wrong one fails ecg_model_test.cc or text_encoder_test.cc",
    r"src/train/encoder_tuner\.cc": "the loop behind tune_encoder.cc; tune_encoder_test.cc runs it",
    r"src/extract/(http_client|llm_caller|llm_run)\.cc":
        "tests/cli/extract_llm_test.py runs them against an endpoint that fails in every way",
    r"src/extract/(report_table|store_export)\.cc":
        "tests/cli/extract_llm_test.py reads and writes through them",
    r"src/formats/open_main\.cc": "a table of readers; tests/cli/convert_test.py runs the program",
    r"src/formats/ask_helper\.cc": "open_test.cc and wfdb_file_test.cc ask the real helper",
    r"src/formats/mat[45]\.cc":
        "private to mat_file.cc; mat_file_test.cc reads files of both levels",
    r"src/formats/(dicom_patient|hdf5_file)\.cc":
        "private to dicom.cc and hdf5.cc; their tests compare with pydicom and h5py",
    r"src/nn/(fusion|projection|resnet1d|vit)\.cc":
        "supreme_model_test.cc compares logits and the gradient of each weight with Python's",
    r"src/report/paper_figure_\w+\.cc":
        "steps of paper_figures.cc; paper_figures_test.cc reads the figures they make",
    r"src/signal/measure_\w+\.cc":
        "steps of measure.cc; measure_test.cc measures drawn beats of known size and real ECGs",
    r"src/synth/finding_catalogue\.cc":
        "the table behind finding.cc; tests/synth/criteria measures every row on the traces",
    r"src/synth/heart/qrs_\w+\.cc":
        "steps of qrs.cc; qrs_test.cc measures the complexes they make together",
    r"src/synth/heart/repolarisation_\w+\.cc":
        "steps of repolarisation.cc; repolarisation_test.cc measures ST, T and QT",
    r"src/train/(collective|join_ranks|mpi_collective|mpi_module)\.cc":
        "launch_test.cc runs them between processes that are killed, frozen, or never come",
    r"src/train/nccl_library\.cc": "a table of names; needs NCCL and a GPU",
    r"src/train/(batch|pack)_source\.cc":
        "what pretrain_test.cc trains from; its determinism and resume are checked there",
    r"src/train/(checkpoint|device|run_info|trainer)\.cc":
        "pretrain_test.cc kills and resumes runs bit by bit, damages checkpoints, asks for no GPU",
}

# Headers of the standard library that something else often brings along, on one compiler or with
# one version of a library; and the names that need them.
STANDARD_HEADERS = {
    "algorithm": "all_of any_of clamp copy_n count_if fill find_if lower_bound max max_element min "
                 "min_element none_of nth_element sort stable_sort transform upper_bound",
    "array": "array",
    "atomic": "atomic",
    "chrono": "chrono",
    "cmath": "abs cos exp floor isfinite isnan log lround pow sin sqrt",
    "filesystem": "filesystem",
    "functional": "function",
    "iterator": "back_inserter",
    "limits": "numeric_limits",
    "map": "map",
    "memory": "make_shared make_unique shared_ptr unique_ptr",
    "mutex": "call_once lock_guard mutex scoped_lock unique_lock",
    "numeric": "accumulate iota",
    "optional": "nullopt optional",
    "set": "set",
    "span": "span",
    "thread": "jthread this_thread thread",
    "utility": "exchange move pair swap",
    "vector": "vector",
}

# Words that must not appear, and what to do instead.
BANNED = {
    r"\b(TODO|FIXME|XXX|HACK)\b": "do it, or open an issue",
    r"(?<![\w.])/(home|root|work|Users)/": "name no path of one machine",
}
# Files that hold the banned words as data.
SPEAKS_OF_WORDS = ("scripts/check_layout.py", "tests/scripts/check_layout_test.py")


class Finding(NamedTuple):
    path: str
    line: int
    what: str
    fix: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}; {self.fix}"


class Tree:
    """The files of the project, read once."""

    def __init__(self, root: Path):
        self.root = root
        self.lines: dict[str, list[str]] = {}
        self.unended: set[str] = set()  # files whose last line has no line break
        paths = [p for folder in CODE_FOLDERS + OTHER_FOLDERS for p in (root / folder).rglob("*")]
        paths += [p for p in root.glob("*") if p.name == "dev" or p.suffix in TEXT]
        for path in sorted(paths):
            named = path.suffix in TEXT or path.name == "dev"
            if not path.is_file() or not named or "__pycache__" in path.parts:
                continue
            text = path.read_text(encoding="utf-8", errors="replace")
            name = path.relative_to(root).as_posix()
            self.lines[name] = text.splitlines()
            if text and not text.endswith("\n"):
                self.unended.add(name)

    def cpp(self, *folders: str) -> Iterator[tuple[str, list[str]]]:
        for path, lines in self.lines.items():
            if path.endswith(CPP) and path.split("/")[0] in (folders or CODE_FOLDERS):
                yield path, lines

    def folder_order(self) -> list[str]:
        text = "\n".join(self.lines.get("CMakeLists.txt", []))
        found = re.search(r"set\(SUPREME_FOLDERS([^)]*)\)", text)
        return found.group(1).split() if found else []


def includes(lines: list[str]) -> Iterator[tuple[int, str, bool]]:
    """Line number, what is included, and whether in quotes."""
    for number, line in enumerate(lines, 1):
        found = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if found:
            yield number, found.group(2), found.group(1) == '"'


def check_include_direction(tree: Tree) -> Iterator[Finding]:
    order = tree.folder_order()
    if not order:
        yield Finding("CMakeLists.txt", 1, "no SUPREME_FOLDERS", "set it to the folders in order")
    rank = {folder: index for index, folder in enumerate(order)}
    for path, lines in tree.cpp("src"):
        folder = path.split("/")[1]
        if folder not in rank:
            yield Finding(path, 1, f"folder src/{folder} has no place", "add it to SUPREME_FOLDERS")
            continue
        for number, target, quoted in includes(lines):
            used = target.split("/")[0]
            if not quoted:
                continue
            if "/" not in target:
                yield Finding(path, number, f'"{target}" has no folder',
                              "include by path from src/")
            elif rank.get(used, -1) > rank[folder]:
                yield Finding(path, number, f"{folder} includes from {used}, which comes after it",
                              "move the code, or pass it in through an interface")


def standard_headers(tree: Tree, path: str, known: dict[str, set[str]]) -> set[str]:
    """The standard headers that a source and the project's headers below it include."""
    if path not in known:
        known[path] = set()  # while it is being read, so that a circle ends
        for _, target, quoted in includes(tree.lines.get(path, [])):
            known[path] |= standard_headers(tree, f"src/{target}", known) if quoted else {target}
    return known[path]


def check_standard_headers(tree: Tree) -> Iterator[Finding]:
    names = {name: header for header, text in STANDARD_HEADERS.items() for name in text.split()}
    known: dict[str, set[str]] = {}
    for path, lines in tree.cpp("src"):
        missing = {}
        for number, line in enumerate(lines, 1):
            code = re.sub(r'"(\\.|[^"\\])*"|//.*', "", line)
            for name in re.findall(r"\bstd::(?:ranges::)?(\w+)", code):
                header = names.get(name)
                if header and header not in standard_headers(tree, path, known):
                    missing.setdefault(header, (number, name))
        for header, (number, name) in missing.items():
            yield Finding(path, number, f"std::{name} comes from no header of this project",
                          f"include <{header}>")


def check_fences(tree: Tree) -> Iterator[Finding]:
    for path, lines in tree.cpp():
        for number, target, _ in includes(lines):
            for prefix, allowed in FENCES.items():
                if target.startswith(prefix) and not path.startswith(allowed):
                    yield Finding(path, number, f"<{target}> outside {', '.join(allowed)}",
                                  "use the wrapper there")


def check_cli_is_free_of_torch(tree: Tree) -> Iterator[Finding]:
    """Follows includes from src/cli: compiling a verb must not pull LibTorch in."""
    pending = [path for path, _ in tree.cpp("src") if path.startswith("src/cli/")]
    seen = set(pending)
    while pending:
        path = pending.pop()
        for number, target, quoted in includes(tree.lines[path]):
            if target.startswith(TORCH_INCLUDES):
                yield Finding(path, number, f"<{target}> is reached from src/cli",
                              "hide it in the .cc behind a private class")
            header = f"src/{target}"
            if quoted and header in tree.lines and header not in seen:
                seen.add(header)
                pending.append(header)


def check_tests_mirror_sources(tree: Tree) -> Iterator[Finding]:
    for path, _ in tree.cpp("src"):
        if not path.endswith(".cc") or any(re.fullmatch(p, path) for p in WITHOUT_TEST):
            continue
        test = re.sub(r"^src/(.*)\.cc$", r"tests/\1_test.cc", path)
        if test not in tree.lines:
            yield Finding(path, 1, f"{test} is missing",
                          "write it, or add the source to WITHOUT_TEST with a reason")


def check_headers(tree: Tree) -> Iterator[Finding]:
    for path, lines in tree.cpp():
        if not path.endswith(".h"):
            continue
        if "#pragma once" not in lines:
            yield Finding(path, 1, "no #pragma once", "add it after the first comment")
        if not lines or not lines[0].startswith("//"):
            yield Finding(path, 1, "does not start with a comment", "say what the header is for")


def check_file_sizes(tree: Tree) -> Iterator[Finding]:
    for path, lines in tree.cpp():
        if len(lines) > MAX_FILE_LINES:
            yield Finding(path, len(lines), f"{len(lines)} lines", f"at most {MAX_FILE_LINES}")
    sizes = sorted(len(lines) for _, lines in tree.cpp("src"))
    p90 = sizes[int(0.9 * len(sizes))] if sizes else 0
    if p90 >= MAX_P90_LINES:
        yield Finding("src", 1, f"a tenth of the files has {p90} lines or more",
                      f"split the longest ones, the limit is {MAX_P90_LINES}")


NOT_A_FUNCTION = re.compile(
    r"\s*((namespace|class|struct|enum|union|if|for|while|switch|else|do|try|catch|case|default"
    r"|return|throw|using|typedef|public|private|protected)\b|#|//|}|\*)")


def check_function_sizes(tree: Tree) -> Iterator[Finding]:
    """By indentation: clang-format puts a function's closing brace below its first letter."""
    for path, lines in tree.cpp():
        for start, line in enumerate(lines):
            indent = len(line) - len(line.lstrip())
            if indent not in (0, 2) or not line.strip() or NOT_A_FUNCTION.match(line):
                continue
            head = start
            while head < len(lines) and not lines[head].rstrip().endswith(("{", ";", "}")):
                head += 1
            if head >= len(lines) or not lines[head].rstrip().endswith("{"):
                continue
            before, bracket, _ = " ".join(lines[start:head + 1]).partition("(")
            if not bracket or re.search(r"[.=]|->|^\s*(EXPECT|ASSERT)_", before):
                continue  # data, or a call that ends in a lambda
            close = " " * indent + "}"
            end = next((i for i in range(head + 1, len(lines)) if lines[i].startswith(close)), head)
            excused = start > 0 and "// Long because" in lines[start - 1]
            if end - start + 1 > MAX_FUNCTION_LINES and not excused:
                yield Finding(path, start + 1, f"function of {end - start + 1} lines",
                              f"at most {MAX_FUNCTION_LINES}, or above it `// Long because …`")


DECLARATION = re.compile(
    r"^(?:  )?(?:template <[^>]*> )?(?:[\w:<>,&*\[\]~]+ +[&*]*)+(?P<name>[\w:~]+)\((?P<rest>.*)")


def count_parameters(text: str) -> int:
    """Of the text after a function's opening bracket; stops at the bracket that closes it."""
    depth = commas = 0
    inside = ""
    for letter in text.replace("->", "").replace("()", ""):
        if letter == ")" and depth == 0:
            break
        depth += letter in "(<[{"
        depth -= letter in ")>]}"
        commas += letter == "," and depth == 0
        inside += letter
    return commas + 1 if inside.strip() else 0


def check_parameters(tree: Tree) -> Iterator[Finding]:
    for path, lines in tree.cpp():
        for start, line in enumerate(lines):
            found = DECLARATION.match(line)
            if not found or NOT_A_FUNCTION.match(line) or "=" in line.split("(")[0]:
                continue
            name = found["name"].split("::")[-1]
            if re.fullmatch(r"[A-Z][A-Z0-9_]+|[a-z_].*", name):
                continue  # macros and variables
            count = count_parameters(" ".join([found["rest"]] + lines[start + 1:start + 12]))
            if count > MAX_PARAMETERS:
                yield Finding(path, start + 1, f"{found['name']} takes {count} parameters",
                              f"at most {MAX_PARAMETERS}: pass a struct")


def check_architecture(tree: Tree) -> Iterator[Finding]:
    """The tour has a row for each folder, and names no path that is gone."""
    tour = "ARCHITECTURE.md"
    lines = tree.lines.get(tour, [])
    for folder in tree.folder_order() if lines else []:
        if not any(line.startswith(f"| `{folder}` |") for line in lines):
            yield Finding(tour, 1, f"src/{folder} has no row", "say in one line what it holds")
    for number, line in enumerate(lines, 1):
        for path in re.findall(r"`(src/[\w./]+)`", line):
            if not (tree.root / path).exists():
                yield Finding(tour, number, f"{path} does not exist", "name where it is")


def check_text(tree: Tree) -> Iterator[Finding]:
    for path, lines in tree.lines.items():
        for number, line in enumerate(lines, 1):
            if "\t" in line:
                yield Finding(path, number, "tab", "write blanks")
            if line != line.rstrip():
                yield Finding(path, number, "blanks at the end of the line", "remove them")
            is_long = len(line) > MAX_COLUMNS and path.endswith(WIDTH_CHECKED)
            if is_long and "http" not in line and "#include" not in line:
                yield Finding(path, number, f"{len(line)} columns", f"at most {MAX_COLUMNS}")
            for pattern, fix in BANNED.items():
                found = None if path in SPEAKS_OF_WORDS else re.search(pattern, line)
                if found:
                    yield Finding(path, number, f'"{found.group(0)}"', fix)
    for path in sorted(tree.unended):
        yield Finding(path, len(tree.lines[path]), "last line has no line break", "add one")


RULES = (check_include_direction, check_standard_headers, check_fences, check_cli_is_free_of_torch,
         check_tests_mirror_sources, check_headers, check_file_sizes, check_function_sizes,
         check_parameters, check_architecture, check_text)


def main() -> int:
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent
    tree = Tree(root)
    findings = sorted({finding for rule in RULES for finding in rule(tree)})
    for finding in findings:
        print(finding)
    if findings:
        print(f"{len(findings)} findings", file=sys.stderr)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
