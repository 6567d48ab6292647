import type { LogLevel } from '@/lib/troubles/text/level-words'
import { unwrapped } from '@/lib/troubles/text/rich'

const TEXT_LIMIT = 20_000

/** How a message reads: no colours, JSON escapes undone, white space made single, the source column of Rich gone. */
export function readable(text: string): string {
  const plain = unwrapped(text.slice(0, TEXT_LIMIT).replace(ESCAPES, '')).replace(SOURCE_COLUMN, '')
  return unescaped(plain).replace(/\s+/g, ' ').trim()
}

/** True for a line that begins a message of its own: what loguru, uvicorn, Python loggers, Rich and JSON loggers begin with. */
export function beginsMessage(text: string): boolean {
  return HEAD.test(withoutColours(text.slice(0, 200)))
}

/** True for a line that only belongs to the one before: indented, empty, or in between two tracebacks. */
export function continuesMessage(text: string): boolean {
  return /^(\s|$|\)|\}|\|)|^(During handling of the above|The above exception was)/.test(text)
}

export function opensTraceback(text: string): boolean {
  return /Traceback \(most recent call last\)/.test(text)
}

/** The exception that a traceback ends with. Frames are indented, so it is at the start of a line. */
export function exceptionOf(text: string): string | undefined {
  const clean = text
    .slice(0, TEXT_LIMIT)
    .replace(ESCAPES, '')
    .replace(/\\r?\\n|\\n/g, '\n')
  return [...clean.matchAll(EXCEPTION)].at(-1)?.[1]
}

/** The server repeats commands before it runs them; what is in a command says nothing about the server. An error that quotes one does. */
export function isEcho(text: string, level: LogLevel): boolean {
  return level !== 'error' && level !== 'warning' && ECHO.test(text)
}

/** A terminal's colours and links taken out. */
export function withoutColours(text: string): string {
  return text.replace(ESCAPES, '')
}

function unescaped(text: string): string {
  return text.includes('\\') ? text.replace(/(?<!\\)\\+(["'`/])/g, '$1').replace(/(?<!\\)\\+[nrt]/g, ' ') : text
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what starts a colour
const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\))/g
/** Rich ends a line with `server.py:123`, in the middle of a sentence that goes on below. */
const SOURCE_COLUMN = /(?<![ \t])[ \t]{2,}[\w./-]+\.py:\d+[ \t]*$/gm
const HEAD =
  /^(?:\d{4}-\d\d-\d\d[T ]\d|\[\d\d\/\d\d\/\d\d |\[\d{10,}\] |(?:DEBUG|INFO|WARNING|ERROR|CRITICAL|FATAL):? +\S|\{)/
const EXCEPTION =
  /^(?:[ \t]*[|+][ \t|+-]*)?((?:[A-Za-z_]\w*\.)*[A-Z]\w*(?:Error|Exception|ExceptionGroup|Exit|Interrupt|Timeout)\b)(?=:|\s*$)/gm
const ECHO = /Attempting to execute AWS CLI command|checking in read only list/i
