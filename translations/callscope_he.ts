<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="he" sourcelanguage="en">
<context>
    <name>CallTexts</name>
    <message>
        <source>Recording</source>
        <translation>הקלטה</translation>
    </message>
    <message>
        <source>Bot muted</source>
        <translation>הבוט מושתק</translation>
    </message>
    <message>
        <source>A recorded call: %1</source>
        <translation>שיחה מוקלטת: %1</translation>
    </message>
    <message>
        <source>The call goes on, and the bot is muted.</source>
        <translation>השיחה נמשכת והבוט מושתק.</translation>
    </message>
    <message>
        <source>No turn has been measured yet.</source>
        <translation>עדיין לא נמדד אף תור.</translation>
    </message>
    <message>
        <source>%1, over the budget of %2</source>
        <translation>%1, מעל התקציב (%2)</translation>
    </message>
    <message>
        <source>no errors</source>
        <translation>אין שגיאות</translation>
    </message>
    <message numerus="yes">
        <source>%n error(s), the last one is %1</source>
        <translation>
            <numerusform>שגיאה אחת: %1</numerusform>
            <numerusform>%n שגיאות, האחרונה: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>State</source>
        <translation>מצב</translation>
    </message>
    <message>
        <source>From</source>
        <translation>ממספר</translation>
    </message>
    <message>
        <source>To</source>
        <translation>למספר</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>כיוון</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>התחלה</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>משך</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>עוצמה</translation>
    </message>
    <message>
        <source>Worst latency</source>
        <translation>השהיה מרבית</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>שגיאות</translation>
    </message>
    <message>
        <source>Turns</source>
        <translation>תורים</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>מקור</translation>
    </message>
    <message>
        <source>Ended because</source>
        <translation>סיבת הסיום</translation>
    </message>
    <message>
        <source>Call SID</source>
        <translation>מזהה השיחה (SID)</translation>
    </message>
    <message>
        <source>Announced</source>
        <translation>דווחה</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>מחוברת</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>החיבור נפל</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>הזרם נעצר</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>הסתיימה</translation>
    </message>
    <message>
        <source>Inbound</source>
        <translation>נכנסת</translation>
    </message>
    <message>
        <source>Outbound</source>
        <translation>יוצאת</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>שקט</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>Caller: %1, bot: %2</source>
        <translation>מתקשר: %1, בוט: %2</translation>
    </message>
</context>
<context>
    <name>Check</name>
    <message>
        <source>%1 gave no answer.</source>
        <translation>לא התקבלה תשובה מ-%1.</translation>
    </message>
    <message>
        <source>%1 answered %2 in place of 204.</source>
        <translation>‏%1 ענה %2 במקום 204.</translation>
    </message>
    <message>
        <source>The callback was refused: it must answer 204 whatever it is sent, or it checks a signature made with another auth token (--auth-token).</source>
        <translation>הדיווח נדחה: יש לענות 204 לכל מה שנשלח, או שהחתימה נבדקת מול אסימון אחר (‎--auth-token).</translation>
    </message>
    <message>
        <source>Twilio expects no instructions here: answer 204 without a body (Flask: `return &quot;&quot;, 204`; Express: `res.sendStatus(204)`; FastAPI: `Response(status_code=204)`).</source>
        <translation>‏Twilio אינה מצפה כאן להוראות: ענו 204 בלי גוף (Flask:‏ `return &quot;&quot;, 204`; ‏Express:‏ `res.sendStatus(204)`; ‏FastAPI:‏ `Response(status_code=204)`).</translation>
    </message>
    <message>
        <source>The stream status callback fails on %1.</source>
        <translation>דיווח מצב הזרם נכשל על %1.</translation>
    </message>
    <message>
        <source>The server has no stream status callback.</source>
        <translation>לשרת אין דיווח מצב זרם.</translation>
    </message>
    <message>
        <source>The stream status callback answers 204, but without Cache-Control: no-store.</source>
        <translation>דיווח מצב הזרם עונה 204, אבל בלי Cache-Control: no-store.</translation>
    </message>
    <message>
        <source>A cache on the way may answer in place of the server. Send Cache-Control: no-store, no-cache, must-revalidate, max-age=0.</source>
        <translation>מטמון בדרך עלול לענות במקום השרת. שלחו Cache-Control: no-store, no-cache, must-revalidate, max-age=0.</translation>
    </message>
    <message>
        <source>204 with no-store; no body makes it fail.</source>
        <translation>204 עם no-store; שום גוף אינו מכשיל אותו.</translation>
    </message>
    <message>
        <source>204 with no-store; a body of 1 MiB is cut off without an answer.</source>
        <translation>204 עם no-store; גוף של 1 MiB נקטע בלי תשובה.</translation>
    </message>
    <message>
        <source>The server has no callback at the end of the stream.</source>
        <translation>לשרת אין דיווח בסוף הזרם.</translation>
    </message>
    <message>
        <source>204.</source>
        <translation>204.</translation>
    </message>
    <message>
        <source>Twilio would not take a message of the server (%1): %2</source>
        <translation>‏Twilio לא הייתה מקבלת הודעה של השרת (%1): %2</translation>
    </message>
    <message>
        <source>Send text frames with JSON, only media, mark and clear, each with the streamSid of this call&apos;s start and no other members; the payload is base64 of raw µ-law at 8 kHz without a header.</source>
        <translation>שלחו מסגרות טקסט עם JSON: רק media,‏ mark ו-clear, כל אחת עם ה-streamSid מהודעת start של השיחה הזאת ובלי שדות נוספים; ה-payload הוא base64 של µ-law גולמי ב-8 kHz בלי כותרת.</translation>
    </message>
    <message>
        <source>The call failed with Twilio&apos;s error %1: %2</source>
        <translation>השיחה נכשלה בשגיאה %1 של Twilio:‏ %2</translation>
    </message>
    <message>
        <source>The handler of the stream raised an exception or closed the socket: read the server&apos;s log at this moment, and compare the last message before it in the timeline.</source>
        <translation>המטפל בזרם זרק חריגה או סגר את השקע: קראו את יומן השרת ברגע הזה, והשוו להודעה האחרונה לפניו בציר הזמן.</translation>
    </message>
    <message>
        <source>The call never got its media stream.</source>
        <translation>השיחה לא קיבלה את זרם המדיה שלה.</translation>
    </message>
    <message>
        <source>The TwiML ended, or was answered otherwise, before the stream: compare it with the stage twiml.</source>
        <translation>ה-TwiML הסתיים, או נענה אחרת, לפני הזרם: השוו לשלב twiml.</translation>
    </message>
    <message>
        <source>The caller heard nothing at all.</source>
        <translation>המתקשר לא שמע דבר.</translation>
    </message>
    <message>
        <source>The stream is open and the server sends no sound: the voice failed or its key is missing, the sound is not µ-law at 8 kHz, or streamSid was not kept from start.</source>
        <translation>הזרם פתוח והשרת אינו שולח צליל: הקול נכשל או שהמפתח שלו חסר, הצליל אינו µ-law ב-8 kHz, או שה-streamSid מ-start לא נשמר.</translation>
    </message>
    <message>
        <source>The first sound came %1 s after the answer; 3 s is good, 6 s the most.</source>
        <translation>הצליל הראשון הגיע %1 שניות אחרי המענה; 3 שניות זה טוב, 6 לכל היותר.</translation>
    </message>
    <message>
        <source>The greeting is made when the call is there: keep it ready, and open the connections to voice and model when the phone rings.</source>
        <translation>הברכה נוצרת רק כשהשיחה כבר כאן: הכינו אותה מראש, ופתחו את החיבורים לקול ולמודל כשהטלפון מצלצל.</translation>
    </message>
    <message>
        <source>The bot greets, hears the caller and gives no answer.</source>
        <translation>הבוט מברך, שומע את המתקשר ואינו עונה.</translation>
    </message>
    <message>
        <source>The turn dies between the caller&apos;s speech and the answer. Follow it in the server&apos;s log: is media decoded, does recognition give a final text (a language, a key, the sample rate 8000), does the agent answer, does the voice?</source>
        <translation>התור מת בין דיבור המתקשר לתשובה. עקבו אחריו ביומן השרת: האם המדיה מפוענחת, האם הזיהוי נותן טקסט סופי (שפה, מפתח, קצב דגימה 8000), האם הסוכן עונה, והאם הקול?</translation>
    </message>
    <message>
        <source>The recognizer did not understand the speech of this check: try --audio FILE with a sentence that the bot knows.</source>
        <translation>הזיהוי לא הבין את הדיבור של הבדיקה הזאת: נסו קובץ קול עם משפט שהבוט מכיר (‎--audio).</translation>
    </message>
    <message>
        <source>The answer came %1 s after the caller; 3 s is good, 6 s the most.</source>
        <translation>התשובה הגיעה %1 שניות אחרי המתקשר; 3 שניות זה טוב, 6 לכל היותר.</translation>
    </message>
    <message>
        <source>Stream it: end the utterance early (450 ms of quiet), speak the first sentence while the model writes the next, and keep connections open.</source>
        <translation>עבדו בהזרמה: סיימו את האמירה מוקדם (450 מ״ש של שקט), השמיעו את המשפט הראשון בזמן שהמודל כותב את הבא, והשאירו חיבורים פתוחים.</translation>
    </message>
    <message>
        <source>The sound is chopped: %1 gaps in %2 s.</source>
        <translation>הצליל מקוטע: %1 פערים ב-%2 שניות.</translation>
    </message>
    <message>
        <source>Frames are sent later than they are played: count them against an absolute clock and not by sleeping 20 ms after each, and keep 100 to 300 ms ahead.</source>
        <translation>המסגרות נשלחות מאוחר מכפי שהן מושמעות: מדדו אותן מול שעון מוחלט ולא בהמתנה של 20 מ״ש אחרי כל אחת, והקדימו ב-100 עד 300 מ״ש.</translation>
    </message>
    <message>
        <source>%1 s of sound waited at Twilio: it is sent much faster than it is played.</source>
        <translation>%1 שניות של צליל המתינו אצל Twilio: הוא נשלח מהר בהרבה מכפי שהוא מושמע.</translation>
    </message>
    <message>
        <source>Pace the output in real time with a lead of some hundred milliseconds: bursts precede broken streams (31924), and a late clear takes back nothing.</source>
        <translation>שלחו את הצליל בזמן אמת עם הקדמה של כמה מאות מ״ש: פרצים מקדימים זרמים שבורים (31924), ו-clear מאוחר אינו מחזיר דבר.</translation>
    </message>
    <message>
        <source>The caller speaks into the bot&apos;s speech, and no clear comes.</source>
        <translation>המתקשר מדבר לתוך דברי הבוט, ולא מגיע clear.</translation>
    </message>
    <message>
        <source>When speech is detected while the bot speaks, send {&quot;event&quot;:&quot;clear&quot;,&quot;streamSid&quot;:…} and stop sending. For a bot that is not meant to be interrupted: --no-barge-in.</source>
        <translation>כשמזוהה דיבור בזמן שהבוט מדבר, שלחו ‎{&quot;event&quot;:&quot;clear&quot;,&quot;streamSid&quot;:…}‎ והפסיקו לשלוח. לבוט שאין להפריע לו: ‎--no-barge-in.</translation>
    </message>
    <message>
        <source>The first sound took %1 s; callers expect it within 3 s.</source>
        <translation>הצליל הראשון הגיע אחרי %1 שניות; מתקשרים מצפים לו בתוך 3 שניות.</translation>
    </message>
    <message>
        <source>An answer took %1 s; callers expect it within 3 s.</source>
        <translation>תשובה ארכה %1 שניות; מתקשרים מצפים לה בתוך 3 שניות.</translation>
    </message>
    <message>
        <source>Up to %1 s of sound waited at Twilio: interruptions depend on clear alone.</source>
        <translation>עד %1 שניות של צליל המתינו אצל Twilio: הפרעות תלויות ב-clear בלבד.</translation>
    </message>
    <message>
        <source>The sound ran dry %1 times: keep a little more ahead.</source>
        <translation>הצליל אזל %1 פעמים: הקדימו מעט יותר.</translation>
    </message>
    <message>
        <source>The bot never spoke long enough to be interrupted; barge-in is not proven.</source>
        <translation>הבוט לא דיבר מספיק זמן כדי שיפריעו לו; ההפרעה לא הוכחה.</translation>
    </message>
    <message>
        <source>The bot stops when it is interrupted, but sends no clear: what waits at Twilio is still heard.</source>
        <translation>הבוט מפסיק כשמפריעים לו, אבל אינו שולח clear: מה שממתין אצל Twilio עדיין נשמע.</translation>
    </message>
    <message>
        <source>Twilio would warn (%1): %2</source>
        <translation>‏Twilio הייתה מזהירה (%1): %2</translation>
    </message>
    <message>
        <source>First sound after %1 s, answer %2 s after the caller.</source>
        <translation>צליל ראשון אחרי %1 שניות, תשובה %2 שניות אחרי המתקשר.</translation>
    </message>
    <message>
        <source>First sound after %1 s, answered while the caller spoke.</source>
        <translation>צליל ראשון אחרי %1 שניות, מענה בזמן שהמתקשר דיבר.</translation>
    </message>
    <message>
        <source>When a stream breaks, Twilio goes on behind &lt;Connect&gt;: put &lt;Say&gt; and &lt;Record action=…&gt; there, or answer the action of &lt;Connect&gt; with them, and answer at once.</source>
        <translation>כשזרם נשבר, Twilio ממשיכה אחרי ‎&lt;Connect&gt;‎: שימו שם ‎&lt;Say&gt;‎ ו-‎&lt;Record action=…&gt;‎, או החזירו אותם ל-action של ‎&lt;Connect&gt;‎, וענו מיד.</translation>
    </message>
    <message>
        <source>The apology is long, or the recording waits long for silence: a short sentence and &lt;Record timeout=&quot;2&quot;&gt; bring the message in within 6 s.</source>
        <translation>ההתנצלות ארוכה, או שההקלטה ממתינה זמן רב לשקט: משפט קצר ו-‎&lt;Record timeout=&quot;2&quot;&gt;‎ מכניסים את ההודעה בתוך 6 שניות.</translation>
    </message>
    <message>
        <source>The call had no media stream that could have been cut.</source>
        <translation>לשיחה לא היה זרם מדיה שאפשר לקטוע.</translation>
    </message>
    <message>
        <source>The stream was cut, and the caller heard nothing more.</source>
        <translation>הזרם נקטע, והמתקשר לא שמע עוד דבר.</translation>
    </message>
    <message>
        <source>The caller heard nothing for %1 ms after the cut; 3 s is the most.</source>
        <translation>המתקשר לא שמע דבר במשך %1 מ״ש אחרי הקטיעה; 3 שניות לכל היותר.</translation>
    </message>
    <message>
        <source>The caller heard something after %1 ms, but could leave no message.</source>
        <translation>המתקשר שמע משהו אחרי %1 מ״ש, אבל לא יכול היה להשאיר הודעה.</translation>
    </message>
    <message>
        <source>The recording&apos;s webhook ran %1 ms after the cut; 6 s is the most.</source>
        <translation>ה-webhook של ההקלטה רץ %1 מ״ש אחרי הקטיעה; 6 שניות לכל היותר.</translation>
    </message>
    <message>
        <source>Heard %1 ms after the cut, recorded after %2 ms.</source>
        <translation>נשמע %1 מ״ש אחרי הקטיעה, הוקלט אחרי %2 מ״ש.</translation>
    </message>
    <message>
        <source>The upgrade gets no answer: %1 (Twilio: %2).</source>
        <translation>השדרוג אינו מקבל תשובה: %1 (Twilio: %2).</translation>
    </message>
    <message>
        <source>The address in the TwiML is not where the server listens, or the server closed the connection because the handler raised an exception: compare host, port and path, and read its log.</source>
        <translation>הכתובת ב-TwiML אינה זו שהשרת מאזין בה, או שהשרת סגר את החיבור כי המטפל זרק חריגה: השוו מארח, פורט ונתיב, וקראו את היומן שלו.</translation>
    </message>
    <message>
        <source>The upgrade is answered with &quot;%1&quot; (Twilio: 31920).</source>
        <translation>השדרוג נענה ב-„%1” (Twilio: 31920).</translation>
    </message>
    <message>
        <source>The answer to the upgrade is not valid: %1 (Twilio: 31920).</source>
        <translation>התשובה לשדרוג אינה תקינה: %1 (Twilio: 31920).</translation>
    </message>
    <message>
        <source>The answer broke RFC 6455: accept no sub-protocol and no extension that was not offered, and compute Sec-WebSocket-Accept from the key. A WebSocket library does all three.</source>
        <translation>התשובה מפרה את RFC 6455: אל תקבלו תת-פרוטוקול או הרחבה שלא הוצעו, וחשבו את Sec-WebSocket-Accept מהמפתח. ספריית WebSocket עושה את שלושתם.</translation>
    </message>
    <message>
        <source>audio.twilio.com was offered and is not in the answer.</source>
        <translation>‏audio.twilio.com הוצע ואינו בתשובה.</translation>
    </message>
    <message>
        <source>ws echoes a sub-protocol unless it is told otherwise: return it from `handleProtocols(protocols)`, `protocols.has(&quot;audio.twilio.com&quot;) &amp;&amp; &quot;audio.twilio.com&quot;`.</source>
        <translation>‏ws מחזירה תת-פרוטוקול אלא אם נאמר לה אחרת: החזירו אותו מ-`handleProtocols(protocols)`:‏ `protocols.has(&quot;audio.twilio.com&quot;) &amp;&amp; &quot;audio.twilio.com&quot;`.</translation>
    </message>
    <message>
        <source>Name it to the WebSocket server: websockets takes `subprotocols=[&quot;audio.twilio.com&quot;]`, FastAPI `accept(subprotocol=…)`, ws `handleProtocols`.</source>
        <translation>מסרו אותו לשרת ה-WebSocket: ‏websockets מקבלת `subprotocols=[&quot;audio.twilio.com&quot;]`, ‏FastAPI‏ `accept(subprotocol=…)`, ‏ws‏ `handleProtocols`.</translation>
    </message>
    <message>
        <source>Or a proxy drops the header Sec-WebSocket-Protocol: let it pass in both directions.</source>
        <translation>או שפרוקסי משמיט את הכותרת Sec-WebSocket-Protocol: אפשרו לה לעבור בשני הכיוונים.</translation>
    </message>
    <message>
        <source>No TwiML told where the media stream is.</source>
        <translation>שום TwiML לא אמר היכן זרם המדיה.</translation>
    </message>
    <message>
        <source>Run the stage twiml too, which says why, or give the path: --ws-path PATH.</source>
        <translation>הריצו גם את השלב twiml, שאומר מדוע, או מסרו את הנתיב: ‎--ws-path PATH.</translation>
    </message>
    <message>
        <source>101 with and without audio.twilio.com, no extension.</source>
        <translation>101 עם audio.twilio.com ובלעדיו, בלי הרחבות.</translation>
    </message>
    <message>
        <source>%1 answered %2 in place of 200.</source>
        <translation>‏%1 ענה %2 במקום 200.</translation>
    </message>
    <message>
        <source>%1 does not answer within a second while a call runs.</source>
        <translation>‏%1 אינו עונה בתוך שנייה בזמן שיחה.</translation>
    </message>
    <message>
        <source>%1 does not answer within a second.</source>
        <translation>‏%1 אינו עונה בתוך שנייה.</translation>
    </message>
    <message>
        <source>The server has no health check.</source>
        <translation>לשרת אין בדיקת בריאות.</translation>
    </message>
    <message>
        <source>200, ten times, at most %1 ms.</source>
        <translation>200, עשר פעמים, לכל היותר %1 מ״ש.</translation>
    </message>
    <message>
        <source>200, ten times, at most %1 ms; during a call at most %2 ms.</source>
        <translation>200, עשר פעמים, לכל היותר %1 מ״ש; בזמן שיחה לכל היותר %2 מ״ש.</translation>
    </message>
    <message>
        <source>The bot hears itself: the line brings its own voice back, weaker and later. Pass over what comes in while it speaks and for half a second after, or compare it with what was sent, before it goes to recognition.</source>
        <translation>הבוט שומע את עצמו: הקו מחזיר את קולו, חלש ומאוחר. התעלמו ממה שנכנס בזמן שהוא מדבר וחצי שנייה אחר כך, או השוו למה שנשלח, לפני הזיהוי.</translation>
    </message>
    <message>
        <source>An utterance is answered twice, or a timer speaks into the silence: answer each final text once, by its number, and only after new speech.</source>
        <translation>אמירה נענית פעמיים, או שטיימר מדבר לתוך השקט: ענו על כל טקסט סופי פעם אחת, לפי מספרו, ורק אחרי דיבור חדש.</translation>
    </message>
    <message>
        <source>The bot says the same again without new speech.</source>
        <translation>הבוט אומר שוב אותו דבר בלי דיבור חדש.</translation>
    </message>
    <message>
        <source>The bot speaks although nobody has said anything (%1 times).</source>
        <translation>הבוט מדבר אף שאיש לא אמר דבר (%1 פעמים).</translation>
    </message>
    <message>
        <source>The bot answers its own echo without an end.</source>
        <translation>הבוט עונה להד של עצמו בלי סוף.</translation>
    </message>
    <message>
        <source>No word without speech and none repeated, in silence and with an echo.</source>
        <translation>אין מילה בלי דיבור ואין מילה חוזרת, בשקט ועם הד.</translation>
    </message>
    <message>
        <source>Nothing accepts connections at %1.</source>
        <translation>איש אינו מקבל חיבורים בכתובת %1.</translation>
    </message>
    <message>
        <source>A server listens on this port of another address: reach it there, or start it on 0.0.0.0 or on the address of the URL.</source>
        <translation>שרת מאזין בפורט הזה בכתובת אחרת: פנו אליו שם, או הפעילו אותו על 0.0.0.0 או על הכתובת שב-URL.</translation>
    </message>
    <message>
        <source>The server is not running, or it listens on another port: start it, and compare the port in its first log lines.</source>
        <translation>השרת אינו פועל, או מאזין בפורט אחר: הפעילו אותו, והשוו לפורט שבשורות היומן הראשונות שלו.</translation>
    </message>
    <message>
        <source>%1 servers listen on port %2.</source>
        <translation>%1 שרתים מאזינים בפורט %2.</translation>
    </message>
    <message>
        <source>An old server still runs beside the new one, and calls reach either: end the one that should be gone (kill PID, or its service manager).</source>
        <translation>שרת ישן עדיין פועל לצד החדש, ושיחות מגיעות לשניהם: סיימו את זה שהיה אמור להיעלם (kill PID, או מנהל השירותים שלו).</translation>
    </message>
    <message>
        <source>Not the process that listens answers, but pid %1.</source>
        <translation>לא התהליך שמאזין עונה, אלא pid %1.</translation>
    </message>
    <message>
        <source>An old worker outlived its server and still takes connections: end it, then start the server again.</source>
        <translation>תהליך עובד ישן שרד את השרת שלו ועדיין מקבל חיבורים: סיימו אותו והפעילו את השרת מחדש.</translation>
    </message>
    <message>
        <source>One server listens on port %1 and answers.</source>
        <translation>שרת אחד מאזין בפורט %1 ועונה.</translation>
    </message>
    <message>
        <source>The name %1 does not resolve; the next stage says more.</source>
        <translation>השם %1 אינו נפתר; השלב הבא אומר יותר.</translation>
    </message>
    <message>
        <source>The port accepts connections; who listens can only be seen on that machine.</source>
        <translation>הפורט מקבל חיבורים; מי מאזין אפשר לראות רק במחשב ההוא.</translation>
    </message>
    <message>
        <source>The server took the connection and gave no answer in time: its only worker is busy, or the handler does slow work before it answers. Answer first and work afterwards, and run more than one worker.</source>
        <translation>השרת קיבל את החיבור ולא ענה בזמן: העובד היחיד שלו עסוק, או שהמטפל עושה עבודה איטית לפני שהוא עונה. ענו קודם ועבדו אחר כך, והפעילו יותר מעובד אחד.</translation>
    </message>
    <message>
        <source>Nothing accepts connections there: start the server, or give the port that it really listens on.</source>
        <translation>איש אינו מקבל שם חיבורים: הפעילו את השרת, או מסרו את הפורט שהוא באמת מאזין בו.</translation>
    </message>
    <message>
        <source>The connection broke before the answer was whole: the worker crashed or was killed. Read the server&apos;s log at this moment.</source>
        <translation>החיבור נשבר לפני שהתשובה הושלמה: העובד קרס או נהרג. קראו את יומן השרת ברגע הזה.</translation>
    </message>
    <message>
        <source>Unsigned webhooks are let in.</source>
        <translation>‏webhooks לא חתומים מתקבלים.</translation>
    </message>
    <message>
        <source>Anybody who finds the address can place calls into the bot. Give the server the account&apos;s auth token, let it refuse what is not signed, and give the token here too.</source>
        <translation>כל מי שמוצא את הכתובת יכול להתקשר אל הבוט. מסרו לשרת את אסימון החשבון, הורו לו לדחות מה שאינו חתום, ומסרו את האסימון גם כאן.</translation>
    </message>
    <message>
        <source>An unsigned webhook is not refused with 403.</source>
        <translation>‏webhook לא חתום אינו נדחה ב-403.</translation>
    </message>
    <message>
        <source>A wrongly signed webhook is not refused with 403.</source>
        <translation>‏webhook שחתום שגוי אינו נדחה ב-403.</translation>
    </message>
    <message>
        <source>The server does not check X-Twilio-Signature, or does so only in production: use the RequestValidator of Twilio&apos;s library on every webhook, and answer 403.</source>
        <translation>השרת אינו בודק את X-Twilio-Signature, או בודק רק בייצור: השתמשו ב-RequestValidator של ספריית Twilio בכל webhook, וענו 403.</translation>
    </message>
    <message>
        <source>The stream status callback refuses what is not signed.</source>
        <translation>דיווח מצב הזרם דוחה מה שאינו חתום.</translation>
    </message>
    <message>
        <source>It must answer 204 always: a refused status callback stalls the stream for nothing. Take it out of the signature check.</source>
        <translation>עליו לענות 204 תמיד: דיווח שנדחה תוקע את הזרם לשווא. הוציאו אותו מבדיקת החתימה.</translation>
    </message>
    <message>
        <source>Unsigned webhooks are refused.</source>
        <translation>‏webhooks לא חתומים נדחים.</translation>
    </message>
    <message>
        <source>Unsigned and wrongly signed webhooks are refused with 403.</source>
        <translation>‏webhooks לא חתומים או חתומים שגוי נדחים ב-403.</translation>
    </message>
    <message>
        <source>Flask routes take only GET unless they are told otherwise: `@app.route(&quot;%1&quot;, methods=[&quot;GET&quot;, &quot;POST&quot;])`.</source>
        <translation>נתיבי Flask מקבלים רק GET אלא אם נאמר להם אחרת: `@app.route(&quot;%1&quot;, methods=[&quot;GET&quot;, &quot;POST&quot;])`.</translation>
    </message>
    <message>
        <source>The server has no %1, or not with this method. Where it has another path, give %2 PATH; where it has none, %2 none.</source>
        <translation>לשרת אין %1, או לא בשיטה הזאת. אם יש לו נתיב אחר, מסרו %2 PATH; אם אין לו, %2 none.</translation>
    </message>
    <message>
        <source>one server listens on the port, and it is the one that answers</source>
        <translation>שרת אחד מאזין בפורט, והוא זה שעונה</translation>
    </message>
    <message>
        <source>the name resolves, the certificate is good, TLS 1.2 or newer</source>
        <translation>השם נפתר, התעודה תקינה, TLS 1.2 ומעלה</translation>
    </message>
    <message>
        <source>/healthz answers 200 within a second, ten times, also during a call</source>
        <translation>‏⁦/healthz⁩ עונה 200 בתוך שנייה, עשר פעמים, גם בזמן שיחה</translation>
    </message>
    <message>
        <source>/version answers 200 with the expected deploy id</source>
        <translation>‏⁦/version⁩ עונה 200 עם מזהה הפריסה הצפוי</translation>
    </message>
    <message>
        <source>the stream status callback answers 204, whatever it is sent</source>
        <translation>דיווח מצב הזרם עונה 204, מה שלא ישלחו אליו</translation>
    </message>
    <message>
        <source>the callback at the end of the stream answers 204</source>
        <translation>הדיווח בסוף הזרם עונה 204</translation>
    </message>
    <message>
        <source>an incoming call is answered with clean TwiML</source>
        <translation>שיחה נכנסת נענית ב-TwiML נקי</translation>
    </message>
    <message>
        <source>webhooks without Twilio&apos;s signature are refused</source>
        <translation>‏webhooks בלי חתימת Twilio נדחים</translation>
    </message>
    <message>
        <source>the media stream&apos;s WebSocket opens as Twilio needs it</source>
        <translation>ה-WebSocket של זרם המדיה נפתח כפי ש-Twilio צריכה</translation>
    </message>
    <message>
        <source>a simulated call is heard, answered and can be interrupted</source>
        <translation>שיחה מדומה נשמעת, נענית ואפשר להפריע בה</translation>
    </message>
    <message>
        <source>the bot answers neither its own echo nor silence</source>
        <translation>הבוט אינו עונה להד של עצמו ולא לשקט</translation>
    </message>
    <message>
        <source>a caller whose stream is cut hears something and can leave a message</source>
        <translation>מתקשר שהזרם שלו נקטע שומע משהו ויכול להשאיר הודעה</translation>
    </message>
    <message>
        <source>The certificate has expired: renew it, and let the server load the new one.</source>
        <translation>תוקף התעודה פג: חדשו אותה, והורו לשרת לטעון את החדשה.</translation>
    </message>
    <message>
        <source>The certificate is for another name: get one for the name in the URL, or use the name that it is for.</source>
        <translation>התעודה היא לשם אחר: השיגו תעודה לשם שב-URL, או השתמשו בשם שהיא שלו.</translation>
    </message>
    <message>
        <source>The certificate is self-signed, which Twilio refuses: get one from a public authority (Let&apos;s Encrypt, for one).</source>
        <translation>התעודה חתומה עצמית, ו-Twilio דוחה זאת: השיגו תעודה מרשות ציבורית (למשל Let&apos;s Encrypt).</translation>
    </message>
    <message>
        <source>The intermediate certificate is missing: configure the whole chain (fullchain.pem, not cert.pem), or the authority is not a public one.</source>
        <translation>תעודת הביניים חסרה: הגדירו את השרשרת כולה (fullchain.pem ולא cert.pem), או שהרשות אינה ציבורית.</translation>
    </message>
    <message>
        <source>The certificate is not one that Twilio takes: renew it at a public authority.</source>
        <translation>‏Twilio לא תקבל את התעודה הזאת: חדשו אותה ברשות ציבורית.</translation>
    </message>
    <message>
        <source>The TLS handshake failed: %1</source>
        <translation>לחיצת היד של TLS נכשלה: %1</translation>
    </message>
    <message>
        <source>No TLS is spoken on this port, or only versions before 1.2: check port and protocol settings of the server or proxy.</source>
        <translation>בפורט הזה אין TLS, או רק גרסאות לפני 1.2: בדקו את הפורט ואת הגדרות הפרוטוקול של השרת או הפרוקסי.</translation>
    </message>
    <message>
        <source>The certificate is not valid: %1</source>
        <translation>התעודה אינה תקפה: %1</translation>
    </message>
    <message>
        <source>%1, certificate good for %2 more days.</source>
        <translation>‏%1, התעודה תקפה לעוד %2 ימים.</translation>
    </message>
    <message>
        <source>The certificate ends soon: see that its renewal works.</source>
        <translation>תוקף התעודה יפוג בקרוב: ודאו שהחידוש שלה פועל.</translation>
    </message>
    <message>
        <source>The name %1 does not resolve.</source>
        <translation>השם %1 אינו נפתר.</translation>
    </message>
    <message>
        <source>No DNS record, or a misspelled name: Twilio reports 11210. Host names for Twilio have no underscore.</source>
        <translation>אין רשומת DNS, או שגיאת כתיב בשם: Twilio מדווחת 11210. בשמות מארח עבור Twilio אין קו תחתון.</translation>
    </message>
    <message>
        <source>%1 is reached without TLS; Twilio needs https and wss.</source>
        <translation>אל %1 מגיעים בלי TLS;‏ Twilio צריכה https ו-wss.</translation>
    </message>
    <message>
        <source>The answer has no body.</source>
        <translation>לתשובה אין גוף.</translation>
    </message>
    <message>
        <source>The handler returned nothing: Twilio reports 11770 and hangs up. Return the TwiML as text/xml.</source>
        <translation>המטפל לא החזיר דבר: Twilio מדווחת 11770 ומנתקת. החזירו את ה-TwiML כ-text/xml.</translation>
    </message>
    <message>
        <source>The TwiML is not well-formed XML: %1</source>
        <translation>ה-TwiML אינו XML תקין: %1</translation>
    </message>
    <message>
        <source>Twilio reports 12100. Escape &amp; and &lt; in texts and URLs, or build the document with a TwiML library.</source>
        <translation>‏Twilio מדווחת 12100. קודדו &amp; ו-&lt; בטקסטים וב-URL, או בנו את המסמך בספריית TwiML.</translation>
    </message>
    <message>
        <source>The root element is %1, not Response.</source>
        <translation>אלמנט השורש הוא %1 ולא Response.</translation>
    </message>
    <message>
        <source>Twilio reports 12102: wrap the verbs in &lt;Response&gt;.</source>
        <translation>‏Twilio מדווחת 12102: עטפו את הפעלים ב-‎&lt;Response&gt;‎.</translation>
    </message>
    <message>
        <source>The stream is under &lt;Start&gt;, not under &lt;Connect&gt;.</source>
        <translation>הזרם נמצא תחת ‎&lt;Start&gt;‎ ולא תחת ‎&lt;Connect&gt;‎.</translation>
    </message>
    <message>
        <source>A stream of &lt;Start&gt; only listens: the bot&apos;s sound is refused (31951) and the caller hears nothing. Use &lt;Connect&gt;&lt;Stream&gt;.</source>
        <translation>זרם של ‎&lt;Start&gt;‎ רק מאזין: צליל הבוט נדחה (31951) והמתקשר אינו שומע דבר. השתמשו ב-‎&lt;Connect&gt;&lt;Stream&gt;‎.</translation>
    </message>
    <message>
        <source>The TwiML has no &lt;Connect&gt;&lt;Stream&gt;: the call never reaches a media stream.</source>
        <translation>ב-TwiML אין ‎&lt;Connect&gt;&lt;Stream&gt;‎: השיחה אינה מגיעה לזרם מדיה.</translation>
    </message>
    <message>
        <source>The server answered with other verbs: it may be draining or busy, or another handler answers this path. Element names are case-sensitive.</source>
        <translation>השרת ענה בפעלים אחרים: אולי הוא מתרוקן או עסוק, או שמטפל אחר עונה בנתיב הזה. שמות האלמנטים רגישים לאותיות גדולות וקטנות.</translation>
    </message>
    <message>
        <source>The TwiML has a &lt;Play&gt;.</source>
        <translation>ב-TwiML יש ‎&lt;Play&gt;‎.</translation>
    </message>
    <message>
        <source>The caller waits until the file was fetched and played, and a file that is not there is silence. Let the bot speak its greeting over the stream.</source>
        <translation>המתקשר ממתין עד שהקובץ יובא ויושמע, וקובץ שאינו קיים הוא שקט. תנו לבוט להשמיע את הברכה דרך הזרם.</translation>
    </message>
    <message>
        <source>%1 of &lt;%2&gt; has a double slash in its path: %3</source>
        <translation>בנתיב של %1 ב-‎&lt;%2&gt;‎ יש לוכסן כפול: %3</translation>
    </message>
    <message>
        <source>A base URL that ends with a slash was joined with a path that begins with one: most servers answer 404 there, and signatures differ.</source>
        <translation>כתובת בסיס שמסתיימת בלוכסן חוברה לנתיב שמתחיל בלוכסן: רוב השרתים עונים שם 404, והחתימות שונות.</translation>
    </message>
    <message>
        <source>The url of &lt;Stream&gt; is not an absolute wss URL: %1</source>
        <translation>ה-url של ‎&lt;Stream&gt;‎ אינו כתובת wss מלאה: %1</translation>
    </message>
    <message>
        <source>Twilio opens only wss://HOST/PATH (31922, 31923). Behind a proxy that ends TLS, build the URL from the public address and not from the request&apos;s scheme.</source>
        <translation>‏Twilio פותחת רק wss://HOST/PATH ‏(31922, 31923). מאחורי פרוקסי שמסיים TLS, בנו את הכתובת מהכתובת הציבורית ולא מהסכמה של הבקשה.</translation>
    </message>
    <message>
        <source>The url of &lt;Stream&gt; has a query string: %1</source>
        <translation>ב-url של ‎&lt;Stream&gt;‎ יש מחרוזת שאילתה: %1</translation>
    </message>
    <message>
        <source>Twilio drops it or fails with 31920: put the values into &lt;Parameter&gt; elements, which arrive in start.customParameters.</source>
        <translation>‏Twilio משמיטה אותה או נכשלת ב-31920: שימו את הערכים באלמנטים ‎&lt;Parameter&gt;‎, שמגיעים ב-start.customParameters.</translation>
    </message>
    <message>
        <source>%1 of &lt;%2&gt; is not an absolute URL: %3</source>
        <translation>‏%1 של ‎&lt;%2&gt;‎ אינו כתובת מלאה: %3</translation>
    </message>
    <message>
        <source>Twilio cannot call it (11100): write the whole https URL.</source>
        <translation>‏Twilio אינה יכולה לפנות אליו (11100): כתבו את כתובת ה-https המלאה.</translation>
    </message>
    <message>
        <source>The &lt;Parameter&gt; &quot;%1&quot; has %2 characters; under 500 are allowed.</source>
        <translation>ב-‎&lt;Parameter&gt;‎ „%1” יש %2 תווים; מותר פחות מ-500.</translation>
    </message>
    <message>
        <source>Send a short id and keep the value on the server.</source>
        <translation>שלחו מזהה קצר ושמרו את הערך בשרת.</translation>
    </message>
    <message>
        <source>The server refuses unsigned webhooks, and no auth token was given.</source>
        <translation>השרת דוחה webhooks לא חתומים, ולא נמסר אסימון.</translation>
    </message>
    <message>
        <source>That is as it should be. To check what lies behind it, give the account&apos;s auth token: TWILIO_AUTH_TOKEN or --auth-token.</source>
        <translation>כך צריך להיות. כדי לבדוק מה שמאחור, מסרו את אסימון החשבון: TWILIO_AUTH_TOKEN או ‎--auth-token.</translation>
    </message>
    <message>
        <source>A rightly signed webhook is refused.</source>
        <translation>‏webhook שחתום כראוי נדחה.</translation>
    </message>
    <message>
        <source>The server computes the signature over another URL: behind a proxy or tunnel it sees http and its own host. Give it the public address (X-Forwarded-Proto and Host from the trusted proxy, or a fixed base URL).</source>
        <translation>השרת מחשב את החתימה על כתובת אחרת: מאחורי פרוקסי או מנהרה הוא רואה http ואת שם המארח שלו. מסרו לו את הכתובת הציבורית (X-Forwarded-Proto ו-Host מפרוקסי מהימן, או כתובת בסיס קבועה).</translation>
    </message>
    <message>
        <source>The server has another auth token than the one given here.</source>
        <translation>לשרת יש אסימון אחר מזה שנמסר כאן.</translation>
    </message>
    <message>
        <source>The incoming call is answered with %1 in place of 200.</source>
        <translation>השיחה הנכנסת נענית ב-%1 במקום 200.</translation>
    </message>
    <message>
        <source>The Content-Type is &quot;%1&quot;, not text/xml.</source>
        <translation>ה-Content-Type הוא „%1” ולא text/xml.</translation>
    </message>
    <message>
        <source>Twilio reports 12300, or reads the text aloud. Flask: `Response(xml, mimetype=&quot;text/xml&quot;)`; Express: `res.type(&quot;text/xml&quot;).send(xml)`; FastAPI: `Response(xml, media_type=&quot;text/xml&quot;)`.</source>
        <translation>‏Twilio מדווחת 12300, או מקריאה את הטקסט. Flask:‏ `Response(xml, mimetype=&quot;text/xml&quot;)`; ‏Express:‏ `res.type(&quot;text/xml&quot;).send(xml)`; ‏FastAPI:‏ `Response(xml, media_type=&quot;text/xml&quot;)`.</translation>
    </message>
    <message>
        <source>200 text/xml, the call is connected to %1.</source>
        <translation>200 text/xml, השיחה מחוברת אל %1.</translation>
    </message>
    <message>
        <source>Twilio passes over what it does not know: check spelling and nesting.</source>
        <translation>‏Twilio מתעלמת ממה שאינה מכירה: בדקו כתיב וקינון.</translation>
    </message>
    <message>
        <source>The incoming call gets no answer.</source>
        <translation>השיחה הנכנסת אינה מקבלת תשובה.</translation>
    </message>
    <message>
        <source>/version has no deploy_id; %1 was expected.</source>
        <translation>ב-⁦/version⁩ אין deploy_id; ציפינו ל-%1.</translation>
    </message>
    <message>
        <source>The server is deploy %1, not %2.</source>
        <translation>השרת הוא פריסה %1 ולא %2.</translation>
    </message>
    <message>
        <source>An older deploy still answers: the new one did not start, the load balancer has not switched, or DEPLOY_ID was not set for it.</source>
        <translation>פריסה ישנה עדיין עונה: החדשה לא עלתה, מאזן העומסים לא החליף, או ש-DEPLOY_ID לא הוגדר לה.</translation>
    </message>
    <message>
        <source>The server does not tell its version.</source>
        <translation>השרת אינו מוסר את גרסתו.</translation>
    </message>
    <message>
        <source>%1 is not answered with 200.</source>
        <translation>‏%1 אינו נענה ב-200.</translation>
    </message>
    <message>
        <source>200, version &quot;%1&quot;.</source>
        <translation>200, גרסה „%1”.</translation>
    </message>
    <message>
        <source>200, version &quot;%1&quot;, deploy id &quot;%2&quot;.</source>
        <translation>200, גרסה „%1”, מזהה פריסה „%2”.</translation>
    </message>
    <message>
        <source>gunicorn&apos;s sync worker has no WebSocket: start it with a worker that has one, `gunicorn -k uvicorn.workers.UvicornWorker` for FastAPI, or `gunicorn -k gthread --threads 100` with flask-sock for Flask.</source>
        <translation>לעובד sync של gunicorn אין WebSocket: הפעילו אותו עם עובד שיש לו, `gunicorn -k uvicorn.workers.UvicornWorker` ל-FastAPI, או `gunicorn -k gthread --threads 100` עם flask-sock ל-Flask.</translation>
    </message>
    <message>
        <source>Flask&apos;s routes swallow the upgrade: Flask alone speaks no WebSocket, so the media path is answered by an ordinary or a catch-all route. Take the path with flask-sock (`@sock.route(…)`), and let no `/&lt;path:…&gt;` route match it.</source>
        <translation>הנתיבים של Flask בולעים את השדרוג: Flask לבדה אינה דוברת WebSocket, ולכן נתיב רגיל או תופס-כול עונה במקום נתיב המדיה. קחו את הנתיב עם flask-sock‏ (`@sock.route(…)`), ודאגו ששום נתיב `/&lt;path:…&gt;` לא יתאים לו.</translation>
    </message>
    <message>
        <source>uvicorn has no WebSocket library, or FastAPI has no `@app.websocket(…)` at this path: install `uvicorn[standard]` (or the package python3-websockets) and declare the path before any catch-all or mounted application.</source>
        <translation>ל-uvicorn אין ספריית WebSocket, או של-FastAPI אין `@app.websocket(…)` בנתיב הזה: התקינו `uvicorn[standard]` (או את החבילה python3-websockets) והצהירו על הנתיב לפני כל נתיב תופס-כול או יישום מורכב.</translation>
    </message>
    <message>
        <source>The ASGI application has no WebSocket route at this path: with Django, put it into the `websocket` part of ProtocolTypeRouter and serve asgi.py, not wsgi.py.</source>
        <translation>ליישום ה-ASGI אין נתיב WebSocket כאן: ב-Django, שימו אותו בחלק `websocket` של ProtocolTypeRouter והגישו את asgi.py ולא את wsgi.py.</translation>
    </message>
    <message>
        <source>Express took the request: attach the WebSocket server to the HTTP server that really listens (`const server = http.createServer(app); new WebSocketServer({ server, path })`; `server.listen`, not `app.listen`), and check its path.</source>
        <translation>‏Express לקחה את הבקשה: חברו את שרת ה-WebSocket לשרת ה-HTTP שבאמת מאזין (`const server = http.createServer(app); new WebSocketServer({ server, path })`; ‏`server.listen` ולא `app.listen`), ובדקו את הנתיב שלו.</translation>
    </message>
    <message>
        <source>nginx drops the upgrade headers: in the location of the media path set `proxy_http_version 1.1`, `proxy_set_header Upgrade $http_upgrade` and `proxy_set_header Connection &quot;upgrade&quot;`.</source>
        <translation>‏nginx משמיט את כותרות השדרוג: ב-location של נתיב המדיה הגדירו `proxy_http_version 1.1`, ‏`proxy_set_header Upgrade $http_upgrade` ו-`proxy_set_header Connection &quot;upgrade&quot;`.</translation>
    </message>
    <message>
        <source>Apache does not pass the upgrade on: enable mod_proxy_wstunnel, and proxy the media path to `ws://…`.</source>
        <translation>‏Apache אינו מעביר את השדרוג: הפעילו mod_proxy_wstunnel, והעבירו את נתיב המדיה אל `ws://…`.</translation>
    </message>
    <message>
        <source>Cloudflare stands before the server: switch WebSockets on under Network, and let no rule or challenge match the media path.</source>
        <translation>‏Cloudflare עומדת לפני השרת: הפעילו WebSockets תחת Network, ודאגו ששום כלל או אתגר לא יחולו על נתיב המדיה.</translation>
    </message>
    <message>
        <source>ngrok answers for the server: check that the tunnel is up and points at its port.</source>
        <translation>‏ngrok עונה במקום השרת: בדקו שהמנהרה פעילה ומצביעה על הפורט שלו.</translation>
    </message>
    <message>
        <source>No WebSocket is served at the path that the TwiML names: compare the two, also the slash at the end.</source>
        <translation>בנתיב שה-TwiML נוקב בו אין WebSocket: השוו את השניים, גם את הלוכסן בסוף.</translation>
    </message>
    <message>
        <source>The upgrade was refused: Twilio sends its signature (over the wss URL, lower-case header x-twilio-signature), no Origin, no cookies and no Authorization.</source>
        <translation>השדרוג נדחה: Twilio שולחת את חתימתה (על כתובת ה-wss, כותרת x-twilio-signature באותיות קטנות), בלי Origin, בלי עוגיות ובלי Authorization.</translation>
    </message>
    <message>
        <source>A proxy answered: the server behind it is not up, or its address there is wrong.</source>
        <translation>פרוקסי ענה: השרת שמאחוריו אינו פועל, או שכתובתו שם שגויה.</translation>
    </message>
    <message>
        <source>Twilio follows no redirect on the media stream: name the final address in the TwiML.</source>
        <translation>‏Twilio אינה עוקבת אחרי הפניות בזרם המדיה: כתבו את הכתובת הסופית ב-TwiML.</translation>
    </message>
    <message>
        <source>A web framework&apos;s ordinary or catch-all route answered in place of a WebSocket server, or a proxy dropped the Upgrade and Connection headers. The media path must reach a WebSocket server before any HTTP routing.</source>
        <translation>נתיב רגיל או תופס-כול של מסגרת האינטרנט ענה במקום שרת WebSocket, או שפרוקסי השמיט את הכותרות Upgrade ו-Connection. נתיב המדיה חייב להגיע לשרת WebSocket לפני כל ניתוב HTTP.</translation>
    </message>
    <message>
        <source>The Flask view raised an exception; `request.form[&quot;…&quot;]` does so for each parameter that is not sent: use `request.form.get(…)`. The traceback is in the server&apos;s log.</source>
        <translation>פונקציית ה-Flask זרקה חריגה; `request.form[&quot;…&quot;]` עושה זאת לכל פרמטר שלא נשלח: השתמשו ב-`request.form.get(…)`. המעקב ביומן השרת.</translation>
    </message>
    <message>
        <source>The handler raised an exception; `await request.json()` does so for Twilio&apos;s forms, and `Form(…)` needs python-multipart. The traceback is in the server&apos;s log.</source>
        <translation>המטפל זרק חריגה; `await request.json()` עושה זאת לטפסים של Twilio, ו-`Form(…)` דורש python-multipart. המעקב ביומן השרת.</translation>
    </message>
    <message>
        <source>The handler threw, or passed an error on; `req.body` is undefined without `express.urlencoded()`, and express.json() refuses what is not JSON. The stack trace is in the server&apos;s log.</source>
        <translation>המטפל זרק, או העביר שגיאה הלאה; `req.body` אינו מוגדר בלי `express.urlencoded()`, ו-express.json() דוחה מה שאינו JSON. מעקב המחסנית ביומן השרת.</translation>
    </message>
    <message>
        <source>A callback must answer before it works: put the handler&apos;s work behind the answer and inside its own error handling, so that no body can make it fail.</source>
        <translation>דיווח צריך לענות לפני שהוא עובד: שימו את עבודת המטפל אחרי התשובה ובתוך טיפול שגיאות משלה, כך ששום גוף לא יכשיל אותו.</translation>
    </message>
    <message>
        <source>gunicorn has one sync worker and a call occupies it: give it threads (`--threads 100`) or asynchronous workers.</source>
        <translation>ל-gunicorn יש עובד sync אחד ושיחה תופסת אותו: תנו לו תהליכונים (`--threads 100`) או עובדים אסינכרוניים.</translation>
    </message>
    <message>
        <source>A blocking call inside `async def` stops all other requests: await it, or move it to `run_in_threadpool`.</source>
        <translation>קריאה חוסמת בתוך `async def` עוצרת את כל הבקשות האחרות: המתינו לה ב-await, או העבירו אותה ל-`run_in_threadpool`.</translation>
    </message>
    <message>
        <source>Synchronous work stops Node&apos;s event loop: move it into a worker thread.</source>
        <translation>עבודה סינכרונית עוצרת את לולאת האירועים של Node: העבירו אותה לתהליכון עובד.</translation>
    </message>
    <message>
        <source>The server does other work before it answers, or one request at a time: a health check must wait neither for models and databases nor for calls.</source>
        <translation>השרת עושה עבודה אחרת לפני שהוא עונה, או בקשה אחת בכל פעם: בדיקת בריאות אינה ממתינה למודלים ומסדי נתונים, וגם לא לשיחות.</translation>
    </message>
    <message>
        <source>There is nothing that the caller could say.</source>
        <translation>אין למתקשר מה לומר.</translation>
    </message>
    <message>
        <source>Choose a sound file with speech.</source>
        <translation>בחרו קובץ קול עם דיבור.</translation>
    </message>
    <message>
        <source>The chain leads to %1, which is not a public authority: get a certificate from one (Let&apos;s Encrypt, for one).</source>
        <translation>השרשרת מובילה אל %1, שאינה רשות ציבורית: השיגו תעודה מרשות כזאת (למשל Let&apos;s Encrypt).</translation>
    </message>
</context>
<context>
    <name>CheckTexts</name>
    <message>
        <source>GO, look</source>
        <translation>GO, שימו לב</translation>
    </message>
    <message>
        <source>could not run</source>
        <translation>לא ניתן להריץ</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>דולג</translation>
    </message>
    <message>
        <source>NO-GO at %1: %2</source>
        <translation>NO-GO בשלב %1: %2</translation>
    </message>
    <message>
        <source>Could not run %1: %2</source>
        <translation>לא ניתן להריץ את %1: %2</translation>
    </message>
    <message>
        <source>Stopped: %1</source>
        <translation>נעצר: %1</translation>
    </message>
    <message>
        <source>GO, with warnings: %1</source>
        <translation>GO, עם אזהרות: %1</translation>
    </message>
    <message>
        <source>GO: %1</source>
        <translation>GO: %1</translation>
    </message>
    <message>
        <source>To look at:</source>
        <translation>לתשומת לב:</translation>
    </message>
    <message>
        <source>Likely causes, and the fix:</source>
        <translation>סיבות אפשריות, והתיקון:</translation>
    </message>
    <message>
        <source>Evidence:</source>
        <translation>הראיות:</translation>
    </message>
</context>
<context>
    <name>Ending</name>
    <message>
        <source>the caller had said all and hung up</source>
        <translation>המתקשר אמר הכול וניתק</translation>
    </message>
    <message>
        <source>the caller hung up after the asked duration</source>
        <translation>המתקשר ניתק אחרי הזמן שנקבע</translation>
    </message>
    <message>
        <source>the caller hung up at the longest a simulated call may last</source>
        <translation>המתקשר ניתק במשך המרבי של שיחה מדומה</translation>
    </message>
    <message>
        <source>the bot ended the call through REST</source>
        <translation>הבוט סיים את השיחה דרך REST</translation>
    </message>
    <message>
        <source>the action was answered with 204: nothing is left to do</source>
        <translation>הפעולה נענתה ב-204: לא נותר מה לעשות</translation>
    </message>
    <message>
        <source>the TwiML has no more verbs</source>
        <translation>ב-TwiML אין עוד פעלים</translation>
    </message>
    <message>
        <source>the TwiML hung up</source>
        <translation>ה-TwiML ניתק את השיחה</translation>
    </message>
    <message>
        <source>the TwiML rejected the call</source>
        <translation>ה-TwiML דחה את השיחה</translation>
    </message>
    <message>
        <source>the TwiML rejected the call as busy</source>
        <translation>ה-TwiML דחה את השיחה כתפוסה</translation>
    </message>
    <message>
        <source>the document could not be fetched</source>
        <translation>לא ניתן היה להביא את המסמך</translation>
    </message>
    <message>
        <source>the document could not be read</source>
        <translation>לא ניתן היה לקרוא את המסמך</translation>
    </message>
    <message>
        <source>the document could not be followed</source>
        <translation>לא ניתן היה לבצע את המסמך</translation>
    </message>
</context>
<context>
    <name>EventActions</name>
    <message>
        <source>Follow</source>
        <translation>מעקב</translation>
    </message>
    <message>
        <source>Media</source>
        <translation>מדיה</translation>
    </message>
    <message>
        <source>Show the summaries of sound, one a second</source>
        <translation>הצגת סיכומי השמע, אחד לכל שנייה</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>פרטים</translation>
    </message>
    <message>
        <source>Show all that the chosen event says</source>
        <translation>הצגת כל הפרטים של האירוע שנבחר</translation>
    </message>
    <message>
        <source>Filter events</source>
        <translation>סינון אירועים</translation>
    </message>
    <message>
        <source>Find in events</source>
        <translation>חיפוש באירועים</translation>
    </message>
    <message>
        <source>Find next event</source>
        <translation>חיפוש האירוע הבא</translation>
    </message>
    <message>
        <source>Find previous event</source>
        <translation>חיפוש האירוע הקודם</translation>
    </message>
    <message>
        <source>Next problem</source>
        <translation>התקלה הבאה</translation>
    </message>
    <message>
        <source>Previous problem</source>
        <translation>התקלה הקודמת</translation>
    </message>
    <message>
        <source>Copy events</source>
        <translation>העתקת אירועים</translation>
    </message>
    <message numerus="yes">
        <source>Paused: %n waiting</source>
        <translation>
            <numerusform>בהקפאה: אירוע אחד ממתין</numerusform>
            <numerusform>בהקפאה: %n אירועים ממתינים</numerusform>
        </translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>הקפאה</translation>
    </message>
    <message>
        <source>Go to event number…</source>
        <translation>מעבר לאירוע לפי מספר…</translation>
    </message>
    <message>
        <source>Keep the newest event in view</source>
        <translation>השארת האירוע החדש ביותר בתצוגה</translation>
    </message>
    <message>
        <source>Bookmark the event</source>
        <translation>סימנייה על האירוע</translation>
    </message>
    <message>
        <source>Next bookmark</source>
        <translation>הסימנייה הבאה</translation>
    </message>
    <message>
        <source>Previous bookmark</source>
        <translation>הסימנייה הקודמת</translation>
    </message>
    <message>
        <source>Show what came meanwhile, and what comes</source>
        <translation>הצגת מה שהגיע בינתיים ומה שמגיע</translation>
    </message>
    <message>
        <source>Freeze the list; what happens is still recorded</source>
        <translation>הקפאת הרשימה; מה שקורה עדיין נרשם</translation>
    </message>
</context>
<context>
    <name>EventCell</name>
    <message>
        <source>%1 UTC, event %2</source>
        <translation>אירוע %2, ⁦%1 UTC⁩</translation>
    </message>
    <message>
        <source>from Twilio</source>
        <translation>מ־Twilio</translation>
    </message>
    <message>
        <source>to Twilio</source>
        <translation>אל Twilio</translation>
    </message>
    <message>
        <source>here</source>
        <translation>כאן</translation>
    </message>
    <message>
        <source>%1, bookmarked</source>
        <translation>%1, מסומן בסימנייה</translation>
    </message>
</context>
<context>
    <name>EventMeaning</name>
    <message>
        <source>Twilio told of a call over the incoming-call webhook; it was answered with TwiML that opens a media stream.</source>
        <translation>התקבלה מ־Twilio הודעה על שיחה דרך ה־Webhook של השיחות הנכנסות; התשובה הייתה TwiML שפותח זרם מדיה.</translation>
    </message>
    <message>
        <source>Twilio reported the state of the call over the status webhook.</source>
        <translation>התקבל מ־Twilio דיווח על מצב השיחה דרך ה־Webhook של הסטטוס.</translation>
    </message>
    <message>
        <source>The gateway is done with the call; the cause says which side ended it.</source>
        <translation>השער סיים לטפל בשיחה; שדה הסיבה (cause) מציין איזה צד סיים אותה.</translation>
    </message>
    <message>
        <source>A request over HTTP was answered; the page Requests shows it in full.</source>
        <translation>בקשת HTTP נענתה; היא מוצגת במלואה בדף ״בקשות״.</translation>
    </message>
    <message>
        <source>Twilio reported on the media stream; an error here is Twilio&apos;s own view of why sound stopped.</source>
        <translation>התקבל מ־Twilio דיווח על זרם המדיה; שגיאה שמופיעה כאן היא ההסבר של Twilio עצמה להפסקת השמע.</translation>
    </message>
    <message>
        <source>A request was refused because its signature is wrong: the auth token or the public address differs, or it is not from Twilio.</source>
        <translation>הבקשה נדחתה כי החתימה שלה שגויה: ה־auth token או הכתובת הציבורית אינם תואמים, או שהבקשה לא הגיעה מ־Twilio.</translation>
    </message>
    <message>
        <source>Somebody opened a WebSocket for media; Twilio&apos;s start message has to follow.</source>
        <translation>מישהו פתח WebSocket למדיה; כעת אמורה להגיע הודעת start מ־Twilio.</translation>
    </message>
    <message>
        <source>A WebSocket was refused before it opened; the reason says which check failed.</source>
        <translation>חיבור WebSocket נדחה עוד לפני שנפתח; הסיבה מציינת איזו בדיקה נכשלה.</translation>
    </message>
    <message>
        <source>The media stream began: from here on the caller is heard and can be spoken to.</source>
        <translation>זרם המדיה התחיל: מכאן ואילך המתקשר נשמע ואפשר לדבר אליו.</translation>
    </message>
    <message>
        <source>Twilio ended the media stream in order, because the caller hung up or the TwiML went on.</source>
        <translation>זרם המדיה הסתיים כסדרו ביוזמת Twilio, כי המתקשר ניתק או כי ה־TwiML המשיך הלאה.</translation>
    </message>
    <message>
        <source>The media socket was closed; a code other than 1000 means that the stream broke.</source>
        <translation>סוקט המדיה נסגר; קוד שאינו 1000 פירושו שהזרם התנתק באמצע.</translation>
    </message>
    <message>
        <source>Sound of the caller that came within a second; unfold it for its 20 ms frames.</source>
        <translation>שמע של המתקשר שהגיע במהלך שנייה אחת; פריסת השורה מציגה את הפריימים שלו, בני 20 אלפיות שנייה.</translation>
    </message>
    <message>
        <source>Sound of the caller is missing, late or came twice; recognition may suffer.</source>
        <translation>שמע של המתקשר חסר, איחר או הגיע פעמיים; זיהוי הדיבור עלול להיפגע.</translation>
    </message>
    <message>
        <source>Sound of the bot that was sent within a second; unfold it for its 20 ms frames.</source>
        <translation>שמע של הבוט שנשלח במהלך שנייה אחת; פריסת השורה מציגה את הפריימים שלו, בני 20 אלפיות שנייה.</translation>
    </message>
    <message>
        <source>A mark was sent behind a piece of speech; it comes back when the caller has heard the speech.</source>
        <translation>סימון (mark) נשלח אחרי קטע דיבור; הוא חוזר לאחר שהמתקשר שמע את הקטע.</translation>
    </message>
    <message>
        <source>A mark came back: the caller heard the speech before it, or it was flushed unheard.</source>
        <translation>סימון (mark) חזר: המתקשר שמע את הדיבור שלפניו, או שהדיבור נמחק בלי שנשמע.</translation>
    </message>
    <message>
        <source>Twilio was told to throw away what it had not played yet.</source>
        <translation>נשלחה ל־Twilio הוראת ניקוי תור (clear): למחוק את מה שעוד לא הושמע.</translation>
    </message>
    <message>
        <source>The caller pressed a key.</source>
        <translation>המתקשר הקיש על מקש.</translation>
    </message>
    <message>
        <source>A ping was sent to see whether the other side of the socket is alive.</source>
        <translation>נשלח ping כדי לבדוק אם הצד השני של הסוקט חי.</translation>
    </message>
    <message>
        <source>The other side of the socket is alive; this is how long the ping took there and back.</source>
        <translation>הצד השני של הסוקט חי; זה הזמן שלקח ל־ping להגיע ולחזור.</translation>
    </message>
    <message>
        <source>A message on the stream does not say what Twilio&apos;s protocol asks for; it was skipped.</source>
        <translation>הודעה בזרם אינה תואמת את דרישות הפרוטוקול של Twilio; המערכת דילגה עליה.</translation>
    </message>
    <message>
        <source>The voice detector heard the caller begin to speak.</source>
        <translation>גלאי הדיבור זיהה שהמתקשר התחיל לדבר.</translation>
    </message>
    <message>
        <source>The voice detector decided that the caller finished; the reply&apos;s latency counts from here back to the last word.</source>
        <translation>גלאי הדיבור קבע שהמתקשר סיים לדבר; השהיית התשובה נמדדת עוד מסוף המילה האחרונה, שקדם לרגע הזה.</translation>
    </message>
    <message>
        <source>The recognizer&apos;s guess so far; it may still change.</source>
        <translation>הניחוש של מנוע זיהוי הדיבור עד כה; הוא עוד עשוי להשתנות.</translation>
    </message>
    <message>
        <source>The recognizer&apos;s final text of what the caller said; it goes to the agent.</source>
        <translation>הטקסט הסופי של דברי המתקשר לפי מנוע זיהוי הדיבור; הוא מועבר לסוכן.</translation>
    </message>
    <message>
        <source>A sentence of the reply was turned into sound of this length.</source>
        <translation>משפט מהתשובה הפך לקול באורך המצוין כאן.</translation>
    </message>
    <message>
        <source>The caller spoke into the bot&apos;s reply, which was cut off; what was dropped was never heard.</source>
        <translation>המתקשר דיבר תוך כדי תשובת הבוט, והיא נקטעה; מה שנמחק ממנה לא נשמע מעולם.</translation>
    </message>
    <message>
        <source>The bot&apos;s own voice came back over the line and was kept from being taken for the caller.</source>
        <translation>הקול של הבוט עצמו חזר דרך הקו ונחסם, כדי שלא ייחשב בטעות לדיבור של המתקשר.</translation>
    </message>
    <message>
        <source>The agent answered; its text goes to the synthesizer.</source>
        <translation>הסוכן השיב; הטקסט שלו מועבר למנוע הפקת הקול.</translation>
    </message>
    <message>
        <source>The first sound of the reply left for Twilio; the latency of each step up to here is known now.</source>
        <translation>הצליל הראשון של התשובה יצא אל Twilio; ההשהיה של כל שלב עד כאן כבר ידועה.</translation>
    </message>
    <message>
        <source>A recognizer, synthesizer or agent failed; the code and text are its own.</source>
        <translation>מנוע זיהוי הדיבור, מנוע הפקת הקול או הסוכן נכשל; הקוד והטקסט הם שלו.</translation>
    </message>
    <message>
        <source>The bot could not serve, so Twilio recorded what the caller had to say.</source>
        <translation>הבוט לא היה יכול לתת שירות, ולכן Twilio הקליטה את מה שהמתקשר רצה לומר.</translation>
    </message>
    <message>
        <source>Somebody began to listen in.</source>
        <translation>מישהו התחיל להאזין לשיחה.</translation>
    </message>
    <message>
        <source>Somebody stopped listening in.</source>
        <translation>מישהו הפסיק להאזין לשיחה.</translation>
    </message>
    <message>
        <source>A sentence typed by an operator is spoken to the caller.</source>
        <translation>משפט שנציג הקליד מושמע למתקשר.</translation>
    </message>
    <message>
        <source>An operator muted the bot: it hears and understands, and answers nothing.</source>
        <translation>הבוט הושתק בידי נציג: הוא שומע ומבין, ואינו עונה על דבר.</translation>
    </message>
    <message>
        <source>The bot answers again.</source>
        <translation>הבוט שוב עונה.</translation>
    </message>
    <message>
        <source>An operator hung up.</source>
        <translation>השיחה נותקה בידי נציג.</translation>
    </message>
    <message>
        <source>The caller was left in silence: the cause, and what was done so that something is heard.</source>
        <translation>המתקשר נותר בשקט: הסיבה, ומה נעשה כדי שישמע משהו.</translation>
    </message>
    <message>
        <source>Twilio&apos;s recording is finished; with account and credentials it was fetched and lies with the call.</source>
        <translation>ההקלטה של Twilio הסתיימה; אם הוגדרו חשבון ופרטי גישה, היא הורדה ונשמרה עם השיחה.</translation>
    </message>
    <message>
        <source>The call&apos;s sound could not be written any further: a full disk, or a folder without rights. The call goes on.</source>
        <translation>לא היה אפשר להמשיך לכתוב את הקול של השיחה: דיסק מלא, או תיקייה ללא הרשאות. השיחה נמשכת.</translation>
    </message>
    <message>
        <source>The call&apos;s sound is written again; what is missing stands in the file as silence.</source>
        <translation>הקול של השיחה נכתב שוב; מה שחסר מופיע בקובץ כשקט.</translation>
    </message>
    <message>
        <source>Another provider of the chain took over in the same turn; the code and text say why.</source>
        <translation>ספק אחר בשרשרת נכנס לפעולה באותו תור; הקוד והטקסט אומרים מדוע.</translation>
    </message>
    <message>
        <source>The agent had the line hung up, transferred or sent to a recording, once its words were heard.</source>
        <translation>הסוכן ביקש לנתק את השיחה, להעביר אותה או להפנות להקלטה, לאחר שדבריו נשמעו.</translation>
    </message>
</context>
<context>
    <name>FilterError</name>
    <message>
        <source>the filter is longer than %1 characters</source>
        <translation>המסנן ארוך מ-%1 תווים</translation>
    </message>
    <message>
        <source>parentheses and negations are nested deeper than %1</source>
        <translation>סוגריים ושלילות מקוננים יותר מ-%1 רמות</translation>
    </message>
    <message>
        <source>unknown field `%1`</source>
        <translation>שדה לא מוכר `%1`</translation>
    </message>
    <message>
        <source>unknown field `%1`; did you mean `%2`?</source>
        <translation>שדה לא מוכר `%1`; האם התכוונתם ל-`%2`?</translation>
    </message>
    <message>
        <source>unknown operator `%1`; did you mean `%2`?</source>
        <translation>אופרטור לא מוכר `%1`; האם התכוונתם ל-`%2`?</translation>
    </message>
    <message>
        <source>an operator is missing behind the field `%1`; put it in quotes to search for the word</source>
        <translation>חסר אופרטור אחרי השדה `%1`; שימו אותו במירכאות כדי לחפש את המילה</translation>
    </message>
    <message>
        <source>a value is missing behind `%1`</source>
        <translation>חסר ערך אחרי `%1`</translation>
    </message>
    <message>
        <source>something to look for is missing behind `%1`</source>
        <translation>חסר מה לחפש אחרי `%1`</translation>
    </message>
    <message>
        <source>something to look for is missing before `%1`</source>
        <translation>חסר מה לחפש לפני `%1`</translation>
    </message>
    <message>
        <source>`in` needs a list in parentheses: %1 in (a, b)</source>
        <translation>אחרי `in` נדרשת רשימה בסוגריים: %1 in (a, b)</translation>
    </message>
    <message>
        <source>this parenthesis is never closed</source>
        <translation>הסוגריים האלה לא נסגרו</translation>
    </message>
    <message>
        <source>this parenthesis was never opened</source>
        <translation>הסוגריים האלה לא נפתחו</translation>
    </message>
    <message>
        <source>this quote is never closed</source>
        <translation>המירכאות האלה לא נסגרו</translation>
    </message>
    <message>
        <source>`%1` is a time and needs a unit: %2ms or %2s</source>
        <translation>‏`%1` הוא זמן ודורש יחידה: %2ms או %2s</translation>
    </message>
    <message>
        <source>`%1` does not take the unit of `%2`</source>
        <translation>היחידה של `%2` אינה מתאימה ל-`%1`</translation>
    </message>
    <message>
        <source>unknown unit in `%1`; there are ms, s and kB</source>
        <translation>יחידה לא מוכרת ב-`%1`; יש ms,‏ s ו-kB</translation>
    </message>
    <message>
        <source>`%1` is compared with a number, not with `%2`</source>
        <translation>את `%1` משווים למספר ולא ל-`%2`</translation>
    </message>
    <message>
        <source>`%1` is text, which takes ==, !=, ~, =~ and in, not `%2`</source>
        <translation>‏`%1` הוא טקסט, שמקבל ==, !=, ~, =~ ו-in, ולא `%2`</translation>
    </message>
    <message>
        <source>this pattern cannot be used: %1</source>
        <translation>אי אפשר להשתמש בתבנית הזאת: %1</translation>
    </message>
    <message>
        <source>`%1` is unexpected here; put text with signs in quotes</source>
        <translation>‏`%1` אינו צפוי כאן; שימו טקסט עם סימנים במירכאות</translation>
    </message>
</context>
<context>
    <name>FilterField</name>
    <message>
        <source>name of the event: STT_FINAL</source>
        <translation>שם האירוע: STT_FINAL</translation>
    </message>
    <message>
        <source>what was said or told</source>
        <translation>מה שנאמר או דווח</translation>
    </message>
    <message>
        <source>SID of the call, or a part of it with ~</source>
        <translation>מזהה השיחה (SID), או חלק ממנו עם ~</translation>
    </message>
    <message>
        <source>SID of the media stream</source>
        <translation>מזהה זרם המדיה (SID)</translation>
    </message>
    <message>
        <source>in (from Twilio), out (to Twilio) or here</source>
        <translation>in (מ-Twilio),‏ out (אל Twilio) או here</translation>
    </message>
    <message>
        <source>number of the bot&apos;s turn</source>
        <translation>מספר התור של הבוט</translation>
    </message>
    <message>
        <source>number of what the caller said</source>
        <translation>מספר האמירה של המתקשר</translation>
    </message>
    <message>
        <source>language tag: he-IL</source>
        <translation>תג שפה: he-IL</translation>
    </message>
    <message>
        <source>any latency: a stage, a reply, a request</source>
        <translation>כל השהיה: שלב, תשובה, בקשה</translation>
    </message>
    <message>
        <source>the caller&apos;s last word to the reply&apos;s first frame</source>
        <translation>מהמילה האחרונה של המתקשר עד המסגרת הראשונה של התשובה</translation>
    </message>
    <message>
        <source>the caller&apos;s last word to the decision that it was the last</source>
        <translation>מהמילה האחרונה של המתקשר עד ההחלטה שהיא האחרונה</translation>
    </message>
    <message>
        <source>end of speech to final text</source>
        <translation>מסוף הדיבור עד הטקסט הסופי</translation>
    </message>
    <message>
        <source>final text to the agent&apos;s first word</source>
        <translation>מהטקסט הסופי עד המילה הראשונה של הסוכן</translation>
    </message>
    <message>
        <source>the agent&apos;s first word to its first whole clause</source>
        <translation>מהמילה הראשונה של הסוכן עד הפסוקית השלמה הראשונה</translation>
    </message>
    <message>
        <source>clause to its first sound</source>
        <translation>מהפסוקית עד הצליל הראשון שלה</translation>
    </message>
    <message>
        <source>first sound to first frame sent</source>
        <translation>מהצליל הראשון עד שליחת המסגרת הראשונה</translation>
    </message>
    <message>
        <source>first frame sent to the mark Twilio gave back</source>
        <translation>משליחת המסגרת הראשונה עד הסימן ש-Twilio החזיר</translation>
    </message>
    <message>
        <source>the caller&apos;s last word to the mark Twilio gave back</source>
        <translation>מהמילה האחרונה של המתקשר עד הסימן ש-Twilio החזיר</translation>
    </message>
    <message>
        <source>time a request took</source>
        <translation>הזמן שבקשה ארכה</translation>
    </message>
    <message>
        <source>round trip of a ping</source>
        <translation>זמן הלוך ושוב של ping</translation>
    </message>
    <message>
        <source>status of a request or a call: 404, completed</source>
        <translation>מצב של בקשה או שיחה: 404, completed</translation>
    </message>
    <message>
        <source>close or error code</source>
        <translation>קוד סגירה או שגיאה</translation>
    </message>
    <message>
        <source>method of a request: POST</source>
        <translation>שיטת הבקשה: POST</translation>
    </message>
    <message>
        <source>path of a request</source>
        <translation>נתיב הבקשה</translation>
    </message>
    <message>
        <source>name of a mark</source>
        <translation>שם של סימן (mark)</translation>
    </message>
    <message>
        <source>kind of a gap or of a failed provider</source>
        <translation>סוג של פער או של ספק שנכשל</translation>
    </message>
    <message>
        <source>level of sound, on the 16-bit scale</source>
        <translation>עוצמת הצליל, בסולם של 16 סיביות</translation>
    </message>
    <message>
        <source>who calls</source>
        <translation>מי מתקשר</translation>
    </message>
    <message>
        <source>who is called</source>
        <translation>למי מתקשרים</translation>
    </message>
    <message>
        <source>sequence number of the event</source>
        <translation>מספר סידורי של האירוע</translation>
    </message>
    <message>
        <source>gateway or file that the event came from</source>
        <translation>השער או הקובץ שממנו הגיע האירוע</translation>
    </message>
    <message>
        <source>any text of the row; what a bare word means</source>
        <translation>כל טקסט בשורה; זו משמעות של מילה בודדת</translation>
    </message>
    <message>
        <source>a field by its name in JSON Lines: json:/queued_ms, json:/form/CallSid</source>
        <translation>שדה לפי שמו ב-JSON Lines: ‏json:/queued_ms,‏ json:/form/CallSid</translation>
    </message>
    <message>
        <source>announced, connected, interrupted, stopped or ended</source>
        <translation>announced,‏ connected,‏ interrupted,‏ stopped או ended</translation>
    </message>
    <message>
        <source>direction that Twilio told: inbound, outbound-api</source>
        <translation>הכיוון ש-Twilio דיווח: inbound,‏ outbound-api</translation>
    </message>
    <message>
        <source>the longest voice-to-voice latency of its turns</source>
        <translation>ההשהיה הארוכה ביותר מקול לקול בתורות שלה</translation>
    </message>
    <message>
        <source>how many events tell that something went wrong</source>
        <translation>כמה אירועים אומרים שמשהו השתבש</translation>
    </message>
    <message>
        <source>how many turns it had</source>
        <translation>כמה תורות היו בה</translation>
    </message>
    <message>
        <source>how long it lasts or lasted</source>
        <translation>כמה זמן היא נמשכת או נמשכה</translation>
    </message>
    <message>
        <source>gateway or file that the call came from</source>
        <translation>השער או הקובץ שממנו הגיעה השיחה</translation>
    </message>
</context>
<context>
    <name>FrameCell</name>
    <message>
        <source>frame %1</source>
        <translation>פריים %1</translation>
    </message>
    <message>
        <source>at %1 of the stream, level %2</source>
        <translation>בזמן %1 בזרם, עוצמה %2</translation>
    </message>
    <message>
        <source>at %1 of the stream</source>
        <translation>בזמן %1 בזרם</translation>
    </message>
</context>
<context>
    <name>HealthTexts</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>לא ידוע</translation>
    </message>
    <message>
        <source>Problem: connection lost</source>
        <translation>תקלה: החיבור אבד</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>סגור</translation>
    </message>
    <message>
        <source>Problem: silent</source>
        <translation>תקלה: אין תעבורה</translation>
    </message>
    <message>
        <source>Warning: quiet</source>
        <translation>אזהרה: הפוגה בתעבורה</translation>
    </message>
    <message>
        <source>Warning: pong missed</source>
        <translation>אזהרה: חסר pong</translation>
    </message>
    <message>
        <source>Warning: protocol error</source>
        <translation>אזהרה: שגיאת פרוטוקול</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>תקין</translation>
    </message>
    <message>
        <source>Close code %1</source>
        <translation>קוד סגירה %1</translation>
    </message>
    <message>
        <source>Close code %1: %2</source>
        <translation>קוד סגירה %1: %2</translation>
    </message>
    <message>
        <source>no ping answered yet</source>
        <translation>אף ping עדיין לא נענה</translation>
    </message>
    <message numerus="yes">
        <source>%n ping(s) between %1 and %2</source>
        <translation>
            <numerusform>הודעת ping אחת, בין %1 ל־%2</numerusform>
            <numerusform>%n הודעות ping, בין %1 ל־%2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n gap(s), %1 of sound</source>
        <translation>
            <numerusform>פער אחד, %1 של שמע</numerusform>
            <numerusform>%n פערים, %1 של שמע</numerusform>
        </translation>
    </message>
    <message>
        <source>Health</source>
        <translation>תקינות</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>שיחה</translation>
    </message>
    <message>
        <source>Last byte</source>
        <translation>בייט אחרון</translation>
    </message>
    <message>
        <source>Ping</source>
        <translation>Ping</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>מגמה</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>חציון</translation>
    </message>
    <message>
        <source>Worst</source>
        <translation>מרבי</translation>
    </message>
    <message>
        <source>Missed pongs</source>
        <translation>הודעות pong חסרות</translation>
    </message>
    <message>
        <source>Unsent</source>
        <translation>טרם נשלח</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>פערים</translation>
    </message>
    <message>
        <source>Protocol errors</source>
        <translation>שגיאות פרוטוקול</translation>
    </message>
    <message>
        <source>How long ago the last byte came in. A warning after %1, a problem after %2.</source>
        <translation>לפני כמה זמן הגיע הבייט האחרון. אזהרה אחרי %1, תקלה אחרי %2.</translation>
    </message>
    <message>
        <source>Round trip of the last ping that was answered</source>
        <translation>זמן הלוך ושוב של ה־ping האחרון שנענה</translation>
    </message>
    <message numerus="yes">
        <source>Round trips of the last %n ping(s), the newest at the right</source>
        <translation>
            <numerusform>זמן הלוך ושוב של ה־ping האחרון, החדש ביותר מימין</numerusform>
            <numerusform>זמני הלוך ושוב של %n הודעות ה־ping האחרונות, החדשה ביותר מימין</numerusform>
        </translation>
    </message>
    <message>
        <source>Pings that were not answered before the next one</source>
        <translation>הודעות ping שלא נענו לפני ההודעה הבאה</translation>
    </message>
    <message>
        <source>Sound of the bot that waits in the gateway</source>
        <translation>שמע של הבוט שממתין בשער</translation>
    </message>
    <message>
        <source>Bytes that wait in the socket</source>
        <translation>בייטים שממתינים בסוקט</translation>
    </message>
    <message>
        <source>Places where the caller&apos;s sound was missing, late or there twice</source>
        <translation>מקומות שבהם השמע של המתקשר היה חסר, איחר או הגיע פעמיים</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>ממתין</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;Calls</source>
        <translation>&amp;שיחות</translation>
    </message>
    <message>
        <source>&amp;Timeline</source>
        <translation>&amp;ציר זמן</translation>
    </message>
    <message>
        <source>&amp;Listen</source>
        <translation>&amp;האזנה</translation>
    </message>
    <message>
        <source>C&amp;onversation</source>
        <translation>&amp;תמלול</translation>
    </message>
    <message>
        <source>&amp;Events</source>
        <translation>&amp;אירועים</translation>
    </message>
    <message>
        <source>&amp;Requests</source>
        <translation>&amp;בקשות</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>שיחות</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>ציר זמן</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>תמלול</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>אירועים</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>השהיה</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>בקשות</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>תקינות</translation>
    </message>
    <message>
        <source>About Callscope</source>
        <translation>אודות Callscope</translation>
    </message>
    <message>
        <source>Callscope %1: a gateway and call monitor for phone voice bots on Twilio Media Streams. GPL-3.0-or-later.</source>
        <translation>תוכנת Callscope %1: שער וניטור שיחות לבוטים קוליים בטלפון, מעל Twilio Media Streams. רישיון: GPL-3.0-or-later.</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;קובץ</translation>
    </message>
    <message>
        <source>&amp;Open a recorded call…</source>
        <translation>&amp;פתיחת שיחה מוקלטת…</translation>
    </message>
    <message>
        <source>Opened &amp;before</source>
        <translation>נפתחו &amp;לאחרונה</translation>
    </message>
    <message>
        <source>&amp;Export the call…</source>
        <translation>&amp;ייצוא השיחה…</translation>
    </message>
    <message>
        <source>Place a &amp;test call…</source>
        <translation>ביצוע שיחת &amp;בדיקה…</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;הגדרות…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>י&amp;ציאה</translation>
    </message>
    <message>
        <source>&amp;Go to</source>
        <translation>&amp;מעבר אל</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;עזרה</translation>
    </message>
    <message>
        <source>Keyboard &amp;shortcuts</source>
        <translation>&amp;קיצורי מקלדת</translation>
    </message>
    <message>
        <source>&amp;About Callscope</source>
        <translation>&amp;אודות Callscope</translation>
    </message>
    <message>
        <source>Open the &amp;record of this call</source>
        <translation>פתיחת ה&amp;תיעוד של השיחה</translation>
    </message>
    <message>
        <source>GO/&amp;NO-GO</source>
        <translation>בדיקת GO/&amp;NO-GO</translation>
    </message>
    <message>
        <source>GO/NO-GO</source>
        <translation>בדיקת GO/NO-GO</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>אבחנה</translation>
    </message>
</context>
<context>
    <name>RequestWords</name>
    <message>
        <source>✓ The signature is valid: the request came from Twilio with this account&apos;s auth token.</source>
        <translation>✓ החתימה תקינה: הבקשה הגיעה מ־Twilio ונחתמה ב־auth token של החשבון הזה.</translation>
    </message>
    <message>
        <source>✗ The signature is wrong: set the auth token to the account&apos;s primary token, and the public base URL to exactly the address that stands in Twilio&apos;s settings.</source>
        <translation>✗ החתימה שגויה: יש להגדיר כ־auth token את ה־token הראשי (primary) של החשבון, ולהגדיר ככתובת הבסיס הציבורית בדיוק את הכתובת שרשומה בהגדרות של Twilio.</translation>
    </message>
    <message>
        <source>✗ The signature is missing: the request did not come from Twilio, or a proxy removed the header X-Twilio-Signature; let the proxy pass it on.</source>
        <translation>✗ החתימה חסרה: הבקשה לא הגיעה מ־Twilio, או שפרוקסי הסיר את הכותרת X-Twilio-Signature; יש להגדיר את הפרוקסי כך שיעביר אותה הלאה.</translation>
    </message>
    <message>
        <source>○ The signature was not checked, because the gateway has no auth token: set TWILIO_AUTH_TOKEN before Twilio calls this gateway.</source>
        <translation>○ החתימה לא נבדקה, כי לשער אין auth token: יש להגדיר את TWILIO_AUTH_TOKEN לפני ש־Twilio פונה לשער הזה.</translation>
    </message>
    <message>
        <source>? This recording holds a verdict that this version does not know.</source>
        <translation>? ההקלטה הזאת מכילה תוצאת בדיקה שהגרסה הזאת אינה מכירה.</translation>
    </message>
    <message>
        <source>Status %1</source>
        <translation>סטטוס %1</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>⁦%1 ms⁩</translation>
    </message>
    <message>
        <source>%1 in, %2 out</source>
        <translation>%1 נכנס, %2 יצא</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>מ־%1</translation>
    </message>
    <message>
        <source>△ Twilio warning %1</source>
        <translation>△ אזהרת Twilio מספר %1</translation>
    </message>
    <message>
        <source>✗ Twilio error %1</source>
        <translation>✗ שגיאת Twilio מספר %1</translation>
    </message>
    <message>
        <source>Likely cause: %1</source>
        <translation>הסיבה הסבירה: %1</translation>
    </message>
    <message>
        <source>What to do: %1</source>
        <translation>מה לעשות: %1</translation>
    </message>
</context>
<context>
    <name>SettingWords</name>
    <message>
        <source>Address to listen on; 0.0.0.0 or :: for all.</source>
        <translation>הכתובת להאזנה; ⁦0.0.0.0⁩ או ⁦::⁩ לכל הכתובות.</translation>
    </message>
    <message>
        <source>Port to listen on; 0 takes any free one.</source>
        <translation>הפורט להאזנה; 0 בוחר פורט פנוי כלשהו.</translation>
    </message>
    <message>
        <source>Where Twilio reaches this gateway, such as https://bot.example.com; empty: taken from the request&apos;s Host when the peer is a loopback address or a trusted proxy.</source>
        <translation>הכתובת שבה Twilio מגיעה לשער הזה, למשל ⁦https://bot.example.com⁩; ריק: הכתובת נלקחת מה־Host של הבקשה, אם הצד הפונה הוא כתובת loopback או פרוקסי מהימן.</translation>
    </message>
    <message>
        <source>Addresses of proxies whose Host and X-Forwarded-* headers are believed.</source>
        <translation>כתובות של פרוקסים שהכותרות Host ו־⁦X-Forwarded-*⁩ שלהם נחשבות מהימנות.</translation>
    </message>
    <message>
        <source>Name of this deployment, shown by /version.</source>
        <translation>שם הפריסה הזאת, כפי שהוא מוצג ב־⁦/version⁩.</translation>
    </message>
    <message>
        <source>Build time shown by /version; empty: the build&apos;s own.</source>
        <translation>זמן הבנייה (build) שמוצג ב־⁦/version⁩; ריק: הזמן של ה־build עצמו.</translation>
    </message>
    <message>
        <source>Whether a caller who speaks stops the bot.</source>
        <translation>האם מתקשר שמדבר עוצר את הבוט.</translation>
    </message>
    <message>
        <source>Quiet that ends the caller&apos;s utterance, 100 to 5000 ms.</source>
        <translation>משך השקט שמסיים את האמירה של המתקשר, 100 עד 5000 אלפיות שנייה.</translation>
    </message>
    <message>
        <source>Least level of speech, RMS on the 16-bit scale, 0 to 32767; a noisy line raises it by itself.</source>
        <translation>העוצמה המזערית שנחשבת לדיבור, RMS בסולם של 16 ביט, 0 עד 32767; קו רועש מעלה אותה מעצמו.</translation>
    </message>
    <message>
        <source>Language of greeting and replies: en-US or he-IL. Embedded Hebrew says listed and pointed words and figures right, guesses other words, and understands no Hebrew speech.</source>
        <translation>השפה של ברכת הפתיחה ושל התשובות: en-US או he-IL. הקול העברי המובנה הוגה נכון מילים שברשימה, מילים מנוקדות ומספרים, מנחש מילים אחרות, ודיבור בעברית אינו מובן לו.</translation>
    </message>
    <message>
        <source>First sentence of the bot; empty: the language&apos;s own, none: no greeting.</source>
        <translation>המשפט הראשון של הבוט; ריק: המשפט הקבוע של השפה, none: בלי ברכת פתיחה.</translation>
    </message>
    <message>
        <source>What the menu says when speech fits no phrase; empty: a sentence in the call&apos;s language.</source>
        <translation>מה התפריט אומר כשהדיבור אינו מתאים לאף ביטוי; ריק: משפט בשפת השיחה.</translation>
    </message>
    <message>
        <source>Threads that recognise speech; 0: one less than the cores.</source>
        <translation>מספר ה־threads שמזהים דיבור; 0: אחד פחות ממספר הליבות.</translation>
    </message>
    <message>
        <source>How often the sockets of a crowd of callers are served, 0 to 20 ms: a longer time shares the work of more of them and makes sound that much later; 0: each when it is ready.</source>
        <translation>כל כמה זמן מטפלים ב־sockets כשיש הרבה שיחות, 0 עד 20 אלפיות שנייה: זמן ארוך יותר חוסך עבודה ומאחר את הקול באותו זמן; 0: כל אחד ברגע שהוא מוכן.</translation>
    </message>
    <message>
        <source>Twilio account, AC and 32 hexadecimal digits.</source>
        <translation>חשבון Twilio: ‏AC ואחריו 32 ספרות הקסדצימליות.</translation>
    </message>
    <message>
        <source>Checks Twilio&apos;s signatures; without it only loopback peers are served.</source>
        <translation>משמש לבדיקת החתימות של Twilio; בלעדיו מקבלים שירות רק פונים מכתובת loopback.</translation>
    </message>
    <message>
        <source>API key for calls to Twilio, SK and 32 hexadecimal digits.</source>
        <translation>מפתח API לקריאות אל Twilio: ‏SK ואחריו 32 ספרות הקסדצימליות.</translation>
    </message>
    <message>
        <source>Secret of that API key.</source>
        <translation>הסוד (secret) של מפתח ה־API הזה.</translation>
    </message>
    <message>
        <source>Where each call leaves its events and sound; none: nothing is recorded.</source>
        <translation>היכן כל שיחה שומרת את האירועים ואת השמע שלה; none: דבר אינו נשמר.</translation>
    </message>
    <message>
        <source>Events on standard output: text for people or json (JSON Lines) for machines.</source>
        <translation>האירועים בפלט הסטנדרטי: text לבני אדם או json (JSON Lines) למכונות.</translation>
    </message>
    <message>
        <source>Calls at the same time, 1 to 100000; further callers hear that all lines are busy.</source>
        <translation>מספר השיחות בו־זמנית, 1 עד 100000; מתקשרים נוספים שומעים שכל הקווים תפוסים.</translation>
    </message>
    <message>
        <source>How long running calls may go on after SIGTERM, 0 to 86400 s.</source>
        <translation>כמה זמן שיחות פעילות יכולות להימשך אחרי SIGTERM, 0 עד 86400 שניות.</translation>
    </message>
    <message>
        <source>What the menu understands and answers.</source>
        <translation>מה התפריט מבין ומה הוא עונה.</translation>
    </message>
    <message>
        <source>default</source>
        <translation>ברירת מחדל</translation>
    </message>
    <message>
        <source>flag %1</source>
        <translation>דגל %1</translation>
    </message>
    <message>
        <source>environment %1</source>
        <translation>משתנה סביבה %1</translation>
    </message>
    <message>
        <source>file %1</source>
        <translation>קובץ %1</translation>
    </message>
    <message>
        <source>It was given as a flag when the program was started; the flag wins over environment and file.</source>
        <translation>הערך ניתן כדגל בעת הפעלת התוכנית; הדגל גובר על משתנה הסביבה ועל הקובץ.</translation>
    </message>
    <message>
        <source>It is secret: it has no flag and is never shown.</source>
        <translation>זה ערך סודי: אין לו דגל והוא לעולם אינו מוצג.</translation>
    </message>
    <message>
        <source>Flag: %1</source>
        <translation>דגל: %1</translation>
    </message>
    <message>
        <source>Environment: %1</source>
        <translation>משתנה סביבה: %1</translation>
    </message>
    <message>
        <source>File: %1 in %2</source>
        <translation>קובץ: %1 בתוך %2</translation>
    </message>
    <message>
        <source>A change takes effect when the program is started again.</source>
        <translation>שינוי נכנס לתוקף כשהתוכנית מופעלת מחדש.</translation>
    </message>
    <message>
        <source>Checks the gateway itself at start (callscope check, the stages without a call) and refuses to serve on NO-GO.</source>
        <translation>בודק את השער עצמו בהפעלה (callscope check, השלבים שאין בהם שיחה) ומסרב לשרת כשהתוצאה NO-GO.</translation>
    </message>
    <message>
        <source>Signatures with this token are taken as well, while the account&apos;s tokens are rotated.</source>
        <translation>גם חתימות באסימון הזה מתקבלות, בזמן החלפת האסימונים של החשבון.</translation>
    </message>
    <message>
        <source>Twilio&apos;s REST API; of a region: https://api.dublin.ie1.twilio.com.</source>
        <translation>ממשק ה-REST של Twilio; של אזור: ⁦https://api.dublin.ie1.twilio.com⁩.</translation>
    </message>
    <message>
        <source>A call whose media stream has not started that long after the webhook was answered is redirected to a recording, 0 to 600000 ms; 0: never.</source>
        <translation>שיחה שזרם המדיה שלה לא התחיל תוך הזמן הזה ממענה ה-webhook מופנית להקלטה, 0 עד 600000 מ״ש; 0: אף פעם.</translation>
    </message>
    <message>
        <source>An open stream without media for that long is given up and its caller asked for a message; 0: never.</source>
        <translation>זרם פתוח בלי מדיה במשך הזמן הזה ננטש, והמתקשר מתבקש להשאיר הודעה; 0: אף פעם.</translation>
    </message>
    <message>
        <source>A caller who hears no answer for that long is asked to hold on; 0: never.</source>
        <translation>מתקשר שלא שומע תשובה במשך הזמן הזה מתבקש להמתין; 0: אף פעם.</translation>
    </message>
    <message>
        <source>A caller who hears no answer for that long is asked for a message; 0: never.</source>
        <translation>מתקשר שלא שומע תשובה במשך הזמן הזה מתבקש להשאיר הודעה; 0: אף פעם.</translation>
    </message>
    <message>
        <source>Further addresses under which Twilio reaches this gateway; a request&apos;s Host chooses among them and public_base_url, and nothing else is believed.</source>
        <translation>כתובות נוספות שבהן Twilio מגיע לשער הזה; ה-Host של הבקשה בוחר מביניהן ומ-⁦public_base_url⁩, ולשום דבר אחר אין מאמינים.</translation>
    </message>
    <message>
        <source>Certificate chain (PEM) for https and wss without a proxy; read anew on SIGHUP. Empty: plain HTTP.</source>
        <translation>שרשרת אישורים (PEM) עבור https ו-wss בלי פרוקסי; נקראת מחדש ב-SIGHUP. ריק: HTTP רגיל.</translation>
    </message>
    <message>
        <source>Its private key (PEM, without a passphrase).</source>
        <translation>המפתח הפרטי שלה (PEM, בלי סיסמה).</translation>
    </message>
    <message>
        <source>Where /metrics and /readyz are served, and nowhere else; empty: on the port of the webhooks.</source>
        <translation>היכן מוגשים ‎/metrics ו-‎/readyz, ורק שם; ריק: בפורט של ה-webhooks.</translation>
    </message>
    <message>
        <source>How long a TLS handshake may take; then the connection is closed.</source>
        <translation>כמה זמן מותר ללחיצת היד של TLS; אחר כך החיבור נסגר.</translation>
    </message>
    <message>
        <source>How long the head of a request may take; then 408.</source>
        <translation>כמה זמן מותר לכותרות של בקשה; אחר כך 408.</translation>
    </message>
    <message>
        <source>How long the body of a request may take; then 408.</source>
        <translation>כמה זמן מותר לגוף של בקשה; אחר כך 408.</translation>
    </message>
    <message>
        <source>Longest request line; a longer one is answered 414.</source>
        <translation>שורת הבקשה הארוכה ביותר; על ארוכה יותר עונים 414.</translation>
    </message>
    <message>
        <source>Longest head of a request; a longer one is answered 431.</source>
        <translation>ראש הבקשה הארוך ביותר; על ארוך יותר עונים 431.</translation>
    </message>
    <message>
        <source>Most headers of a request; more are answered 431.</source>
        <translation>מספר הכותרות המרבי בבקשה; על יותר עונים 431.</translation>
    </message>
    <message>
        <source>Longest body of a webhook; a longer one is answered 413.</source>
        <translation>גוף ה-webhook הארוך ביותר; על ארוך יותר עונים 413.</translation>
    </message>
    <message>
        <source>Connections at the same time; more are answered 503 with Retry-After.</source>
        <translation>חיבורים בו-זמנית; על יותר עונים 503 עם Retry-After.</translation>
    </message>
    <message>
        <source>Of these from one address that is no trusted proxy.</source>
        <translation>מתוכם מכתובת אחת שאינה proxy מהימן.</translation>
    </message>
    <message>
        <source>Of these without a WebSocket; one that only waits for a next request gives way first.</source>
        <translation>מתוכם בלי WebSocket; חיבור שרק ממתין לבקשה הבאה מפנה מקום ראשון.</translation>
    </message>
    <message>
        <source>Longest WebSocket frame; a longer one ends the stream with 1009.</source>
        <translation>מסגרת ה-WebSocket הארוכה ביותר; ארוכה יותר מסיימת את הזרם עם 1009.</translation>
    </message>
    <message>
        <source>Longest WebSocket message, of all its frames; a longer one ends the stream with 1009.</source>
        <translation>הודעת ה-WebSocket הארוכה ביותר על כל מסגרותיה; ארוכה יותר מסיימת את הזרם עם 1009.</translation>
    </message>
    <message>
        <source>How long a new stream may take to its start; then 1008.</source>
        <translation>כמה זמן מותר לזרם חדש עד start; אחר כך 1008.</translation>
    </message>
    <message>
        <source>How many of them may come at once, after a network that stood still.</source>
        <translation>כמה מהן רשאיות להגיע בבת אחת, אחרי רשת שעמדה.</translation>
    </message>
    <message>
        <source>An open stream without any message for that long is ended with 1001.</source>
        <translation>זרם פתוח בלי שום הודעה כל הזמן הזה מסתיים עם 1001.</translation>
    </message>
    <message>
        <source>How often a stream is pinged; two pings without a pong mean a dead peer. 0: never.</source>
        <translation>כל כמה זמן נשלח ping בזרם; שני ping בלי pong פירושם עמית מת. 0: אף פעם.</translation>
    </message>
    <message>
        <source>Protocol errors on one stream; more end it with 1008.</source>
        <translation>שגיאות פרוטוקול בזרם אחד; יותר מסיימות אותו עם 1008.</translation>
    </message>
    <message>
        <source>While that much waits for a peer that reads slowly, the bot&apos;s sound to it is dropped.</source>
        <translation>כל עוד כמות כזו ממתינה לעמית שקורא לאט, הקול של הבוט אליו נשמט.</translation>
    </message>
    <message>
        <source>When that much waits, the peer does not read and its connection is reset.</source>
        <translation>כשכמות כזו ממתינה, העמית אינו קורא והחיבור אליו מאופס.</translation>
    </message>
    <message>
        <source>From that part of the control group&apos;s memory on new callers hear that all lines are busy; 0: never.</source>
        <translation>מחלק זה של זיכרון ה-control group והלאה מתקשרים חדשים שומעים שכל הקווים תפוסים; 0: אף פעם.</translation>
    </message>
    <message>
        <source>From that part on new connections are answered 503; 0: never.</source>
        <translation>מחלק זה והלאה על חיבורים חדשים עונים 503; 0: אף פעם.</translation>
    </message>
    <message>
        <source>Messages and fragments a second of one stream, Twilio sends 50; a pong counts as ten. More end it with 1008.</source>
        <translation>הודעות ומקטעים בשנייה בזרם אחד, Twilio שולחת 50; pong נחשב כעשר. יותר מסיימים אותו עם 1008.</translation>
    </message>
    <message>
        <source>Bytes a second that answer the pings of one stream, after four times as many at once; more end it with 1008.</source>
        <translation>בתים בשנייה שעונים ל-ping של זרם אחד, אחרי פי ארבעה בבת אחת; יותר מסיימים אותו עם 1008.</translation>
    </message>
    <message>
        <source>Who hears: names of [[provider]] tables and embedded (PocketSphinx, English). The first works until it fails, then the next takes over in the same turn.</source>
        <translation>מי שומע: שמות של טבלאות [[provider]] ו-embedded (PocketSphinx, אנגלית). הראשון עובד עד שהוא נכשל, ואז הבא נכנס לפעולה באותו תור.</translation>
    </message>
    <message>
        <source>Who speaks: names of [[provider]] tables and embedded (espeak-ng), in the same way.</source>
        <translation>מי מדבר: שמות של טבלאות [[provider]] ו-embedded ‏(espeak-ng), באותו אופן.</translation>
    </message>
    <message>
        <source>Who answers, in the same way: names of [[provider]] tables (language models) and loopback (the caller&apos;s own sound, a line test), echo (says what it understood) or menu (the entries of callscope.toml).</source>
        <translation>מי עונה, באותו אופן: שמות של טבלאות [[provider]] (מודלי שפה) ו-loopback (הקול של המתקשר עצמו, בדיקת קו), echo (חוזר על מה שהובן) או menu (הפריטים שב-callscope.toml).</translation>
    </message>
    <message>
        <source>Words and how the embedded Hebrew voice says them, beside those on board: one a line, the word, a tab, the word with its vowel points; empty: none.</source>
        <translation>מילים וההגייה שלהן בקול העברי המובנה, נוסף על אלה שכבר ידועות: אחת בשורה, המילה, טאב, המילה בניקוד; ריק: אין.</translation>
    </message>
    <message>
        <source>What a language model is told about its part before each call; empty: a sentence or two in the call&apos;s language.</source>
        <translation>מה נאמר למודל השפה על תפקידו לפני כל שיחה; ריק: משפט או שניים בשפת השיחה.</translation>
    </message>
    <message>
        <source>Longest reply of a language model, 16 to 4096 tokens.</source>
        <translation>התשובה הארוכה ביותר של מודל השפה, 16 עד 4096 אסימונים.</translation>
    </message>
    <message>
        <source>How long a language model may take for one reply with all its look-ups, 1000 to 120000 ms; what has come by then is said.</source>
        <translation>כמה זמן מותר למודל השפה לתשובה אחת על כל בירוריה, 1000 עד 120000 מ״ש; מה שהגיע עד אז נאמר.</translation>
    </message>
    <message>
        <source>A caller who hears no word of the model&apos;s reply for that long hears a filler, 0 to 10000 ms; 0: never.</source>
        <translation>מתקשר שאינו שומע מילה מתשובת המודל במשך הזמן הזה שומע משפט ביניים, 0 עד 10000 מ״ש; 0: לעולם לא.</translation>
    </message>
    <message>
        <source>Turns of the call that a language model is reminded of, 1 to 200.</source>
        <translation>תורות בשיחה שמוזכרים למודל השפה, 1 עד 200.</translation>
    </message>
    <message>
        <source>Where a language model may transfer a caller: a number such as +97231234567 or a SIP address; empty: it may not.</source>
        <translation>לאן מותר למודל השפה להעביר מתקשר: מספר כגון ‎+97231234567 או כתובת SIP; ריק: אסור לו.</translation>
    </message>
    <message>
        <source>Services that hear, think and speak, for the chains to name.</source>
        <translation>שירותים ששומעים, חושבים ומדברים, שהשרשראות נוקבות בשמם.</translation>
    </message>
    <message>
        <source>What a language model may look up over HTTP.</source>
        <translation>מה מותר למודל השפה לברר ב-HTTP.</translation>
    </message>
    <message>
        <source>Threads that calls are spread over, 0 to 256; 0: one for each core.</source>
        <translation>מספר ה־threads שהשיחות מתחלקות ביניהם, 0 עד 256; 0: אחד לכל ליבה.</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Calls</source>
        <translation>שיחות</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>אירועים</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>תמלול</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>ציר זמן</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>האזנה</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>השהיה</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>בקשות</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>אחר</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>חלון</translation>
    </message>
    <message>
        <source>GO/NO-GO</source>
        <translation>בדיקת GO/NO-GO</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>Endpointing</source>
        <translation>זיהוי סוף דיבור</translation>
    </message>
    <message>
        <source>Recognition</source>
        <translation>זיהוי דיבור</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>סוכן</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>טקסט</translation>
    </message>
    <message>
        <source>Synthesis</source>
        <translation>הפקת קול</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>שער</translation>
    </message>
    <message>
        <source>Twilio buffer</source>
        <translation>הבאפר של Twilio</translation>
    </message>
    <message>
        <source>From the caller&apos;s last word until it was decided that the caller is done.</source>
        <translation>מהמילה האחרונה של המתקשר ועד ההחלטה שהמתקשר סיים לדבר.</translation>
    </message>
    <message>
        <source>Until the final text of what the caller said.</source>
        <translation>עד לטקסט הסופי של דברי המתקשר.</translation>
    </message>
    <message>
        <source>Until the agent&apos;s first word.</source>
        <translation>עד למילה הראשונה של הסוכן.</translation>
    </message>
    <message>
        <source>Until the first clause went to the synthesizer.</source>
        <translation>עד שהפסוקית הראשונה הועברה למנוע הפקת הקול.</translation>
    </message>
    <message>
        <source>Until the first sound of the reply.</source>
        <translation>עד לצליל הראשון של התשובה.</translation>
    </message>
    <message>
        <source>Until the first sound was sent to Twilio.</source>
        <translation>עד שהצליל הראשון נשלח אל Twilio.</translation>
    </message>
    <message>
        <source>Until the sound was played to the caller. It comes after voice-to-voice and is not a part of it.</source>
        <translation>עד שהשמע הושמע למתקשר. השלב הזה בא אחרי ההשהיה ״מקול לקול״ ואינו חלק ממנה.</translation>
    </message>
</context>
<context>
    <name>Text</name>
    <message>
        <source>Something that was given is not right.</source>
        <translation>אחד הערכים שסופקו אינו תקין.</translation>
    </message>
    <message>
        <source>Something that is needed is not there.</source>
        <translation>משהו שנחוץ לא נמצא.</translation>
    </message>
    <message>
        <source>It is there, but cannot be used now.</source>
        <translation>זה קיים, אבל אי אפשר להשתמש בו כעת.</translation>
    </message>
    <message>
        <source>There is more work than can be followed.</source>
        <translation>יש יותר עבודה מכפי שאפשר להספיק.</translation>
    </message>
    <message>
        <source>It took too long.</source>
        <translation>זה ארך זמן רב מדי.</translation>
    </message>
    <message>
        <source>The other side refused.</source>
        <translation>הצד השני סירב.</translation>
    </message>
    <message>
        <source>The other side broke the protocol.</source>
        <translation>הצד השני הפר את הפרוטוקול.</translation>
    </message>
    <message>
        <source>Reading or writing failed.</source>
        <translation>הקריאה או הכתיבה נכשלה.</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>לא ידוע</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>הושלמה</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>תפוס</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>נכשלה</translation>
    </message>
    <message>
        <source>no-answer</source>
        <translation>אין מענה</translation>
    </message>
    <message>
        <source>canceled</source>
        <translation>בוטלה</translation>
    </message>
    <message>
        <source>hung up by operator</source>
        <translation>נותקה בידי נציג</translation>
    </message>
    <message>
        <source>no stream</source>
        <translation>זרם המדיה לא הגיע</translation>
    </message>
    <message>
        <source>stream stopped</source>
        <translation>זרם המדיה נעצר</translation>
    </message>
    <message>
        <source>stream failed</source>
        <translation>זרם המדיה נכשל</translation>
    </message>
    <message>
        <source>gateway ended</source>
        <translation>השער נסגר</translation>
    </message>
    <message>
        <source>no Twilio auth token is configured: unsigned requests and streams are taken from loopback peers only; set TWILIO_AUTH_TOKEN before the gateway faces the internet</source>
        <translation>לא הוגדר אסימון אימות של Twilio: בקשות וזרמים בלי חתימה מתקבלים רק ממחשב זה (loopback); יש להגדיר את ⁦TWILIO_AUTH_TOKEN⁩ לפני שהשער נחשף לאינטרנט</translation>
    </message>
    <message>
        <source>no public base URL is configured: it is taken from the Host header of loopback peers and trusted proxies; set PUBLIC_BASE_URL to the address in Twilio&apos;s settings</source>
        <translation>לא הוגדרה כתובת בסיס ציבורית: היא נלקחת מהכותרת Host של עמיתי loopback ושל שרתי proxy מהימנים; יש להגדיר את ⁦PUBLIC_BASE_URL⁩ לכתובת שבהגדרות Twilio</translation>
    </message>
    <message>
        <source>sent to recording</source>
        <translation>הופנתה להקלטה</translation>
    </message>
    <message>
        <source>no media</source>
        <translation>אין מדיה</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>אין תשובה</translation>
    </message>
    <message>
        <source>no voice</source>
        <translation>אין קול</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>נקטעה</translation>
    </message>
    <message>
        <source>The other side does not take the key.</source>
        <translation>הצד השני אינו מקבל את המפתח.</translation>
    </message>
    <message>
        <source>What was paid for is used up.</source>
        <translation>מה ששולם עבורו נוצל.</translation>
    </message>
    <message>
        <source>The other side takes no more requests for now.</source>
        <translation>הצד השני אינו מקבל בקשות נוספות כרגע.</translation>
    </message>
    <message>
        <source>hung up by agent</source>
        <translation>נותקה בידי הסוכן</translation>
    </message>
    <message>
        <source>transferred</source>
        <translation>הועברה</translation>
    </message>
</context>
<context>
    <name>TimelineTexts</name>
    <message>
        <source>Caller speaks</source>
        <translation>המתקשר מדבר</translation>
    </message>
    <message>
        <source>Bot speaks</source>
        <translation>הבוט מדבר</translation>
    </message>
    <message>
        <source>Mark sent</source>
        <translation>סימון (mark) נשלח</translation>
    </message>
    <message>
        <source>Mark came back: heard</source>
        <translation>סימון (mark) חזר: נשמע</translation>
    </message>
    <message>
        <source>Mark came back: not heard</source>
        <translation>סימון (mark) חזר: לא נשמע</translation>
    </message>
    <message>
        <source>End of utterance</source>
        <translation>סוף אמירה</translation>
    </message>
    <message>
        <source>Bot&apos;s sound cleared</source>
        <translation>ניקוי תור השמע של הבוט (clear)</translation>
    </message>
    <message>
        <source>Gap in the caller&apos;s sound</source>
        <translation>פער בשמע של המתקשר</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>נציג</translation>
    </message>
    <message>
        <source>Key pressed</source>
        <translation>הקשה על מקש</translation>
    </message>
    <message>
        <source>Barge-in</source>
        <translation>קטיעה</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>תקלה</translation>
    </message>
    <message>
        <source>Operator speaks</source>
        <translation>הנציג מדבר</translation>
    </message>
    <message>
        <source>The caller never heard the last %1 of it.</source>
        <translation>המתקשר לא שמע את הקטע האחרון, באורך %1.</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1, בזמן %2</translation>
    </message>
    <message>
        <source>%1 at %2: %3</source>
        <translation>%1, בזמן %2: %3</translation>
    </message>
</context>
<context>
    <name>TranscriptRemark</name>
    <message>
        <source>The caller barged in</source>
        <translation>המתקשר קטע את הבוט</translation>
    </message>
    <message>
        <source>The bot was stopped</source>
        <translation>הבוט נעצר</translation>
    </message>
    <message>
        <source>The stream was lost (code %1)</source>
        <translation>זרם המדיה אבד (קוד %1)</translation>
    </message>
    <message>
        <source>The stream is back</source>
        <translation>זרם המדיה חזר</translation>
    </message>
    <message>
        <source>The bot was muted by %1</source>
        <translation>הבוט הושתק בידי %1</translation>
    </message>
    <message>
        <source>The call was given back to the bot by %1</source>
        <translation>השיחה הוחזרה לבוט בידי %1</translation>
    </message>
    <message>
        <source>The call was hung up by %1</source>
        <translation>השיחה נותקה בידי %1</translation>
    </message>
    <message>
        <source>%1 began to listen in</source>
        <translation>תחילת האזנה: %1</translation>
    </message>
    <message>
        <source>%1 stopped listening</source>
        <translation>סיום האזנה: %1</translation>
    </message>
    <message>
        <source>Provider error: %1</source>
        <translation>שגיאת ספק: %1</translation>
    </message>
    <message>
        <source>The caller left a message of %1 s</source>
        <translation>המתקשר השאיר הודעה באורך %1 שניות</translation>
    </message>
    <message>
        <source>Call ended: %1</source>
        <translation>השיחה הסתיימה: %1</translation>
    </message>
    <message>
        <source>The caller was asked to hold on: %1</source>
        <translation>המתקשר התבקש להמתין: %1</translation>
    </message>
    <message>
        <source>The caller was asked for a message: %1</source>
        <translation>המתקשר התבקש להשאיר הודעה: %1</translation>
    </message>
    <message>
        <source>Nothing could be done for the caller: %1</source>
        <translation>לא היה אפשר לעזור למתקשר: %1</translation>
    </message>
    <message>
        <source>The next provider took over: %1</source>
        <translation>הספק הבא נכנס לפעולה: %1</translation>
    </message>
    <message>
        <source>The agent hung up</source>
        <translation>הסוכן ניתק</translation>
    </message>
    <message>
        <source>The agent transferred the caller to %1</source>
        <translation>הסוכן העביר את המתקשר אל %1</translation>
    </message>
    <message>
        <source>The agent asked the caller for a message</source>
        <translation>הסוכן ביקש מהמתקשר להשאיר הודעה</translation>
    </message>
</context>
<context>
    <name>TwilioCode</name>
    <message>
        <source>The Twilio account is not active.</source>
        <translation>חשבון Twilio אינו פעיל.</translation>
    </message>
    <message>
        <source>The account is suspended or closed, or it has no money left.</source>
        <translation>החשבון מושעה או סגור, או שלא נשארה בו יתרה.</translation>
    </message>
    <message>
        <source>Look at the account&apos;s state and balance in the Twilio Console.</source>
        <translation>לבדוק את מצב החשבון ואת היתרה ב־Twilio Console.</translation>
    </message>
    <message>
        <source>The account&apos;s plan does not include this.</source>
        <translation>המסלול של החשבון אינו כולל את זה.</translation>
    </message>
    <message>
        <source>A trial account used something that only paid accounts have.</source>
        <translation>חשבון ניסיון השתמש במשהו שקיים רק בחשבונות בתשלום.</translation>
    </message>
    <message>
        <source>Upgrade the account, or do without it.</source>
        <translation>לשדרג את החשבון, או לוותר על הפעולה.</translation>
    </message>
    <message>
        <source>Twilio refused the incoming call.</source>
        <translation>השיחה הנכנסת נדחתה בידי Twilio.</translation>
    </message>
    <message>
        <source>The account has too many calls at once.</source>
        <translation>לחשבון יש יותר מדי שיחות בו־זמנית.</translation>
    </message>
    <message>
        <source>More calls were started than the account may hold at the same time.</source>
        <translation>נפתחו יותר שיחות מכפי שהחשבון רשאי לקיים בו־זמנית.</translation>
    </message>
    <message>
        <source>Start fewer calls, or ask Twilio to raise the limit.</source>
        <translation>לפתוח פחות שיחות, או לבקש מ־Twilio להעלות את המגבלה.</translation>
    </message>
    <message>
        <source>A URL is not valid.</source>
        <translation>כתובת URL אינה תקינה.</translation>
    </message>
    <message>
        <source>An address in the number&apos;s settings, in a request or in TwiML is malformed, or Record has no action.</source>
        <translation>כתובת בהגדרות המספר, בבקשה או ב־TwiML אינה בנויה כהלכה, או של־Record אין action.</translation>
    </message>
    <message>
        <source>Use whole, encoded URLs, and give Record an action.</source>
        <translation>להשתמש בכתובות URL מלאות ומקודדות, ולהוסיף action ל־Record.</translation>
    </message>
    <message>
        <source>Twilio got no usable answer over HTTP.</source>
        <translation>לא התקבלה ב־Twilio תשובת HTTP שאפשר להשתמש בה.</translation>
    </message>
    <message>
        <source>The gateway answered with an error, not within 15 seconds, or with a Content-Type that Twilio does not run.</source>
        <translation>השער ענה בשגיאה, לא ענה בתוך 15 שניות, או ענה עם Content-Type ש־Twilio אינה מריצה.</translation>
    </message>
    <message>
        <source>Look at this request&apos;s answer: Twilio needs status 200 with text/xml, soon.</source>
        <translation>לבדוק את התשובה לבקשה הזאת: Twilio צריכה סטטוס 200 עם text/xml, ובמהירות.</translation>
    </message>
    <message>
        <source>Twilio&apos;s connection to the gateway took too long.</source>
        <translation>ההתחברות של Twilio לשער ארכה זמן רב מדי.</translation>
    </message>
    <message>
        <source>A firewall drops the packets, or the machine is not reachable.</source>
        <translation>חומת אש זורקת את החבילות (packets), או שהמחשב אינו נגיש.</translation>
    </message>
    <message>
        <source>Open the port to the whole internet and check the address.</source>
        <translation>לפתוח את הפורט לכל האינטרנט ולבדוק את הכתובת.</translation>
    </message>
    <message>
        <source>Twilio&apos;s connection to the gateway was refused.</source>
        <translation>החיבור של Twilio לשער נדחה.</translation>
    </message>
    <message>
        <source>Nothing listens on that port.</source>
        <translation>אף תהליך אינו מאזין בפורט הזה.</translation>
    </message>
    <message>
        <source>Start the gateway or the tunnel, and check the port in the URL.</source>
        <translation>להפעיל את השער או את המנהרה (tunnel), ולבדוק את הפורט שב־URL.</translation>
    </message>
    <message>
        <source>The whole exchange took longer than Twilio waits.</source>
        <translation>הבקשה והתשובה יחד ארכו יותר מהזמן ש־Twilio ממתינה.</translation>
    </message>
    <message>
        <source>The gateway answered too slowly.</source>
        <translation>השער ענה לאט מדי.</translation>
    </message>
    <message>
        <source>Answer sooner; look at the milliseconds of this request.</source>
        <translation>לענות מהר יותר; לבדוק כמה אלפיות שנייה ארכה הבקשה הזאת.</translation>
    </message>
    <message>
        <source>Twilio could not connect to the gateway.</source>
        <translation>ההתחברות של Twilio לשער לא הצליחה.</translation>
    </message>
    <message>
        <source>The address is private, local, or closed to the outside.</source>
        <translation>הכתובת פרטית, מקומית או חסומה מבחוץ.</translation>
    </message>
    <message>
        <source>Use a public host name and open the firewall for it.</source>
        <translation>להשתמש בשם מארח (host) ציבורי ולפתוח עבורו את חומת האש.</translation>
    </message>
    <message>
        <source>What came back was not clean HTTP.</source>
        <translation>מה שחזר לא היה HTTP תקין.</translation>
    </message>
    <message>
        <source>Plain HTTP was spoken on a TLS port, or a proxy broke the answer.</source>
        <translation>נעשה שימוש ב־HTTP רגיל בפורט של TLS, או שפרוקסי שיבש את התשובה.</translation>
    </message>
    <message>
        <source>Check the proxy, the port and Content-Length.</source>
        <translation>לבדוק את הפרוקסי, את הפורט ואת Content-Length.</translation>
    </message>
    <message>
        <source>The host name is not known.</source>
        <translation>שם המארח אינו מוכר.</translation>
    </message>
    <message>
        <source>The name in the URL does not resolve.</source>
        <translation>לא נמצאה כתובת IP לשם שב־URL.</translation>
    </message>
    <message>
        <source>Correct the URL or the DNS record.</source>
        <translation>לתקן את ה־URL או את רשומת ה־DNS.</translation>
    </message>
    <message>
        <source>There were more than ten redirects.</source>
        <translation>היו יותר מעשר הפניות (redirects).</translation>
    </message>
    <message>
        <source>The answers lead in a circle.</source>
        <translation>התשובות מפנות זו לזו במעגל.</translation>
    </message>
    <message>
        <source>Remove the loop; answer with TwiML directly.</source>
        <translation>לבטל את הלולאה; לענות ב־TwiML ישירות.</translation>
    </message>
    <message>
        <source>The TLS handshake failed.</source>
        <translation>לחיצת היד (handshake) של TLS נכשלה.</translation>
    </message>
    <message>
        <source>Protocol versions or ciphers of the two sides do not meet.</source>
        <translation>אין לשני הצדדים גרסת פרוטוקול או צופן (cipher) משותפים.</translation>
    </message>
    <message>
        <source>Offer TLS 1.2 or newer with current ciphers.</source>
        <translation>לתמוך ב־TLS 1.2 ומעלה עם צפנים עדכניים.</translation>
    </message>
    <message>
        <source>Twilio does not trust the certificate.</source>
        <translation>האישור (certificate) אינו מהימן בעיני Twilio.</translation>
    </message>
    <message>
        <source>It has expired, belongs to another host, or an intermediate certificate is missing.</source>
        <translation>תוקפו פג, הוא שייך למארח אחר, או שחסר אישור ביניים.</translation>
    </message>
    <message>
        <source>Install the whole, valid chain for this host name.</source>
        <translation>להתקין שרשרת אישורים מלאה ותקפה עבור שם המארח הזה.</translation>
    </message>
    <message>
        <source>A connection override in the URL is not valid.</source>
        <translation>דריסה (override) של הגדרות החיבור ב־URL אינה תקינה.</translation>
    </message>
    <message>
        <source>The part behind # in the URL has a wrong value.</source>
        <translation>בחלק שאחרי ה־# ב־URL יש ערך שגוי.</translation>
    </message>
    <message>
        <source>Correct or remove the part behind #.</source>
        <translation>לתקן או להסיר את החלק שאחרי ה־#.</translation>
    </message>
    <message>
        <source>The answer is too large.</source>
        <translation>התשובה גדולה מדי.</translation>
    </message>
    <message>
        <source>The TwiML is over 64 kB, or a page of an error came instead.</source>
        <translation>גודל ה־TwiML עולה על ⁦64 kB⁩, או שבמקומו הגיע דף שגיאה.</translation>
    </message>
    <message>
        <source>Shorten the document, or continue it with Redirect.</source>
        <translation>לקצר את המסמך, או להמשיך אותו באמצעות Redirect.</translation>
    </message>
    <message>
        <source>The answer has no content.</source>
        <translation>אין תוכן בתשובה.</translation>
    </message>
    <message>
        <source>The body was empty, or a chunked answer ended at once.</source>
        <translation>הגוף היה ריק, או שתשובת chunked הסתיימה מיד.</translation>
    </message>
    <message>
        <source>Send TwiML, at least &lt;Response/&gt;, with Content-Length.</source>
        <translation>לשלוח TwiML, לכל הפחות ⁦&lt;Response/&gt;⁩, עם Content-Length.</translation>
    </message>
    <message>
        <source>The TwiML is not well-formed XML.</source>
        <translation>ה־TwiML אינו XML בנוי כהלכה (well-formed).</translation>
    </message>
    <message>
        <source>A tag is not closed, an &amp; is not written as &amp;amp;, or the body is empty.</source>
        <translation>יש תג שלא נסגר, ⁦&amp;⁩ שלא נכתב כ־⁦&amp;amp;⁩, או שהגוף ריק.</translation>
    </message>
    <message>
        <source>Check the answer&apos;s body with an XML validator.</source>
        <translation>לבדוק את גוף התשובה בכלי לבדיקת XML.</translation>
    </message>
    <message>
        <source>The document is not TwiML.</source>
        <translation>המסמך אינו TwiML.</translation>
    </message>
    <message>
        <source>Its root element is not Response, or its version attribute is wrong.</source>
        <translation>אלמנט השורש שלו אינו Response, או שהמאפיין version שלו שגוי.</translation>
    </message>
    <message>
        <source>Send a document whose root is &lt;Response&gt;.</source>
        <translation>לשלוח מסמך שאלמנט השורש שלו הוא ⁦&lt;Response&gt;⁩.</translation>
    </message>
    <message>
        <source>There is something in the TwiML that Twilio does not know.</source>
        <translation>יש ב־TwiML משהו ש־Twilio אינה מכירה.</translation>
    </message>
    <message>
        <source>A verb or an attribute is misspelt, in the wrong case or in the wrong place.</source>
        <translation>פועל (verb) או מאפיין נכתב בשגיאת כתיב, באותיות גדולות או קטנות שלא כנדרש, או במקום הלא נכון.</translation>
    </message>
    <message>
        <source>Compare spelling and nesting with Twilio&apos;s TwiML pages.</source>
        <translation>להשוות את האיות ואת הקינון לדפי ה־TwiML של Twilio.</translation>
    </message>
    <message>
        <source>Twilio does not run that Content-Type.</source>
        <translation>התשובה הגיעה עם Content-Type ש־Twilio אינה מריצה.</translation>
    </message>
    <message>
        <source>The answer came as JSON, as a download, or without a type.</source>
        <translation>התשובה הגיעה כ־JSON, כקובץ להורדה או בלי סוג.</translation>
    </message>
    <message>
        <source>Answer with Content-Type: text/xml; charset=utf-8.</source>
        <translation>לענות עם ⁦Content-Type: text/xml; charset=utf-8⁩.</translation>
    </message>
    <message>
        <source>Something failed inside Twilio.</source>
        <translation>אירע כשל בתוך Twilio.</translation>
    </message>
    <message>
        <source>The fault is on Twilio&apos;s side.</source>
        <translation>התקלה היא בצד של Twilio.</translation>
    </message>
    <message>
        <source>Try again, and ask Twilio&apos;s support if it stays.</source>
        <translation>לנסות שוב, ואם התקלה נמשכת, לפנות לתמיכה של Twilio.</translation>
    </message>
    <message>
        <source>Dial stands where it may not.</source>
        <translation>נעשה שימוש ב־Dial במקום שאינו מותר.</translation>
    </message>
    <message>
        <source>The document for the called side of a Dial has another Dial.</source>
        <translation>במסמך שנועד לצד הנקרא של Dial יש Dial נוסף.</translation>
    </message>
    <message>
        <source>Remove Dial from that document.</source>
        <translation>להסיר את Dial מהמסמך הזה.</translation>
    </message>
    <message>
        <source>An attribute of Dial has a wrong value.</source>
        <translation>למאפיין של Dial יש ערך שגוי.</translation>
    </message>
    <message>
        <source>A number, a caller ID or a choice does not fit.</source>
        <translation>מספר, זיהוי מתקשר (caller ID) או ערך בחירה אינו מתאים.</translation>
    </message>
    <message>
        <source>Correct the attribute in the TwiML; without it the default holds.</source>
        <translation>לתקן את המאפיין ב־TwiML; בלעדיו חל ערך ברירת המחדל.</translation>
    </message>
    <message>
        <source>An attribute of Number has a wrong value.</source>
        <translation>למאפיין של Number יש ערך שגוי.</translation>
    </message>
    <message>
        <source>method or sendDigits does not fit.</source>
        <translation>הערך של method או של sendDigits אינו מתאים.</translation>
    </message>
    <message>
        <source>The number cannot be dialled.</source>
        <translation>אי אפשר לחייג למספר.</translation>
    </message>
    <message>
        <source>It is not written as +, country and number, it is blocked, or its country does not exist.</source>
        <translation>המספר אינו כתוב בתבנית של +, קידומת מדינה ומספר, הוא חסום, או שהמדינה שלו אינה קיימת.</translation>
    </message>
    <message>
        <source>Write the number in full, such as +972 and the rest.</source>
        <translation>לכתוב את המספר במלואו, למשל ⁦+972⁩ ואחריו שאר המספר.</translation>
    </message>
    <message>
        <source>The account may not call that country.</source>
        <translation>החשבון אינו רשאי להתקשר למדינה הזאת.</translation>
    </message>
    <message>
        <source>The country is switched off in the geographic permissions.</source>
        <translation>המדינה כבויה בהרשאות הגאוגרפיות.</translation>
    </message>
    <message>
        <source>Allow the country in the Twilio Console.</source>
        <translation>לאפשר את המדינה ב־Twilio Console.</translation>
    </message>
    <message>
        <source>An address or an attribute of Sip is wrong.</source>
        <translation>כתובת או מאפיין של Sip שגויים.</translation>
    </message>
    <message>
        <source>The URI, its credentials or its parameters do not fit.</source>
        <translation>ה־URI, פרטי ההזדהות שלו או הפרמטרים שלו אינם מתאימים.</translation>
    </message>
    <message>
        <source>Correct the Sip noun in the TwiML.</source>
        <translation>לתקן את האלמנט Sip ב־TwiML.</translation>
    </message>
    <message>
        <source>The caller ID is not valid.</source>
        <translation>זיהוי המתקשר (caller ID) אינו תקין.</translation>
    </message>
    <message>
        <source>It is no number of this account and none that was verified.</source>
        <translation>המספר אינו שייך לחשבון הזה ולא אומת בו.</translation>
    </message>
    <message>
        <source>Use a number of the account as caller ID.</source>
        <translation>להשתמש במספר של החשבון כזיהוי המתקשר (caller ID).</translation>
    </message>
    <message>
        <source>The SIP call failed.</source>
        <translation>שיחת ה־SIP נכשלה.</translation>
    </message>
    <message>
        <source>The other side&apos;s address could not be resolved or reached, or it refused.</source>
        <translation>אי אפשר היה לאתר את הכתובת של הצד השני או להגיע אליה, או שהצד השני סירב.</translation>
    </message>
    <message>
        <source>Check the SIP address, its DNS record and its server.</source>
        <translation>לבדוק את כתובת ה־SIP, את רשומת ה־DNS שלה ואת השרת שלה.</translation>
    </message>
    <message>
        <source>A callback URL is not valid.</source>
        <translation>כתובת URL של callback אינה תקינה.</translation>
    </message>
    <message>
        <source>The URL for the recording&apos;s or the transcription&apos;s status is malformed.</source>
        <translation>ה־URL לסטטוס של ההקלטה או של התמלול אינו בנוי כהלכה.</translation>
    </message>
    <message>
        <source>Use whole, encoded URLs in the TwiML.</source>
        <translation>להשתמש ב־TwiML בכתובות URL מלאות ומקודדות.</translation>
    </message>
    <message>
        <source>An attribute of Gather has a wrong value.</source>
        <translation>למאפיין של Gather יש ערך שגוי.</translation>
    </message>
    <message>
        <source>A number, a language, a method or the nesting does not fit.</source>
        <translation>מספר, שפה, method או קינון אינו מתאים.</translation>
    </message>
    <message>
        <source>The loop of Play is not a number.</source>
        <translation>המאפיין loop של Play אינו מספר.</translation>
    </message>
    <message>
        <source>An attribute of the TwiML is wrong.</source>
        <translation>יש ב־TwiML מאפיין שגוי.</translation>
    </message>
    <message>
        <source>What Play fetched is not sound.</source>
        <translation>מה ש־Play הוריד אינו שמע.</translation>
    </message>
    <message>
        <source>The URL leads to a page, or to a type that Twilio does not play.</source>
        <translation>ה־URL מוביל לדף, או לסוג קובץ ש־Twilio אינה משמיעה.</translation>
    </message>
    <message>
        <source>Serve WAV or MP3 with the right Content-Type.</source>
        <translation>להגיש WAV או MP3 עם ה־Content-Type הנכון.</translation>
    </message>
    <message>
        <source>The digits of Play are not valid.</source>
        <translation>המאפיין digits של Play אינו תקין.</translation>
    </message>
    <message>
        <source>There are other characters than 0-9, *, # and w.</source>
        <translation>יש בו תווים אחרים מלבד 0-9, *, # ו־w.</translation>
    </message>
    <message>
        <source>An attribute of Say has a wrong value.</source>
        <translation>למאפיין של Say יש ערך שגוי.</translation>
    </message>
    <message>
        <source>The loop, the voice or the language does not exist.</source>
        <translation>ה־loop, הקול או השפה אינם קיימים.</translation>
    </message>
    <message>
        <source>The text of Say cannot be spoken.</source>
        <translation>אי אפשר להקריא את הטקסט של Say.</translation>
    </message>
    <message>
        <source>It is empty or too long.</source>
        <translation>הוא ריק או ארוך מדי.</translation>
    </message>
    <message>
        <source>Give Say some text, and split a long one.</source>
        <translation>לתת ל־Say טקסט כלשהו, ולפצל טקסט ארוך.</translation>
    </message>
    <message>
        <source>An attribute of Record has a wrong value.</source>
        <translation>למאפיין של Record יש ערך שגוי.</translation>
    </message>
    <message>
        <source>A number, a method, a choice or finishOnKey does not fit.</source>
        <translation>מספר, method, ערך בחירה או finishOnKey אינו מתאים.</translation>
    </message>
    <message>
        <source>Record asks for an event that does not exist.</source>
        <translation>נתבקש ב־Record אירוע שאינו קיים.</translation>
    </message>
    <message>
        <source>recordingStatusCallbackEvent has a word that Twilio does not know.</source>
        <translation>ב־recordingStatusCallbackEvent יש מילה ש־Twilio אינה מכירה.</translation>
    </message>
    <message>
        <source>Use in-progress, completed or absent.</source>
        <translation>להשתמש ב־in-progress, ב־completed או ב־absent.</translation>
    </message>
    <message>
        <source>The trim of Record has a wrong value.</source>
        <translation>למאפיין trim של Record יש ערך שגוי.</translation>
    </message>
    <message>
        <source>The method of Redirect is wrong.</source>
        <translation>המאפיין method של Redirect שגוי.</translation>
    </message>
    <message>
        <source>It is neither GET nor POST.</source>
        <translation>הוא אינו GET ואינו POST.</translation>
    </message>
    <message>
        <source>A call of a trial account was cut off.</source>
        <translation>שיחה של חשבון ניסיון נותקה באמצע.</translation>
    </message>
    <message>
        <source>Trial calls end after ten minutes.</source>
        <translation>שיחות של חשבון ניסיון מסתיימות אחרי עשר דקות.</translation>
    </message>
    <message>
        <source>Upgrade the account for longer calls.</source>
        <translation>לשדרג את החשבון כדי לקיים שיחות ארוכות יותר.</translation>
    </message>
    <message>
        <source>The reason of Reject is wrong.</source>
        <translation>המאפיין reason של Reject שגוי.</translation>
    </message>
    <message>
        <source>It is neither rejected nor busy.</source>
        <translation>הוא אינו rejected ואינו busy.</translation>
    </message>
    <message>
        <source>The length of Pause is wrong.</source>
        <translation>האורך (length) של Pause שגוי.</translation>
    </message>
    <message>
        <source>It is not a whole number of seconds over 0.</source>
        <translation>הוא אינו מספר שלם של שניות הגדול מ־0.</translation>
    </message>
    <message>
        <source>Twilio could not deliver a callback in time.</source>
        <translation>מסירת callback מ־Twilio לא הושלמה בזמן.</translation>
    </message>
    <message>
        <source>The receiver is slow, or Twilio is.</source>
        <translation>הצד המקבל איטי, או ש־Twilio איטית.</translation>
    </message>
    <message>
        <source>Answer callbacks at once and work afterwards.</source>
        <translation>לענות מיד לכל callback ולבצע את העבודה אחר כך.</translation>
    </message>
    <message>
        <source>A status callback was not answered as one.</source>
        <translation>התשובה ל־callback של הסטטוס לא הייתה כנדרש.</translation>
    </message>
    <message>
        <source>The gateway answered with an error status.</source>
        <translation>השער ענה בסטטוס שגיאה.</translation>
    </message>
    <message>
        <source>Answer callbacks with 204; the call itself goes on.</source>
        <translation>לענות לכל callback ב־204; השיחה עצמה נמשכת.</translation>
    </message>
    <message>
        <source>An action in inline TwiML is relative.</source>
        <translation>ב־TwiML מוטבע (inline) יש action יחסי.</translation>
    </message>
    <message>
        <source>TwiML that came through REST has no address of its own.</source>
        <translation>ל־TwiML שהגיע דרך REST אין כתובת משלו.</translation>
    </message>
    <message>
        <source>Write whole URLs in inline TwiML.</source>
        <translation>לכתוב כתובות URL מלאות ב־TwiML מוטבע.</translation>
    </message>
    <message>
        <source>Twilio ignored a parameter.</source>
        <translation>יש פרמטר ש־Twilio התעלמה ממנו.</translation>
    </message>
    <message>
        <source>A parameter of the REST request is misspelt.</source>
        <translation>פרמטר של בקשת ה־REST נכתב בשגיאת כתיב.</translation>
    </message>
    <message>
        <source>Check the spelling of the parameters.</source>
        <translation>לבדוק את האיות של הפרמטרים.</translation>
    </message>
    <message>
        <source>Twilio refused the credentials.</source>
        <translation>פרטי ההזדהות נדחו בידי Twilio.</translation>
    </message>
    <message>
        <source>Account and token do not belong together, or stand for another region or sub-account.</source>
        <translation>החשבון וה־token אינם שייכים זה לזה, או שהם של אזור (region) אחר או של תת־חשבון אחר.</translation>
    </message>
    <message>
        <source>Copy account SID and auth token anew, without blanks.</source>
        <translation>להעתיק מחדש את ה־account SID ואת ה־auth token, בלי רווחים.</translation>
    </message>
    <message>
        <source>The REST API does not take that method.</source>
        <translation>ה־REST API אינו מקבל את ה־method הזה.</translation>
    </message>
    <message>
        <source>A request used a method that the resource does not have.</source>
        <translation>בבקשה צוין method שאינו קיים במשאב הזה.</translation>
    </message>
    <message>
        <source>Update the program that sent it.</source>
        <translation>לעדכן את התוכנה ששלחה אותה.</translation>
    </message>
    <message>
        <source>The account may not do that.</source>
        <translation>החשבון אינו רשאי לעשות זאת.</translation>
    </message>
    <message>
        <source>The credentials are valid, but have no right to this resource.</source>
        <translation>פרטי ההזדהות תקפים, אבל אין להם הרשאה למשאב הזה.</translation>
    </message>
    <message>
        <source>Use credentials with the right permission.</source>
        <translation>להשתמש בפרטי הזדהות עם ההרשאה המתאימה.</translation>
    </message>
    <message>
        <source>Test credentials cannot do that.</source>
        <translation>אי אפשר לעשות זאת עם פרטי הזדהות לבדיקות (test credentials).</translation>
    </message>
    <message>
        <source>The request was made with the account&apos;s test credentials.</source>
        <translation>הבקשה נשלחה עם פרטי ההזדהות לבדיקות של החשבון.</translation>
    </message>
    <message>
        <source>Use the live credentials.</source>
        <translation>להשתמש בפרטי ההזדהות האמיתיים (live credentials).</translation>
    </message>
    <message>
        <source>Twilio does not know that resource.</source>
        <translation>המשאב הזה אינו מוכר ל־Twilio.</translation>
    </message>
    <message>
        <source>The call is over, or it belongs to another account or region.</source>
        <translation>השיחה הסתיימה, או שהיא שייכת לחשבון אחר או לאזור אחר.</translation>
    </message>
    <message>
        <source>Check the SID; a call that is over needs nothing.</source>
        <translation>לבדוק את ה־SID; אם השיחה הסתיימה, אין צורך לעשות דבר.</translation>
    </message>
    <message>
        <source>A parameter of the REST request is not valid.</source>
        <translation>פרמטר של בקשת ה־REST אינו תקין.</translation>
    </message>
    <message>
        <source>Its value does not fit what the resource takes.</source>
        <translation>הערך שלו אינו מתאים למה שהמשאב מקבל.</translation>
    </message>
    <message>
        <source>Read the message beside the number.</source>
        <translation>לקרוא את ההודעה שלצד המספר.</translation>
    </message>
    <message>
        <source>There are too many requests at once.</source>
        <translation>יש יותר מדי בקשות בו־זמנית.</translation>
    </message>
    <message>
        <source>The account&apos;s limit of concurrent REST requests is reached.</source>
        <translation>החשבון הגיע למגבלה של בקשות REST בו־זמנית.</translation>
    </message>
    <message>
        <source>Wait a moment, then send fewer at the same time.</source>
        <translation>להמתין רגע, ואז לשלוח פחות בקשות בו־זמנית.</translation>
    </message>
    <message>
        <source>The call has no number to dial.</source>
        <translation>אין בשיחה מספר לחיוג.</translation>
    </message>
    <message>
        <source>The number that is called was not given.</source>
        <translation>לא צוין המספר שאליו מתקשרים.</translation>
    </message>
    <message>
        <source>The URL for the call is not valid.</source>
        <translation>ה־URL של השיחה אינו תקין.</translation>
    </message>
    <message>
        <source>The address that should give the TwiML is malformed.</source>
        <translation>הכתובת שאמורה לספק את ה־TwiML אינה בנויה כהלכה.</translation>
    </message>
    <message>
        <source>The caller&apos;s number is not verified.</source>
        <translation>המספר של המתקשר אינו מאומת.</translation>
    </message>
    <message>
        <source>A number of the call is not valid.</source>
        <translation>אחד המספרים בשיחה אינו תקין.</translation>
    </message>
    <message>
        <source>A number of the call is missing or cannot be reached.</source>
        <translation>אחד המספרים בשיחה חסר, או שאי אפשר להגיע אליו.</translation>
    </message>
    <message>
        <source>The caller&apos;s number was not given, or nobody can call the other one.</source>
        <translation>לא צוין המספר של המתקשר, או שאי אפשר להתקשר אל המספר השני.</translation>
    </message>
    <message>
        <source>The TwiML application does not exist.</source>
        <translation>יישום ה־TwiML אינו קיים.</translation>
    </message>
    <message>
        <source>The ApplicationSid is wrong or belongs to another account.</source>
        <translation>ה־ApplicationSid שגוי או שייך לחשבון אחר.</translation>
    </message>
    <message>
        <source>Correct the ApplicationSid.</source>
        <translation>לתקן את ה־ApplicationSid.</translation>
    </message>
    <message>
        <source>The number is not verified.</source>
        <translation>המספר אינו מאומת.</translation>
    </message>
    <message>
        <source>Trial accounts may only call numbers that they have verified.</source>
        <translation>חשבונות ניסיון רשאים להתקשר רק למספרים שאומתו בהם.</translation>
    </message>
    <message>
        <source>Verify the number in the Twilio Console, or upgrade the account.</source>
        <translation>לאמת את המספר ב־Twilio Console, או לשדרג את החשבון.</translation>
    </message>
    <message>
        <source>The call was not in the needed state.</source>
        <translation>השיחה לא הייתה במצב הנדרש.</translation>
    </message>
    <message>
        <source>The call had already ended when the request came.</source>
        <translation>השיחה כבר הסתיימה כשהבקשה הגיעה.</translation>
    </message>
    <message>
        <source>Nothing needs to be done when the call is over.</source>
        <translation>אין צורך לעשות דבר כשהשיחה כבר הסתיימה.</translation>
    </message>
    <message>
        <source>The media stream failed, and Twilio cannot say why.</source>
        <translation>זרם המדיה נכשל, ו־Twilio אינה יכולה לומר מדוע.</translation>
    </message>
    <message>
        <source>Twilio could not tell what went wrong.</source>
        <translation>גם ב־Twilio לא הצליחו לברר מה השתבש.</translation>
    </message>
    <message>
        <source>Try again, and give Twilio&apos;s support the stream SID if it stays.</source>
        <translation>לנסות שוב, ואם התקלה נמשכת, למסור לתמיכה של Twilio את ה־SID של הזרם.</translation>
    </message>
    <message>
        <source>The media stream&apos;s host did not answer.</source>
        <translation>המארח של זרם המדיה לא ענה.</translation>
    </message>
    <message>
        <source>The host is not reachable, a firewall drops the packets, or the tunnel is down.</source>
        <translation>המארח אינו נגיש, חומת אש זורקת את החבילות (packets), או שהמנהרה (tunnel) אינה פעילה.</translation>
    </message>
    <message>
        <source>Open port 443 to the whole internet, and check DNS and the tunnel.</source>
        <translation>לפתוח את פורט 443 לכל האינטרנט, ולבדוק את ה־DNS ואת המנהרה.</translation>
    </message>
    <message>
        <source>The media stream&apos;s connection was refused.</source>
        <translation>החיבור של זרם המדיה נדחה.</translation>
    </message>
    <message>
        <source>Nothing listens on the port in the stream&apos;s URL.</source>
        <translation>אף תהליך אינו מאזין בפורט שב־URL של הזרם.</translation>
    </message>
    <message>
        <source>The media stream&apos;s socket broke while it was in use.</source>
        <translation>הסוקט של זרם המדיה התנתק בזמן שהיה בשימוש.</translation>
    </message>
    <message>
        <source>The gateway crashed or restarted, or a proxy closed an idle connection.</source>
        <translation>השער קרס או הופעל מחדש, או שפרוקסי סגר חיבור שלא הייתה בו פעילות.</translation>
    </message>
    <message>
        <source>Look for a crash, and raise the proxy&apos;s time limits.</source>
        <translation>לבדוק אם הייתה קריסה, ולהאריך את מגבלות הזמן של הפרוקסי.</translation>
    </message>
    <message>
        <source>The media stream&apos;s host cannot be reached.</source>
        <translation>אי אפשר להגיע למארח של זרם המדיה.</translation>
    </message>
    <message>
        <source>TLS with the media stream&apos;s host failed.</source>
        <translation>תקשורת ה־TLS עם המארח של זרם המדיה נכשלה.</translation>
    </message>
    <message>
        <source>The port speaks no TLS, or the certificate is not valid for this host.</source>
        <translation>הפורט אינו תומך ב־TLS, או שהאישור אינו תקף למארח הזה.</translation>
    </message>
    <message>
        <source>The WebSocket handshake was not answered with 101.</source>
        <translation>לחיצת היד (handshake) של ה־WebSocket לא נענתה ב־101.</translation>
    </message>
    <message>
        <source>The path is wrong, the signature was refused, a proxy does not pass WebSockets, or the URL has a query.</source>
        <translation>הנתיב שגוי, החתימה נדחתה, פרוקסי אינו מעביר WebSocket, או שיש query ב־URL.</translation>
    </message>
    <message>
        <source>Check the path, the proxy&apos;s Upgrade headers and the signature&apos;s settings.</source>
        <translation>לבדוק את הנתיב, את כותרות ה־Upgrade של הפרוקסי ואת הגדרות החתימה.</translation>
    </message>
    <message>
        <source>The gateway closed the media stream.</source>
        <translation>השער סגר את זרם המדיה.</translation>
    </message>
    <message>
        <source>It ended the stream on purpose (close code 1000), or because of an error.</source>
        <translation>הוא סיים את הזרם בכוונה (קוד סגירה 1000), או בגלל שגיאה.</translation>
    </message>
    <message>
        <source>With close code 1000 nothing is wrong; else look at WS_CLOSE of this call.</source>
        <translation>אם קוד הסגירה הוא 1000, הכול תקין; אחרת, לבדוק את WS_CLOSE של השיחה הזאת.</translation>
    </message>
    <message>
        <source>The stream&apos;s URL does not begin with wss.</source>
        <translation>ה־URL של הזרם אינו מתחיל ב־wss.</translation>
    </message>
    <message>
        <source>Twilio only opens encrypted media streams.</source>
        <translation>ב־Twilio נפתחים רק זרמי מדיה מוצפנים.</translation>
    </message>
    <message>
        <source>Write wss:// in the TwiML.</source>
        <translation>לכתוב ⁦wss://⁩ ב־TwiML.</translation>
    </message>
    <message>
        <source>The stream&apos;s URL is malformed.</source>
        <translation>ה־URL של הזרם אינו בנוי כהלכה.</translation>
    </message>
    <message>
        <source>The address in the TwiML is not a URL.</source>
        <translation>הכתובת שב־TwiML אינה URL.</translation>
    </message>
    <message>
        <source>Correct the url of Stream in the TwiML.</source>
        <translation>לתקן את המאפיין url של Stream ב־TwiML.</translation>
    </message>
    <message>
        <source>The gateway broke the WebSocket protocol.</source>
        <translation>השער הפר את פרוטוקול ה־WebSocket.</translation>
    </message>
    <message>
        <source>A frame was fragmented, compressed or broken by a proxy, or sound went to a stream that takes none.</source>
        <translation>פריים פוצל, נדחס או שובש בידי פרוקסי, או שנשלח שמע לזרם שאינו מקבל שמע.</translation>
    </message>
    <message>
        <source>Send one whole text frame a message, uncompressed and paced; check the proxy.</source>
        <translation>לשלוח כל הודעה בפריים טקסט אחד שלם, בלי דחיסה ובקצב מתאים; לבדוק את הפרוקסי.</translation>
    </message>
    <message>
        <source>The gateway read too slowly, and caller sound was lost.</source>
        <translation>השער קרא לאט מדי, ושמע של המתקשר אבד.</translation>
    </message>
    <message>
        <source>Reading the socket waits for other work.</source>
        <translation>הקריאה מהסוקט ממתינה לעבודה אחרת.</translation>
    </message>
    <message>
        <source>Take load off the gateway; reading must not wait.</source>
        <translation>להוריד עומס מהשער; אסור שהקריאה תמתין.</translation>
    </message>
    <message>
        <source>Too much sound was queued at Twilio, and the rest was dropped.</source>
        <translation>הצטבר ב־Twilio יותר מדי שמע, והיתר נזרק.</translation>
    </message>
    <message>
        <source>More than about ten minutes were sent ahead.</source>
        <translation>נשלחו מראש יותר מכעשר דקות של שמע.</translation>
    </message>
    <message>
        <source>Pace the sound: send little more than is being played.</source>
        <translation>לווסת את קצב השמע: לשלוח רק מעט יותר ממה שמושמע.</translation>
    </message>
    <message>
        <source>The connector does not exist.</source>
        <translation>המחבר (connector) אינו קיים.</translation>
    </message>
    <message>
        <source>connectorName names one that is not installed.</source>
        <translation>הערך של connectorName מציין מחבר שאינו מותקן.</translation>
    </message>
    <message>
        <source>Remove the attribute, or install the connector.</source>
        <translation>להסיר את המאפיין, או להתקין את המחבר.</translation>
    </message>
    <message>
        <source>The stream asks for a track that it cannot have.</source>
        <translation>הזרם מבקש ערוץ (track) שאינו יכול לקבל.</translation>
    </message>
    <message>
        <source>Under Connect only inbound_track is allowed.</source>
        <translation>תחת Connect מותר רק inbound_track.</translation>
    </message>
    <message>
        <source>Correct the track of Stream in the TwiML.</source>
        <translation>לתקן את המאפיין track של Stream ב־TwiML.</translation>
    </message>
    <message>
        <source>The connector is not set up rightly.</source>
        <translation>המחבר אינו מוגדר כראוי.</translation>
    </message>
    <message>
        <source>The virtual agent&apos;s configuration does not fit.</source>
        <translation>התצורה של הסוכן הווירטואלי אינה מתאימה.</translation>
    </message>
    <message>
        <source>Check the connector in the Twilio Console.</source>
        <translation>לבדוק את המחבר ב־Twilio Console.</translation>
    </message>
    <message>
        <source>The gateway sent a message that cannot be read.</source>
        <translation>השער שלח הודעה שאי אפשר לקרוא.</translation>
    </message>
    <message>
        <source>It was a binary frame; Twilio says this once a stream.</source>
        <translation>זה היה פריים בינארי; Twilio מדווחת על כך פעם אחת בכל זרם.</translation>
    </message>
    <message>
        <source>Send text frames only.</source>
        <translation>לשלוח פריימים של טקסט בלבד.</translation>
    </message>
    <message>
        <source>The gateway sent a message that Twilio does not take.</source>
        <translation>השער שלח הודעה ש־Twilio אינה מקבלת.</translation>
    </message>
    <message>
        <source>It is not JSON, has members too many or too few, or another stream&apos;s SID; Twilio says this once a stream.</source>
        <translation>היא אינה JSON, יש בה שדות חסרים או מיותרים, או SID של זרם אחר; Twilio מדווחת על כך פעם אחת בכל זרם.</translation>
    </message>
    <message>
        <source>Send only media, mark and clear, with exactly their members.</source>
        <translation>לשלוח רק הודעות media, mark ו־clear, ובדיוק עם השדות שלהן.</translation>
    </message>
    <message>
        <source>The stream&apos;s extension does not exist.</source>
        <translation>ההרחבה (extension) של הזרם אינה קיימת.</translation>
    </message>
    <message>
        <source>The name of the extension is wrong or not installed.</source>
        <translation>שם ההרחבה שגוי, או שההרחבה אינה מותקנת.</translation>
    </message>
    <message>
        <source>The virtual agent&apos;s quota is used up.</source>
        <translation>המכסה של הסוכן הווירטואלי נוצלה במלואה.</translation>
    </message>
    <message>
        <source>The agent&apos;s service takes no more requests now.</source>
        <translation>השירות של הסוכן אינו מקבל בקשות נוספות כעת.</translation>
    </message>
    <message>
        <source>Raise the quota, or try again later.</source>
        <translation>להגדיל את המכסה, או לנסות שוב מאוחר יותר.</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>Look at the agent&apos;s own log for this moment; it owes a reply to each utterance.</source>
        <translation>לבדוק ביומן של הסוכן עצמו את הרגע הזה; הסוכן חייב תשובה לכל אמירה.</translation>
    </message>
    <message>
        <source>The agent %1 failed (%2): %3</source>
        <translation>הסוכן %1 נכשל (%2): %3</translation>
    </message>
    <message>
        <source>The caller was understood, and the agent had no answer.</source>
        <translation>דברי המתקשר הובנו, ולסוכן לא הייתה תשובה.</translation>
    </message>
    <message>
        <source>The agent gave no answer in %1 s to &quot;%2&quot;.</source>
        <translation>הסוכן לא ענה במשך %1 שניות על &quot;%2&quot;.</translation>
    </message>
    <message>
        <source>The caller was understood, and the agent neither answered nor failed.</source>
        <translation>דברי המתקשר הובנו, והסוכן לא ענה ולא דיווח על כשל.</translation>
    </message>
    <message>
        <source>The agent took %1 s to its first word in turn %2.</source>
        <translation>עד המילה הראשונה של הסוכן בתור %2 חלפו %1 שניות.</translation>
    </message>
    <message>
        <source>Most of the wait is the agent&apos;s own; hearing and speaking took %1 s.</source>
        <translation>רוב ההמתנה היא של הסוכן עצמו; השמיעה והדיבור ארכו %1 שניות.</translation>
    </message>
    <message>
        <source>Let the agent stream its reply by sentence, or use a faster one.</source>
        <translation>להזרים את תשובת הסוכן משפט אחר משפט, או לבחור סוכן מהיר יותר.</translation>
    </message>
    <message>
        <source>The voice %1 failed (%2), and a reply was not spoken: %3</source>
        <translation>מנוע הפקת הקול %1 נכשל (%2), ותשובה לא הושמעה: %3</translation>
    </message>
    <message>
        <source>The agent answered, and its text never became sound.</source>
        <translation>הסוכן ענה, אבל הטקסט שלו לא הפך לקול.</translation>
    </message>
    <message>
        <source>Mend what the error names: language, voice, or the provider&apos;s account.</source>
        <translation>לתקן את מה שהשגיאה מציינת: שפה, קול או החשבון אצל הספק.</translation>
    </message>
    <message>
        <source>The agent answered, and no sound was sent in the %1 s after it.</source>
        <translation>הסוכן ענה, ובמשך %1 השניות שאחר כך לא נשלח שום קול.</translation>
    </message>
    <message>
        <source>The voice neither gave sound nor failed.</source>
        <translation>מנוע הפקת הקול לא הפיק קול ולא דיווח על כשל.</translation>
    </message>
    <message>
        <source>Check the voice&apos;s provider; it owes sound to each sentence.</source>
        <translation>לבדוק את ספק הקול; הוא חייב קול לכל משפט.</translation>
    </message>
    <message>
        <source>%1 frames were sent, and none of %2 marks came back within %3 s.</source>
        <translation>נשלחו %1 מסגרות, ואף אחד מ־%2 הסימנים לא חזר בתוך %3 שניות.</translation>
    </message>
    <message>
        <source>Twilio did not play the sound: the stream is one-way, has another SID, or the messages were not taken.</source>
        <translation>‏Twilio לא השמיעה את הקול: הזרם חד־כיווני, ה־SID שלו אחר, או שההודעות לא התקבלו.</translation>
    </message>
    <message>
        <source>Use &lt;Connect&gt;&lt;Stream&gt; and not &lt;Start&gt;, and look for 31951 in Twilio&apos;s debugger.</source>
        <translation>להשתמש ב־⁦&lt;Connect&gt;&lt;Stream&gt;⁩ ולא ב־⁦&lt;Start&gt;⁩, ולחפש ⁦31951⁩ בכלי הניפוי של Twilio.</translation>
    </message>
    <message>
        <source>The caller&apos;s side cut all %1 replies short; none was heard to its end.</source>
        <translation>הצד של המתקשר קטע את כל %1 התשובות; אף אחת לא נשמעה עד סופה.</translation>
    </message>
    <message>
        <source>Noise, a second voice or the bot&apos;s own echo passes for the caller speaking over the bot.</source>
        <translation>רעש, קול נוסף או הד של הבוט עצמו נחשבים למתקשר שמתפרץ לדברי הבוט.</translation>
    </message>
    <message>
        <source>Raise VAD_RMS above the noise (measured: %1), or switch BARGE_IN off.</source>
        <translation>להעלות את VAD_RMS מעל הרעש (נמדד: %1), או לכבות את BARGE_IN.</translation>
    </message>
    <message>
        <source>The caller waited %1 s for the first response; 3 s is the aim, 6 s the limit.</source>
        <translation>המתקשר חיכה %1 שניות לתגובה הראשונה; היעד הוא 3 שניות והגבול 6.</translation>
    </message>
    <message>
        <source>The stages of the turn show which provider was slow.</source>
        <translation>שלבי התור מראים איזה ספק היה איטי.</translation>
    </message>
    <message>
        <source>Open the latency of turn %1 and speed up its longest stage.</source>
        <translation>לפתוח את ההשהיה של תור %1 ולזרז את השלב הארוך ביותר.</translation>
    </message>
    <message>
        <source>Nothing is wrong so far: %1 s of stream, %2 utterances, %3 replies.</source>
        <translation>עד כה הכול תקין: %1 שניות של זרם, %2 אמירות, %3 תשובות.</translation>
    </message>
    <message>
        <source>The webhook was answered; the media socket is awaited.</source>
        <translation>ה־webhook נענה; ממתינים לסוקט המדיה.</translation>
    </message>
    <message>
        <source>The end of the call is not in these events: it still runs, or the log was cut off.</source>
        <translation>סוף השיחה אינו באירועים האלה: היא עדיין נמשכת, או שהיומן נקטע.</translation>
    </message>
    <message>
        <source>Look again when the call has ended.</source>
        <translation>לבדוק שוב כשהשיחה תסתיים.</translation>
    </message>
    <message>
        <source>The call ended normally after %1 s: %2 utterances, %3 replies.</source>
        <translation>השיחה הסתיימה כרגיל אחרי %1 שניות: %2 אמירות, %3 תשובות.</translation>
    </message>
    <message>
        <source>An operator hung up.</source>
        <translation>נציג ניתק את השיחה.</translation>
    </message>
    <message>
        <source>In %1 s nothing of the caller passed for speech: noise %2, loudest %3, threshold %4.</source>
        <translation>במשך %1 שניות שום דבר מצד המתקשר לא נחשב לדיבור: רעש %2, שיא %3, סף %4.</translation>
    </message>
    <message>
        <source>What was loud enough was too short for a word, or was the bot&apos;s own voice coming back.</source>
        <translation>מה שהיה חזק מספיק היה קצר מדי למילה, או היה קולו של הבוט שחזר.</translation>
    </message>
    <message>
        <source>Listen to the record: is the caller&apos;s voice in it?</source>
        <translation>להאזין להקלטה: האם קולו של המתקשר נמצא בה?</translation>
    </message>
    <message>
        <source>The caller&apos;s voice is in the sound, and too quiet for VAD_RMS.</source>
        <translation>קולו של המתקשר נמצא בשמע, אבל הוא חלש מדי בשביל VAD_RMS.</translation>
    </message>
    <message>
        <source>Set VAD_RMS between %1 and %2: above the noise, below the voice.</source>
        <translation>להגדיר את VAD_RMS בין %1 ל־%2: מעל הרעש ומתחת לקול.</translation>
    </message>
    <message>
        <source>The caller was silent or muted: no voice stands out of the noise.</source>
        <translation>המתקשר שתק או היה מושתק: שום קול אינו בולט מעל הרעש.</translation>
    </message>
    <message>
        <source>Call again and speak; if it stays, check the caller&apos;s microphone.</source>
        <translation>להתקשר שוב ולדבר; אם זה חוזר, לבדוק את המיקרופון של המתקשר.</translation>
    </message>
    <message>
        <source>The recognizer %1 failed (%2): %3</source>
        <translation>מנוע זיהוי הדיבור %1 נכשל (%2): %3</translation>
    </message>
    <message>
        <source>A part of what the caller said was not understood.</source>
        <translation>חלק מדברי המתקשר לא הובן.</translation>
    </message>
    <message>
        <source>Nothing of what the caller said was understood.</source>
        <translation>דבר מדברי המתקשר לא הובן.</translation>
    </message>
    <message>
        <source>Mend what the error names; /readyz tells whether the recognizer is there.</source>
        <translation>לתקן את מה שהשגיאה מציינת; ⁦/readyz⁩ מראה אם מנוע זיהוי הדיבור זמין.</translation>
    </message>
    <message>
        <source>The caller spoke for %1 s, and the recognizer gave no words for it.</source>
        <translation>המתקשר דיבר %1 שניות, ומנוע זיהוי הדיבור לא הפיק מהן מילים.</translation>
    </message>
    <message>
        <source>It answered, but with empty texts: another language, a bad line, or noise and not a voice.</source>
        <translation>הוא ענה, אבל בטקסט ריק: שפה אחרת, קו גרוע, או רעש שאינו קול.</translation>
    </message>
    <message>
        <source>No final text came in time: the recognizer hangs or cannot keep up.</source>
        <translation>טקסט סופי לא הגיע בזמן: מנוע זיהוי הדיבור נתקע או אינו עומד בקצב.</translation>
    </message>
    <message>
        <source>Listen to the record, check the language, and give the recognizer more threads or a faster machine.</source>
        <translation>להאזין להקלטה, לבדוק את השפה, ולתת למנוע זיהוי הדיבור יותר תהליכונים או מחשב מהיר יותר.</translation>
    </message>
    <message>
        <source>The bot answered its own voice %1 times.</source>
        <translation>הבוט ענה לקולו שלו %1 פעמים.</translation>
    </message>
    <message>
        <source>What the bot said came back over the caller&apos;s line and was taken for the caller.</source>
        <translation>דברי הבוט חזרו דרך הקו של המתקשר ונחשבו לדברי המתקשר.</translation>
    </message>
    <message>
        <source>Look at ECHO_SUPPRESSED: without it the echo is late or distorted; let the caller use a headset.</source>
        <translation>לבדוק את ECHO_SUPPRESSED: אם הוא חסר, ההד מאחר או מעוות; כדאי שהמתקשר ישתמש באוזניות.</translation>
    </message>
    <message>
        <source>No media socket: %1 answered %2, which Twilio cannot use.</source>
        <translation>אין סוקט מדיה: %1 ענה %2, ו־Twilio אינה יכולה להשתמש בזה.</translation>
    </message>
    <message>
        <source>The webhook failed, so Twilio never got the TwiML that opens the stream.</source>
        <translation>ה־webhook נכשל, ולכן Twilio לא קיבלה את ה־TwiML שפותח את הזרם.</translation>
    </message>
    <message>
        <source>Read the answer&apos;s body in this call&apos;s requests; with 500, set PUBLIC_BASE_URL.</source>
        <translation>לקרוא את גוף התשובה בבקשות של השיחה; אם הסטטוס 500, להגדיר את PUBLIC_BASE_URL.</translation>
    </message>
    <message>
        <source>No media socket: %1 answered %2, but its TwiML has no &lt;Stream&gt;.</source>
        <translation>אין סוקט מדיה: %1 ענה %2, אבל ב־TwiML שלו אין ⁦&lt;Stream&gt;⁩.</translation>
    </message>
    <message>
        <source>The gateway took no more calls: it was draining, or all its calls were taken.</source>
        <translation>השער לא קיבל שיחות נוספות: הוא היה בתהליך סגירה, או שכל השיחות שלו היו תפוסות.</translation>
    </message>
    <message>
        <source>Let another gateway take calls meanwhile, or raise maximum_calls.</source>
        <translation>להפנות שיחות בינתיים לשער אחר, או להעלות את maximum_calls.</translation>
    </message>
    <message>
        <source>No media socket reached the gateway; Twilio reports: %1.</source>
        <translation>שום סוקט מדיה לא הגיע לשער; Twilio מדווחת: %1.</translation>
    </message>
    <message>
        <source>No media socket within %3 s: %1 answered %2 with a &lt;Stream&gt;.</source>
        <translation>בתוך %3 שניות לא נפתח סוקט מדיה: %1 ענה %2 עם ⁦&lt;Stream&gt;⁩.</translation>
    </message>
    <message>
        <source>No media socket came within %1 s of the call.</source>
        <translation>בתוך %1 שניות מתחילת השיחה לא נפתח סוקט מדיה.</translation>
    </message>
    <message>
        <source>Twilio could not reach the stream&apos;s address, or the caller hung up before it was opened.</source>
        <translation>‏Twilio לא הצליחה להגיע לכתובת הזרם, או שהמתקשר ניתק לפני שהזרם נפתח.</translation>
    </message>
    <message>
        <source>Check that PUBLIC_BASE_URL is public, has TLS on port 443, and passes WebSockets to this gateway.</source>
        <translation>לוודא ש־PUBLIC_BASE_URL היא כתובת ציבורית, עם TLS בפורט 443, ושהיא מעבירה WebSockets לשער הזה.</translation>
    </message>
    <message>
        <source>Unknown: these events hold neither the webhook nor the stream of the call.</source>
        <translation>לא ידוע: באירועים האלה אין לא webhook ולא זרם של השיחה.</translation>
    </message>
    <message>
        <source>The log begins too late or is of another call.</source>
        <translation>היומן מתחיל מאוחר מדי, או שהוא של שיחה אחרת.</translation>
    </message>
    <message>
        <source>Give the whole record of the call.</source>
        <translation>לפתוח את הרשומה המלאה של השיחה.</translation>
    </message>
    <message>
        <source>The WebSocket handshake was refused with %1: %2.</source>
        <translation>לחיצת היד של ה־WebSocket נדחתה עם %1: %2.</translation>
    </message>
    <message>
        <source>The WebSocket handshake failed, as Twilio reports: %1.</source>
        <translation>לחיצת היד של ה־WebSocket נכשלה, לפי הדיווח של Twilio: %1.</translation>
    </message>
    <message>
        <source>The signature does not fit the public address, or something on the way changed the request.</source>
        <translation>החתימה אינה מתאימה לכתובת הציבורית, או שמשהו בדרך שינה את הבקשה.</translation>
    </message>
    <message>
        <source>Check TWILIO_AUTH_TOKEN and PUBLIC_BASE_URL, and that the proxy passes Upgrade and Connection.</source>
        <translation>לבדוק את TWILIO_AUTH_TOKEN ואת PUBLIC_BASE_URL, ולוודא שהפרוקסי מעביר את Upgrade ואת Connection.</translation>
    </message>
    <message>
        <source>The stream&apos;s start was not accepted: %1.</source>
        <translation>ה־start של הזרם לא התקבל: %1.</translation>
    </message>
    <message>
        <source>The start message does not belong to a call that this gateway answered.</source>
        <translation>הודעת ה־start אינה שייכת לשיחה שהשער הזה ענה לה.</translation>
    </message>
    <message>
        <source>Let webhook and stream reach the same gateway, with the account that is configured.</source>
        <translation>להפנות את ה־webhook ואת הזרם לאותו שער, עם החשבון שהוגדר בו.</translation>
    </message>
    <message>
        <source>The media socket opened, but no start came: closed with %1 %2.</source>
        <translation>סוקט המדיה נפתח, אבל לא הגיע start: הוא נסגר עם %1 %2.</translation>
    </message>
    <message>
        <source>Something between Twilio and the gateway holds the stream&apos;s messages back.</source>
        <translation>משהו בין Twilio לשער מעכב את ההודעות של הזרם.</translation>
    </message>
    <message>
        <source>Take buffering proxies off the media path; call this gateway directly to compare.</source>
        <translation>להסיר ממסלול המדיה פרוקסי שאוגר נתונים; להתקשר ישירות לשער לצורך השוואה.</translation>
    </message>
    <message>
        <source>The stream ran for %1 s without any sound of the caller.</source>
        <translation>הזרם פעל %1 שניות בלי שום שמע של המתקשר.</translation>
    </message>
    <message>
        <source>No media message arrived after start.</source>
        <translation>אחרי start לא הגיעה אף הודעת media.</translation>
    </message>
    <message>
        <source>Check that the stream&apos;s track is inbound_track, and that no proxy holds messages back.</source>
        <translation>לוודא שה־track של הזרם הוא inbound_track, ושאין פרוקסי שמעכב הודעות.</translation>
    </message>
    <message>
        <source>The gateway dropped the stream after %1 s, with close code %2 %3.</source>
        <translation>השער סגר את הזרם אחרי %1 שניות, עם קוד סגירה %2 %3.</translation>
    </message>
    <message>
        <source>The gateway was ended, or the peer broke the protocol or read too slowly.</source>
        <translation>השער נסגר, או שהצד השני הפר את הפרוטוקול או קרא לאט מדי.</translation>
    </message>
    <message>
        <source>Read the reason of WS_CLOSE and the lines before it; drain the gateway before it is ended.</source>
        <translation>לקרוא את הסיבה ב־WS_CLOSE ואת השורות שלפניו; לתת לשיחות להסתיים לפני שסוגרים את השער.</translation>
    </message>
    <message>
        <source>The stream was dropped after %1 s, with close code %2 and no stop.</source>
        <translation>הזרם התנתק אחרי %1 שניות, עם קוד סגירה %2 ובלי stop.</translation>
    </message>
    <message>
        <source>The connection to Twilio broke: the network, a tunnel or a proxy&apos;s time limit.</source>
        <translation>החיבור אל Twilio נקטע: הרשת, מנהרה (tunnel) או מגבלת זמן של פרוקסי.</translation>
    </message>
    <message>
        <source>Raise the proxy&apos;s time limits for WebSockets and check the tunnel.</source>
        <translation>להעלות את מגבלות הזמן של הפרוקסי ל־WebSockets ולבדוק את המנהרה.</translation>
    </message>
    <message>
        <source>The gateway was killed %1 s into the stream.</source>
        <translation>השער נהרג %1 שניות לאחר תחילת הזרם.</translation>
    </message>
    <message>
        <source>It ended without closing the stream: a crash, or SIGKILL.</source>
        <translation>הוא הסתיים בלי לסגור את הזרם: קריסה, או SIGKILL.</translation>
    </message>
    <message>
        <source>Look into the system&apos;s journal for that moment; drain the gateway with SIGTERM.</source>
        <translation>חפשו ביומן המערכת את הרגע הזה; רוקנו את השער באמצעות SIGTERM.</translation>
    </message>
</context>
<context>
    <name>VerdictTitle</name>
    <message>
        <source>No media socket</source>
        <translation>אין סוקט מדיה</translation>
    </message>
    <message>
        <source>Handshake refused</source>
        <translation>לחיצת היד נדחתה</translation>
    </message>
    <message>
        <source>The stream never started</source>
        <translation>הזרם לא התחיל</translation>
    </message>
    <message>
        <source>No sound came in</source>
        <translation>לא הגיע שמע</translation>
    </message>
    <message>
        <source>The recognizer failed</source>
        <translation>מנוע זיהוי הדיבור נכשל</translation>
    </message>
    <message>
        <source>The recognizer was silent</source>
        <translation>מנוע זיהוי הדיבור שתק</translation>
    </message>
    <message>
        <source>The agent was silent</source>
        <translation>הסוכן שתק</translation>
    </message>
    <message>
        <source>No sound was sent</source>
        <translation>לא נשלח קול</translation>
    </message>
    <message>
        <source>The sound was never played</source>
        <translation>הקול לא הושמע</translation>
    </message>
    <message>
        <source>The bot answered itself</source>
        <translation>הבוט ענה לעצמו</translation>
    </message>
    <message>
        <source>Every reply was cut short</source>
        <translation>כל התשובות נקטעו</translation>
    </message>
    <message>
        <source>The stream was dropped</source>
        <translation>הזרם התנתק</translation>
    </message>
    <message>
        <source>The caller was never heard</source>
        <translation>המתקשר לא נשמע</translation>
    </message>
    <message>
        <source>The agent was slow</source>
        <translation>הסוכן היה איטי</translation>
    </message>
    <message>
        <source>The first response was late</source>
        <translation>התגובה הראשונה איחרה</translation>
    </message>
    <message>
        <source>No fault so far</source>
        <translation>אין תקלה עד כה</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>לא ידוע</translation>
    </message>
    <message>
        <source>Ended normally</source>
        <translation>הסתיימה כרגיל</translation>
    </message>
</context>
<context>
    <name>VerdictWords</name>
    <message>
        <source>✓ Fine</source>
        <translation>✓ תקין</translation>
    </message>
    <message>
        <source>▲ Warning</source>
        <translation>▲ אזהרה</translation>
    </message>
    <message>
        <source>✕ Fault</source>
        <translation>✕ תקלה</translation>
    </message>
    <message>
        <source>… Running</source>
        <translation>… נמשכת</translation>
    </message>
    <message>
        <source>? Unknown</source>
        <translation>? לא ידוע</translation>
    </message>
    <message>
        <source>Likely cause: %1</source>
        <translation>הסיבה הסבירה: %1</translation>
    </message>
    <message>
        <source>What to do: %1</source>
        <translation>מה לעשות: %1</translation>
    </message>
    <message>
        <source>Twilio&apos;s debugger shows %1: %2</source>
        <translation>בכלי הניפוי של Twilio מופיע %1: %2</translation>
    </message>
    <message>
        <source>Also: %1</source>
        <translation>ועוד: %1</translation>
    </message>
    <message>
        <source>The call has not ended: this is the verdict so far.</source>
        <translation>השיחה לא הסתיימה: זו האבחנה עד כה.</translation>
    </message>
</context>
<context>
    <name>callscope::ui::CallActions</name>
    <message>
        <source>The number at the other end of the line</source>
        <translation>המספר שבצד השני של הקו</translation>
    </message>
    <message>
        <source>Takes the recorded call off the list; its file stays.</source>
        <translation>הסרת השיחה המוקלטת מהרשימה; הקובץ שלה נשאר.</translation>
    </message>
    <message>
        <source>Copy call &amp;SID</source>
        <translation>&amp;העתקת ה־SID של השיחה</translation>
    </message>
    <message>
        <source>Copy &amp;number</source>
        <translation>העתקת ה&amp;מספר</translation>
    </message>
    <message>
        <source>&amp;Export the call…</source>
        <translation>&amp;ייצוא השיחה…</translation>
    </message>
    <message>
        <source>&amp;Close the recording</source>
        <translation>&amp;סגירת ההקלטה</translation>
    </message>
</context>
<context>
    <name>callscope::ui::CallsPage</name>
    <message>
        <source>C&amp;olumns</source>
        <translation>&amp;עמודות</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s), running: %1</source>
        <translation>
            <numerusform>שיחה אחת, פעילות: %1</numerusform>
            <numerusform>%n שיחות, פעילות: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n call(s) shown, running: %2</source>
        <translation>
            <numerusform>מוצגות %1 מתוך שיחה אחת, פעילות: %2</numerusform>
            <numerusform>מוצגות %1 מתוך %n שיחות, פעילות: %2</numerusform>
        </translation>
    </message>
    <message>
        <source>List of calls</source>
        <translation>רשימת השיחות</translation>
    </message>
    <message>
        <source>Selects each new call. Selecting a call yourself switches this off until the next start.</source>
        <translation>כל שיחה חדשה נבחרת מעצמה. בחירה ידנית של שיחה מכבה את המעקב עד ההפעלה הבאה.</translation>
    </message>
    <message>
        <source>No call matches the filter.</source>
        <translation>אין שיחה שמתאימה לסינון.</translation>
    </message>
    <message>
        <source>Follow the newest call</source>
        <translation>מעקב אחר השיחה החדשה ביותר</translation>
    </message>
    <message>
        <source>Filter the calls</source>
        <translation>סינון השיחות</translation>
    </message>
    <message>
        <source>Place a test call…</source>
        <translation>ביצוע שיחת בדיקה…</translation>
    </message>
    <message>
        <source>No calls yet.
Place a test call, or call the gateway&apos;s number.</source>
        <translation>אין עדיין שיחות.
אפשר לבצע שיחת בדיקה או להתקשר למספר של השער.</translation>
    </message>
</context>
<context>
    <name>callscope::ui::CheckForm</name>
    <message>
        <source>&amp;Server:</source>
        <translation>&amp;שרת:</translation>
    </message>
    <message>
        <source>Address of the server to check</source>
        <translation>כתובת השרת לבדיקה</translation>
    </message>
    <message>
        <source>More</source>
        <translation>עוד</translation>
    </message>
    <message>
        <source>Token, paths and sound of the check</source>
        <translation>אסימון, נתיבים וקול של הבדיקה</translation>
    </message>
    <message>
        <source>Auth &amp;token:</source>
        <translation>&amp;אסימון:</translation>
    </message>
    <message>
        <source>of the gateway here, when empty; never kept</source>
        <translation>של השער כאן, כשריק; אינו נשמר</translation>
    </message>
    <message>
        <source>Expected &amp;deploy id:</source>
        <translation>מזהה &amp;פריסה צפוי:</translation>
    </message>
    <message>
        <source>any</source>
        <translation>כל מזהה</translation>
    </message>
    <message>
        <source>Path of the &amp;incoming call:</source>
        <translation>נתיב ה&amp;שיחה הנכנסת:</translation>
    </message>
    <message>
        <source>Path of the &amp;stream status:</source>
        <translation>נתיב מ&amp;צב הזרם:</translation>
    </message>
    <message>
        <source>Path of the stream&apos;s &amp;end:</source>
        <translation>נתיב &amp;סוף הזרם:</translation>
    </message>
    <message>
        <source>Path of the &amp;version:</source>
        <translation>נתיב ה&amp;גרסה:</translation>
    </message>
    <message>
        <source>%1, or none</source>
        <translation>‏%1, או none</translation>
    </message>
    <message>
        <source>What the caller sa&amp;ys:</source>
        <translation>מה &amp;המתקשר אומר:</translation>
    </message>
    <message>
        <source>a sentence by the embedded voice</source>
        <translation>משפט בקול המובנה</translation>
    </message>
    <message>
        <source>Sound file…</source>
        <translation>קובץ קול…</translation>
    </message>
    <message>
        <source>Place calls (about 40 seconds)</source>
        <translation>לבצע שיחות (כ-40 שניות)</translation>
    </message>
    <message>
        <source>The bot is to stop when the caller speaks</source>
        <translation>הבוט אמור להפסיק כשהמתקשר מדבר</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>עצירה</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>בדיקה</translation>
    </message>
    <message>
        <source>What the caller says</source>
        <translation>מה המתקשר אומר</translation>
    </message>
    <message>
        <source>Path of the &amp;media stream:</source>
        <translation>נתיב זרם ה&amp;מדיה:</translation>
    </message>
    <message>
        <source>Path of the &amp;call status:</source>
        <translation>נתיב מצב הש&amp;יחה:</translation>
    </message>
    <message>
        <source>Path of the &amp;health check:</source>
        <translation>נתיב בדיקת ה&amp;תקינות:</translation>
    </message>
    <message>
        <source>&amp;Only these stages:</source>
        <translation>רק השל&amp;בים האלה:</translation>
    </message>
    <message>
        <source>all, or names such as twiml, handshake</source>
        <translation>הכול, או שמות כגון twiml, handshake</translation>
    </message>
    <message>
        <source>where the TwiML points</source>
        <translation>לאן שה-TwiML מפנה</translation>
    </message>
</context>
<context>
    <name>callscope::ui::CheckModel</name>
    <message>
        <source>running</source>
        <translation>פועל</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>לא הגיע תורו</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>ממתין</translation>
    </message>
    <message>
        <source>What is looked at</source>
        <translation>מה נבדק</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>תוצאה</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>מה נמצא</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>משך</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>נעצר</translation>
    </message>
</context>
<context>
    <name>callscope::ui::CheckPage</name>
    <message>
        <source>Check the server, or stop the check</source>
        <translation>בדיקת השרת, או עצירת הבדיקה</translation>
    </message>
    <message>
        <source>Copy the stage</source>
        <translation>העתקת השלב</translation>
    </message>
    <message>
        <source>Copy the whole report</source>
        <translation>העתקת הדוח כולו</translation>
    </message>
    <message>
        <source>Stages of the check</source>
        <translation>שלבי הבדיקה</translation>
    </message>
    <message>
        <source>What the stage has found</source>
        <translation>מה השלב מצא</translation>
    </message>
    <message>
        <source>This stage is running.</source>
        <translation>השלב הזה פועל.</translation>
    </message>
    <message>
        <source>Each stage shows here what it has found, with the evidence.</source>
        <translation>כל שלב מציג כאן מה מצא, עם הראיות.</translation>
    </message>
    <message>
        <source>The check is running…</source>
        <translation>הבדיקה פועלת…</translation>
    </message>
    <message>
        <source>Proves that a server takes calls, this gateway or anybody&apos;s, and says exactly why when it does not. It places calls there.</source>
        <translation>מוכיח ששרת מקבל שיחות, השער הזה או של כל אחד, ואומר בדיוק מדוע כשאינו מקבל. הבדיקה מתקשרת אליו.</translation>
    </message>
</context>
<context>
    <name>callscope::ui::ColumnChooser</name>
    <message>
        <source>Reset columns</source>
        <translation>איפוס העמודות</translation>
    </message>
</context>
<context>
    <name>callscope::ui::DeviceButton</name>
    <message>
        <source>Sound device</source>
        <translation>התקן שמע</translation>
    </message>
    <message>
        <source>Default of the system</source>
        <translation>ברירת המחדל של המערכת</translation>
    </message>
    <message>
        <source>%1 (default)</source>
        <translation>%1 (ברירת מחדל)</translation>
    </message>
    <message>
        <source>No sound device was found</source>
        <translation>לא נמצא התקן שמע</translation>
    </message>
    <message>
        <source>Sound device: %1</source>
        <translation>התקן שמע: %1</translation>
    </message>
</context>
<context>
    <name>callscope::ui::EventDetail</name>
    <message>
        <source>Copy fields</source>
        <translation>העתקת השדות</translation>
    </message>
    <message>
        <source>Choose an event to see what it means and all that it says.</source>
        <translation>יש לבחור אירוע כדי לראות מה משמעותו ומה כתוב בו.</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>שדות</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>שדה</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>ערך</translation>
    </message>
    <message>
        <source>Fields of the event</source>
        <translation>שדות האירוע</translation>
    </message>
    <message>
        <source>The event as JSON</source>
        <translation>האירוע כ־JSON</translation>
    </message>
</context>
<context>
    <name>callscope::ui::EventModel</name>
    <message>
        <source>Time since the call began, or time of day when all calls are shown</source>
        <translation>הזמן שעבר מתחילת השיחה, או השעה ביום כשמוצגות כל השיחות</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>זמן</translation>
    </message>
    <message>
        <source>Time since the row above</source>
        <translation>הזמן שעבר מאז השורה שמעל</translation>
    </message>
    <message>
        <source>Δt</source>
        <translation>Δt</translation>
    </message>
    <message>
        <source>← from Twilio, → to Twilio, • here</source>
        <translation>← מ־Twilio, → אל Twilio, • כאן</translation>
    </message>
    <message>
        <source>⇄</source>
        <translation>⇄</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>שיחה</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>אירוע</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>פרטים</translation>
    </message>
</context>
<context>
    <name>callscope::ui::EventTable</name>
    <message>
        <source>Events</source>
        <translation>אירועים</translation>
    </message>
    <message numerus="yes">
        <source>▼ %n new</source>
        <translation>
            <numerusform>▼ אחד חדש</numerusform>
            <numerusform>▼ %n חדשים</numerusform>
        </translation>
    </message>
    <message>
        <source>Go to the newest event and follow (End)</source>
        <translation>מעבר לאירוע החדש ביותר ומעקב (End)</translation>
    </message>
</context>
<context>
    <name>callscope::ui::EventsPage</name>
    <message>
        <source>Selected call</source>
        <translation>השיחה שנבחרה</translation>
    </message>
    <message>
        <source>All calls</source>
        <translation>כל השיחות</translation>
    </message>
    <message>
        <source>Which calls&apos; events are listed</source>
        <translation>של אילו שיחות מוצגים האירועים</translation>
    </message>
    <message>
        <source>No event matches the filter.</source>
        <translation>אין אירוע שמתאים לסינון.</translation>
    </message>
    <message>
        <source>Nothing to show of this call yet.</source>
        <translation>אין עדיין מה להציג מהשיחה הזאת.</translation>
    </message>
    <message>
        <source>Nothing happened yet. Call the gateway, place a test call or open a recording.</source>
        <translation>עדיין לא קרה דבר. אפשר להתקשר לשער, לבצע שיחת בדיקה או לפתוח הקלטה.</translation>
    </message>
    <message>
        <source>Stopped after %1 of %2 events. Press Enter in the filter to search again.</source>
        <translation>החיפוש נעצר אחרי %1 מתוך %2 אירועים. הקשה על Enter בשורת הסינון מחפשת שוב.</translation>
    </message>
    <message>
        <source>Go to event</source>
        <translation>מעבר לאירוע</translation>
    </message>
    <message>
        <source>Number of the event (seq in the log):</source>
        <translation>מספר האירוע (⁦seq⁩ ביומן):</translation>
    </message>
</context>
<context>
    <name>callscope::ui::ExportDialog</name>
    <message>
        <source>Export call %1</source>
        <translation>ייצוא השיחה %1</translation>
    </message>
    <message>
        <source>Open the fol&amp;der</source>
        <translation>פתי&amp;חת התיקייה</translation>
    </message>
    <message>
        <source>How the export goes</source>
        <translation>מצב הייצוא</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>התקדמות הייצוא</translation>
    </message>
    <message>
        <source>&amp;Replace the files</source>
        <translation>הח&amp;לפת הקבצים</translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation>&amp;ייצוא</translation>
    </message>
    <message>
        <source>St&amp;op</source>
        <translation>&amp;עצירה</translation>
    </message>
    <message>
        <source>Clos&amp;e</source>
        <translation>&amp;סגירה</translation>
    </message>
    <message numerus="yes">
        <source>%n of the files exist already and will be replaced: %1</source>
        <translation>
            <numerusform>אחד הקבצים כבר קיים ויוחלף: %1</numerusform>
            <numerusform>%n מהקבצים כבר קיימים ויוחלפו: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Writing to %1</source>
        <translation>כתיבה אל %1</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>מתבצעת עצירה…</translation>
    </message>
    <message>
        <source>The export was stopped; no file was written or changed.</source>
        <translation>הייצוא נעצר; אף קובץ לא נכתב ולא שונה.</translation>
    </message>
    <message numerus="yes">
        <source>%n files were written to %1</source>
        <translation>
            <numerusform>קובץ אחד נכתב אל %1</numerusform>
            <numerusform>%n קבצים נכתבו אל %1</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no sound of this call, so none was written.</source>
        <translation>אין שמע לשיחה הזאת, ולכן לא נכתב שמע.</translation>
    </message>
</context>
<context>
    <name>callscope::ui::ExportForm</name>
    <message>
        <source>What to write</source>
        <translation>מה לכתוב</translation>
    </message>
    <message>
        <source>Leave out of the copy</source>
        <translation>מה להשמיט מהעותק</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>לאן</translation>
    </message>
    <message>
        <source>&amp;Events (JSON Lines)</source>
        <translation>&amp;אירועים (JSON Lines)</translation>
    </message>
    <message>
        <source>Every event as it was recorded. Callscope opens this file again.</source>
        <translation>כל אירוע כפי שנרשם. אפשר לפתוח את הקובץ הזה שוב ב־Callscope.</translation>
    </message>
    <message>
        <source>&amp;Sound (WAV)</source>
        <translation>&amp;שמע (WAV)</translation>
    </message>
    <message>
        <source>All that was heard, on the call&apos;s own time axis.</source>
        <translation>כל מה שנשמע, על ציר הזמן של השיחה.</translation>
    </message>
    <message>
        <source>&amp;Requests (HAR)</source>
        <translation>&amp;בקשות (HAR)</translation>
    </message>
    <message>
        <source>Webhooks and stream messages, for the network panel of a browser&apos;s developer tools.</source>
        <translation>בקשות Webhook והודעות הזרם, לחלונית הרשת (Network) שבכלי הפיתוח של הדפדפן.</translation>
    </message>
    <message>
        <source>&amp;Labels (Audacity)</source>
        <translation>&amp;תוויות (Audacity)</translation>
    </message>
    <message>
        <source>What was said, marks and errors, as a label track for the sound.</source>
        <translation>מה שנאמר, סימונים (mark) ושגיאות, כרצועת תוויות לשמע.</translation>
    </message>
    <message>
        <source>Phone &amp;numbers</source>
        <translation>מספרי &amp;טלפון</translation>
    </message>
    <message>
        <source>Numbers in every text become names such as “number-1”; keys become “?”.</source>
        <translation>המספרים בכל הטקסטים הופכים לשמות כגון ״number-1״; מקשים הופכים ל־״?״.</translation>
    </message>
    <message>
        <source>&amp;Parameters</source>
        <translation>&amp;פרמטרים</translation>
    </message>
    <message>
        <source>Values of parameters, forms and headers, and bodies. Their names stay.</source>
        <translation>ערכים של פרמטרים, טפסים וכותרות, וגם גופי הודעות. השמות נשארים.</translation>
    </message>
    <message>
        <source>S&amp;ound of the call</source>
        <translation>&amp;השמע של השיחה</translation>
    </message>
    <message>
        <source>No sound, no media messages and no address of a recording.</source>
        <translation>בלי שמע, בלי הודעות media ובלי כתובת של הקלטה.</translation>
    </message>
    <message>
        <source>Spoken &amp;text</source>
        <translation>הטקסט שנא&amp;מר</translation>
    </message>
    <message>
        <source>What the caller, the bot and operators said.</source>
        <translation>מה שאמרו המתקשר, הבוט והנציגים.</translation>
    </message>
    <message>
        <source>One stereo file: caller left, bot right</source>
        <translation>קובץ סטריאו אחד: המתקשר משמאל, הבוט מימין</translation>
    </message>
    <message>
        <source>Two files: caller and bot</source>
        <translation>שני קבצים: מתקשר ובוט</translation>
    </message>
    <message>
        <source>Files of the sound</source>
        <translation>קובצי השמע</translation>
    </message>
    <message>
        <source>&amp;Folder:</source>
        <translation>תי&amp;קייה:</translation>
    </message>
    <message>
        <source>Na&amp;me of the files:</source>
        <translation>שם הקב&amp;צים:</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>בחי&amp;רה…</translation>
    </message>
    <message>
        <source>Files that will be written</source>
        <translation>הקבצים שייכתבו</translation>
    </message>
    <message>
        <source>Folder for the export</source>
        <translation>התיקייה לייצוא</translation>
    </message>
    <message>
        <source>Nothing would be written: choose at least one sort of file.</source>
        <translation>אין מה לכתוב: יש לבחור לפחות סוג אחד של קובץ.</translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation>יש לבחור תיקייה.</translation>
    </message>
    <message>
        <source>Give the folder with its whole path.</source>
        <translation>יש לציין את הנתיב המלא של התיקייה.</translation>
    </message>
    <message>
        <source>Give the files a name.</source>
        <translation>יש לתת שם לקבצים.</translation>
    </message>
    <message>
        <source>The name of the files must not have a slash.</source>
        <translation>אסור שיהיה לוכסן בשם הקבצים.</translation>
    </message>
</context>
<context>
    <name>callscope::ui::FilterBar</name>
    <message>
        <source>Filter: event == STT_FINAL &amp;&amp; text ~ hello</source>
        <translation>סינון: ⁦event == STT_FINAL &amp;&amp; text ~ hello⁩</translation>
    </message>
    <message>
        <source>Filter of events</source>
        <translation>סינון האירועים</translation>
    </message>
    <message>
        <source>Words, or fields with == != &lt; &gt; ~ =~ in, joined by and, or, not. Down shows what fits.</source>
        <translation>מילים, או שדות עם ⁦== != &lt; &gt; ~ =~ in⁩, שמחוברים ב־⁦and⁩, ב־⁦or⁩ או ב־⁦not⁩. החץ למטה מציג מה מתאים.</translation>
    </message>
    <message>
        <source>Saved and recent filters</source>
        <translation>סינונים שמורים ואחרונים</translation>
    </message>
    <message>
        <source>Stop searching</source>
        <translation>עצירת החיפוש</translation>
    </message>
    <message>
        <source>Search progress</source>
        <translation>התקדמות החיפוש</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>שמורים</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>הסרה</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Save this filter…</source>
        <translation>שמירת הסינון הזה…</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>אחרונים</translation>
    </message>
    <message>
        <source>Save filter</source>
        <translation>שמירת סינון</translation>
    </message>
    <message>
        <source>Name of this filter:</source>
        <translation>שם הסינון:</translation>
    </message>
</context>
<context>
    <name>callscope::ui::FilterLine</name>
    <message>
        <source>Filter calls: a word, or a condition such as %1</source>
        <translation>סינון שיחות: מילה, או תנאי כגון %1</translation>
    </message>
    <message>
        <source>Filter of the list of calls</source>
        <translation>סינון רשימת השיחות</translation>
    </message>
    <message>
        <source>A word is searched in all columns. Fields for conditions: %1</source>
        <translation>מילה מחופשת בכל העמודות. שדות לתנאים: %1</translation>
    </message>
    <message>
        <source>What is wrong with the filter</source>
        <translation>מה שגוי בסינון</translation>
    </message>
    <message>
        <source>⚠ At character %1: %2</source>
        <translation>⚠ בתו %1: %2</translation>
    </message>
    <message>
        <source>Clear the filter of calls</source>
        <translation>ניקוי סינון השיחות</translation>
    </message>
</context>
<context>
    <name>callscope::ui::FindBar</name>
    <message>
        <source>Find in the rows shown</source>
        <translation>חיפוש בשורות המוצגות</translation>
    </message>
    <message>
        <source>Previous hit (Shift+F3)</source>
        <translation>התוצאה הקודמת (Shift+F3)</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>התוצאה הקודמת</translation>
    </message>
    <message>
        <source>Next hit (F3)</source>
        <translation>התוצאה הבאה (F3)</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>התוצאה הבאה</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>סגירה (Esc)</translation>
    </message>
    <message>
        <source>Close the find bar</source>
        <translation>סגירת שורת החיפוש</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 מתוך %2</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>מתבצע חיפוש…</translation>
    </message>
    <message numerus="yes">
        <source>%n hit(s)</source>
        <translation>
            <numerusform>תוצאה אחת</numerusform>
            <numerusform>%n תוצאות</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callscope::ui::GatewayPanel</name>
    <message>
        <source>Gateway:</source>
        <translation>שער:</translation>
    </message>
    <message>
        <source>Address:</source>
        <translation>כתובת:</translation>
    </message>
    <message>
        <source>Version:</source>
        <translation>גרסה:</translation>
    </message>
    <message>
        <source>Deploy id:</source>
        <translation>מזהה פריסה:</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>העתקה</translation>
    </message>
    <message>
        <source>Copies the address of the gateway</source>
        <translation>העתקת הכתובת של השער</translation>
    </message>
    <message>
        <source>Copy the address of the gateway</source>
        <translation>העתקת הכתובת של השער</translation>
    </message>
    <message>
        <source>Warnings and errors of the gateway</source>
        <translation>אזהרות ושגיאות של השער</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>בהפעלה</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>פועל</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>נכשל</translation>
    </message>
    <message>
        <source>A recording</source>
        <translation>הקלטה</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>הועתק</translation>
    </message>
    <message>
        <source>Providers:</source>
        <translation>ספקים:</translation>
    </message>
    <message>
        <source>Hears:</source>
        <translation>שומע:</translation>
    </message>
    <message>
        <source>Speaks:</source>
        <translation>מדבר:</translation>
    </message>
    <message>
        <source>Answers:</source>
        <translation>עונה:</translation>
    </message>
    <message>
        <source>Provider %1: %2</source>
        <translation>הספק %1: %2</translation>
    </message>
</context>
<context>
    <name>callscope::ui::GatewaySettingsPane</name>
    <message>
        <source>Search settings, values and meanings</source>
        <translation>חיפוש בהגדרות, בערכים ובמשמעויות</translation>
    </message>
    <message>
        <source>Search the gateway&apos;s settings</source>
        <translation>חיפוש בהגדרות השער</translation>
    </message>
    <message>
        <source>Settings of the gateway</source>
        <translation>הגדרות השער</translation>
    </message>
    <message>
        <source>No setting fits the search, or no gateway runs here.</source>
        <translation>אין הגדרה שמתאימה לחיפוש, או שלא פועל כאן שער.</translation>
    </message>
    <message>
        <source>Choose a setting to see how it is changed.</source>
        <translation>יש לבחור הגדרה כדי לראות איך משנים אותה.</translation>
    </message>
</context>
<context>
    <name>callscope::ui::HealthPage</name>
    <message>
        <source>Sockets of the running calls</source>
        <translation>הסוקטים של השיחות הפעילות</translation>
    </message>
    <message>
        <source>No call is running.
While one is, its socket is shown here: pings, the last byte, what waits, gaps.</source>
        <translation>אין שיחה פעילה.
בזמן שיחה מוצג כאן הסוקט שלה: הודעות ping, הבייט האחרון, מה שממתין, פערים.</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>השער</translation>
    </message>
</context>
<context>
    <name>callscope::ui::LaneControls</name>
    <message>
        <source>Caller</source>
        <translation>מתקשר</translation>
    </message>
    <message>
        <source>Bot</source>
        <translation>בוט</translation>
    </message>
    <message>
        <source>The caller is heard on the left.</source>
        <translation>המתקשר נשמע בצד שמאל.</translation>
    </message>
    <message>
        <source>The bot is heard on the right.</source>
        <translation>הבוט נשמע בצד ימין.</translation>
    </message>
    <message>
        <source>Mute the caller for me</source>
        <translation>השתקת המתקשר בהאזנה שלי</translation>
    </message>
    <message>
        <source>Mute the bot for me</source>
        <translation>השתקת הבוט בהאזנה שלי</translation>
    </message>
    <message>
        <source>Hear the caller alone</source>
        <translation>סולו: רק המתקשר נשמע</translation>
    </message>
    <message>
        <source>Hear the bot alone</source>
        <translation>סולו: רק הבוט נשמע</translation>
    </message>
    <message>
        <source>Loudness of the caller</source>
        <translation>עוצמת הקול של המתקשר</translation>
    </message>
    <message>
        <source>Loudness of the bot</source>
        <translation>עוצמת הקול של הבוט</translation>
    </message>
</context>
<context>
    <name>callscope::ui::LaneLabels</name>
    <message>
        <source>Caller</source>
        <translation>מתקשר</translation>
    </message>
    <message>
        <source>Bot</source>
        <translation>בוט</translation>
    </message>
    <message>
        <source>Talk</source>
        <translation>דיבור</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>אירועים</translation>
    </message>
</context>
<context>
    <name>callscope::ui::LatencyModel</name>
    <message>
        <source>Turn</source>
        <translation>תור</translation>
    </message>
    <message>
        <source>Stages, from 0 to %1</source>
        <translation>שלבים, מ־0 עד %1</translation>
    </message>
    <message>
        <source>Voice to voice</source>
        <translation>מקול לקול</translation>
    </message>
    <message>
        <source>Unaccounted</source>
        <translation>לא משויך</translation>
    </message>
    <message>
        <source>To the ear</source>
        <translation>עד האוזן</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>never spoken</source>
        <translation>לא נאמר</translation>
    </message>
    <message>
        <source>▲ %1 over</source>
        <translation>▲ %1 חורג</translation>
    </message>
    <message>
        <source>operator</source>
        <translation>נציג</translation>
    </message>
    <message>
        <source>greeting</source>
        <translation>ברכת פתיחה</translation>
    </message>
    <message>
        <source>Turn %1, at %2 of the call</source>
        <translation>תור %1, בזמן %2 בשיחה</translation>
    </message>
    <message>
        <source>%1 %2: %3</source>
        <translation>%1 %2: %3</translation>
    </message>
    <message>
        <source>Unaccounted: %1</source>
        <translation>לא משויך: %1</translation>
    </message>
    <message>
        <source>Voice to voice: %1</source>
        <translation>מקול לקול: %1</translation>
    </message>
    <message>
        <source>Until the caller heard it: %1</source>
        <translation>עד שהמתקשר שמע: %1</translation>
    </message>
    <message>
        <source>Over the budget of %1</source>
        <translation>מעל התקציב (%1)</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>לא ידוע</translation>
    </message>
    <message>
        <source>unaccounted</source>
        <translation>לא משויך</translation>
    </message>
    <message>
        <source>no speech</source>
        <translation>אין דיבור</translation>
    </message>
    <message>
        <source>Not counted, nobody had spoken before: %1</source>
        <translation>לא נספר, אף אחד לא דיבר לפני כן: %1</translation>
    </message>
</context>
<context>
    <name>callscope::ui::LatencyPage</name>
    <message numerus="yes">
        <source>▲ %n turn(s) over budget</source>
        <translation>
            <numerusform>▲ תור אחד מעל התקציב</numerusform>
            <numerusform>▲ %n תורים מעל התקציב</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Budget</source>
        <translation>&amp;תקציב</translation>
    </message>
    <message>
        <source> ms</source>
        <translation>‎ ms</translation>
    </message>
    <message>
        <source>Budget for voice to voice</source>
        <translation>תקציב ההשהיה מקול לקול</translation>
    </message>
    <message>
        <source>Stages as columns</source>
        <translation>השלבים כעמודות</translation>
    </message>
    <message>
        <source>Turns and their latency</source>
        <translation>התורים וההשהיה שלהם</translation>
    </message>
    <message>
        <source>Percentiles of each stage</source>
        <translation>האחוזונים של כל שלב</translation>
    </message>
    <message>
        <source>The bot has not answered in this call yet.</source>
        <translation>הבוט עדיין לא ענה בשיחה הזאת.</translation>
    </message>
    <message>
        <source>No call is selected. Choose one in the list of calls to see where its time goes.</source>
        <translation>לא נבחרה שיחה. יש לבחור שיחה ברשימת השיחות כדי לראות לאן הולך בה הזמן.</translation>
    </message>
</context>
<context>
    <name>callscope::ui::LevelMeter</name>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
</context>
<context>
    <name>callscope::ui::LineBox</name>
    <message>
        <source>What the telephone line does to the sound</source>
        <translation>מה קו הטלפון עושה לשמע</translation>
    </message>
    <message>
        <source>Echo</source>
        <translation>הד</translation>
    </message>
    <message>
        <source> dB</source>
        <translation>‎ dB</translation>
    </message>
    <message>
        <source>Level of the echo</source>
        <translation>עוצמת ההד</translation>
    </message>
    <message>
        <source> ms</source>
        <translation>‎ ms</translation>
    </message>
    <message>
        <source>Delay of the echo</source>
        <translation>עיכוב ההד</translation>
    </message>
    <message>
        <source>White noise on the caller&apos;s side, RMS on the 16-bit scale</source>
        <translation>רעש לבן בצד של המתקשר, RMS בסולם של 16 ביט</translation>
    </message>
    <message>
        <source>Each message is late by up to that much</source>
        <translation>האיחור המרבי של כל הודעה</translation>
    </message>
    <message>
        <source> %</source>
        <translation>%</translation>
    </message>
    <message>
        <source>Messages with sound that are lost on the way</source>
        <translation>הודעות שמע שאובדות בדרך</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>רעש</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>ריצוד</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>אובדן</translation>
    </message>
    <message>
        <source>Line: echo, noise, jitter, loss</source>
        <translation>הקו: הד, רעש, ריצוד, אובדן</translation>
    </message>
</context>
<context>
    <name>callscope::ui::ListenBar</name>
    <message>
        <source>Play or pause</source>
        <translation>ניגון או עצירה</translation>
    </message>
    <message>
        <source>Back 5 seconds</source>
        <translation>5 שניות אחורה</translation>
    </message>
    <message>
        <source>Forward 5 seconds</source>
        <translation>5 שניות קדימה</translation>
    </message>
    <message>
        <source>Listen live</source>
        <translation>האזנה חיה</translation>
    </message>
    <message>
        <source>Place in the call</source>
        <translation>מיקום בשיחה</translation>
    </message>
    <message>
        <source>Speed of playback</source>
        <translation>מהירות הניגון</translation>
    </message>
    <message>
        <source>%1 s behind</source>
        <translation>בפיגור של %1 שניות</translation>
    </message>
</context>
<context>
    <name>callscope::ui::MainWindow</name>
    <message>
        <source>Callscope</source>
        <translation>Callscope</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>אירועים</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>בקשות</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>תקינות</translation>
    </message>
    <message>
        <source>The gateway does not run.</source>
        <translation>השער אינו פועל.</translation>
    </message>
    <message>
        <source>%1 was opened, but not all of it could be read:</source>
        <translation>הקובץ %1 נפתח, אבל לא היה אפשר לקרוא את כולו:</translation>
    </message>
    <message>
        <source>Open a recorded call</source>
        <translation>פתיחת שיחה מוקלטת</translation>
    </message>
    <message>
        <source>Records of calls (*.jsonl *.wav);;All files (*)</source>
        <translation>שיחות מוקלטות (*.jsonl *.wav);;כל הקבצים (*)</translation>
    </message>
    <message numerus="yes">
        <source>%n calls are running. Closing the window ends them.</source>
        <translation>
            <numerusform>יש שיחה פעילה אחת. סגירת החלון מסיימת אותה.</numerusform>
            <numerusform>יש %n שיחות פעילות. סגירת החלון מסיימת אותן.</numerusform>
        </translation>
    </message>
    <message>
        <source>End the calls and close</source>
        <translation>סיום השיחות וסגירה</translation>
    </message>
    <message>
        <source>Keep the window</source>
        <translation>השארת החלון פתוח</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>תמלול</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>השהיה</translation>
    </message>
    <message>
        <source>There is no finished record of this call: select a call that has ended, and record calls.</source>
        <translation>אין תיעוד גמור של השיחה הזו: יש לבחור שיחה שהסתיימה, ולהפעיל תיעוד שיחות.</translation>
    </message>
    <message>
        <source>GO/NO-GO</source>
        <translation>בדיקת GO/NO-GO</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>אבחנה</translation>
    </message>
</context>
<context>
    <name>callscope::ui::NameValueModel</name>
    <message>
        <source>%1 (query)</source>
        <translation>%1 (query)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>שם</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>ערך</translation>
    </message>
</context>
<context>
    <name>callscope::ui::NameValueTable</name>
    <message>
        <source>Copy names and values</source>
        <translation>העתקת שמות וערכים</translation>
    </message>
</context>
<context>
    <name>callscope::ui::NoticeBar</name>
    <message>
        <source>Notice</source>
        <translation>הודעה</translation>
    </message>
    <message>
        <source>Dismiss the notice</source>
        <translation>סגירת ההודעה</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>סגירה</translation>
    </message>
    <message numerus="yes">
        <source>and %n before</source>
        <translation>
            <numerusform>ועוד אחת לפניה</numerusform>
            <numerusform>ועוד %n לפניה</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callscope::ui::OperatorBar</name>
    <message>
        <source>Sentence for the caller</source>
        <translation>משפט למתקשר</translation>
    </message>
    <message>
        <source>Say</source>
        <translation>השמעה</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>ניתוק</translation>
    </message>
    <message>
        <source>Hang up now</source>
        <translation>ניתוק עכשיו</translation>
    </message>
    <message>
        <source>Ends the call at once.</source>
        <translation>השיחה מסתיימת מיד.</translation>
    </message>
    <message>
        <source>Say to the caller</source>
        <translation>השמעת משפט למתקשר</translation>
    </message>
    <message>
        <source>Hang up…</source>
        <translation>ניתוק…</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>החזרה לבוט</translation>
    </message>
    <message>
        <source>Mute the bot</source>
        <translation>השתקת הבוט</translation>
    </message>
    <message>
        <source>Give the call back to the bot</source>
        <translation>החזרת השיחה לבוט</translation>
    </message>
    <message>
        <source>Let the bot answer the caller again</source>
        <translation>הבוט ישוב לענות למתקשר</translation>
    </message>
    <message>
        <source>Let the bot answer nothing</source>
        <translation>הבוט לא יענה על דבר</translation>
    </message>
    <message>
        <source>Say to the caller…</source>
        <translation>מה לומר למתקשר…</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>השארה</translation>
    </message>
    <message>
        <source>Does not end the call.</source>
        <translation>השיחה אינה מסתיימת.</translation>
    </message>
</context>
<context>
    <name>callscope::ui::PreferencesPane</name>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;שפה</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>&amp;מראה</translation>
    </message>
    <message>
        <source>&amp;Font size</source>
        <translation>&amp;גודל הגופן</translation>
    </message>
    <message>
        <source>Latency &amp;budget</source>
        <translation>&amp;תקציב ההשהיה</translation>
    </message>
    <message>
        <source>&amp;Sound device</source>
        <translation>&amp;התקן שמע</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>לפי סביבת העבודה</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>בהיר</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>כהה</translation>
    </message>
    <message>
        <source> ms</source>
        <translation>‎ ms</translation>
    </message>
    <message>
        <source>Turns that take longer, from the caller&apos;s last word to the bot&apos;s first, are marked.</source>
        <translation>תורים שאורכים יותר מזה, מהמילה האחרונה של המתקשר עד המילה הראשונה של הבוט, מסומנים.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>לפי המערכת</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
</context>
<context>
    <name>callscope::ui::RecentFiles</name>
    <message>
        <source>No recording was opened yet</source>
        <translation>עדיין לא נפתחו הקלטות</translation>
    </message>
</context>
<context>
    <name>callscope::ui::RequestDetail</name>
    <message>
        <source>Parameters of the request</source>
        <translation>הפרמטרים של הבקשה</translation>
    </message>
    <message>
        <source>Headers of the request</source>
        <translation>כותרות הבקשה</translation>
    </message>
    <message>
        <source>Headers of the answer</source>
        <translation>כותרות התשובה</translation>
    </message>
    <message>
        <source>Body of the answer</source>
        <translation>גוף התשובה</translation>
    </message>
    <message>
        <source>The answer has no body, or none was kept.</source>
        <translation>לתשובה אין גוף, או שהוא לא נשמר.</translation>
    </message>
    <message>
        <source>The request has no parameters, or none were kept.</source>
        <translation>לבקשה אין פרמטרים, או שהם לא נשמרו.</translation>
    </message>
    <message>
        <source>No headers were kept.</source>
        <translation>לא נשמרו כותרות.</translation>
    </message>
    <message>
        <source>%1 ↻ resent</source>
        <translation>%1 ↻ נשלחה שוב</translation>
    </message>
    <message numerus="yes">
        <source>Parameters (%n)</source>
        <translation>
            <numerusform>פרמטרים (%n)</numerusform>
            <numerusform>פרמטרים (%n)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Headers (%n)</source>
        <translation>
            <numerusform>כותרות (%n)</numerusform>
            <numerusform>כותרות (%n)</numerusform>
        </translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>תשובה</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>שדות</translation>
    </message>
</context>
<context>
    <name>callscope::ui::RequestModel</name>
    <message>
        <source>Time</source>
        <translation>זמן</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>בקשה</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>נתיב</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>סטטוס</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>חתימה</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>שיחה</translation>
    </message>
    <message>
        <source>%1, resent</source>
        <translation>%1, נשלחה שוב</translation>
    </message>
    <message>
        <source>valid</source>
        <translation>תקינה</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>שגויה</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>חסרה</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>לא נבדקה</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>לא ידועה</translation>
    </message>
</context>
<context>
    <name>callscope::ui::RequestsPage</name>
    <message>
        <source>Selected call</source>
        <translation>השיחה שנבחרה</translation>
    </message>
    <message>
        <source>All calls</source>
        <translation>כל השיחות</translation>
    </message>
    <message>
        <source>Whose requests are shown</source>
        <translation>של אילו שיחות מוצגות הבקשות</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>בקשות</translation>
    </message>
    <message>
        <source>Copy as cURL</source>
        <translation>העתקה כ־cURL</translation>
    </message>
    <message>
        <source>Copy body</source>
        <translation>העתקת הגוף</translation>
    </message>
    <message>
        <source>Send again…</source>
        <translation>שליחה חוזרת…</translation>
    </message>
    <message>
        <source>Choose a request to see what was asked and what was answered.</source>
        <translation>יש לבחור בקשה כדי לראות מה נשאל ומה נענה.</translation>
    </message>
    <message>
        <source>Choose a request of Twilio&apos;s first.</source>
        <translation>יש לבחור קודם בקשה של Twilio.</translation>
    </message>
    <message>
        <source>A recorded request cannot be sent again: its gateway is not running here.</source>
        <translation>אי אפשר לשלוח שוב בקשה מוקלטת: השער שלה אינו פועל כאן.</translation>
    </message>
    <message>
        <source>This request cannot be sent again: only webhooks are kept with their parameters.</source>
        <translation>אי אפשר לשלוח את הבקשה הזאת שוב: רק בקשות Webhook נשמרות עם הפרמטרים שלהן.</translation>
    </message>
    <message>
        <source>There is no gateway to send it to.</source>
        <translation>אין שער שאפשר לשלוח אליו את הבקשה.</translation>
    </message>
    <message>
        <source>Sends this %1 to the gateway once more, after you have confirmed it.</source>
        <translation>שליחת בקשת ה־%1 הזאת לשער פעם נוספת, לאחר אישור.</translation>
    </message>
    <message>
        <source>No requests yet. They appear as soon as Twilio, or a test call, asks this gateway.</source>
        <translation>אין עדיין בקשות. הן יופיעו ברגע שתגיע לשער הזה פנייה מ־Twilio או משיחת בדיקה.</translation>
    </message>
    <message>
        <source>Select a call to see its webhooks, or show all calls.</source>
        <translation>יש לבחור שיחה כדי לראות את בקשות ה־Webhook שלה, או להציג את כל השיחות.</translation>
    </message>
    <message>
        <source>This call has no requests.</source>
        <translation>לשיחה הזאת אין בקשות.</translation>
    </message>
    <message>
        <source>Send the request again?</source>
        <translation>לשלוח את הבקשה שוב?</translation>
    </message>
    <message>
        <source>Send %1 to the gateway once more?</source>
        <translation>לשלוח את %1 לשער פעם נוספת?</translation>
    </message>
    <message>
        <source>It is signed anew with the gateway&apos;s own token and marked as resent. The gateway acts on it as if Twilio had sent it: a call may be announced, ended or recorded again.</source>
        <translation>הבקשה נחתמת מחדש ב־token של השער עצמו ומסומנת כבקשה שנשלחה שוב. השער פועל לפיה כאילו Twilio שלחה אותה: ייתכן ששיחה תדווח, תסתיים או תוקלט שוב.</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>שליחה חוזרת</translation>
    </message>
</context>
<context>
    <name>callscope::ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>הגדרות</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>הממשק</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>השער</translation>
    </message>
</context>
<context>
    <name>callscope::ui::SettingsModel</name>
    <message>
        <source>Setting</source>
        <translation>הגדרה</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>ערך</translation>
    </message>
    <message>
        <source>Set by</source>
        <translation>מקור הערך</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>משמעות</translation>
    </message>
</context>
<context>
    <name>callscope::ui::ShortcutEditor</name>
    <message>
        <source>New keys</source>
        <translation>מקשים חדשים</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>קביעה</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>ברירת מחדל</translation>
    </message>
    <message>
        <source>Give the action its first keys again</source>
        <translation>החזרת המקשים המקוריים לפעולה</translation>
    </message>
    <message>
        <source>Choose an action to change its keys.</source>
        <translation>בחרו פעולה כדי לשנות את מקשיה.</translation>
    </message>
    <message>
        <source>%1 belongs to &quot;%2&quot;. Give that other keys first, or choose others here.</source>
        <translation>המקשים %1 שייכים ל„%2”. תנו לה קודם מקשים אחרים, או בחרו כאן אחרים.</translation>
    </message>
    <message>
        <source>%1 belongs to &quot;%2&quot; now. Give that other keys first.</source>
        <translation>המקשים %1 שייכים כעת ל„%2”. תנו לה קודם מקשים אחרים.</translation>
    </message>
</context>
<context>
    <name>callscope::ui::ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>קיצורי מקלדת</translation>
    </message>
    <message>
        <source>Search actions and keys</source>
        <translation>חיפוש פעולות ומקשים</translation>
    </message>
    <message>
        <source>Search shortcuts</source>
        <translation>חיפוש קיצורים</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>קיצורים</translation>
    </message>
    <message>
        <source>Nothing fits the search.</source>
        <translation>אין דבר שמתאים לחיפוש.</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>פעולה</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>מקשים</translation>
    </message>
</context>
<context>
    <name>callscope::ui::SoundBanner</name>
    <message>
        <source>Dismiss</source>
        <translation>סגירה</translation>
    </message>
    <message>
        <source>Dismiss this notice</source>
        <translation>סגירת ההודעה</translation>
    </message>
    <message>
        <source>The chosen sound device is not there. You hear it on %1 until it comes back.</source>
        <translation>התקן השמע שנבחר אינו מחובר. השמע מושמע דרך %1 עד שההתקן יחזור.</translation>
    </message>
    <message>
        <source>No sound device. Trying again every 2 s.</source>
        <translation>אין התקן שמע. ניסיון נוסף מתבצע כל 2 שניות.</translation>
    </message>
    <message>
        <source>The sound device %1 was lost. Trying again.</source>
        <translation>התקן השמע %1 אבד. מתבצע ניסיון נוסף.</translation>
    </message>
    <message>
        <source>The sound device %1 does not take stereo sound. Choose another one.</source>
        <translation>התקן השמע %1 אינו תומך בשמע סטריאו. יש לבחור התקן אחר.</translation>
    </message>
</context>
<context>
    <name>callscope::ui::StatusLine</name>
    <message>
        <source>Copy the gateway&apos;s address</source>
        <translation>העתקת כתובת השער</translation>
    </message>
    <message>
        <source>Gateway address</source>
        <translation>כתובת השער</translation>
    </message>
    <message>
        <source>Show the warnings</source>
        <translation>הצגת האזהרות</translation>
    </message>
    <message>
        <source>The gateway is starting…</source>
        <translation>השער עולה…</translation>
    </message>
    <message>
        <source>The gateway listens on</source>
        <translation>השער מאזין בכתובת</translation>
    </message>
    <message>
        <source>The gateway does not run:</source>
        <translation>השער אינו פועל:</translation>
    </message>
    <message>
        <source>Without a gateway: recordings only</source>
        <translation>בלי שער: הקלטות בלבד</translation>
    </message>
    <message>
        <source>deploy %1</source>
        <translation>פריסה %1</translation>
    </message>
    <message numerus="yes">
        <source>%n warnings</source>
        <translation>
            <numerusform>אזהרה אחת</numerusform>
            <numerusform>%n אזהרות</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callscope::ui::StepModel</name>
    <message>
        <source>Webhook answered</source>
        <translation>ה־Webhook נענה</translation>
    </message>
    <message>
        <source>TwiML read</source>
        <translation>ה־TwiML נקרא</translation>
    </message>
    <message>
        <source>Media stream connected</source>
        <translation>זרם המדיה התחבר</translation>
    </message>
    <message>
        <source>Media stream started</source>
        <translation>זרם המדיה התחיל</translation>
    </message>
    <message>
        <source>First sound heard</source>
        <translation>הצליל הראשון נשמע</translation>
    </message>
    <message>
        <source>Twilio error %1</source>
        <translation>שגיאת Twilio מספר %1</translation>
    </message>
    <message>
        <source>Call answered</source>
        <translation>השיחה נענתה</translation>
    </message>
    <message>
        <source>Call ended</source>
        <translation>השיחה הסתיימה</translation>
    </message>
    <message>
        <source>The caller&apos;s turn %1</source>
        <translation>תור %1 של המתקשר</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>נענה</translation>
    </message>
    <message>
        <source>done</source>
        <translation>בוצע</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>נכשל</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>בהמתנה</translation>
    </message>
    <message>
        <source>speaking</source>
        <translation>מדבר</translation>
    </message>
    <message>
        <source>%1; the bot fell silent after %2</source>
        <translation>%1; הבוט השתתק אחרי %2</translation>
    </message>
    <message>
        <source>%1; into the bot&apos;s words</source>
        <translation>%1; תוך כדי דברי הבוט</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>זמן</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>שלב</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>תוצאה</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>משך</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>פירוט</translation>
    </message>
    <message>
        <source>Twilio warning %1</source>
        <translation>אזהרת Twilio מספר %1</translation>
    </message>
    <message>
        <source>warned</source>
        <translation>אזהרה</translation>
    </message>
</context>
<context>
    <name>callscope::ui::SummaryModel</name>
    <message>
        <source>Stage</source>
        <translation>שלב</translation>
    </message>
    <message>
        <source>Call p50</source>
        <translation>שיחה, ⁦p50⁩</translation>
    </message>
    <message>
        <source>Call p95</source>
        <translation>שיחה, ⁦p95⁩</translation>
    </message>
    <message>
        <source>All p50</source>
        <translation>הכול, ⁦p50⁩</translation>
    </message>
    <message>
        <source>All p95</source>
        <translation>הכול, ⁦p95⁩</translation>
    </message>
    <message>
        <source>Voice to voice</source>
        <translation>מקול לקול</translation>
    </message>
    <message>
        <source>From the caller&apos;s last word to the reply&apos;s first sound to Twilio.</source>
        <translation>מהמילה האחרונה של המתקשר עד שהצליל הראשון של התשובה יוצא אל Twilio.</translation>
    </message>
    <message numerus="yes">
        <source>Of %n turn(s)</source>
        <translation>
            <numerusform>מתוך תור אחד</numerusform>
            <numerusform>מתוך %n תורים</numerusform>
        </translation>
    </message>
    <message>
        <source>No turn has told it yet.</source>
        <translation>אין עדיין תור שבו זה נמדד.</translation>
    </message>
    <message>
        <source>%1, over budget</source>
        <translation>%1, מעל התקציב</translation>
    </message>
    <message>
        <source>▲ %1</source>
        <translation>▲ %1</translation>
    </message>
    <message>
        <source>Over budget</source>
        <translation>מעל התקציב</translation>
    </message>
</context>
<context>
    <name>callscope::ui::TestCallDialog</name>
    <message>
        <source>Place a test call</source>
        <translation>שיחת בדיקה</translation>
    </message>
    <message>
        <source>&amp;Place call</source>
        <translation>&amp;ביצוע השיחה</translation>
    </message>
    <message>
        <source>&amp;Hang up</source>
        <translation>&amp;ניתוק</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;סגירה</translation>
    </message>
    <message>
        <source>What happens in the call</source>
        <translation>מה קורה בשיחה</translation>
    </message>
    <message>
        <source>Who is speaking</source>
        <translation>מי מדבר</translation>
    </message>
    <message>
        <source>How the call went</source>
        <translation>איך עברה השיחה</translation>
    </message>
    <message>
        <source>A caller made here calls the gateway as Twilio does. What happens is shown here, step by step.</source>
        <translation>מתקשר שנוצר כאן פונה לשער כפי ש־Twilio פונה אליו. מה שקורה מוצג כאן, שלב אחר שלב.</translation>
    </message>
    <message>
        <source>● Both speak at once.</source>
        <translation>● שני הצדדים מדברים בו־זמנית.</translation>
    </message>
    <message>
        <source>● The caller speaks.</source>
        <translation>● המתקשר מדבר.</translation>
    </message>
    <message>
        <source>● The bot speaks, the caller listens.</source>
        <translation>● הבוט מדבר, המתקשר מקשיב.</translation>
    </message>
    <message>
        <source>○ Nobody speaks.</source>
        <translation>○ אף אחד אינו מדבר.</translation>
    </message>
    <message>
        <source>✓ A good call of %1.</source>
        <translation>✓ שיחה תקינה באורך %1.</translation>
    </message>
    <message>
        <source>✗ Not a good call.</source>
        <translation>✗ השיחה אינה תקינה.</translation>
    </message>
</context>
<context>
    <name>callscope::ui::TestCallForm</name>
    <message>
        <source>&amp;Gateway</source>
        <translation>ש&amp;ער</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;ממספר</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>&amp;למספר</translation>
    </message>
    <message>
        <source>&amp;Sound file</source>
        <translation>&amp;קובץ שמע</translation>
    </message>
    <message>
        <source>&amp;Microphone</source>
        <translation>מיקר&amp;ופון</translation>
    </message>
    <message>
        <source>Sound file that the caller says</source>
        <translation>קובץ השמע שהמתקשר משמיע</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>ע&amp;יון…</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>מיקרופון</translation>
    </message>
    <message>
        <source>Barge &amp;in after</source>
        <translation>ק&amp;טיעה אחרי</translation>
    </message>
    <message>
        <source>The caller speaks that long after the bot began, and does not wait for its end.</source>
        <translation>המתקשר מתחיל לדבר כשחלף הזמן הזה מאז שהבוט התחיל, ואינו מחכה שיסיים.</translation>
    </message>
    <message>
        <source> ms</source>
        <translation>‎ ms</translation>
    </message>
    <message>
        <source>Milliseconds until the caller barges in</source>
        <translation>מספר אלפיות השנייה עד שהמתקשר קוטע את הבוט</translation>
    </message>
    <message>
        <source>What the caller says</source>
        <translation>מה המתקשר אומר</translation>
    </message>
    <message>
        <source>Sound files (%1);;All files (%2)</source>
        <translation>קובצי שמע (%1);;כל הקבצים (%2)</translation>
    </message>
    <message>
        <source>There is no microphone. Plug one in and choose it again, or choose a sound file.</source>
        <translation>אין מיקרופון. יש לחבר מיקרופון ולבחור בו שוב, או לבחור קובץ שמע.</translation>
    </message>
    <message>
        <source>There is no sound file %1. Choose another one, or leave the field empty for a caller who only listens.</source>
        <translation>אין קובץ שמע %1. יש לבחור קובץ אחר, או להשאיר את השדה ריק כדי שהמתקשר רק יקשיב.</translation>
    </message>
    <message>
        <source>The gateway&apos;s address is not a URL. Write one such as %1.</source>
        <translation>כתובת השער אינה URL. יש לכתוב כתובת כגון %1.</translation>
    </message>
    <message>
        <source>“%1” is not a phone number. Write one such as %2.</source>
        <translation>הערך ״%1״ אינו מספר טלפון. יש לכתוב מספר כגון %2.</translation>
    </message>
    <message>
        <source>No microphone</source>
        <translation>אין מיקרופון</translation>
    </message>
</context>
<context>
    <name>callscope::ui::TimelineModel</name>
    <message>
        <source>Operator speaks</source>
        <translation>הנציג מדבר</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>זמן</translation>
    </message>
    <message>
        <source>What</source>
        <translation>סוג</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>טקסט</translation>
    </message>
</context>
<context>
    <name>callscope::ui::TimelinePage</name>
    <message>
        <source>Follow live</source>
        <translation>מעקב חי</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>הגדלה</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>הקטנה</translation>
    </message>
    <message>
        <source>Show the whole call</source>
        <translation>הצגת השיחה כולה</translation>
    </message>
    <message>
        <source>Previous turn</source>
        <translation>התור הקודם</translation>
    </message>
    <message>
        <source>Next turn</source>
        <translation>התור הבא</translation>
    </message>
    <message>
        <source>Timeline as a table</source>
        <translation>ציר הזמן כטבלה</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>ציר זמן</translation>
    </message>
    <message>
        <source>Nothing has happened yet: what is said and done in the selected call stands here.</source>
        <translation>עדיין לא קרה דבר: מה שנאמר ונעשה בשיחה שנבחרה מופיע כאן.</translation>
    </message>
</context>
<context>
    <name>callscope::ui::TimelineView</name>
    <message numerus="yes">
        <source>%n more here</source>
        <translation>
            <numerusform>עוד אחד כאן</numerusform>
            <numerusform>עוד %n כאן</numerusform>
        </translation>
    </message>
    <message>
        <source>Drag to move in time, Ctrl and wheel to zoom.</source>
        <translation>גרירה לתזוזה בזמן, Ctrl וגלגלת להגדלה ולהקטנה.</translation>
    </message>
    <message>
        <source>Timeline of the call</source>
        <translation>ציר הזמן של השיחה</translation>
    </message>
    <message>
        <source>Left and Right move in time, Up and Down go from item to item, Enter selects.</source>
        <translation>החצים שמאלה וימינה זזים בזמן, החצים למעלה ולמטה עוברים מפריט לפריט, Enter בוחר.</translation>
    </message>
    <message>
        <source>Select a call to see its sound and what happened in it.</source>
        <translation>יש לבחור שיחה כדי לראות את השמע שלה ומה קרה בה.</translation>
    </message>
    <message>
        <source>There is no sound of this call: it was not recorded, or is still being read.</source>
        <translation>אין שמע לשיחה הזאת: היא לא הוקלטה, או שהקובץ עדיין נקרא.</translation>
    </message>
    <message>
        <source>No sound yet: the call&apos;s media stream has not started.</source>
        <translation>אין עדיין שמע: זרם המדיה של השיחה לא התחיל.</translation>
    </message>
    <message>
        <source>No sound yet: the media stream runs, its first frames have not come.</source>
        <translation>אין עדיין שמע: זרם המדיה פועל, אבל הפריימים הראשונים שלו לא הגיעו.</translation>
    </message>
    <message>
        <source>No sound came in this call.</source>
        <translation>לא הגיע שמע בשיחה הזאת.</translation>
    </message>
</context>
<context>
    <name>callscope::ui::TranscriptModel</name>
    <message>
        <source>Caller</source>
        <translation>מתקשר</translation>
    </message>
    <message>
        <source>Bot</source>
        <translation>בוט</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>נציג</translation>
    </message>
    <message>
        <source>pressed %1</source>
        <translation>הקשה על %1</translation>
    </message>
    <message>
        <source>[unheard: %1]</source>
        <translation>[לא נשמע: %1]</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>nothing was understood</source>
        <translation>לא הובן דבר</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1, %2: %3</translation>
    </message>
    <message>
        <source>%1, %2, not final yet: %3</source>
        <translation>%1, %2, עדיין לא סופי: %3</translation>
    </message>
    <message>
        <source>%1, at %2 of the call</source>
        <translation>%1, בזמן %2 בשיחה</translation>
    </message>
    <message>
        <source>Turn %1</source>
        <translation>תור %1</translation>
    </message>
    <message>
        <source>Language: %1</source>
        <translation>שפה: %1</translation>
    </message>
    <message>
        <source>Confidence: %1</source>
        <translation>רמת ביטחון: %1</translation>
    </message>
    <message>
        <source>The caller never heard what is struck through.</source>
        <translation>המתקשר לא שמע את מה שמסומן בקו חוצה.</translation>
    </message>
    <message>
        <source>Versions before:</source>
        <translation>גרסאות קודמות:</translation>
    </message>
    <message>
        <source>unheard</source>
        <translation>לא נשמע</translation>
    </message>
</context>
<context>
    <name>callscope::ui::TranscriptPage</name>
    <message>
        <source>Find in the conversation</source>
        <translation>חיפוש בתמלול</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>ההתאמה הבאה</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>ההתאמה הקודמת</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>העתקה</translation>
    </message>
    <message>
        <source>Copy the whole conversation</source>
        <translation>העתקת התמלול כולו</translation>
    </message>
    <message>
        <source>No call is selected. Choose one in the list of calls to read what is said.</source>
        <translation>לא נבחרה שיחה. יש לבחור שיחה ברשימת השיחות כדי לקרוא מה נאמר בה.</translation>
    </message>
    <message>
        <source>Nothing has been said yet. What caller and bot say will form here.</source>
        <translation>עדיין לא נאמר דבר. מה שהמתקשר והבוט יאמרו ייכתב כאן.</translation>
    </message>
    <message>
        <source>Nothing was said in this call.</source>
        <translation>לא נאמר דבר בשיחה הזאת.</translation>
    </message>
    <message>
        <source>No call is selected.</source>
        <translation>לא נבחרה שיחה.</translation>
    </message>
    <message>
        <source>This is a recording: nobody is on the line.</source>
        <translation>זו הקלטה: אין אף אחד על הקו.</translation>
    </message>
    <message>
        <source>The call has ended.</source>
        <translation>השיחה הסתיימה.</translation>
    </message>
    <message>
        <source>The caller is not connected yet.</source>
        <translation>המתקשר עדיין לא מחובר.</translation>
    </message>
    <message>
        <source>The media stream broke off: nothing reaches the caller.</source>
        <translation>זרם המדיה נקטע: שום דבר לא מגיע למתקשר.</translation>
    </message>
    <message>
        <source>The media stream has ended: nothing reaches the caller.</source>
        <translation>זרם המדיה הסתיים: שום דבר לא מגיע למתקשר.</translation>
    </message>
</context>
<context>
    <name>callscope::ui::TranscriptSearch</name>
    <message>
        <source>Find in the conversation</source>
        <translation>חיפוש בתמלול</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>ההתאמה הקודמת</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>ההתאמה הבאה</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>סגירת החיפוש</translation>
    </message>
    <message>
        <source>no match</source>
        <translation>אין התאמה</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 מתוך %2</translation>
    </message>
</context>
<context>
    <name>callscope::ui::TranscriptView</name>
    <message>
        <source>Conversation</source>
        <translation>תמלול</translation>
    </message>
    <message numerus="yes">
        <source>▼ %n new</source>
        <translation>
            <numerusform>▼ אחד חדש</numerusform>
            <numerusform>▼ %n חדשים</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Go to the end: %n new</source>
        <translation>
            <numerusform>מעבר לסוף: אחד חדש</numerusform>
            <numerusform>מעבר לסוף: %n חדשים</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callscope::ui::VerdictPage</name>
    <message>
        <source>Copy the verdict</source>
        <translation>העתקת האבחנה</translation>
    </message>
    <message>
        <source>&amp;Proof</source>
        <translation>&amp;ראיות</translation>
    </message>
    <message>
        <source>Verdict on the call</source>
        <translation>האבחנה על השיחה</translation>
    </message>
    <message>
        <source>Cause and remedy</source>
        <translation>הסיבה והתיקון</translation>
    </message>
    <message>
        <source>Events that prove the verdict</source>
        <translation>האירועים שמוכיחים את האבחנה</translation>
    </message>
    <message>
        <source>No event proves a verdict yet.</source>
        <translation>עדיין אין אירוע שמוכיח אבחנה.</translation>
    </message>
    <message>
        <source>No call is selected. Choose one in the list of calls to see why it failed.</source>
        <translation>לא נבחרה שיחה. יש לבחור שיחה ברשימה כדי לראות למה היא נכשלה.</translation>
    </message>
</context>
</TS>
