export type LogLevel = 'error' | 'warning' | 'info' | 'debug' | 'unknown'

const WORDS: Record<string, LogLevel> = {
  critical: 'error',
  fatal: 'error',
  error: 'error',
  warning: 'warning',
  warn: 'warning',
  success: 'info',
  info: 'info',
  notice: 'info',
  debug: 'debug',
  trace: 'debug',
}

/**
 * The level that a line itself states; `unknown` when it states none. A word in the middle of a sentence says
 * nothing: only the places where loguru, uvicorn, Python and JSON loggers put the level are read.
 */
export function levelOf(line: string): LogLevel {
  const text = line.slice(0, 500).replace(ANSI, '')
  const word =
    // 2026-08-21 14:03:11.482 | WARNING  | module:function:12 - text
    /^\d{4}-\d\d-\d\d[T ][\d:.,]+\S* *\| *([A-Z]+) *\|/.exec(text)?.[1] ??
    // INFO:     127.0.0.1 - "POST /mcp HTTP/1.1" 200 OK
    /^([A-Z]{4,8}):\s/.exec(text)?.[1] ??
    // [08/21/26 14:03:11] INFO     text
    /^\[[\d/:. -]+\] +([A-Z]{4,8})\s/.exec(text)?.[1] ??
    // 2026-08-21 14:03:11,482 - name - ERROR - text
    /^\d{4}-\d\d-\d\d[T ][\d:.,]+\S* (?:- \S+ - )?\[?([A-Z]{4,8})\]?[\s:-]/.exec(text)?.[1] ??
    /^\{.*"(?:level|severity|levelname|severityText)" ?: ?"([A-Za-z]+)"/.exec(text)?.[1]

  if (word !== undefined) {
    const key = word.toLowerCase()
    return Object.hasOwn(WORDS, key) ? (WORDS[key] ?? 'unknown') : 'unknown'
  }
  return /^(Traceback \(most recent call last\):|[\w.]+(Error|Exception): )/.test(text) ? 'error' : 'unknown'
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what starts a colour
const ANSI = /\u001b\[[0-9;]*m/g
