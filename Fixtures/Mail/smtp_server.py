"""A mail server for tests, by aiosmtpd: python3 smtp_server.py FOLDER [--tls CERT KEY] [--auth]

It listens on a free port of 127.0.0.1, prints it, and writes each mail that it takes to a file of the
folder, with sender and recipient in its first two lines. What the recipient's name begins with
decides what it answers: e450, e550, data451, data554, drop (the connection ends behind the data),
hang (no answer to the data). It ends when its standard input does.
"""
import asyncio
import os
import ssl
import sys
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

folder = sys.argv[1]


class Handler:
    count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("e450"):
            return "450 4.2.0 the mailbox is busy"
        if address.startswith("e550"):
            return "550 5.1.1 there is no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        recipient = envelope.rcpt_tos[0]
        if recipient.startswith("data451"):
            return "451 4.3.0 try again"
        if recipient.startswith("data554"):
            return "554 5.6.0 the mail is refused"
        if recipient.startswith("drop"):
            server.transport.abort()
            return "250 OK"
        if recipient.startswith("hang"):
            await asyncio.sleep(120)
        Handler.count += 1
        name = os.path.join(folder, f"{Handler.count:06}.eml")
        with open(name + ".part", "wb") as file:
            head = f"X-Envelope-From: {envelope.mail_from}\r\nX-Envelope-To: {recipient}\r\n"
            file.write(head.encode() + envelope.original_content)
        os.rename(name + ".part", name)
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (b"vp", b"right")
    return AuthResult(success=right, handled=right)


options = {"require_starttls": False}
if "--tls" in sys.argv:
    place = sys.argv.index("--tls")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[place + 1], sys.argv[place + 2])
    options = {"tls_context": context, "require_starttls": True}
if "--auth" in sys.argv:
    options.update(authenticator=authenticate, auth_required=True)


class Server(Controller):
    def factory(self):
        return SMTP(self.handler, enable_SMTPUTF8=False, hostname="mail.example.com", **options)


async def main():
    server = await asyncio.get_running_loop().create_server(
        Server(Handler()).factory, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    server.close()
    os._exit(0)


asyncio.run(main())
