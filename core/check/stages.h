#pragma once

#include "core/check/finding.h"

/// The stages of a check, each in a file of its own. Each function looks at one thing, changes nothing on the server,
/// and fills all of the finding but `took`.
namespace callscope::check {

class Probe;

Finding checkPort(Probe &probe);
Finding checkTls(Probe &probe);
Finding checkHealth(Probe &probe);
Finding checkVersion(Probe &probe);
Finding checkStreamStatus(Probe &probe);
Finding checkStreamEnded(Probe &probe);
Finding checkTwiml(Probe &probe);
Finding checkSignature(Probe &probe);
Finding checkHandshake(Probe &probe);
Finding checkCall(Probe &probe);
Finding checkNoLoop(Probe &probe);
Finding checkFallback(Probe &probe);

} // namespace callscope::check
