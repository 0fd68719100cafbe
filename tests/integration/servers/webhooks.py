"""What both Python bots have in common: Twilio's signature, the TwiML, and how a bot says where it listens."""

import base64
import hashlib
import hmac
import os
import re
import socket
import sys
import threading
from xml.sax.saxutils import quoteattr

TOKEN = os.environ.get("TWILIO_AUTH_TOKEN", "")
FAULT = os.environ.get("FAULT", "")


def is_signed(url: str, fields: dict[str, str], given: str) -> bool:
    """Twilio leaves the port out of https URLs, so both forms are tried."""
    tail = "".join(name + fields[name] for name in sorted(fields))
    forms = (url, re.sub(r"^(https://[^/]+):\d+", r"\1", url))
    digests = [hmac.new(TOKEN.encode(), (form + tail).encode(), hashlib.sha1).digest() for form in forms]
    return any(hmac.compare_digest(base64.b64encode(digest).decode(), given) for digest in digests)


def incoming_call(base: str) -> str:
    media = "wss://" + base.partition("://")[2] + "/ws/twilio-media"
    if FAULT == "url_ws":
        media = media.replace("wss:", "ws:")
    ended = base + ("/" if FAULT == "callback_double_slash" else "") + "/webhook/stream_ended"
    status = base + "/webhook/stream_status"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Response>
  <Connect action={quoteattr(ended)}>
    <Stream url={quoteattr(media)} statusCallback={quoteattr(status)}/>
  </Connect>
</Response>
"""


def apology(base: str) -> str:
    record = f"<Record action={quoteattr(base + '/webhook/handle_recording')} timeout=\"2\" maxLength=\"60\"/>"
    return f"<Response><Say language=\"en-US\">Sorry, please leave a message.</Say>{record}</Response>"


def thanks() -> str:
    return "<Response><Say language=\"en-US\">Thank you, goodbye.</Say><Hangup/></Response>"


def listener() -> socket.socket:
    """HOST and PORT (0: any); REUSE_PORT lets a second server take the same one."""
    address = (os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "0")))
    reuse = bool(os.environ.get("REUSE_PORT"))
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    return socket.create_server(address, family=family, reuse_port=reuse, backlog=128)


def announce(port: int) -> None:
    """Tells the test where, and goes with it."""
    print(f"port {port}", flush=True)

    def wait() -> None:
        sys.stdin.read()
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()
