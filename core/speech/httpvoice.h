#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/provider/streamedreply.h"
#include "core/speech/remotevoice.h"
#include "core/speech/soundbody.h"

#include <map>
#include <memory>

class QNetworkAccessManager;

namespace callscope::speech {

/// How long a service may take over one text.
struct VoicePatience
{
    std::chrono::milliseconds firstByteWithin { 4000 };
    std::chrono::milliseconds idleWithin { 10000 }; ///< between two pieces of its answer
};

/// A remote voice that makes the sound of each text in one HTTP request, and streams it as far as the service does.
/// It owns the requests under way and lives on the call's thread.
class HttpVoice : public RemoteVoice
{
    Q_OBJECT

public:
    /// `network` must outlive it; `base` is what the service's paths are below of.
    HttpVoice(QNetworkAccessManager &network, const QString &provider, QUrl base, Limits limits,
              VoicePatience patience);
    ~HttpVoice() override;

    void warmUp() override;

protected:
    struct Order
    {
        QByteArray path; ///< below the base URL
        net::Headers headers;
        QByteArray body;
    };

    /// Error: the service cannot speak that language.
    virtual base::Result<Order> orderFor(const QString &text, const QString &language) const = 0;
    virtual std::unique_ptr<SoundBody> bodyToRead() const = 0;

private:
    struct Transfer
    {
        std::unique_ptr<SoundBody> body;
        std::unique_ptr<provider::StreamedReply> reply;
    };

    void begin(const Piece &piece) override;
    void abandon(quint64 number) override;
    void receive(quint64 number, const QByteArray &bytes);
    void complete(quint64 number);
    void breakOff(quint64 number, const base::Error &error);
    void pass(quint64 number, const base::Result<QByteArray> &sound);

    QNetworkAccessManager &m_network;
    QUrl m_base;
    VoicePatience m_patience;
    std::map<quint64, Transfer> m_transfers {};
};

} // namespace callscope::speech
