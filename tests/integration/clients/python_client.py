#!/usr/bin/python3
"""One media stream by python3-websockets: python_client.py URL CALL_SID STREAM_SID [SUBPROTOCOL]

Prints what the handshake settled as one JSON line; exits 0 when media and a mark came back."""
import asyncio
import base64
import json
import sys

import websockets


def first_messages(call_sid, stream_sid):
    yield {"event": "connected", "protocol": "Call", "version": "1.0.0"}
    yield {
        "event": "start",
        "sequenceNumber": "1",
        "streamSid": stream_sid,
        "start": {
            "streamSid": stream_sid,
            "accountSid": "AC" + "5" * 32,
            "callSid": call_sid,
            "tracks": ["inbound"],
            "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
            "customParameters": {},
        },
    }


def media(stream_sid, chunk):
    payload = base64.b64encode(b"\xff" * 160).decode()
    return {
        "event": "media",
        "sequenceNumber": str(chunk + 1),
        "streamSid": stream_sid,
        "media": {"track": "inbound", "chunk": str(chunk), "timestamp": str((chunk - 1) * 20), "payload": payload},
    }


async def talk(socket, call_sid, stream_sid):
    """Silence in, the greeting and its mark out."""
    for message in first_messages(call_sid, stream_sid):
        await socket.send(json.dumps(message))
    frames = chunk = 0
    while True:
        chunk += 1
        await socket.send(json.dumps(media(stream_sid, chunk)))
        try:
            message = json.loads(await asyncio.wait_for(socket.recv(), 0.02))
        except asyncio.TimeoutError:
            continue
        assert message["streamSid"] == stream_sid, message
        if message["event"] == "media":
            assert 0 < len(base64.b64decode(message["media"]["payload"], validate=True)) <= 160
            frames += 1
        if message["event"] == "mark":
            assert frames > 10, frames
            await socket.send(json.dumps({**message, "sequenceNumber": "9999"}))
            return


async def main(url, call_sid, stream_sid, subprotocol=None):
    offered = [subprotocol] if subprotocol else None
    async with websockets.connect(url, subprotocols=offered, compression="deflate") as socket:
        headers = socket.response_headers
        settled = {
            "protocol_header": headers.get("Sec-WebSocket-Protocol"),
            "extensions_header": headers.get("Sec-WebSocket-Extensions"),
            "subprotocol": socket.subprotocol,
        }
        print(json.dumps(settled), flush=True)
        await asyncio.wait_for(talk(socket, call_sid, stream_sid), 60)


asyncio.run(main(*sys.argv[1:]))
