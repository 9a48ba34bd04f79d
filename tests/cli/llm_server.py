"""A llama.cpp server with a small model, and what must hold of every answer that came from it.

scripts/llm_server.sh makes the folder with the server and the models; SUPREME_LLM_DIR names it.
"""

import contextlib
import csv
import os
import pathlib
import re
import socket
import subprocess
import tempfile
import time
import typing
import urllib.error
import urllib.request

SOURCE = pathlib.Path(__file__).resolve().parents[2]
GOLD = SOURCE / "testdata/extract/gold_statements.csv"
FOLDER = pathlib.Path(os.environ.get("SUPREME_LLM_DIR") or SOURCE / ".deps/llama")
ENGLISH = ("muse", "glasgow", "philips", "free")

# For a model that was trained on plain text alone: one message after the other.
PLAIN_TALK = "{% for message in messages %}{{ message['content'] }}\n\n{% endfor %}"
# Name → file, and the template of its conversations where the file has none.
MODELS = {
    "smollm2-135m-instruct": ("SmolLM2-135M-Instruct.Q4_1.gguf", None),
    "gemma-3-270m": ("gemma-3-270m-q4_k_m.gguf", PLAIN_TALK),
}
# A small machine thinks long about an answer.
PATIENCE = ["--idle-timeout", 600, "--request-timeout", 600, "--statement-timeout", 1800,
            "--concurrency", 2]


def missing(model):
    """What is not there of the server and a model; empty when all is."""
    paths = (FOLDER / "llama-server", FOLDER / MODELS[model][0])
    return [str(path) for path in paths if not path.exists()]


def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


def wait_until_ready(process, port, log, seconds=180):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2) as reply:
                if reply.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError("llama-server does not come up:\n" + pathlib.Path(log).read_text()[-2000:])


class Server(typing.NamedTuple):
    endpoint: str
    pid: int

    def cpu_s(self):
        """Seconds of CPU that it has used so far, all threads together."""
        fields = pathlib.Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def serve(model, threads=2):
    """Runs the server while the block lasts; gives it."""
    file, template = MODELS[model]
    port = free_port()
    command = [str(FOLDER / "llama-server"), "-m", str(FOLDER / file), "--alias", model,
               "--host", "127.0.0.1", "--port", str(port), "-c", "16384", "-np", "2",
               "-t", str(threads), "--jinja"]
    command += ["--chat-template", template] if template else []
    with tempfile.NamedTemporaryFile(prefix="llama-server-", suffix=".log") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
        try:
            wait_until_ready(process, port, log.name)
            yield Server(f"http://127.0.0.1:{port}/v1", process.pid)
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def write_sample(path, every):
    """Every n-th English statement of the annotated ones, as reports; returns how many."""
    with open(GOLD, newline="", encoding="utf-8") as file:
        texts = [row["statement"] for row in csv.DictReader(file) if row["style"] in ENGLISH]
    sample = texts[::every]
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["record_id", "report"])
        writer.writerows((f"s{i:03}", text) for i, text in enumerate(sample))
    return len(sample)


def scores_of_sets(quality):
    """Of `supreme extract quality`'s scores those that count each statement once."""
    with open(GOLD, newline="", encoding="utf-8") as file:
        sets = {row["set"] for row in csv.DictReader(file)}
    return [score for score in quality["gold"] if score["name"] in sets]


def words(text):
    """Words without what the program forgives: plural endings, "-ly", British "ae", "1st"."""
    spelled = {"1st": "first", "2nd": "second", "3rd": "third"}
    found = re.findall(r"[^\W_]+", text.lower())
    folded = [re.sub("ae", "e", spelled.get(word, word)) for word in found]
    return [re.sub(r"(ly|es|s|y|e|ies)$", "", word) if len(word) > 3 else word for word in folded]


def broken_rules(text, extraction):
    """Why an answer must not be kept, checked without the program's code; empty if it may."""
    broken = []
    everything = extraction["global"]
    classes = extraction["classification"]
    if set(extraction) != {"global", "classification"} or \
            set(classes) != {"normal", "abnormal", "uncertain"}:
        broken.append("another form")
    sorted_in = [entity for name in classes for entity in classes[name]]
    if sorted(sorted_in) != sorted(everything) or len(set(everything)) != len(everything):
        broken.append("the classes are not a partition")
    for entity in everything:
        rest = iter(words(text))
        if not words(entity) or not all(word in rest for word in words(entity)):
            broken.append(f"{entity!r} is not in the statement")
    return broken
