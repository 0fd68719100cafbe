// The documents of express_bot.js: the fallback stands behind <Connect>.
'use strict';

const pause = '<Pause length="4"/>';
const apology = '<Say language="en-US">Sorry, please leave a message.</Say>';

function fallback(host, fault) {
  if (fault === 'fallback_nothing') return '';
  if (fault === 'fallback_no_recording') return apology;
  const timeout = fault === 'fallback_recording_late' ? 8 : 2;
  const record = `<Record action="http://${host}/recorded" timeout="${timeout}" maxLength="60" playBeep="true"/>`;
  return (fault === 'fallback_late' ? pause : '') + apology + record;
}

function streamUrl(host, fault) {
  if (fault === 'url_ws') return `ws://${host}/media`;
  if (fault === 'url_query') return `wss://${host}/media?bot=1&amp;token=n0b0dymayseethis`;
  if (fault === 'url_double_slash') return `wss://${host}//media`;
  return fault === 'media_404' ? `wss://${host}/stream` : `wss://${host}/media`;
}

function incomingCall(host, fault) {
  if (fault === 'twiml_empty') return '';
  const callback = fault === 'callback_relative' ? '/stream-status' : `http://${host}/stream-status`;
  const parameter = fault === 'parameter_long' ? 'x'.repeat(500) : 'support & sales';
  const value = fault === 'broken_xml' ? parameter : parameter.replace('&', '&amp;');
  const verb = fault === 'start' ? 'Start' : 'Connect';
  const play = fault === 'play' ? `  <Play>http://${host}/hello.wav</Play>\n` : '';
  return `<?xml version="1.0" encoding="UTF-8"?>
<Response>
${play}  <${verb}>
    <Stream url="${streamUrl(host, fault)}" statusCallback="${callback}">
      <Parameter name="queue" value="${value}"/>
    </Stream>
  </${verb}>
  ${fallback(host, fault)}
</Response>
`;
}

const thanks = () => '<Response><Say language="en-US">Thank you, goodbye.</Say><Hangup/></Response>';

module.exports = { incomingCall, thanks };
