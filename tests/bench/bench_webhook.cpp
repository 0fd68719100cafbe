#include "core/net/requestparser.h"
#include "core/twilio/signature.h"
#include "core/twilio/twiml.h"
#include "tests/bench/spokenline.h"
#include "tests/bench/voicewebhook.h"

#include <QMessageAuthenticationCode>
#include <QXmlStreamWriter>

#include <benchmark/benchmark.h>
#include <boost/beast/http.hpp>

#include <array>

namespace callscope::bench {

namespace {

void readRequest(benchmark::State &state)
{
    const QByteArray bytes = voiceWebhookBytes();
    for (auto _ : state) {
        net::RequestParser parser;
        qsizetype taken = parser.feed(bytes);
        taken += parser.feed(QByteArrayView(bytes).sliced(taken)); // the first one stops behind the head
        benchmark::DoNotOptimize(parser.request());
        if (parser.state() != net::RequestParser::State::Complete || taken != bytes.size())
            state.SkipWithError("a good request was not read to its end");
    }
    state.SetBytesProcessed(state.iterations() * bytes.size());
}
BENCHMARK(readRequest)->Name("A webhook comes in: read the request")->Unit(benchmark::kMicrosecond);

void readRequestByBeast(benchmark::State &state)
{
    namespace http = boost::beast::http;
    const QByteArray bytes = voiceWebhookBytes();
    for (auto _ : state) {
        http::request_parser<http::string_body> parser;
        boost::beast::error_code error;
        parser.eager(true);
        parser.put(boost::asio::buffer(bytes.data(), static_cast<std::size_t>(bytes.size())), error);
        if (error || !parser.is_done())
            state.SkipWithError("a good request was not read to its end");
        benchmark::DoNotOptimize(parser.get());
    }
    state.SetBytesProcessed(state.iterations() * bytes.size());
}
BENCHMARK(readRequestByBeast)
    ->Name("A webhook comes in: read the request, peer Boost.Beast alone")
    ->Unit(benchmark::kMicrosecond);

void check(benchmark::State &state, const net::HttpRequest &request, twilio::SignatureVerdict expected)
{
    const std::array tokens { authToken() };
    for (auto _ : state) {
        if (twilio::webhookSignature(request, publicBaseUrl, tokens) != expected)
            state.SkipWithError("the verdict is not the right one");
    }
}

void checkRight(benchmark::State &state)
{
    check(state, voiceWebhook(), twilio::SignatureVerdict::Valid);
}
BENCHMARK(checkRight)->Name("A webhook comes in: check a right signature")->Unit(benchmark::kMicrosecond);

void checkWrong(benchmark::State &state)
{
    net::HttpRequest request = voiceWebhook();
    request.body.replace("ringing", "in-progress");
    check(state, request, twilio::SignatureVerdict::Wrong);
}
BENCHMARK(checkWrong)->Name("A webhook comes in: check a wrong signature")->Unit(benchmark::kMicrosecond);

/// Over the URL and parameters as one ready string: no form is read, nothing sorted, one form of the URL tried.
void checkByHmac(benchmark::State &state)
{
    QByteArray text = QByteArray(publicBaseUrl) + webhookTarget;
    for (const auto &[name, value] : voiceFields()) // they are sorted already
        text += name + value;
    const QByteArray key = authToken().reveal();
    const QByteArray expected = *voiceWebhook().header("X-Twilio-Signature");
    for (auto _ : state) {
        if (QMessageAuthenticationCode::hash(text, key, QCryptographicHash::Sha1).toBase64() != expected)
            state.SkipWithError("the signature is not the same");
    }
}
BENCHMARK(checkByHmac)->Name("A webhook comes in: check, peer one bare HMAC-SHA1")->Unit(benchmark::kMicrosecond);

const QByteArray token = QByteArrayLiteral("kJ3nV0bq7Zr2wXyT5sLmPQ");

void answer(benchmark::State &state)
{
    const base::CallSid sid = *base::CallSid::parse(callSid);
    const twilio::ConnectTwiml twiml(publicBaseUrl, QStringLiteral("en-US"));
    for (auto _ : state)
        benchmark::DoNotOptimize(twiml.document(sid, token));
}
BENCHMARK(answer)->Name("A webhook comes in: answer with TwiML")->Unit(benchmark::kMicrosecond);

void writeParameter(QXmlStreamWriter &xml, const char *name, const QString &value)
{
    xml.writeEmptyElement(QStringLiteral("Parameter"));
    xml.writeAttribute(QStringLiteral("name"), QLatin1String(name));
    xml.writeAttribute(QStringLiteral("value"), value);
}

/// The same elements and attributes as ConnectTwiml writes.
QByteArray twimlByQt(const QString &baseUrl)
{
    QByteArray document;
    QXmlStreamWriter xml(&document);
    xml.writeStartDocument();
    xml.writeStartElement(QStringLiteral("Response"));
    xml.writeStartElement(QStringLiteral("Connect"));
    xml.writeAttribute(QStringLiteral("action"), baseUrl + QStringLiteral("/webhook/stream_ended"));
    xml.writeStartElement(QStringLiteral("Stream"));
    xml.writeAttribute(QStringLiteral("url"), QStringLiteral("wss://gw.callscope.example/ws/twilio-media"));
    xml.writeAttribute(QStringLiteral("statusCallback"), baseUrl + QStringLiteral("/webhook/stream_status"));
    writeParameter(xml, twilio::callSidParameter, QLatin1String(callSid));
    writeParameter(xml, twilio::tokenParameter, QString::fromLatin1(token));
    xml.writeEndDocument();
    return document;
}

void answerByQt(benchmark::State &state)
{
    const QString baseUrl = QString::fromLatin1(publicBaseUrl);
    for (auto _ : state)
        benchmark::DoNotOptimize(twimlByQt(baseUrl));
}
BENCHMARK(answerByQt)->Name("A webhook comes in: answer, peer QXmlStreamWriter")->Unit(benchmark::kMicrosecond);

} // namespace

} // namespace callscope::bench
