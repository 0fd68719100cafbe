#pragma once

#include "core/store/callexport.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <array>

namespace callscope::ui {

/// What to write of a call, what to leave out, and where to: an ExportPlan as check boxes. It owns its fields,
/// remembers their state, and lives on the GUI thread; it looks at no file.
class ExportForm : public QWidget
{
    Q_OBJECT

public:
    /// `name`: what the files are called at first.
    explicit ExportForm(const QString &name, QWidget *parent = nullptr);

    store::ExportPlan plan() const;
    /// What is wrong and how to mend it, one sentence; empty: the plan can be carried out.
    QString problem() const;
    void setFolder(const QString &path) { m_folder->setText(path); }
    /// For the next export.
    void remember() const;

Q_SIGNALS:
    void edited();

protected:
    void changeEvent(QEvent *event) override;

private:
    /// A check box and, in one line, what it is good for.
    struct Choice
    {
        QCheckBox *box;
        QLabel *why;
        const char *key; ///< in the settings
    };
    enum { Events, Sound, Har, Labels, Numbers, Parameters, SoundAway, Text, ChoiceCount };

    Choice newChoice(const char *key, bool isOn);
    void build();
    void addRows(QGroupBox *group, int first, int end);
    void addPlace();
    void recall();
    void retranslate();
    void setTexts(int choice, const QString &name, const QString &why);
    void chooseFolder();
    void takeEdit();
    void showPlan();
    void dimExplanations();
    bool isOn(int choice) const { return m_choices[static_cast<std::size_t>(choice)].box->isChecked(); }

    QGroupBox *m_what, *m_without, *m_where;
    std::array<Choice, ChoiceCount> m_choices;
    QComboBox *m_soundForm;
    QLabel *m_folderLabel, *m_nameLabel, *m_files;
    QLineEdit *m_folder, *m_name;
    QPushButton *m_browse;
};

} // namespace callscope::ui
