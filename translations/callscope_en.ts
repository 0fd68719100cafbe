<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>CallTexts</name>
    <message numerus="yes">
        <source>%n error(s), the last one is %1</source>
        <translation>
            <numerusform>%n error: %1</numerusform>
            <numerusform>%n errors, the last one is %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EventActions</name>
    <message numerus="yes">
        <source>Paused: %n waiting</source>
        <translation>
            <numerusform>Paused: %n waiting</numerusform>
            <numerusform>Paused: %n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HealthTexts</name>
    <message numerus="yes">
        <source>%n ping(s) between %1 and %2</source>
        <translation>
            <numerusform>%n ping between %1 and %2</numerusform>
            <numerusform>%n pings between %1 and %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n gap(s), %1 of sound</source>
        <translation>
            <numerusform>%n gap, %1 of sound</numerusform>
            <numerusform>%n gaps, %1 of sound</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Round trips of the last %n ping(s), the newest at the right</source>
        <translation>
            <numerusform>Round trip of the last ping, the newest at the right</numerusform>
            <numerusform>Round trips of the last %n pings, the newest at the right</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callscope::ui::CallsPage</name>
    <message numerus="yes">
        <source>%n call(s), running: %1</source>
        <translation>
            <numerusform>%n call, running: %1</numerusform>
            <numerusform>%n calls, running: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n call(s) shown, running: %2</source>
        <translation>
            <numerusform>%1 of %n call shown, running: %2</numerusform>
            <numerusform>%1 of %n calls shown, running: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callscope::ui::EventTable</name>
    <message numerus="yes">
        <source>▼ %n new</source>
        <translation>
            <numerusform>▼ %n new</numerusform>
            <numerusform>▼ %n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callscope::ui::ExportDialog</name>
    <message numerus="yes">
        <source>%n of the files exist already and will be replaced: %1</source>
        <translation>
            <numerusform>%n of the files exists already and will be replaced: %1</numerusform>
            <numerusform>%n of the files exist already and will be replaced: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files were written to %1</source>
        <translation>
            <numerusform>%n file was written to %1</numerusform>
            <numerusform>%n files were written to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callscope::ui::FindBar</name>
    <message numerus="yes">
        <source>%n hit(s)</source>
        <translation>
            <numerusform>%n hit</numerusform>
            <numerusform>%n hits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callscope::ui::LatencyPage</name>
    <message numerus="yes">
        <source>▲ %n turn(s) over budget</source>
        <translation>
            <numerusform>▲ %n turn over budget</numerusform>
            <numerusform>▲ %n turns over budget</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callscope::ui::MainWindow</name>
    <message numerus="yes">
        <source>%n calls are running. Closing the window ends them.</source>
        <translation>
            <numerusform>%n call is running. Closing the window ends it.</numerusform>
            <numerusform>%n calls are running. Closing the window ends them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callscope::ui::NoticeBar</name>
    <message numerus="yes">
        <source>and %n before</source>
        <translation>
            <numerusform>and %n before</numerusform>
            <numerusform>and %n before</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callscope::ui::RequestDetail</name>
    <message numerus="yes">
        <source>Parameters (%n)</source>
        <translation>
            <numerusform>Parameters (%n)</numerusform>
            <numerusform>Parameters (%n)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Headers (%n)</source>
        <translation>
            <numerusform>Headers (%n)</numerusform>
            <numerusform>Headers (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callscope::ui::StatusLine</name>
    <message numerus="yes">
        <source>%n warnings</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callscope::ui::SummaryModel</name>
    <message numerus="yes">
        <source>Of %n turn(s)</source>
        <translation>
            <numerusform>Of %n turn</numerusform>
            <numerusform>Of %n turns</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callscope::ui::TimelineView</name>
    <message numerus="yes">
        <source>%n more here</source>
        <translation>
            <numerusform>%n more here</numerusform>
            <numerusform>%n more here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callscope::ui::TranscriptView</name>
    <message numerus="yes">
        <source>▼ %n new</source>
        <translation>
            <numerusform>▼ %n new</numerusform>
            <numerusform>▼ %n new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Go to the end: %n new</source>
        <translation>
            <numerusform>Go to the end: %n new</numerusform>
            <numerusform>Go to the end: %n new</numerusform>
        </translation>
    </message>
</context>
</TS>
