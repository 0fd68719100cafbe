#pragma once

#include "ui/common/turns.h"

#include <QColor>

class QPainter;
class QPalette;
class QRectF;

namespace callscope::ui {

/// "Endpointing", in the language of the screen.
QString stageName(Stage stage);
/// What a stage measures, in a sentence.
QString stageMeaning(Stage stage);
/// The same in dark and light; a dark digit reads on each. The digit (stage 1 to 7), not the colour, is its sign.
QColor stageColor(Stage stage);
QString stageSign(Stage stage);

/// A filled field with the sign of the stage in it, where there is room.
void paintStage(QPainter *painter, const QRectF &field, Stage stage);
/// A hatched field with a word, or its first sign, in it.
void paintHatched(QPainter *painter, const QRectF &field, const QString &word, const QPalette &palette);

} // namespace callscope::ui
