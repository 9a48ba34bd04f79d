"""A publisher's file server that fails on demand. Python's standard library only.

Serves server.files (path → bytes) with ETag, Range and If-Range. server.faults[path] is a list of
faults, taken one a request; when it is used up the file is served well.
"""

import base64
import collections
import hashlib
import http.server
import re
import socket
import struct
import threading
import time
import urllib.parse


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def do_HEAD(self):
        self.do_GET()

    def do_GET(self):
        path = urllib.parse.unquote(self.path.lstrip("/"))
        self.server.note(path, self.command, dict(self.headers), self.client_address)
        try:
            if self.server.login and not self.is_logged_in():
                return self.send(401, b"who are you?", {"WWW-Authenticate": "Basic realm=x"})
            fault = self.server.take_fault(path) if self.command == "GET" else None
            if fault is not None:
                return self.fail(fault, path)
            if path not in self.server.files:
                return self.send(404, b"no such file")
            self.serve(self.server.files[path])
        except (BrokenPipeError, ConnectionResetError):
            pass
        finally:
            self.server.leave()

    def is_logged_in(self):
        word = base64.b64encode(self.server.login.encode()).decode()
        return self.headers.get("Authorization") == f"Basic {word}"

    def send(self, status, body, headers=None):
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def serve(self, content, cut=None, pause_s=0):
        etag = '"' + hashlib.md5(content).hexdigest() + '"'
        status, headers, start = 200, {"ETag": etag}, 0
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        if asked and self.headers.get("If-Range") == etag:
            start = int(asked[1])
            if start >= len(content):
                return self.send(416, b"", {"Content-Range": f"bytes */{len(content)}"})
            status = 206
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        body = content[start:]
        if cut is None and not pause_s:
            return self.send(status, body, headers)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[:cut])
        self.wfile.flush()
        time.sleep(pause_s)
        self.reset()

    def reset(self):
        """Ends the connection without a word."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    def fail(self, fault, path):
        kind, *values = fault
        if kind == "cut":
            return self.serve(self.server.files[path], cut=values[0])
        if kind == "stall":
            return self.serve(self.server.files[path], cut=values[0], pause_s=values[1])
        if kind == "wrong":
            return self.serve(bytes(255 - b for b in self.server.files[path]))
        if kind == "replace":  # a cut, after which the publisher has another version
            old = self.server.files[path]
            self.server.files[path] = values[1]
            return self.serve(old, cut=values[0])
        if kind == "status":
            return self.send(values[0], b"as ordered", values[1] if len(values) > 1 else {})
        if kind == "redirect":
            return self.send(302, b"", {"Location": values[0]})
        if kind == "range":  # answers a range that nobody asked for
            body = self.server.files[path][7:]
            return self.send(206, body, {"Content-Range": f"bytes 7-{len(body) + 6}/*",
                                         "ETag": '"x"'})
        if kind == "reset":
            return self.reset()
        raise ValueError(kind)


class FileServer(http.server.ThreadingHTTPServer):
    """Runs from `with` to its end."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.files = {}
        self.faults = collections.defaultdict(list)
        self.requests = []  # (path, method, headers)
        self.login = None
        self.together = self.most_together = 0
        self.lock = threading.Lock()

    def handle_error(self, request, client_address):
        pass

    def url(self, path=""):
        return f"http://127.0.0.1:{self.server_address[1]}/{path}"

    def note(self, path, method, headers, _):
        with self.lock:
            self.requests.append((path, method, headers))
            self.together += 1
            self.most_together = max(self.most_together, self.together)

    def leave(self):
        with self.lock:
            self.together -= 1

    def take_fault(self, path):
        with self.lock:
            return self.faults[path].pop(0) if self.faults[path] else None

    def gets(self, path):
        return [headers for asked, method, headers in self.requests
                if asked == path and method == "GET"]

    def publish(self, base, files):
        """Puts files and their SHA256SUMS.txt below `base`."""
        lines = []
        for path, content in files.items():
            self.files[f"{base}/{path}"] = content
            lines.append(f"{hashlib.sha256(content).hexdigest()} {path}\n")
        self.files[f"{base}/SHA256SUMS.txt"] = "".join(lines).encode()

    def __enter__(self):
        self.thread = threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()
        self.thread.join()
