#include "ui/events/eventmeaning.h"

#include <QCoreApplication>

namespace callscope::ui {

namespace {

using namespace event;

struct Meaning
{
    Q_DECLARE_TR_FUNCTIONS(EventMeaning)

public:
    QString operator()(const CallIncoming &) const
    {
        return tr("Twilio told of a call over the incoming-call webhook; it was answered with TwiML that opens a media "
                  "stream.");
    }
    QString operator()(const CallStatusReported &) const
    {
        return tr("Twilio reported the state of the call over the status webhook.");
    }
    QString operator()(const CallEnded &) const
    {
        return tr("The gateway is done with the call; the cause says which side ended it.");
    }
    QString operator()(const HttpRequested &) const
    {
        return tr("A request over HTTP was answered; the page Requests shows it in full.");
    }
    QString operator()(const StreamStatusReported &) const
    {
        return tr("Twilio reported on the media stream; an error here is Twilio's own view of why sound stopped.");
    }
    QString operator()(const SignatureRejected &) const
    {
        return tr("A request was refused because its signature is wrong: the auth token or the public address differs, "
                  "or it is not from Twilio.");
    }
    QString operator()(const WebSocketOpened &) const
    {
        return tr("Somebody opened a WebSocket for media; Twilio's start message has to follow.");
    }
    QString operator()(const WebSocketRejected &) const
    {
        return tr("A WebSocket was refused before it opened; the reason says which check failed.");
    }
    QString operator()(const StreamStarted &) const
    {
        return tr("The media stream began: from here on the caller is heard and can be spoken to.");
    }
    QString operator()(const StreamStopped &) const
    {
        return tr("Twilio ended the media stream in order, because the caller hung up or the TwiML went on.");
    }
    QString operator()(const WebSocketClosed &) const
    {
        return tr("The media socket was closed; a code other than 1000 means that the stream broke.");
    }
    QString operator()(const MediaReceived &) const
    {
        return tr("Sound of the caller that came within a second; unfold it for its 20 ms frames.");
    }
    QString operator()(const MediaGapFound &) const
    {
        return tr("Sound of the caller is missing, late or came twice; recognition may suffer.");
    }
    QString operator()(const MediaSent &) const
    {
        return tr("Sound of the bot that was sent within a second; unfold it for its 20 ms frames.");
    }
    QString operator()(const MarkSent &) const
    {
        return tr("A mark was sent behind a piece of speech; it comes back when the caller has heard the speech.");
    }
    QString operator()(const MarkReceived &) const
    {
        return tr("A mark came back: the caller heard the speech before it, or it was flushed unheard.");
    }
    QString operator()(const ClearSent &) const
    {
        return tr("Twilio was told to throw away what it had not played yet.");
    }
    QString operator()(const DigitPressed &) const { return tr("The caller pressed a key."); }
    QString operator()(const PingSent &) const
    {
        return tr("A ping was sent to see whether the other side of the socket is alive.");
    }
    QString operator()(const PongReceived &) const
    {
        return tr("The other side of the socket is alive; this is how long the ping took there and back.");
    }
    QString operator()(const ProtocolErrorFound &) const
    {
        return tr("A message on the stream does not say what Twilio's protocol asks for; it was skipped.");
    }
    QString operator()(const SpeechStarted &) const
    {
        return tr("The voice detector heard the caller begin to speak.");
    }
    QString operator()(const SpeechEnded &) const
    {
        return tr("The voice detector decided that the caller finished; the reply's latency counts from here back to "
                  "the last word.");
    }
    QString operator()(const PartialRecognized &) const
    {
        return tr("The recognizer's guess so far; it may still change.");
    }
    QString operator()(const FinalRecognized &) const
    {
        return tr("The recognizer's final text of what the caller said; it goes to the agent.");
    }
    QString operator()(const SpeechSynthesized &) const
    {
        return tr("A sentence of the reply was turned into sound of this length.");
    }
    QString operator()(const BargedIn &) const
    {
        return tr("The caller spoke into the bot's reply, which was cut off; what was dropped was never heard.");
    }
    QString operator()(const EchoSuppressed &) const
    {
        return tr("The bot's own voice came back over the line and was kept from being taken for the caller.");
    }
    QString operator()(const AgentReplied &) const
    {
        return tr("The agent answered; its text goes to the synthesizer.");
    }
    QString operator()(const ReplyLeft &) const
    {
        return tr("The first sound of the reply left for Twilio; the latency of each step up to here is known now.");
    }
    QString operator()(const ProviderFailed &) const
    {
        return tr("A recognizer, synthesizer or agent failed; the code and text are its own.");
    }
    QString operator()(const ProviderSwitched &) const
    {
        return tr("Another provider of the chain took over in the same turn; the code and text say why.");
    }
    QString operator()(const AgentActed &) const
    {
        return tr("The agent had the line hung up, transferred or sent to a recording, once its words were heard.");
    }
    QString operator()(const WatchdogActed &) const
    {
        return tr("The caller was left in silence: the cause, and what was done so that something is heard.");
    }
    QString operator()(const RecordTruncated &) const
    {
        return tr(
            "The call's sound could not be written any further: a full disk, or a folder without rights. The call "
            "goes on.");
    }
    QString operator()(const RecordResumed &) const
    {
        return tr("The call's sound is written again; what is missing stands in the file as silence.");
    }
    QString operator()(const FallbackRecorded &) const
    {
        return tr("The bot could not serve, so Twilio recorded what the caller had to say.");
    }
    QString operator()(const RecordingReady &) const
    {
        return tr(
            "Twilio's recording is finished; with account and credentials it was fetched and lies with the call.");
    }
    QString operator()(const ListenStarted &) const { return tr("Somebody began to listen in."); }
    QString operator()(const ListenStopped &) const { return tr("Somebody stopped listening in."); }
    QString operator()(const OperatorSaid &) const
    {
        return tr("A sentence typed by an operator is spoken to the caller.");
    }
    QString operator()(const TakenOver &) const
    {
        return tr("An operator muted the bot: it hears and understands, and answers nothing.");
    }
    QString operator()(const GivenBack &) const { return tr("The bot answers again."); }
    QString operator()(const HungUp &) const { return tr("An operator hung up."); }
};

} // namespace

QString meaningOf(const event::Event &event)
{
    return std::visit(Meaning {}, event.payload);
}

} // namespace callscope::ui
