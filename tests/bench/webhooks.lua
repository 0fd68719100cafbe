-- For wrk: sends the requests of a file one after the other, each as it stands there, and prints one JSON object.
-- In the file each request follows a line with its size in bytes.

local path = os.getenv("CALLSCOPE_REQUESTS")
local requests, sent = {}, 0

function init()
    local file = assert(io.open(path, "rb"))
    for line in file:lines() do
        requests[#requests + 1] = file:read(tonumber(line))
    end
    file:close()
end

function request()
    sent = sent + 1
    return requests[(sent - 1) % #requests + 1]
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format(
        '{"answers":%d,"bytes":%d,"seconds":%.3f,"refused":%d,"failed":%d,"p50":%.3f,"p99":%.3f,"max":%.3f}\n',
        summary.requests, summary.bytes, summary.duration / 1e6, errors.status,
        errors.connect + errors.read + errors.write + errors.timeout,
        latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3))
end
