"""A way from a node to its databases that can be cut: python3 link.py HERE=THERE...

What comes to port 5432 of an address goes on to that of another one. Stopped (SIGSTOP), it keeps all
connections, takes new ones and lets nothing through.
"""
import asyncio
import sys


async def pass_on(reader, writer):
    try:
        while piece := await reader.read(65536):
            writer.write(piece)
            await writer.drain()
    except OSError:
        pass
    writer.close()


async def listen(here, there):
    async def connect(reader, writer):
        try:
            beyond = await asyncio.open_connection(there, 5432)
        except OSError:
            writer.transport.abort()
            return
        await asyncio.gather(pass_on(reader, beyond[1]), pass_on(beyond[0], writer))

    return await asyncio.start_server(connect, here, 5432)


async def main():
    for word in sys.argv[1:]:
        await listen(*word.split("="))
    print("Ready", flush=True)
    await asyncio.Event().wait()


asyncio.run(main())
