#include "core/simulate/fault.h"

#include <algorithm>
#include <array>

namespace callscope::simulate {

namespace {

struct Row
{
    int code;
    Severity severity;
    const char *meaning;
};

using enum Severity;

constexpr std::array rows {
    Row { 0, Error, "the simulator cannot follow the call here" },
    Row { 11100, Error, "a URL is not valid; send absolute, encoded URLs, and an action with Record" },
    Row { 11200, Error, "no usable answer over HTTP; answer 200 with text/xml within 15 s" },
    Row { 11201, Error, "the TCP connection took too long; open the port" },
    Row { 11202, Error, "the TCP connection was refused; start the listener on that port" },
    Row { 11203, Error, "the answer took longer than 15 s; answer sooner" },
    Row { 11205, Error, "the HTTP connection failed; check address and firewall" },
    Row { 11206, Error, "the answer is not clean HTTP; check the proxy and Content-Length" },
    Row { 11210, Error, "the host name is not known; fix DNS or the URL" },
    Row { 11215, Error, "more than 10 redirects; remove the loop" },
    Row { 11220, Error, "the TLS handshake failed; check certificate and protocol version" },
    Row { 11750, Error, "the document is over 64 kB; shorten it or use Redirect" },
    Row { 11770, Error, "the body of the answer is empty; send TwiML, at least <Response/>" },
    Row { 12100, Error, "the document is not well-formed XML; validate it" },
    Row { 12102, Error, "the root element is not Response" },
    Row { 12200, Warning, "an element or attribute that TwiML does not know; check spelling and nesting" },
    Row { 12300, Error, "the Content-Type is none that Twilio runs; send text/xml; charset=utf-8" },
    Row { 13410, Warning, "Play: loop is not a number" },
    Row { 13420, Error, "Play: the content is not sound" },
    Row { 13510, Warning, "Say: loop is not a number" },
    Row { 13520, Warning, "Say: there is no text" },
    Row { 13521, Warning, "Say: the text is too long" },
    Row { 13610, Warning, "Record: method is neither GET nor POST" },
    Row { 13611, Warning, "Record: timeout is not a number of seconds" },
    Row { 13612, Warning, "Record: maxLength is not a number of seconds over 0" },
    Row { 13613, Warning, "Record: finishOnKey has other characters than 0-9 * #" },
    Row { 13616, Warning, "Record: playBeep is neither true nor false" },
    Row { 13621, Error, "Record: an event that recordingStatusCallbackEvent does not know" },
    Row { 13710, Warning, "Redirect: method is neither GET nor POST" },
    Row { 13810, Warning, "Reject: reason is neither rejected nor busy" },
    Row { 13910, Warning, "Pause: length is not a number of seconds over 0" },
    Row { 15003, Warning,
          "a status callback was not answered as one; answer 204, or 200 with <Response/> as text/xml" },
    Row { 15004, Error, "a relative action in TwiML that came inline; send absolute URLs" },
    Row { 31901, Error, "the media stream's host did not answer; open the port" },
    Row { 31902, Error, "the media stream's connection was refused; start the listener" },
    Row { 31903, Error, "the media socket broke without a WebSocket close; look for a crash or a proxy's time limit" },
    Row { 31904, Error, "the media stream's host cannot be reached; check the address" },
    Row { 31910, Error, "TLS with the media stream's host failed; check certificate and port" },
    Row { 31920, Error, "the WebSocket handshake was not answered with a valid 101; check path, signature, proxy" },
    Row { 31921, Error, "the gateway closed the media stream; read its log for the close code" },
    Row { 31922, Error, "the media stream's URL is not wss" },
    Row { 31923, Error, "the media stream's URL is malformed" },
    Row { 31924, Error, "the gateway broke the WebSocket protocol; one whole text frame a message, no compression" },
    Row { 31930, Warning, "the gateway reads too slowly and loses the caller's sound; decouple reading from work" },
    Row { 31931, Warning, "more than 10 minutes of sound were queued and the rest was dropped; pace the output" },
    Row { 31941, Error, "a track that is not allowed; Connect takes inbound_track only" },
    Row { 31950, Warning, "the gateway sent a binary frame; send text frames" },
    Row { 31951, Warning,
          "the gateway sent a message that Twilio does not take; only media, mark and clear, exact members" },
};

const Row *rowOf(int code)
{
    const auto row = std::ranges::find(rows, code, &Row::code);
    return row == rows.end() ? nullptr : &*row;
}

} // namespace

Severity severityOf(int code)
{
    const Row *row = rowOf(code);
    return row ? row->severity : Severity::Error;
}

QString meaningOf(int code)
{
    const Row *row = rowOf(code);
    return row ? QString::fromLatin1(row->meaning)
               : QStringLiteral("see https://www.twilio.com/docs/api/errors/%1").arg(code);
}

} // namespace callscope::simulate
