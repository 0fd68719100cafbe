"""A Flask bot whose catch-all route answers the media path: python3 flask_bot.py

All its webhooks are right, and the call goes silent: Flask alone speaks no WebSocket."""

from flask import Flask, Response, request
from werkzeug.serving import make_server

from webhooks import TOKEN, announce, incoming_call, is_signed

app = Flask(__name__)


@app.before_request
def only_signed() -> Response | None:
    if request.path not in ("/webhook/incoming_call", "/webhook/stream_ended") or not TOKEN:
        return None
    given = request.headers.get("X-Twilio-Signature", "")
    return None if is_signed(request.base_url, request.form.to_dict(), given) else Response(status=403)


@app.get("/healthz")
def healthz() -> str:
    return "ok"


@app.get("/version")
def version() -> dict[str, str]:
    return {"version": "2.0.1", "deploy_id": "blue"}


@app.post("/webhook/stream_status")
def stream_status() -> Response:
    request.get_data()  # what is not read breaks the connection
    return Response(status=204, headers={"Cache-Control": "no-store"})


@app.post("/webhook/stream_ended")
def stream_ended() -> Response:
    return Response(status=204)


@app.post("/webhook/incoming_call")
def incoming() -> Response:
    return Response(incoming_call(request.host_url.rstrip("/")), mimetype="text/xml")


@app.route("/", defaults={"path": ""})
@app.route("/<path:path>")
def single_page(path: str) -> str:
    return f"<!doctype html><title>Support bot</title><p>Nothing to see at /{path}."


if __name__ == "__main__":
    server = make_server("127.0.0.1", 0, app, threaded=True)
    announce(server.port)
    server.serve_forever()
