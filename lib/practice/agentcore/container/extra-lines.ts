import { loguru, uvicorn } from '@/lib/practice/agentcore/container/container-log'
import type { Switches } from '@/lib/practice/wire/faults'

const NOISE = 400

/** Output that a log viewer has to survive: a lot of it, or such as tries to be more than text. */
export function extraLines(
  { noisyLogs, hostileLogs }: Pick<Switches, 'noisyLogs' | 'hostileLogs'>,
  now: number,
): string[] {
  const noise = Array.from({ length: noisyLogs ? NOISE : 0 }, (_, index) =>
    index % 25 === 24
      ? loguru(now, 'ERROR', 'core.aws.driver:interpret_command:88', `Attempt ${index} failed, retrying`)
      : uvicorn('INFO', `127.0.0.1:${41_000 + index} - "POST /mcp HTTP/1.1" 200 OK`),
  )
  return [...noise, ...(hostileLogs ? HOSTILE : [])]
}

const HOSTILE = [
  '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>',
  '\u001b[31mred\u001b[0m \u001b[1;44mbold on blue\u001b[0m \u001b]8;;https://example.com\u0007link\u001b]8;;\u0007',
  '\u001b[2J\u001b[H\u001b]0;new title\u0007cleared?',
  'right to left: \u202egnp.exe\u202c and zero\u200bwidth',
  'NUL \u0000 BEL \u0007 backspace \b\b\b carriage\rreturn',
  `long ${'x'.repeat(20_000)}`,
  'Traceback (most recent call last):\n  File "server.py", line 268, in call_aws_helper\nValueError: broken',
  '{"level":"error","message":"json \\u003cb\\u003e","nested":{"a":[1,2,3]}}',
  '\ud83d lone surrogate, and e\u0301 combining',
  '%s %d {} `id` $(id) ; <!-- --> &amp; -- =1+1',
]
