#pragma once

#include "core/store/callcopy.h"

namespace callscope::store {

/// The call as HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/): each webhook an entry, each media stream an
/// entry with `_webSocketMessages` in the form of Chrome's DevTools, where "send" is what the client sent, here Twilio,
/// and "receive" what came from Callscope.
///
/// Events tell what happened, not the bytes on the wire: bodies of forms and WebSocket messages are rebuilt, which the
/// file says in its comments. `withSound` adds the 20 ms `media` messages rebuilt from the call's sound; µ-law makes
/// the same samples of it again.
base::Outcome writeHar(const CallCopy &call, bool withSound, QIODevice &device, const ExportProgress &progress = {});

} // namespace callscope::store
