#pragma once

#include "core/check/checkoptions.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include <array>

class QFormLayout;

namespace callscope::ui {

/// What the page knows of the gateway beside it: that one is checked without asking for anything.
struct OwnGateway
{
    QString url {}, publicBaseUrl {}, deployId {}, accountSid {};
    base::Secret authToken {}; ///< used for `url`, never shown and never kept
};

/// The lines that say which server is checked, and how. Lives on the GUI thread.
class CheckForm : public QWidget
{
    Q_OBJECT

public:
    explicit CheckForm(QWidget *parent = nullptr);

    void setOwnGateway(const OwnGateway &gateway);
    /// Error InvalidInput: what the lines say cannot be checked.
    base::Result<check::CheckOptions> options() const;
    /// The address goes into the list of those that were checked before.
    void keepAddress();
    void setRunning(bool running);
    void setWithCalls(bool withCalls) { m_calls->setChecked(withCalls); }
    QComboBox *address() const { return m_address; }
    QPushButton *button() const { return m_run; }

Q_SIGNALS:
    void runRequested();
    void stopRequested();

private:
    struct Line
    {
        QLabel *label;
        QLineEdit *edit;
    };
    static constexpr std::size_t routeCount = 7;

    void lay();
    Line addLine(QFormLayout *form);
    void retranslate();
    void retranslateRoutes();
    /// Error InvalidInput: one of the names is no stage's.
    base::Result<std::vector<check::Stage>> stages() const;
    void chooseSound();

    OwnGateway m_own {};
    QComboBox *m_address;
    QPushButton *m_run;
    QToolButton *m_more;
    QWidget *m_rest;
    Line m_token {}, m_deployId {}, m_stages {}, m_sound {};
    std::array<Line, routeCount> m_routes {};
    QPushButton *m_chooseSound;
    QCheckBox *m_bargeIn, *m_calls;
    QLabel *m_addressLabel;
    bool m_isRunning = false;
};

} // namespace callscope::ui
