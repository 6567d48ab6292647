import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectLinear } from '@/lib/testing/growth'
import { levelOf } from '@/lib/troubles/text/level'
import { readLineHead } from '@/lib/troubles/text/line-head'

/** What a row shows of a line, with its level and its logger. */
function shown(text: string) {
  const { level, logger, start, end, message } = readLineHead(text)
  return [level, logger, message ?? text.slice(start, end)]
}

const TIME = '2026-11-29T10:00:00Z'

describe('the head of a line', () => {
  it.each<[string, string, string | undefined, string]>([
    ['2026-08-21 14:03:11.482 | INFO     | awslabs.server:call:268 - Done', 'info', 'awslabs.server:call:268', 'Done'],
    [
      'INFO:     127.0.0.1:46386 - "POST /mcp HTTP/1.1" 200 OK',
      'info',
      undefined,
      '127.0.0.1:46386 - "POST /mcp HTTP/1.1" 200 OK',
    ],
    ['2026-08-21 14:03:11,482 - app.db - CRITICAL - text', 'error', 'app.db', 'text'],
    ['2026-08-21 14:03:11,482 - WARNING - text', 'warning', undefined, 'text'],
    ['2026-08-21 14:03:11,482 INFO app: text', 'info', undefined, 'app: text'],
    ['2026-08-21 14:03:11,482 [ERROR] text', 'error', undefined, 'text'],
    ['[08/21/26 14:03:11] ERROR    boom                server.py:12', 'error', 'server.py:12', 'boom'],
    ['                    WARNING  slow                server.py:13', 'warning', 'server.py:13', 'slow'],
    ['DEBUG:root:starting', 'debug', 'root', 'starting'],
    ['time="2026-11-29T10:00:00Z" level=warn msg="disk nearly full"', 'warning', undefined, 'disk nearly full'],
    ['time=2026-11-29T10:00:00Z level=ERROR msg="no \\"x\\"" path=/a', 'error', undefined, 'no "x" path=/a'],
    ['ts=1764410000 lvl=info logger=app msg=up', 'info', 'app', 'up'],
    ['2026-11-29 10:00:00.123  WARN 1 --- [main] c.e.App : slow', 'warning', 'c.e.App', 'slow'],
    ['2026-11-29T10:00:00.123Z  INFO 1 --- [demo] [  main] c.e.App   : up', 'info', 'c.e.App', 'up'],
    ['10:00:00.123 [main] WARN  c.e.App - slow', 'warning', 'c.e.App', 'slow'],
    ['2026-11-29 10:00:00,123 ERROR [main] c.e.App (App.java:12) - slow', 'error', 'c.e.App', 'slow'],
    ['2026/11/29 10:00:00 [error] 7#7: *1 open() failed', 'error', undefined, '*1 open() failed'],
    ['[Sat Nov 29 10:00:00.123456 2026] [core:error] [pid 7] AH1: no', 'error', undefined, '[pid 7] AH1: no'],
    ['E1129 10:00:00.000000       7 main.go:10] boom', 'error', 'main.go:10', 'boom'],
    ['I0821 10:00:00.000000       7 a/b.go:10] up', 'info', 'a/b.go:10', 'up'],
    ['[2026-11-29T10:00:00Z WARN  app::net] retry', 'warning', 'app::net', 'retry'],
    ['2026-11-29T10:00:00.000000Z  WARN app::net: retry', 'warning', 'app::net', 'retry'],
    ['fail: Microsoft.AspNetCore.Server[13]', 'error', undefined, 'Microsoft.AspNetCore.Server[13]'],
    [
      'info: Microsoft.Hosting.Lifetime[14]\n      Now listening',
      'info',
      undefined,
      'Microsoft.Hosting.Lifetime[14]\n      Now listening',
    ],
    ['[ERROR] 2026-11-29T10:00:00.000Z 8c5e task failed', 'error', undefined, '8c5e task failed'],
    ['2026-11-29T10:00:00.000Z\t8c5e-1\tWARN\ttask slow', 'warning', undefined, 'task slow'],
    ['2026-11-29T10:00:00.000Z\terror\tmain\tcmd/main.go:12\tno\t{"a": 1}', 'error', 'main', 'no\t{"a": 1}'],
    ['[2026-11-29 10:00:00 +0000] [7] [INFO] Booting worker', 'info', undefined, 'Booting worker'],
    ['2026/11/29 10:00:00 WARN slow path=/x', 'warning', undefined, 'slow path=/x'],
    ['2026/11/29 10:00:00 listening on :8000', 'unknown', undefined, 'listening on :8000'],
    ['I, [2026-11-29T10:00:00.123456 #7]  INFO -- app: up', 'info', 'app', 'up'],
    ['[2026-11-29T10:00:00.000000+00:00] app.ERROR: no {"a":1} []', 'error', 'app', 'no {"a":1} []'],
    ['Nov 29, 2026 10:00:00 AM c.e.App main\nSEVERE: no', 'error', 'c.e.App', 'no'],
    ['WARNING: text', 'warning', undefined, 'text'],
    ['[10:00:00 ERR] text', 'error', undefined, 'text'],
    ['2026-11-29T10:00:00Z INF text', 'info', undefined, 'text'],
    ['[14:03:11.482] ERROR (app/7): text', 'error', undefined, 'text'],
    ['2026-11-29T10:00:00.000Z error: text', 'error', undefined, 'text'],
    ['<11>Nov 29 10:00:00 host app: text', 'error', undefined, 'Nov 29 10:00:00 host app: text'],
    [
      '<165>1 2026-11-29T10:00:00Z host app - - - text',
      'info',
      undefined,
      '1 2026-11-29T10:00:00Z host app - - - text',
    ],
    ['<4>text', 'warning', undefined, 'text'],
    [
      'panic: runtime error: index out of range [3]',
      'error',
      undefined,
      'panic: runtime error: index out of range [3]',
    ],
    ["thread 'main' panicked at src/main.rs:1:2:", 'error', undefined, "thread 'main' panicked at src/main.rs:1:2:"],
    ['Error: Cannot find module', 'error', undefined, 'Cannot find module'],
    ['npm error code E404', 'error', undefined, 'code E404'],
    ['warn: text', 'warning', undefined, 'text'],
    ['INFO  [2026-11-29 10:00:00,123] c.e.App: text', 'info', 'c.e.App', 'text'],
    ['PHP Fatal error:  Uncaught x', 'error', undefined, 'Uncaught x'],
    ['INFO:', 'info', undefined, 'INFO:'],
  ])('%j', (text, level, logger, message) => {
    expect(shown(text)).toEqual([level, logger, message])
  })

  it.each<[object, string, string | undefined, string | undefined]>([
    [{ level: 50, time: 1764410000000, pid: 7, msg: 'boom' }, 'error', undefined, 'boom'],
    [{ v: 0, level: 40, name: 'app', msg: 'careful' }, 'warning', 'app', 'careful'],
    [{ '@timestamp': TIME, 'log.level': 'error', message: 'x' }, 'error', undefined, 'x'],
    [{ '@timestamp': TIME, log: { level: 'warn' }, message: 'x' }, 'warning', undefined, 'x'],
    [{ timeUnixNano: '1', severityNumber: 17, body: { stringValue: 'x' } }, 'error', undefined, 'x'],
    [{ resource: {}, scope: { name: 'a.b' }, timeUnixNano: 1, severityText: 'INFO', body: 'up' }, 'info', 'a.b', 'up'],
    [{ timeUnixNano: 1, severityNumber: 9, body: { input: [1] } }, 'info', undefined, '{"input":[1]}'],
    [{ severity: 'WARNING', message: 'x' }, 'warning', undefined, 'x'],
    [{ lvl: 'dbg', msg: 'x' }, 'debug', undefined, 'x'],
    [{ timestamp: TIME, levelname: 'CRITICAL', name: 'app', message: 'x' }, 'error', 'app', 'x'],
    [{ event: 'started', level: 'info', timestamp: TIME }, 'info', undefined, 'started'],
    [{ timestamp: TIME, level: 'WARN', fields: { message: 'slow' }, target: 'a' }, 'warning', 'a', 'slow'],
    [{ EventId: 0, LogLevel: 'Error', Category: 'C', Message: 'x' }, 'error', 'C', 'x'],
    [{ '@t': TIME, '@mt': 'x', '@l': 'Warning' }, 'warning', undefined, 'x'],
    [{ version: '1.1', host: 'h', short_message: 'x', level: 3 }, 'error', undefined, 'x'],
    [{ message: 'x', context: {}, level: 400, level_name: 'ERROR', channel: 'app' }, 'error', 'app', 'x'],
    [{ text: 'a', record: { level: { name: 'INFO', no: 20 }, message: 'x', name: 'm' } }, 'info', 'm', 'x'],
    [{ time: TIME, level: 'ERROR+2', msg: 'x' }, 'error', undefined, 'x'],
    [{ timestamp: TIME, message: 'x' }, 'unknown', undefined, 'x'],
  ])('%j', (record, level, logger, message) => {
    const head = readLineHead(JSON.stringify(record))
    expect([head.level, head.logger, head.message]).toEqual([level, logger, message])
  })
})

describe('a line that states no level', () => {
  it.each([
    'there was no error at all',
    'ERRORS are listed below',
    'ERROR_COUNT=3',
    'GET /error 200',
    'error handling is on',
    'Errors: 0',
    'info',
    'INFO about the server',
    'warning signs',
    'level of detail=error',
    'a=1 b=2',
    'url=http://x/?level=error ok',
    'msg="level=error" a=b',
    'E1129 is a code',
    'E, see above',
    '<1>',
    '<div>error</div>',
    '<999>1 2026-11-29 x',
    '[error-handler] ready',
    '[errors] 3',
    'panic button pressed',
    'fail: see below',
    'crit: Hit[x]',
    '2026-11-29 error rates went up',
    '2026-11-29T10:00:00Z error rates went up',
    '2026-11-29 10:00:00 ERROR_COUNT=3',
    '2026-11-29 10:00:00 a - b - c',
    '10:00:00 ERROR',
    '{"level":30,"name":"dungeon"}',
    '{"level":50}',
    '{"level":"high"}',
    '{"error":"x","status":500}',
    '{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"error","data":"x"}}',
    '{"data":{"level":"error"}}',
    '{"message":"level: error"}',
    '{"severityNumber":17}',
    '[{"level":"error","message":"x"}]',
    '{not json "level":"high"}',
    '    raise ValueError("x")',
    'the 404 ERROR: x',
  ])('%s', (text) => {
    expect(levelOf(text)).toBe('unknown')
  })

  it('has none for prose, whatever level it speaks of', () => {
    const words = fc.constantFrom(
      'the',
      'error',
      'warning',
      'ERROR',
      'info',
      'failed',
      'was',
      'level',
      'debug',
      'of',
      '3',
    )
    fc.assert(
      fc.property(fc.constantFrom('a', 'the', 'no', 'some', '42'), fc.array(words, { minLength: 2 }), (first, rest) => {
        expect(levelOf([first, ...rest].join(' '))).toBe('unknown')
      }),
    )
  })
})

describe('what is shown of any line', () => {
  const line = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .array(fc.constantFrom('INFO', ' ', ':', '-', '|', '[', ']', '2026-11-29T10:00:00Z', 'level=', '"', 'x', '\t'))
      .map((parts) => parts.join('')),
  )

  it('is the end of it, and never nothing', () => {
    fc.assert(
      fc.property(line, (text) => {
        const { start, end, message } = readLineHead(text)
        expect(start).toBeGreaterThanOrEqual(0)
        if (text.trim() !== '') {
          expect((message ?? text.slice(start, end)).trim()).not.toBe('')
        }
      }),
    )
  })

  it.each([
    ['level=', ''],
    ['a=b ', ''],
    ['a="\\"', ''],
    ['{"level":', ''],
    ['2026-11-29T10:00:00Z ', ''],
    ['INFO ', ' - '],
    ['INFO:  .py:1  ', 'x'],
    ['[', ']'],
  ])('is read once: %j', (piece, behind) => {
    expectLinear(readLineHead, (length) => piece.repeat(Math.ceil(length / piece.length)) + behind)
  })
})
