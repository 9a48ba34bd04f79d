"""The commands that the documentation shows: their verbs, flags, files and settings exist."""

import functools
import json
import pathlib
import re
import shlex
import subprocess
import unittest

from harness import BIN, SOURCE, SUPREME, ProgramTest, run

PAGES = [SOURCE / "README.md", *sorted((SOURCE / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.M | re.S)
INLINE = re.compile(r"`(supreme [^`]+)`")
OURS = re.compile(r"(configs|tasks|models|scripts|vocab)/[\w./-]+\.(toml|json|sh|py|csv)$")


def split_at_programs(line):
    """Each `supreme …` of a shell line as its words, without what stands before and behind it."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    words, programs, inside = list(lexer), [], False
    for word in words:
        if set(word) <= set(lexer.punctuation_chars):
            inside = False
        elif word in ("supreme", "supreme-train"):
            programs.append([])
            inside = True
        elif inside:
            programs[-1].append(word)
    return programs


def commands_of(page):
    text = page.read_text(encoding="utf-8")
    for block in BLOCK.findall(text):
        for line in block.replace("\\\n", " ").splitlines():
            yield from split_at_programs(line)
    for command in INLINE.findall(BLOCK.sub("", text)):
        yield from split_at_programs(command.replace("\n", " "))


@functools.cache
def verbs():
    return {line[2:23].strip() for line in run("--help").stdout.splitlines()
            if line.startswith("  ")}


@functools.cache
def flags_of(verb):
    return set(re.findall(r"--[a-z][a-z0-9-]*", run(*verb.split(), "--help").stdout))


def verb_of(words):
    """The verb that a command begins with, None for `supreme --version` or `supreme VERB …`."""
    for count in (2, 1):
        if " ".join(words[:count]) in verbs():
            return " ".join(words[:count])
    return None


LINK = re.compile(r"(?<!`)!?\[[^\]]*\]\(([^)\s]+)\)")


def linked_pages():
    """Every Markdown page of the project."""
    listed = subprocess.run(["git", "ls-files", "*.md"], cwd=SOURCE, capture_output=True, text=True,
                            check=False).stdout.split()
    return [SOURCE / name for name in listed] or [*PAGES, *SOURCE.glob("*.md")]


def prose(page):
    """The page without code."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    return re.sub(r"`[^`\n]*`", lambda code: code.group(0).replace("](", "] ("), text)


@functools.cache
def anchors(page):
    """Names that headings of the page get from GitHub."""
    headings = re.findall(r"^#+ +(.*)$", prose(page), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


class LinksTest(unittest.TestCase):
    def test_every_link_to_a_file_and_heading_of_ours_leads_there(self):
        count = 0
        for page in linked_pages():
            for target in LINK.findall(prose(page)):
                if re.match(r"[a-z]+:", target):
                    continue
                with self.subTest(page=page.relative_to(SOURCE), link=target):
                    path, _, anchor = target.partition("#")
                    file = (page.parent / path).resolve() if path else page
                    self.assertTrue(file.exists(), "no such file")
                    if anchor:
                        self.assertIn(anchor, anchors(file))
                    count += 1
        self.assertGreater(count, 100)

    def test_every_page_and_picture_is_linked_from_another(self):
        targets = {(page.parent / target.partition("#")[0]).resolve()
                   for page in linked_pages() for target in LINK.findall(prose(page))}
        for file in [*(SOURCE / "docs").glob("*.md"), *(SOURCE / "docs" / "images").iterdir()]:
            with self.subTest(file=file.name):
                self.assertIn(file.resolve(), targets)


class DocsTest(ProgramTest):
    def check_command(self, words):
        verb = verb_of(words)
        if verb is None:
            # A word in capitals or "…" stands for something; "data" alone for a group of verbs.
            is_made_up = words and re.fullmatch(r"[a-z][a-z-]+", words[0])
            groups = {name.split()[0] for name in verbs()}
            self.assertFalse(is_made_up and words[0] not in groups, f"no verb {words[:2]}")
            return
        rest = words[len(verb.split()):]
        if "--" in rest:
            split = rest.index("--")
            self.check_command(rest[split + 1:])
            rest = rest[:split]
        used = {word.split("=")[0] for word in rest if re.match(r"--[a-z]", word)}
        self.assertLessEqual(used, flags_of(verb) | {"--help"})
        for word in rest:
            if OURS.match(word):
                self.assertTrue((SOURCE / word).exists(), word)

    def test_every_command_has_a_verb_and_flags_that_there_are(self):
        count = 0
        for page in PAGES:
            for words in commands_of(page):
                with self.subTest(page=page.name, command=" ".join(words)):
                    self.check_command(words)
                    count += 1
        self.assertGreater(count, 100)

    def test_every_training_command_has_settings_that_go_together(self):
        if not (BIN / "supreme-train").exists():
            self.skipTest("supreme-train is not built")
        count = 0
        for page in PAGES:
            for words in commands_of(page):
                if "pretrain" not in words or "--out" not in words:
                    continue
                shared = page.name == "training.md"  # any of them may be started as several ranks
                with self.subTest(page=page.name, command=" ".join(words)):
                    start = words.index("pretrain")
                    process = subprocess.run([SUPREME, *words[start:], "--print-config"], text=True,
                                             capture_output=True, cwd=SOURCE, check=False)
                    self.assert_ok(process)
                    replicas = json.loads(process.stdout)["train"]["replicas"]
                    self.assertTrue(replicas == 1 or not shared, "ranks and replicas exclude "
                                    "each other")
                    count += 1
        self.assertGreater(count, 10)


if __name__ == "__main__":
    unittest.main()
