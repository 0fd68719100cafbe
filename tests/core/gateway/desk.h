#pragma once

#include "core/gateway/gateway.h"
#include "core/simulate/simulatedcall.h"
#include "tests/support/fakeagent.h"
#include "tests/support/fakerecognizer.h"
#include "tests/support/fakesynthesizer.h"

#include <QTest>

#include <memory>
#include <optional>
#include <vector>

namespace callscope::tests {

/// A gateway on a free port, with an agent that greets nobody and a voice of tones. Its calls are on the test's thread,
/// where their scripts are looked at, unless parts are given that need none.
struct Desk
{
    explicit Desk(int threads = 1, std::function<gateway::CallPartsFactory()> newFactory = {})
        : gateway { settings(threads),
                    { newFactory ? std::move(newFactory) : ownFactory(), [] { return QString(); },
                      QStringLiteral("test") },
                    clock,
                    events }
    {
        QObject::connect(&events, &event::EventStream::published, &context,
                         [this](const event::Event &event) { published.push_back(event); });
        QObject::connect(&gateway, &gateway::Gateway::drained, &context, [this] { isDrained = true; });
        listening = bool(gateway.listen());
    }

    static config::Settings settings(int threads)
    {
        config::Settings settings;
        settings.port = 0;
        settings.threads = threads;
        settings.twilioAuthToken = base::Secret(token);
        settings.publicBaseUrl = QStringLiteral("https://bot.example.com");
        return settings;
    }

    std::function<gateway::CallPartsFactory()> ownFactory()
    {
        return [this]() -> gateway::CallPartsFactory {
            return [this]() -> call::CallParts {
                return { std::make_unique<FakeRecognizer>(ear), std::make_unique<FakeSynthesizer>(voice),
                         std::make_unique<FakeAgent>(agent) };
            };
        };
    }

    /// A caller who listens until he is hung up on.
    simulate::CallScript caller() const
    {
        const QByteArray base = "http://127.0.0.1:" + QByteArray::number(gateway.port());
        simulate::CallScript script;
        script.url = base + "/webhook/incoming_call";
        script.publicBaseUrl = "https://bot.example.com";
        script.statusCallback = "https://bot.example.com/webhook/call_status";
        script.authToken = base::Secret(token);
        script.duration = std::chrono::seconds(60);
        script.keepHeard = true;
        return script;
    }

    template <typename Payload>
    std::vector<Payload> all() const
    {
        std::vector<Payload> found;
        for (const event::Event &event : published) {
            if (const auto *payload = std::get_if<Payload>(&event.payload))
                found.push_back(*payload);
        }
        return found;
    }

    std::vector<event::HttpRequested> requests(const QString &path) const
    {
        std::vector<event::HttpRequested> found = all<event::HttpRequested>();
        std::erase_if(found, [&](const auto &request) { return request.path != path; });
        return found;
    }

    static constexpr char token[] = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"; ///< of the Twilio account

    base::SystemClock clock;
    event::EventStream events { clock };
    std::shared_ptr<FakeRecognizer::Script> ear = std::make_shared<FakeRecognizer::Script>();
    std::shared_ptr<FakeSynthesizer::Script> voice = std::make_shared<FakeSynthesizer::Script>();
    std::shared_ptr<FakeAgent::Script> agent = std::make_shared<FakeAgent::Script>();
    gateway::Gateway gateway;
    bool listening = false;
    bool isDrained = false;
    std::vector<event::Event> published;
    QObject context;
};

/// A call of the simulator over real sockets, on the test's own event loop.
struct RunningCall
{
    RunningCall(const simulate::CallScript &script, const base::Clock &clock)
        : call(script, clock)
    {
        QObject::connect(&call, &simulate::SimulatedCall::finished, &call,
                         [this](const simulate::CallReport &done) { report = done; });
        call.start();
    }

    const base::CallSid &sid() const { return call.identity().call; }

    simulate::SimulatedCall call;
    std::optional<simulate::CallReport> report;
};

} // namespace callscope::tests
