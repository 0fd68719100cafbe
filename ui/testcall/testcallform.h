#pragma once

#include "ui/testcall/testcallplan.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QSpinBox>

class QPushButton;

namespace callscope::ui {

class LineBox;
class SoundRoom;

/// Where a test call goes, who calls whom, and what the caller says. Lives on the GUI thread.
class TestCallForm : public QWidget
{
    Q_OBJECT

public:
    /// `sound` has the microphones; it outlives the form.
    explicit TestCallForm(SoundRoom &sound, QWidget *parent = nullptr);

    void setTarget(const QString &baseUrl);
    void setSoundFile(const QString &path);
    /// What the fields say; only of use while there is no problem.
    TestCallPlan plan() const;
    /// What is wrong and how to mend it, one sentence; empty: the call can be placed.
    QString problem() const;

Q_SIGNALS:
    void edited();

private:
    void build();
    void retranslate();
    void chooseFile();
    void chooseSpeech();
    void listMicrophones();
    QString speechProblem() const;

    SoundRoom &m_sound;
    QFormLayout *m_form;
    QLineEdit *m_target, *m_from, *m_to, *m_file;
    QRadioButton *m_useFile, *m_useMicrophone;
    QPushButton *m_browse;
    QWidget *m_fileRow;
    QComboBox *m_microphones;
    QCheckBox *m_bargeIn;
    QSpinBox *m_bargeInAfter;
    LineBox *m_line;
};

} // namespace callscope::ui
