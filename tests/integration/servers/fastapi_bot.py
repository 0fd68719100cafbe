"""A voice bot as people build it on FastAPI, uvicorn and websockets: python3 fastapi_bot.py

TWILIO_AUTH_TOKEN signs; SSL_CERTFILE and SSL_KEYFILE switch TLS on; FAULT breaks it in one way."""

import asyncio
import os

import uvicorn
from fastapi import FastAPI, Request, Response, WebSocket, WebSocketDisconnect

from conversation import Conversation
from webhooks import FAULT, TOKEN, announce, apology, incoming_call, is_signed, listener, thanks

SLOW = 1.6
app = FastAPI()
broken_calls: set[str] = set()  # without "stop" so far: the webhook may be here before the cut
calls_running: set[str] = set()


def base_of(request: Request) -> str:
    return f"{request.url.scheme}://{request.headers['host']}"


async def signed_form(request: Request) -> dict[str, str] | None:
    """None: it is not Twilio's."""
    form = {name: str(value) for name, value in (await request.form()).items()}
    given = request.headers.get("x-twilio-signature", "")
    lets_in = (FAULT == "unsigned_let_in" and not given) or (FAULT == "wrongly_signed_let_in" and given)
    return form if not TOKEN or lets_in or is_signed(base_of(request) + request.url.path, form, given) else None


def xml(text: str) -> Response:
    return Response(text, media_type="text/plain" if FAULT == "text_plain" else "text/xml")


@app.get("/healthz")
async def healthz() -> Response:
    if FAULT == "health_slow" or (FAULT == "health_slow_in_call" and calls_running):
        await asyncio.sleep(SLOW)
    return Response("ok")


@app.get("/version")
async def version() -> dict[str, str]:
    return {"version": "0.9.0", "deploy_id": os.environ.get("DEPLOY_ID", "")}


@app.post("/webhook/stream_status")
async def stream_status(request: Request) -> Response:
    if FAULT == "status_500":
        await request.json()
    if FAULT == "status_refuses_unsigned" and await signed_form(request) is None:
        return Response(status_code=403)
    headers = {} if FAULT == "status_cacheable" else {"Cache-Control": "no-store"}
    return Response(status_code=200 if FAULT == "status_200" else 204, headers=headers)


@app.post("/webhook/stream_ended")
async def stream_ended(request: Request) -> Response:
    form = await signed_form(request)
    if form is None:
        return Response(status_code=403)
    if FAULT == "ended_500":
        raise KeyError("RecordingUrl")
    if form.get("CallSid") not in broken_calls or FAULT == "fallback_nothing":
        return Response(status_code=204)
    await asyncio.sleep(4 if FAULT == "fallback_late" else 0)
    return xml(apology(base_of(request)))


@app.post("/webhook/incoming_call")
async def incoming(request: Request) -> Response:
    if await signed_form(request) is None:
        return Response(status_code=403)
    return xml(incoming_call(base_of(request)))


@app.post("/webhook/handle_recording")
async def handle_recording(request: Request) -> Response:
    return Response(status_code=403) if await signed_form(request) is None else xml(thanks())


@app.post("/webhook/call_status")
async def call_status() -> Response:
    return Response(status_code=204)


async def media(socket: WebSocket) -> None:
    offered = "audio.twilio.com" in socket.scope["subprotocols"] or FAULT == "invents_subprotocol"
    echoes = offered and FAULT != "no_subprotocol"
    await socket.accept(subprotocol="audio.twilio.com" if echoes else None)
    talk, call = Conversation(socket.send_text, socket.send_bytes, FAULT), ""
    try:
        while (message := await socket.receive_json())["event"] != "stop":
            if message["event"] == "start":
                call = message["start"]["callSid"]
                calls_running.add(call)
                broken_calls.add(call)
                if FAULT == "close_1011":
                    raise RuntimeError("no key for the voice")
            await talk.take(message)
        broken_calls.discard(call)
    except WebSocketDisconnect:
        pass
    finally:
        talk.end()
        calls_running.discard(call)


if FAULT != "no_websocket":
    app.websocket("/ws/twilio-media")(media)

if __name__ == "__main__":
    where = listener()
    tls = {"ssl_certfile": os.environ["SSL_CERTFILE"], "ssl_keyfile": os.environ["SSL_KEYFILE"]} if "SSL_CERTFILE" in os.environ else {}
    announce(where.getsockname()[1])
    uvicorn.Server(uvicorn.Config(app, ws="websockets", log_level="warning", **tls)).run(sockets=[where])
