#pragma once

#include "tests/ui/transcript/talk.h"

namespace callscope::ui {

/// A small page that shows the call of a talk, which has just begun.
template <typename Page>
struct TalkPage
{
    Session session {};
    Selection selection {};
    Talk talk { session };
    Page page { session, selection };

    TalkPage()
    {
        page.resize(420, 300);
        page.show();
        talk.begin().tell();
        selection.selectCall(talk.key());
    }
};

} // namespace callscope::ui
