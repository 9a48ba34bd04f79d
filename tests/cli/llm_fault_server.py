"""A chat endpoint that fails on demand: the first part of the path names how.

http://127.0.0.1:PORT/MODE/v1 answers every statement in that mode; in mode `mixed` the first word
of the statement names the mode, so that one run meets all of them. Python's standard library only.
"""

import email.utils
import http.server
import json
import re
import socket
import struct
import threading
import time

PROBE = "sinus rhythm"  # what the client asks first
HUGE = b'{"choices": [{"message": {"content": "' + b"x" * 10_000_000 + b'"}}]}'


def extraction(entities, **classes):
    """An answer with all entities abnormal, unless classes are given."""
    lists = {"normal": [], "abnormal": [], "uncertain": []}
    lists.update(classes or {"abnormal": entities})
    return json.dumps({"global": entities, "classification": lists})


def good(text):
    return extraction(list(dict.fromkeys(text.split("\n"))))


def obey(text):
    """What a model does that follows orders in the report: the JSON or the quoted words in it."""
    found = re.search(r"\{.*\}", text, re.S)
    if found:
        return found.group(0)
    ordered = re.findall(r"'([^']+)'", text) or ["ventricular tachycardia"]
    return extraction(ordered)


def prompts_of(text):
    """As many texts as the request for a class's prompts asks for; the probe asks for one."""
    name = re.search(r"class: (.*)", text)
    count = re.search(r"texts: (\d+)", text)
    return [f"{name[1] if name else text} {i}" for i in range(int(count[1]) if count else 1)]


# Content of the answer by mode; each must be refused.
CONTENTS = {
    "notjson": lambda text: "I found " + text,
    "fenced": lambda text: "```json\n" + good(text) + "\n```",
    "prosebefore": lambda text: "Here you are: " + good(text),
    "proseafter": lambda text: good(text) + "\nI hope this helps.",
    "wrongtypes": lambda text: json.dumps({"global": 7, "classification": []}),
    "extrakeys": lambda text: json.dumps({**json.loads(good(text)), "note": "sure"}),
    "missingkeys": lambda text: json.dumps({"global": [text]}),
    "doubledkeys": lambda text: good(text)[:-1] + ', "global": []}',
    "nan": lambda text: good(text)[:-1] + ', "p": NaN}',
    "deep": lambda text: "[" * 100000,
    "whitespace": lambda text: good(text)[:-1] + " " * 20000,
    "empty": lambda text: "",
    "hallucinate": lambda text: extraction([text, "third degree av block"]),
    "notsubset": lambda text: extraction([text], abnormal=[text, "possible"]),
    "twoclasses": lambda text: extraction([text], abnormal=[text], uncertain=[text]),
    "noclass": lambda text: extraction([text], abnormal=[]),
    "nothing": lambda text: extraction([]),
    "modifier": lambda text: extraction(["possible"]),
    "terms": lambda text: json.dumps({"is_ecg_term": "lung" not in text}),
    "prompts": lambda text: json.dumps({"prompts": prompts_of(text)}),
    "twins": lambda text: json.dumps({"prompts": ["the same"] * len(prompts_of(text))}),
    "good": good,
    "obey": obey,
}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        mode = self.path.split("/")[1]
        text = json.loads(request["messages"][1]["content"].splitlines()[-1])
        is_repair = len(request["messages"]) > 2
        earlier = self.server.count(text, request, self.headers)
        if mode == "mixed":
            mode = "good" if text == PROBE else text.split()[0]
        try:
            self.answer(mode, text, is_repair, earlier, request)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def answer(self, mode, text, is_repair, earlier, request):
        if self.server.delay_s:
            time.sleep(self.server.delay_s)
        if mode in CONTENTS:
            return self.reply(CONTENTS[mode](text))
        if mode == "repaired":
            return self.reply(good(text) if is_repair else "Sure!")
        if found := re.fullmatch(r"http(\d+)", mode):
            return self.send(int(found[1]), b'{"error": "as ordered"}')
        if found := re.fullmatch(r"wait(\d+|date)", mode):
            wait = email.utils.formatdate(time.time() + 1e6) if found[1] == "date" else found[1]
            return self.send(429, b"", {"Retry-After": wait})
        if found := re.fullmatch(r"heal(\d+)", mode):  # fails the first N times
            return self.send(503, b"") if earlier < int(found[1]) else self.reply(good(text))
        if found := re.fullmatch(r"needs(\w+)", mode):  # takes one output mode only
            named = {"schema": "response_format", "guided": "guided_json", "grammar": "grammar"}
            sent = [key for key, field in named.items() if field in request] or ["plain"]
            return self.reply(good(text)) if sent == [found[1]] else self.send(400, b"no")
        if mode == "loading":  # as the llama.cpp server does before its model is there
            busy = text == PROBE and earlier < 12
            return self.send(503, b'{"error": "Loading model"}') if busy else self.reply(good(text))
        if mode == "outage":  # from the 30th call on, as long as `down` says
            return self.send(503, b"") if self.server.is_down() else self.reply(good(text))
        return getattr(self, "mode_" + mode)(text)

    def mode_cutoff(self, text):
        self.reply(good(text)[:10], finish_reason="length")

    def mode_nullcontent(self, _):
        self.reply(None)

    def mode_toolcalls(self, _):
        message = {"role": "assistant", "tool_calls": [{"function": {"name": "x"}}]}
        self.send_json({"model": self.server.model, "choices": [{"message": message}]})

    def mode_badutf8(self, text):
        body = self.completion(good(text)).replace(text[:3].encode(), b"\xff\xfe\xc0")
        self.send(200, body)

    def mode_huge(self, _):
        self.send(200, HUGE)

    def mode_notchat(self, _):
        self.send(200, b"<html>welcome</html>")

    def mode_hang(self, _):
        self.server.stopping.wait(20)

    def mode_slowfirst(self, text):
        self.server.stopping.wait(8)
        self.reply(good(text))

    def mode_drip(self, text):
        body = self.completion(good(text))
        self.send_head(200, len(body))
        for byte in body:
            self.wfile.write(bytes([byte]))
            if self.server.stopping.wait(0.5):
                return

    def mode_reset(self, text):
        body = self.completion(good(text))
        self.send_head(200, len(body))
        self.wfile.write(body[: len(body) // 2])
        # Closing with a linger time of 0 sends RST.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    def completion(self, content, finish_reason="stop"):
        return json.dumps({
            "model": self.server.model,
            "choices": [{"message": {"role": "assistant", "content": content},
                         "finish_reason": finish_reason}],
            "usage": {"prompt_tokens": 1000, "completion_tokens": 50},
        }).encode()

    def reply(self, content, finish_reason="stop"):
        self.send(200, self.completion(content, finish_reason))

    def send_json(self, value):
        self.send(200, json.dumps(value).encode())

    def send_head(self, status, length, headers=None):
        self.send_response(status)
        for name, value in {"Content-Length": str(length), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()

    def send(self, status, body, headers=None):
        self.send_head(status, len(body), headers)
        self.wfile.write(body)


class FaultServer(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.model = "model-a"
        self.delay_s = 0.0
        self.stopping = threading.Event()
        self.lock = threading.Lock()
        self.calls = {}  # text → number of requests
        self.requests = []
        self.keep_requests = False
        self.authorization = None
        self.down_from, self.down_s, self.down_since = 30, 0.0, None
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def handle_error(self, *_):
        pass  # clients are killed on purpose

    def endpoint(self, mode):
        return f"http://127.0.0.1:{self.server_address[1]}/{mode}/v1"

    def count(self, text, request, headers):
        with self.lock:
            earlier = self.calls.get(text, 0)
            self.calls[text] = earlier + 1
            self.authorization = headers.get("Authorization")
            if self.keep_requests:
                self.requests.append(request)
            return earlier

    def is_down(self):
        with self.lock:
            if self.down_since is None and sum(self.calls.values()) >= self.down_from:
                self.down_since = time.monotonic()
            return self.down_since is not None and time.monotonic() < self.down_since + self.down_s

    def close(self):
        self.stopping.set()
        self.shutdown()
        self.server_close()
