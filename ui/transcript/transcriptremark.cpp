#include "ui/transcript/transcriptremark.h"

#include "ui/common/text.h"

#include <QCoreApplication>

namespace callscope::ui {

namespace {

using Kind = TranscriptRemark::Kind;

/// Visits one payload.
struct Remarker
{
    using Remark = std::optional<TranscriptRemark>;

    Remark operator()(const event::TakenOver &taken) const { return by(Kind::BotMuted, taken.by); }
    Remark operator()(const event::GivenBack &given) const { return by(Kind::BotGivenBack, given.by); }
    Remark operator()(const event::HungUp &hungUp) const { return by(Kind::HungUp, hungUp.by); }
    Remark operator()(const event::ListenStarted &listen) const { return by(Kind::ListenerCame, listen.by); }
    Remark operator()(const event::ListenStopped &listen) const { return by(Kind::ListenerLeft, listen.by); }
    Remark operator()(const event::ProviderFailed &failed) const
    {
        return TranscriptRemark { Kind::ProviderFailed, failed.provider + QStringLiteral(": ") + failed.text, {} };
    }
    Remark operator()(const event::ProviderSwitched &happened) const
    {
        return TranscriptRemark { Kind::ProviderSwitched, happened.from + QStringLiteral(" → ") + happened.to, {} };
    }
    Remark operator()(const event::AgentActed &acted) const
    {
        const Kind kind = acted.action == QLatin1String("hang_up") ? Kind::AgentHungUp
            : acted.action == QLatin1String("transfer")            ? Kind::AgentTransferred
                                                                   : Kind::AgentSentToRecording;
        return TranscriptRemark { kind, acted.target, {} };
    }
    Remark operator()(const event::WatchdogActed &acted) const
    {
        const Kind kind = acted.step == QLatin1String("hold") ? Kind::HeldOn
            : acted.step == QLatin1String("none")             ? Kind::LeftInSilence
                                                              : Kind::SentToRecording;
        return TranscriptRemark { kind, acted.cause, {} };
    }
    Remark operator()(const event::FallbackRecorded &recorded) const
    {
        return TranscriptRemark { Kind::MessageLeft, recorded.duration, {} };
    }
    Remark operator()(const event::CallEnded &ended) const
    {
        return TranscriptRemark { Kind::CallEnded, ended.cause, {} };
    }
    Remark operator()(const auto &) const { return std::nullopt; }

    static Remark by(Kind kind, const QString &who) { return TranscriptRemark { kind, {}, who }; }
};

QString translated(const char *text)
{
    return QCoreApplication::translate("TranscriptRemark", text);
}

} // namespace

std::optional<TranscriptRemark> remarkOn(const event::Event &event)
{
    return std::visit(Remarker {}, event.payload);
}

QString remarkText(const TranscriptRemark &remark)
{
    const QString what = bidiIsolated(remark.what), by = bidiIsolated(remark.by);
    switch (remark.kind) {
    case Kind::CallerBargedIn:
        return translated(QT_TRANSLATE_NOOP("TranscriptRemark", "The caller barged in"));
    case Kind::BotStopped:
        return translated(QT_TRANSLATE_NOOP("TranscriptRemark", "The bot was stopped"));
    case Kind::StreamLost:
        return translated(QT_TRANSLATE_NOOP("TranscriptRemark", "The stream was lost (code %1)")).arg(what);
    case Kind::StreamBack:
        return translated(QT_TRANSLATE_NOOP("TranscriptRemark", "The stream is back"));
    case Kind::BotMuted:
        return translated(QT_TRANSLATE_NOOP("TranscriptRemark", "The bot was muted by %1")).arg(by);
    case Kind::BotGivenBack:
        return translated(QT_TRANSLATE_NOOP("TranscriptRemark", "The call was given back to the bot by %1")).arg(by);
    case Kind::HungUp:
        return translated(QT_TRANSLATE_NOOP("TranscriptRemark", "The call was hung up by %1")).arg(by);
    case Kind::ListenerCame:
        return translated(QT_TRANSLATE_NOOP("TranscriptRemark", "%1 began to listen in")).arg(by);
    case Kind::ListenerLeft:
        return translated(QT_TRANSLATE_NOOP("TranscriptRemark", "%1 stopped listening")).arg(by);
    case Kind::ProviderFailed:
        return translated(QT_TRANSLATE_NOOP("TranscriptRemark", "Provider error: %1")).arg(what);
    case Kind::ProviderSwitched:
        return translated(QT_TRANSLATE_NOOP("TranscriptRemark", "The next provider took over: %1")).arg(what);
    case Kind::AgentHungUp:
        return translated(QT_TRANSLATE_NOOP("TranscriptRemark", "The agent hung up"));
    case Kind::AgentTransferred:
        return translated(QT_TRANSLATE_NOOP("TranscriptRemark", "The agent transferred the caller to %1")).arg(what);
    case Kind::AgentSentToRecording:
        return translated(QT_TRANSLATE_NOOP("TranscriptRemark", "The agent asked the caller for a message"));
    case Kind::HeldOn:
        return translated(QT_TRANSLATE_NOOP("TranscriptRemark", "The caller was asked to hold on: %1"))
            .arg(causeText(remark.what));
    case Kind::SentToRecording:
        return translated(QT_TRANSLATE_NOOP("TranscriptRemark", "The caller was asked for a message: %1"))
            .arg(causeText(remark.what));
    case Kind::LeftInSilence:
        return translated(QT_TRANSLATE_NOOP("TranscriptRemark", "Nothing could be done for the caller: %1"))
            .arg(causeText(remark.what));
    case Kind::MessageLeft:
        return translated(QT_TRANSLATE_NOOP("TranscriptRemark", "The caller left a message of %1 s")).arg(what);
    case Kind::CallEnded:
        return translated(QT_TRANSLATE_NOOP("TranscriptRemark", "Call ended: %1")).arg(causeText(remark.what));
    }
    Q_UNREACHABLE();
}

} // namespace callscope::ui
