"""A receiver of events for tests: python3 hook_server.py FOLDER [CERTIFICATE KEY]

It listens on a free port of 127.0.0.1, prints it, and writes each request to a file of the folder: the
path, the headers and the text. What the path begins with decides what it answers: /status/500 that
status, /redirect another place, /endless an answer without an end, /hang nothing, /v1/audio a text as
an engine of speech does; all else 204. With a file "down" in the folder it answers 503 to everything.
It ends when its standard input does.
"""
import http.server
import os
import ssl
import sys
import threading
import time

folder = sys.argv[1]
lock = threading.Lock()
count = 0


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        global count
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if os.path.exists(os.path.join(folder, "down")):
            return self.answer(503)
        with lock:
            count += 1
            name = os.path.join(folder, f"{count:06}.request")
        with open(name + ".part", "wb") as file:
            file.write(f"{self.path}\n{self.headers}".encode() + body)
        os.rename(name + ".part", name)
        if self.path.startswith("/status/"):
            return self.answer(int(self.path.split("/")[2]))
        if self.path.startswith("/redirect"):
            return self.answer(302, {"Location": "/elsewhere"})
        if self.path.startswith("/hang"):
            time.sleep(120)
        if self.path.startswith("/endless"):
            self.send_response(200)
            self.end_headers()
            while True:
                self.wfile.write(b"x" * 65536)
        if self.path.startswith("/v1/audio"):
            return self.answer(200, body=b'{"text": "Goedendag."}')
        self.answer(204)

    do_GET = do_POST

    def answer(self, status, headers={}, body=b""):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
if len(sys.argv) > 2:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[2], sys.argv[3])
    server.socket = context.wrap_socket(server.socket, server_side=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
os._exit(0)
