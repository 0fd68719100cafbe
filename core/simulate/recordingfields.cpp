#include "core/simulate/recordingfields.h"

#include "core/simulate/sidsource.h"

namespace callscope::simulate {

using namespace Qt::StringLiterals;

net::FormFields keepRecording(const Surroundings &around, const Recording &recording)
{
    const auto sid = drawSid<base::RecordingSid>("RE");
    const base::AccountSid &account = around.identity.account;
    const QByteArray url = around.script.shelf
        ? around.script.shelf(account, sid, recording.sound())
        : "https://api.twilio.com/2010-04-01/Accounts/" + account.bytes() + "/Recordings/" + sid.bytes();
    around.journal.note(u"recorded"_s,
                        u"%1 s, ended by %2"_s.arg(recording.duration().count())
                            .arg(recording.digits().isEmpty() ? u"silence"_s : recording.digits()));
    return { { "RecordingUrl", url },
             { "RecordingSid", sid.bytes() },
             { "RecordingDuration", QByteArray::number(qint64(recording.duration().count())) } };
}

net::FormFields recordingStatusFields(const CallIdentity &identity)
{
    return { { "AccountSid", identity.account.bytes() },
             { "CallSid", identity.call.bytes() },
             { "RecordingStatus", "completed" },
             { "RecordingChannels", "1" },
             { "RecordingSource", "RecordVerb" } };
}

} // namespace callscope::simulate
