"""A voice bot's line test as most people start one: Flask for the webhooks, eventlet for the media stream.

gunicorn -k eventlet -w 1 --worker-connections 10000 -b 127.0.0.1:PORT eventlet_app:app
"""

import audioop
import base64
import ctypes
import json
import signal
from typing import Any, Iterable

from eventlet import websocket
from flask import Flask

PR_SET_PDEATHSIG = 1

# A worker of gunicorn outlives a master that was killed; no bench may leave one behind.
ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)

pages = Flask(__name__)


@pages.route("/healthz")
def healthz() -> str:
    return "ok"


def echoed(message: dict[str, Any]) -> str:
    """The frame decoded, looked at and encoded again."""
    samples = audioop.ulaw2lin(base64.b64decode(message["media"]["payload"]), 2)
    audioop.rms(samples, 2)
    payload = base64.b64encode(audioop.lin2ulaw(samples, 2)).decode("ascii")
    return json.dumps({"event": "media", "streamSid": message["streamSid"], "media": {"payload": payload}})


def converse(stream: websocket.WebSocket) -> None:
    while (text := stream.wait()) is not None:
        message = json.loads(text)
        if message["event"] == "media":
            stream.send(echoed(message))


streams = websocket.WebSocketWSGI.configured(supported_protocols=["audio.twilio.com"])(converse)


def app(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    door = streams if environ["PATH_INFO"] == "/ws/twilio-media" else pages
    return door(environ, start_response)
