#include "ui/settings/appearance.h"

#include "ui/common/colors.h"

#include <QApplication>
#include <QFont>
#include <QHeaderView>
#include <QProxyStyle>

#include <algorithm>
#include <cmath>

namespace callscope::ui {

using namespace Qt::StringLiterals;

namespace {

/// Fusion, with room between the titles of neighbouring columns: one aligned to the end would run into the next.
class RoomyFusion : public QProxyStyle
{
    Q_OBJECT

public:
    RoomyFusion()
        : QProxyStyle(u"Fusion"_s)
    { }

    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override
    {
        const int fusion = QProxyStyle::pixelMetric(metric, option, widget);
        const auto *header = metric == PM_HeaderMargin ? qobject_cast<const QHeaderView *>(widget) : nullptr;
        return header && header->orientation() == Qt::Horizontal ? 2 * fusion : fusion;
    }
};

/// The colours a palette is made from.
struct Tones
{
    QColor window, text, base, alternate, button, raised, sunken, highlight, highlighted, link, visited, faint, off;
};

QPalette paletteOf(const Tones &tones)
{
    QPalette palette(tones.text, tones.button, tones.raised, tones.sunken, tones.sunken, tones.text, tones.raised,
                     tones.base, tones.window);
    palette.setColor(QPalette::AlternateBase, tones.alternate);
    palette.setColor(QPalette::ToolTipBase, tones.alternate);
    palette.setColor(QPalette::ToolTipText, tones.text);
    palette.setColor(QPalette::PlaceholderText, tones.faint);
    palette.setColor(QPalette::Highlight, tones.highlight);
    palette.setColor(QPalette::HighlightedText, tones.highlighted);
    palette.setColor(QPalette::Link, tones.link);
    palette.setColor(QPalette::LinkVisited, tones.visited);
    palette.setColor(QPalette::Midlight, tones.button);
    palette.setColor(QPalette::Shadow, tones.sunken);
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText })
        palette.setColor(QPalette::Disabled, role, tones.off);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, tones.button);
    palette.setColor(QPalette::Disabled, QPalette::Base, tones.window);
    return palette;
}

double luminance(const QColor &color)
{
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

QString nameOf(Appearance appearance)
{
    switch (appearance) {
    case Appearance::System:
        return u"system"_s;
    case Appearance::Light:
        return u"light"_s;
    case Appearance::Dark:
        return u"dark"_s;
    }
    Q_UNREACHABLE();
}

Appearance appearanceNamed(const QString &name)
{
    if (name == "light"_L1)
        return Appearance::Light;
    return name == "dark"_L1 ? Appearance::Dark : Appearance::System;
}

QPalette lightPalette()
{
    return paletteOf({ .window = QColor(0xF3, 0xF4, 0xF6),
                       .text = QColor(0x1B, 0x1F, 0x24),
                       .base = QColor(0xFF, 0xFF, 0xFF),
                       .alternate = QColor(0xF7, 0xF8, 0xFA),
                       .button = QColor(0xEB, 0xED, 0xF0),
                       .raised = QColor(0xFF, 0xFF, 0xFF),
                       .sunken = QColor(0xA3, 0xAB, 0xB6),
                       .highlight = QColor(0x1B, 0x66, 0xB5),
                       .highlighted = QColor(0xFF, 0xFF, 0xFF),
                       .link = QColor(0x1B, 0x66, 0xB5),
                       .visited = QColor(0x7B, 0x3F, 0xA8),
                       .faint = QColor(0x5F, 0x68, 0x74),
                       .off = QColor(0x8B, 0x93, 0x9E) });
}

QPalette darkPalette()
{
    return paletteOf({ .window = QColor(0x2B, 0x30, 0x38),
                       .text = QColor(0xE6, 0xE9, 0xED),
                       .base = QColor(0x19, 0x1C, 0x21),
                       .alternate = QColor(0x1F, 0x23, 0x29),
                       .button = QColor(0x33, 0x39, 0x42),
                       .raised = QColor(0x4A, 0x52, 0x5D),
                       .sunken = QColor(0x0E, 0x10, 0x13),
                       .highlight = QColor(0x2A, 0x5F, 0x96),
                       .highlighted = QColor(0xFF, 0xFF, 0xFF),
                       .link = QColor(0x62, 0xB0, 0xF5),
                       .visited = QColor(0xD3, 0xA4, 0xF2),
                       .faint = QColor(0x9A, 0xA3, 0xAF),
                       .off = QColor(0x84, 0x8D, 0x99) });
}

void applyAppearance(Appearance appearance)
{
    static const bool systemIsDark = isDark(QApplication::palette());
    const bool dark = appearance == Appearance::Dark || (appearance == Appearance::System && systemIsDark);
    if (!qobject_cast<RoomyFusion *>(QApplication::style()))
        QApplication::setStyle(new RoomyFusion);
    QApplication::setPalette(dark ? darkPalette() : lightPalette());
}

void applyFontScale(int percent)
{
    static const QFont systemFont = QApplication::font();
    QFont font = systemFont;
    font.setPointSizeF(systemFont.pointSizeF() * percent / 100);
    QApplication::setFont(font);
}

double contrast(const QColor &a, const QColor &b)
{
    const auto [darker, lighter] = std::minmax({ luminance(a), luminance(b) });
    return (lighter + 0.05) / (darker + 0.05);
}

} // namespace callscope::ui

#include "appearance.moc"
