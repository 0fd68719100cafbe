#include "core/speech/httpvoice.h"

#include "core/provider/connectahead.h"
#include "core/provider/fault.h"

#include <utility>

namespace callscope::speech {

namespace {

QUrl below(QUrl base, const QByteArray &path)
{
    QString whole = base.path();
    while (whole.endsWith(QLatin1Char('/')))
        whole.chop(1);
    base.setPath(whole + QLatin1Char('/') + QString::fromLatin1(path));
    return base;
}

} // namespace

HttpVoice::HttpVoice(QNetworkAccessManager &network, const QString &provider, QUrl base, Limits limits,
                     VoicePatience patience)
    : RemoteVoice(provider, limits)
    , m_network(network)
    , m_base(std::move(base))
    , m_patience(patience)
{ }

HttpVoice::~HttpVoice() = default;

void HttpVoice::warmUp()
{
    provider::connectAhead(m_network, m_base);
}

void HttpVoice::begin(const Piece &piece)
{
    const quint64 number = piece.number;
    const base::Result<Order> order = orderFor(piece.text, piece.language);
    if (!order) {
        fail(number, order.error());
        return;
    }
    const provider::StreamedRequest request {
        .provider = provider(),
        .url = below(m_base, order->path),
        .headers = order->headers,
        .body = order->body,
        .firstByteWithin = m_patience.firstByteWithin,
        .idleWithin = m_patience.idleWithin,
    };
    auto reply = std::make_unique<provider::StreamedReply>(m_network, request);
    connect(reply.get(), &provider::StreamedReply::received, this,
            [this, number](const QByteArray &bytes) { receive(number, bytes); });
    connect(reply.get(), &provider::StreamedReply::finished, this, [this, number] { complete(number); });
    connect(reply.get(), &provider::StreamedReply::failed, this,
            [this, number](const base::Error &error) { breakOff(number, error); });
    m_transfers.emplace(number, Transfer { bodyToRead(), std::move(reply) });
}

void HttpVoice::abandon(quint64 number)
{
    m_transfers.erase(number);
}

void HttpVoice::receive(quint64 number, const QByteArray &bytes)
{
    const Transfer &transfer = m_transfers.at(number);
    const QByteArray type = net::headerValue(transfer.reply->headers(), "Content-Type").value_or(QByteArray());
    if (!transfer.body->mayBe(type))
        breakOff(number,
                 { base::ErrorCode::Protocol,
                   QStringLiteral("%1 answered with %2 in place of sound; check its url and model.")
                       .arg(provider(), QString::fromLatin1(type)),
                   provider::wordsOf(bytes) });
    else
        pass(number, transfer.body->take(bytes));
}

void HttpVoice::complete(quint64 number)
{
    const Transfer transfer = std::move(m_transfers.extract(number).mapped());
    const base::Result<QByteArray> rest = transfer.body->end();
    pass(number, rest);
    end(number);
}

void HttpVoice::breakOff(quint64 number, const base::Error &error)
{
    m_transfers.erase(number);
    fail(number, error);
}

void HttpVoice::pass(quint64 number, const base::Result<QByteArray> &sound)
{
    if (sound)
        take(number, *sound);
    else
        breakOff(
            number,
            { sound.error().code, QStringLiteral("%1: %2").arg(provider(), sound.error().text), sound.error().detail });
}

} // namespace callscope::speech
