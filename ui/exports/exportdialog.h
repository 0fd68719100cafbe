#pragma once

#include "ui/common/session.h"
#include "ui/exports/exportrun.h"

#include <QDialog>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace callscope::ui {

class ExportForm;

/// Writes one call to files: what, without what, where to, how far it is, and what came of it. It owns the run and
/// lives on the GUI thread; closing it stops what runs.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    /// `session` must outlive the dialog; `copySound` may be null: then there is no sound.
    ExportDialog(Session &session, const CallKey &call, CopySound copySound, QWidget *parent = nullptr);
    ~ExportDialog() override;

    /// The recording that the call was opened from: its events are copied line by line, with those that this version
    /// does not know. Without one they are written from the session.
    void setRecordingPath(const QString &path) { m_recordingPath = path; }

Q_SIGNALS:
    /// It was written, failed, or was stopped.
    void ended();

public Q_SLOTS:
    void reject() override;

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class State {
        Editing,
        Looking, ///< whether files would be replaced
        Asking, ///< whether they may be
        Running,
        Stopping,
        Done,
    };

    void build();
    void retranslate();
    void advance();
    void take(const QStringList &existing);
    void start();
    void enter(State state);
    void showState();
    void showMessage(const QString &glyph, const QColor &color, const QString &text);
    QString explanation() const;
    ExportSource source() const;
    bool isBusy() const { return m_state == State::Looking || m_state == State::Running || m_state == State::Stopping; }

    Session &m_session;
    CallKey m_call;
    CopySound m_copySound;
    QString m_recordingPath {};
    State m_state = State::Editing;
    QStringList m_existing {};
    std::optional<store::ExportReport> m_report {};
    std::optional<base::Error> m_error {};
    bool m_wasStopped = false;
    ExportRun m_run {};
    ExportForm *m_form;
    QLabel *m_message;
    QProgressBar *m_progress;
    QPushButton *m_export, *m_open, *m_close;
};

} // namespace callscope::ui
