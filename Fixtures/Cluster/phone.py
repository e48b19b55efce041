"""A telephone for tests that is at a balancer by TLS: python3 phone.py ADDRESS PORT USER PASSWORD.

It registers, prints "registered", and prints what it is told of waiting messages ("NOTIFY 3/0"). A line
of its standard input is a number to call: it says who it is with a false P-Asserted-Identity, speaks for
some seconds of noise, hangs up and prints "called". It ends when its standard input does.
"""
import hashlib
import io
import os
import re
import select
import socket
import ssl
import sys
import threading
import time
import uuid

address, port, user, password = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
context = ssl.create_default_context()
context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
connection = context.wrap_socket(socket.create_connection((address, port)))
connection.setblocking(False)
own = "%s:%d" % connection.getsockname()
contact = f"<sip:{user}@{own};transport=tls>"
answers = {}
arrived = threading.Condition()
lock = threading.Lock()


def guarded(operation, value):
    """Reads or writes. OpenSSL does not bear that one thread reads while another one writes."""
    while True:
        with lock:
            try:
                return operation(value)
            except (ssl.SSLWantReadError, ssl.SSLWantWriteError):
                pass
        select.select([connection], [], [], 0.1)


def send(text):
    data = text.replace("\n", "\r\n").encode()
    while data:
        data = data[guarded(connection.send, data):]


class Arriving(io.RawIOBase):
    """What comes, as a file."""

    def readable(self):
        return True

    def readinto(self, room):
        data = guarded(connection.recv, len(room))
        room[:len(data)] = data
        return len(data)


def listen():
    file = io.BufferedReader(Arriving())
    while line := file.readline():
        first = line.decode().strip()
        if not first:
            continue
        headers = {}
        while (line := file.readline().decode().strip()):
            name, value = line.split(":", 1)
            headers.setdefault(name.lower(), []).append(value.strip())
        body = file.read(int(headers.get("content-length", ["0"])[0])).decode()
        if first.startswith("SIP/2.0"):
            with arrived:
                answers.setdefault(headers["cseq"][0], []).append((int(first.split()[1]), headers, body))
                arrived.notify_all()
            continue
        kept = "".join(
            f"{name}: {value}\n" for name in ("via", "from", "to", "call-id", "cseq")
            for value in headers.get(name, []))
        if first.startswith("ACK"):
            continue
        # It is always busy.
        status = "486 Busy Here" if first.startswith("INVITE") else "200 OK"
        send(f"SIP/2.0 {status}\n{kept}Content-Length: 0\n\n")
        if first.startswith("NOTIFY"):
            found = re.search(r"Voice-Message: (\d+/\d+)", body)
            print("NOTIFY", found.group(1) if found else "", flush=True)


def wait(cseq):
    """The final answer to a request."""
    with arrived:
        while not (found := [a for a in answers.get(cseq, []) if a[0] >= 200]):
            if not arrived.wait(20 if cseq != "1 REGISTER" else 5):
                print("no answer to", cseq, flush=True)
                # A telephone that nobody answers begins anew.
                os.execv(sys.executable, [sys.executable] + sys.argv)
        return found[0]


def ask(method, uri, to, extra="", body=""):
    """Sends a request, again with the password if it is asked for."""
    call, tag, proof = uuid.uuid4().hex, uuid.uuid4().hex[:8], ""
    for number in (1, 2):
        cseq = f"{number} {method}"
        answers.pop(cseq, None)
        send(
            f"{method} {uri} SIP/2.0\nVia: SIP/2.0/TLS {own};branch=z9hG4bK{uuid.uuid4().hex};rport\n"
            f"Max-Forwards: 70\nFrom: <sip:{user}@{address}>;tag={tag}\nTo: <{to}>\nCall-ID: {call}\n"
            f"CSeq: {cseq}\nContact: {contact}\n{proof}{extra}Content-Length: {len(body) + body.count(chr(10))}\n\n{body}")
        code, headers, content = wait(cseq)
        if method == "INVITE" and code >= 300:
            acknowledge(uri, call, tag, number, headers, [])
        if code not in (401, 407):
            return code, headers, content, call, tag, number
        name = "www-authenticate" if code == 401 else "proxy-authenticate"
        part = dict(re.findall(r'(\w+)="([^"]*)"', headers[name][0]))
        digest = lambda text: hashlib.md5(text.encode()).hexdigest()
        response = digest(
            f"{digest(user + ':' + part['realm'] + ':' + password)}:{part['nonce']}:{digest(method + ':' + uri)}")
        proof = (
            f"{'Authorization' if code == 401 else 'Proxy-Authorization'}: Digest username=\"{user}\", "
            f"realm=\"{part['realm']}\", nonce=\"{part['nonce']}\", uri=\"{uri}\", response=\"{response}\"\n")
    return code, headers, content, call, tag, number


def acknowledge(uri, call, tag, number, headers, routes, method="ACK", body=""):
    send(
        f"{method} {uri} SIP/2.0\nVia: SIP/2.0/TLS {own};branch=z9hG4bK{uuid.uuid4().hex};rport\n"
        f"{''.join(f'Route: {r}' + chr(10) for r in routes)}Max-Forwards: 70\n"
        f"From: <sip:{user}@{address}>;tag={tag}\nTo: {headers['to'][0]}\nCall-ID: {call}\n"
        f"CSeq: {number} {method}\n{'Content-Type: application/dtmf' + chr(10) if body else ''}"
        f"Content-Length: {len(body)}\n\n{body}")


def call(number):
    media = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    media.bind((connection.getsockname()[0], 0))
    body = (
        f"v=0\no=- 1 1 IN IP4 {own.split(':')[0]}\ns=-\nc=IN IP4 {own.split(':')[0]}\nt=0 0\n"
        f"m=audio {media.getsockname()[1]} RTP/AVP 0\n")
    uri = f"sip:{number}@{address}"
    code, headers, content, name, tag, cseq = ask(
        "INVITE", uri, uri,
        "P-Asserted-Identity: <sip:+4930999999@example.com>\nContent-Type: application/sdp\n", body)
    if code != 200:
        print("refused", code, flush=True)
        return
    routes = list(reversed(headers.get("record-route", [])))
    target = re.search(r"<([^>]*)>", headers["contact"][0]).group(1)
    acknowledge(target, name, tag, cseq, headers, routes)
    place = (
        re.search(r"c=IN IP4 (\S+)", content).group(1), int(re.search(r"m=audio (\d+)", content).group(1)))
    time.sleep(0.7)
    # A key ends the greeting.
    acknowledge(target, name, tag, cseq + 1, headers, routes, "INFO", "#")
    for packet in range(200):
        head = bytes([0x80, 0]) + packet.to_bytes(2, "big") + (packet * 160).to_bytes(4, "big") + b"tone"
        media.sendto(head + os.urandom(160), place)
        time.sleep(0.02)
    acknowledge(target, name, tag, cseq + 2, headers, routes, "BYE")
    wait(f"{cseq + 2} BYE")
    print("called", flush=True)


threading.Thread(target=listen, daemon=True).start()
code = ask("REGISTER", f"sip:{address}", f"sip:{user}@{address}", "Expires: 600\n")[0]
print("registered" if code == 200 else f"refused {code}", flush=True)
for line in sys.stdin:
    call(line.strip())
os._exit(0)
