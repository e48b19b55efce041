"""A mail server for tests that falls silent: python3 silent_server.py STEP.

STEP is what it does not answer: connect, ehlo, mail, rcpt, data, content or quit. It listens on a free
port of 127.0.0.1 and prints it. It ends when its standard input does.
"""
import os
import socket
import sys
import threading
import time

step = sys.argv[1]
steps = {"ehlo": "ehlo", "helo": "ehlo", "mail": "mail", "rcpt": "rcpt", "data": "data", "quit": "quit"}


def converse(connection):
    file = connection.makefile("rwb", buffering=0)

    def answer(name, text):
        if name == step:
            time.sleep(120)
        file.write(text)

    answer("connect", b"220 silent\r\n")
    while line := file.readline():
        name = steps.get(line[:4].decode().lower(), "other")
        if name != "data":
            answer(name, b"221 bye\r\n" if name == "quit" else b"250 OK\r\n")
            continue
        answer("data", b"354 go on\r\n")
        while (text := file.readline()) and text != b".\r\n":
            pass
        answer("content", b"250 OK\r\n")


def serve(listener):
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=converse, args=(connection,), daemon=True).start()


listener = socket.create_server(("127.0.0.1", 0))
threading.Thread(target=serve, args=(listener,), daemon=True).start()
print(listener.getsockname()[1], flush=True)
sys.stdin.read()
os._exit(0)
