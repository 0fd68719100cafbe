#include "ui/latency/stages.h"

#include "ui/common/colors.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

namespace callscope::ui {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("Stage", text);
}

} // namespace

QString stageName(Stage stage)
{
    switch (stage) {
    case Stage::Endpointing:
        return translated(QT_TRANSLATE_NOOP("Stage", "Endpointing"));
    case Stage::Recognition:
        return translated(QT_TRANSLATE_NOOP("Stage", "Recognition"));
    case Stage::Agent:
        return translated(QT_TRANSLATE_NOOP("Stage", "Agent"));
    case Stage::Text:
        return translated(QT_TRANSLATE_NOOP("Stage", "Text"));
    case Stage::Synthesis:
        return translated(QT_TRANSLATE_NOOP("Stage", "Synthesis"));
    case Stage::Gateway:
        return translated(QT_TRANSLATE_NOOP("Stage", "Gateway"));
    case Stage::TwilioBuffer:
        return translated(QT_TRANSLATE_NOOP("Stage", "Twilio buffer"));
    }
    Q_UNREACHABLE();
}

QString stageMeaning(Stage stage)
{
    switch (stage) {
    case Stage::Endpointing:
        return translated(
            QT_TRANSLATE_NOOP("Stage", "From the caller's last word until it was decided that the caller is done."));
    case Stage::Recognition:
        return translated(QT_TRANSLATE_NOOP("Stage", "Until the final text of what the caller said."));
    case Stage::Agent:
        return translated(QT_TRANSLATE_NOOP("Stage", "Until the agent's first word."));
    case Stage::Text:
        return translated(QT_TRANSLATE_NOOP("Stage", "Until the first clause went to the synthesizer."));
    case Stage::Synthesis:
        return translated(QT_TRANSLATE_NOOP("Stage", "Until the first sound of the reply."));
    case Stage::Gateway:
        return translated(QT_TRANSLATE_NOOP("Stage", "Until the first sound was sent to Twilio."));
    case Stage::TwilioBuffer:
        return translated(QT_TRANSLATE_NOOP(
            "Stage",
            "Until the sound was played to the caller. It comes after voice-to-voice and is not a part of it."));
    }
    Q_UNREACHABLE();
}

QColor stageColor(Stage stage)
{
    switch (stage) {
    case Stage::Endpointing:
        return { 0x9F, 0xB1, 0xC4 };
    case Stage::Recognition:
        return { 0x6F, 0xA8, 0xE6 };
    case Stage::Agent:
        return { 0xE8, 0xA8, 0x4C };
    case Stage::Text:
        return { 0xCF, 0xC2, 0x5A };
    case Stage::Synthesis:
        return { 0x69, 0xB9, 0x8C };
    case Stage::Gateway:
        return { 0xC2, 0x8F, 0xD6 };
    case Stage::TwilioBuffer:
        return { 0xE2, 0x8B, 0x80 };
    }
    Q_UNREACHABLE();
}

QString stageSign(Stage stage)
{
    return QString::number(static_cast<int>(stage) + 1);
}

void paintStage(QPainter *painter, const QRectF &field, Stage stage)
{
    painter->fillRect(field, stageColor(stage));
    if (field.width() >= QFontMetricsF(painter->font()).horizontalAdvance(stageSign(stage)) + 3) {
        painter->setPen(QColor(0x1A, 0x1D, 0x21));
        painter->drawText(field, Qt::AlignCenter, stageSign(stage));
    }
}

void paintHatched(QPainter *painter, const QRectF &field, const QString &word, const QPalette &palette)
{
    const Colors colors = colorsOf(palette);
    painter->fillRect(field, QBrush(colors.faint, Qt::BDiagPattern));
    painter->setPen(colors.faint);
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(field.adjusted(0.5, 0.5, -0.5, -0.5));
    const QFontMetricsF metrics(painter->font());
    const QString text = metrics.horizontalAdvance(word) + 6 <= field.width() ? word : QStringLiteral("?");
    if (metrics.horizontalAdvance(text) + 4 > field.width())
        return;
    QRectF plate = metrics.boundingRect(field, Qt::AlignCenter, text).adjusted(-2, 0, 2, 0);
    painter->fillRect(plate.intersected(field), palette.color(QPalette::Base));
    painter->setPen(palette.color(QPalette::Text));
    painter->drawText(field, Qt::AlignCenter, text);
}

} // namespace callscope::ui
