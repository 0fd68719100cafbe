#pragma once

#include "core/simulate/callscript.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QSpinBox>
#include <QToolButton>

namespace callscope::ui {

/// The conditions of the telephone line, folded away until somebody wants them. Lives on the GUI thread.
class LineBox : public QWidget
{
    Q_OBJECT

public:
    explicit LineBox(QWidget *parent = nullptr);

    simulate::LineConditions conditions() const;

private:
    void retranslate();
    void fold(bool open);

    QToolButton *m_title;
    QWidget *m_content;
    QFormLayout *m_form;
    QCheckBox *m_echo;
    QWidget *m_echoRow;
    QSpinBox *m_echoDecibels, *m_echoDelay, *m_noise, *m_jitter;
    QDoubleSpinBox *m_loss;
};

} // namespace callscope::ui
