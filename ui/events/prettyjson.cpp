#include "ui/events/prettyjson.h"

namespace callscope::ui {

namespace {

class Printer
{
public:
    QByteArray print(QByteArrayView json)
    {
        for (qsizetype i = 0; i < json.size(); ++i) {
            if (m_inString)
                insideString(json[i]);
            else
                outsideString(json[i], i + 1 < json.size() ? json[i + 1] : '\0');
        }
        return m_out;
    }

private:
    void newLine() { m_out.append('\n').append(QByteArray(2 * m_depth, ' ')); }

    void insideString(char c)
    {
        m_out.append(c);
        m_inString = m_escaped || c != '"';
        m_escaped = !m_escaped && c == '\\';
    }

    void outsideString(char c, char next)
    {
        switch (c) {
        case '{':
        case '[':
            m_out.append(c);
            m_isEmpty = next == '}' || next == ']';
            ++m_depth;
            if (!m_isEmpty)
                newLine();
            break;
        case '}':
        case ']':
            --m_depth;
            if (!std::exchange(m_isEmpty, false))
                newLine();
            m_out.append(c);
            break;
        case ',':
            m_out.append(c);
            newLine();
            break;
        case ':':
            m_out.append(": ");
            break;
        default:
            m_inString = c == '"';
            m_out.append(c);
        }
    }

    QByteArray m_out {};
    int m_depth = 0;
    bool m_inString = false, m_escaped = false, m_isEmpty = false;
};

} // namespace

QByteArray prettyJson(QByteArrayView json)
{
    return Printer().print(json);
}

} // namespace callscope::ui
