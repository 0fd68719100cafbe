#include "core/speech/transcriptionrecognizer.h"

#include "core/base/language.h"
#include "core/media/wavhead.h"
#include "core/provider/connectahead.h"
#include "core/provider/fault.h"
#include "core/speech/transcriptionanswer.h"

#include <QtEndian>

#include <algorithm>
#include <utility>

namespace callscope::speech {

namespace {

constexpr int wideRate = 16000;
constexpr qint64 largestAnswer = 1024LL * 1024;

QUrl transcriptionsUrl(QUrl base)
{
    const QString path = base.path();
    if (path.endsWith(QLatin1String("/audio/transcriptions")) || path.endsWith(QLatin1String("/inference")))
        return base;
    base.setPath((path.endsWith(QLatin1Char('/')) ? path.chopped(1) : path) + QLatin1String("/audio/transcriptions"));
    return base;
}

double loudestFrame(std::span<const media::Sample> samples)
{
    double loudest = 0;
    while (!samples.empty()) {
        const auto frame = samples.first(std::min<std::size_t>(samples.size(), media::frameSamples));
        loudest = std::max(loudest, media::rms(frame));
        samples = samples.subspan(frame.size());
    }
    return loudest;
}

QByteArray wavOf(media::Samples sound)
{
    const auto least = static_cast<std::size_t>(TranscriptionRecognizer::shortestSent.count() * wideRate / 1000);
    sound.resize(std::max(sound.size(), least));
    QByteArray data(std::ssize(sound) * qsizetype { sizeof(media::Sample) }, Qt::Uninitialized);
    qToLittleEndian<media::Sample>(sound.data(), std::ssize(sound), data.data());
    return media::wavHead({ 1, data.size(), wideRate }) + data;
}

/// multipart/form-data (RFC 7578).
class Form
{
public:
    Form()
        : m_boundary("callscope-" + base::randomBytes(16).toHex())
    { }

    void add(const QByteArray &name, const QByteArray &value)
    {
        begin("name=\"" + name + "\"\r\n");
        m_bytes += value + "\r\n";
    }
    void addSound(const QByteArray &wav)
    {
        begin("name=\"file\"; filename=\"speech.wav\"\r\nContent-Type: audio/wav\r\n");
        m_bytes += wav + "\r\n";
    }
    QByteArray contentType() const { return "multipart/form-data; boundary=" + m_boundary; }
    QByteArray whole() const { return m_bytes + "--" + m_boundary + "--\r\n"; }

private:
    void begin(const QByteArray &head)
    {
        m_bytes += "--" + m_boundary + "\r\nContent-Disposition: form-data; " + head + "\r\n";
    }

    QByteArray m_boundary;
    QByteArray m_bytes {};
};

Form formOf(const TranscriptionSettings &settings, const media::Samples &sound)
{
    Form form;
    form.addSound(wavOf(sound));
    if (!settings.model.isEmpty())
        form.add("model", settings.model.toUtf8());
    form.add("language", base::languageCode(settings.language).toUtf8());
    // Only verbose_json says how likely there is no speech; of OpenAI's models Whisper alone has it.
    const bool isGpt = settings.model.startsWith(QLatin1String("gpt-"));
    form.add("response_format", isGpt ? "json" : "verbose_json");
    form.add("temperature", "0");
    if (!settings.prompt.isEmpty())
        form.add("prompt", settings.prompt.toUtf8());
    return form;
}

} // namespace

TranscriptionRecognizer::TranscriptionRecognizer(QNetworkAccessManager &network, const TranscriptionSettings &settings)
    : m_network(network)
    , m_settings(settings)
    , m_url(transcriptionsUrl(settings.url))
{ }

void TranscriptionRecognizer::warmUp()
{
    provider::connectAhead(m_network, m_url);
}

void TranscriptionRecognizer::begin(int utterance)
{
    cancel();
    m_utterances.push_back(std::make_unique<Utterance>());
    m_utterances.back()->number = utterance;
}

void TranscriptionRecognizer::feed(std::span<const qint16> samples)
{
    Utterance *utterance = running();
    if (!utterance || utterance->isOver)
        return;
    const media::Samples wide = utterance->widener.process(samples);
    utterance->wide.insert(utterance->wide.end(), wide.begin(), wide.end());
    utterance->heard += std::ssize(samples);
    utterance->loudest = std::max(utterance->loudest, loudestFrame(samples));
    if (utterance->heard > media::samplesIn(longestSpeech))
        endLater(*utterance,
                 base::Error { base::ErrorCode::Overloaded,
                               QStringLiteral("An utterance of more than %1 s is not sent to %2.")
                                   .arg(longestSpeech.count() / 1000)
                                   .arg(m_settings.provider) });
    else if (wantsPartial(*utterance))
        QMetaObject::invokeMethod( // not at once: what is replayed is often finished in the same breath
            this, [this, number = utterance->number] { askForPartial(number); }, Qt::QueuedConnection);
}

void TranscriptionRecognizer::finish()
{
    Utterance *utterance = running();
    if (!utterance)
        return;
    utterance->isFinished = true;
    if (utterance->isOver)
        return;
    if (utterance->heard < media::samplesIn(shortestSpeech)) {
        endLater(*utterance, Transcript { {}, base::languageTag(m_settings.language) });
        return;
    }
    const media::Samples rest = utterance->widener.finish();
    utterance->wide.insert(utterance->wide.end(), rest.begin(), rest.end());
    ask(*utterance);
    utterance->wide = {};
}

void TranscriptionRecognizer::cancel()
{
    if (running())
        m_utterances.pop_back();
}

TranscriptionRecognizer::Utterance *TranscriptionRecognizer::running()
{
    return m_utterances.empty() || m_utterances.back()->isFinished ? nullptr : m_utterances.back().get();
}

TranscriptionRecognizer::Utterance *TranscriptionRecognizer::numbered(int number)
{
    const auto found = std::find_if(m_utterances.begin(), m_utterances.end(),
                                    [number](const auto &utterance) { return utterance->number == number; });
    return found == m_utterances.end() ? nullptr : found->get();
}

bool TranscriptionRecognizer::wantsPartial(const Utterance &utterance) const
{
    const bool isBusy = std::any_of(m_utterances.begin(), m_utterances.end(),
                                    [](const auto &other) { return other->reply != nullptr; });
    const qsizetype next = utterance.partials == 0 ? media::samplesIn(soundBeforePartial)
                                                   : utterance.heardAtPartial + media::samplesIn(soundBetweenPartials);
    return !isBusy && !utterance.isSlow && utterance.partials < mostPartials && utterance.heard >= next;
}

void TranscriptionRecognizer::askForPartial(int number)
{
    Utterance *utterance = running();
    if (utterance && utterance->number == number && !utterance->isOver && wantsPartial(*utterance))
        ask(*utterance);
}

/// For its partial while it runs, for its final when it is finished: what is under way is of no more use then.
void TranscriptionRecognizer::ask(Utterance &utterance)
{
    const Form form = formOf(m_settings, utterance.wide);
    provider::StreamedRequest request { .provider = m_settings.provider,
                                        .url = m_url,
                                        .headers = { { "Content-Type", form.contentType() } },
                                        .body = form.whole(),
                                        .firstByteWithin = m_settings.answerWithin,
                                        .wholeWithin = m_settings.answerWithin,
                                        .largestBody = largestAnswer };
    if (!m_settings.key.isEmpty())
        request.headers.push_back({ "Authorization", "Bearer " + m_settings.key.reveal() });
    if (!utterance.isFinished) {
        ++utterance.partials;
        utterance.heardAtPartial = utterance.heard;
    }
    utterance.answer.clear();
    utterance.asked.start();
    utterance.reply = std::make_unique<provider::StreamedReply>(m_network, request);
    using provider::StreamedReply;
    connect(utterance.reply.get(), &StreamedReply::received, this,
            [asked = &utterance](const QByteArray &bytes) { asked->answer += bytes; });
    connect(utterance.reply.get(), &StreamedReply::finished, this,
            [this, number = utterance.number] { takeAnswer(number); });
    connect(utterance.reply.get(), &StreamedReply::failed, this,
            [this, number = utterance.number](const base::Error &error) { takeFailure(number, error); });
}

void TranscriptionRecognizer::takeAnswer(int number)
{
    Utterance *utterance = numbered(number);
    utterance->reply.release()->deleteLater(); // it is telling this
    const auto transcript
        = readTranscription(utterance->answer, base::languageTag(m_settings.language), utterance->loudest);
    if (utterance->isFinished) {
        end(number, transcript);
        return;
    }
    utterance->isSlow = !transcript || utterance->asked.elapsed() > m_settings.quickAnswer.count();
    if (transcript && !transcript->text.isEmpty() && !utterance->isOver)
        Q_EMIT partialReady(number, *transcript);
}

void TranscriptionRecognizer::takeFailure(int number, const base::Error &error)
{
    Utterance *utterance = numbered(number);
    utterance->reply.release()->deleteLater(); // it is telling this
    utterance->isSlow = true;
    // A partial that fails for now is no loss; one that is forbidden says that the final will be, too.
    if (utterance->isFinished || !provider::mayPass(error.code))
        end(number, error);
}

void TranscriptionRecognizer::end(int number, const base::Result<Transcript> &result)
{
    std::erase_if(m_utterances, [number](const auto &utterance) { return utterance->number == number; });
    if (result)
        Q_EMIT finalReady(number, *result);
    else
        Q_EMIT failed(number, result.error());
}

/// Because nothing is answered from inside a call to us; unless the utterance is cancelled until then.
void TranscriptionRecognizer::endLater(Utterance &utterance, const base::Result<Transcript> &result)
{
    utterance.isOver = true;
    utterance.reply.reset();
    QMetaObject::invokeMethod(
        this,
        [this, number = utterance.number, result] {
            if (numbered(number))
                end(number, result);
        },
        Qt::QueuedConnection);
}

} // namespace callscope::speech
