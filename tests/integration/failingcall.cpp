#include "tests/integration/failingcall.h"

#include "tests/support/freeport.h"

#include <QJsonArray>

namespace callscope::tests {

using namespace Qt::StringLiterals;

const QString failingAccount = u"AC0123456789abcdef0123456789abcdef"_s;
const QString failingToken = u"neverSilentToken"_s;
const QString apology = u"Sorry, please leave us a message."_s;

FailingCall::FailingCall(const QString &fault, bool withRest, const QMap<QString, QString> &more)
{
    const quint16 restPort = freePort();
    QMap<QString, QString> environment = more;
    environment.insert(u"TWILIO_AUTH_TOKEN"_s, failingToken);
    const QMap<QString, QString> credentials { { u"TWILIO_AUTH_TOKEN"_s, failingToken },
                                               { u"TWILIO_ACCOUNT_SID"_s, failingAccount } };
    if (withRest) {
        environment.insert(u"TWILIO_ACCOUNT_SID"_s, failingAccount);
        environment.insert(u"TWILIO_REST_URL"_s, u"http://127.0.0.1:%1"_s.arg(restPort));
    }
    gateway = std::make_unique<GatewayProcess>(GatewaySetup { .environment = environment });
    if (!gateway->start())
        qFatal("no gateway: %s", gateway->standardError().constData());
    QStringList flags { u"--no-reply"_s,
                        u"--duration"_s,
                        u"25"_s,
                        u"--rest-port"_s,
                        QString::number(restPort),
                        u"--audio"_s,
                        recording(u"goforward.raw"_s) };
    if (!fault.isEmpty())
        flags << u"--fault"_s << fault;
    call = std::make_unique<SimulatorRun>(gateway->url(), flags, credentials);
}

QStringList FailingCall::noted(const QString &what) const
{
    QStringList texts;
    for (const QJsonValue &event : call->report().value(u"events"_s).toArray()) {
        if (event[u"what"_s] == what)
            texts << event[u"text"_s].toString();
    }
    return texts;
}

bool hasCalled(SimulatorRun &run)
{
    const int code = run.exitCode();
    if (code != 0 && code != 1)
        qWarning("%s", run.output().constData());
    return code == 0 || code == 1;
}

} // namespace callscope::tests
