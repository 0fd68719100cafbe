"""The same line test as eventlet_app.py on FastAPI.

uvicorn fastapi_app:app --port PORT --loop uvloop --ws websockets
"""

import audioop
import base64
import json
from typing import Any

from fastapi import FastAPI, WebSocket, WebSocketDisconnect

app = FastAPI()


@app.get("/healthz")
async def healthz() -> str:
    return "ok"


def echoed(message: dict[str, Any]) -> str:
    """The frame decoded, looked at and encoded again."""
    samples = audioop.ulaw2lin(base64.b64decode(message["media"]["payload"]), 2)
    audioop.rms(samples, 2)
    payload = base64.b64encode(audioop.lin2ulaw(samples, 2)).decode("ascii")
    return json.dumps({"event": "media", "streamSid": message["streamSid"], "media": {"payload": payload}})


@app.websocket("/ws/twilio-media")
async def converse(stream: WebSocket) -> None:
    await stream.accept(subprotocol="audio.twilio.com")
    try:
        while True:
            message = json.loads(await stream.receive_text())
            if message["event"] == "media":
                await stream.send_text(echoed(message))
    except WebSocketDisconnect:
        pass
