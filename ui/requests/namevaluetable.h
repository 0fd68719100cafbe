#pragma once

#include "ui/requests/namevaluemodel.h"

#include <QTreeView>

namespace callscope::ui {

class EmptyHint;

/// A list of names and values, to be read and copied. It owns its model and lives on the GUI thread.
class NameValueTable : public QTreeView
{
    Q_OBJECT

public:
    explicit NameValueTable(QWidget *parent = nullptr);

    void setPairs(std::vector<Parameter> pairs);
    void setHint(const QString &hint);

private:
    void copy();

    NameValueModel m_model;
    EmptyHint *m_hint;
    QAction *m_copy;
};

} // namespace callscope::ui
