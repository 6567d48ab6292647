import { type LogLevel, levelOfWord } from '@/lib/troubles/text/level-words'

type PairsHead = { level: LogLevel; logger?: string | undefined; start: number; message?: string | undefined }

const PAIR = /([A-Za-z_@][\w.@-]*)=("(?:[^"\\]|\\.)*"|[^\s"]*)(?:\s+|$)/y
const LEVELS = new Set(['level', 'lvl', 'severity', 'log.level'])
const MESSAGES = new Set(['msg', 'message'])
const LOGGERS = new Set(['logger', 'component', 'name'])
/** The level stands among the first pairs, before what a program adds. */
const MOST_PAIRS = 16
const MOST_LENGTH = 4000

/** A line of logrus, logfmt or slog: `time=… level=warn msg="…" path=/x`. Undefined when its first pairs state no level. */
export function readPairs(text: string): PairsHead | undefined {
  const line = text.slice(0, MOST_LENGTH)
  let level: LogLevel = 'unknown'
  let logger: string | undefined
  let message: string | undefined
  PAIR.lastIndex = 0

  for (let count = 0; count < MOST_PAIRS; count += 1) {
    const [whole, key = '', value = ''] = PAIR.exec(line) ?? []
    if (whole === undefined) {
      break
    }
    if (LEVELS.has(key) && level === 'unknown') {
      level = levelOfWord(plain(value))
    } else if (LOGGERS.has(key) && message === undefined) {
      logger = plain(value)
    } else if (MESSAGES.has(key)) {
      message = `${plain(value)} ${text.slice(PAIR.lastIndex)}`.trimEnd()
    }
    if (level !== 'unknown' && message !== undefined) {
      break
    }
  }
  return level === 'unknown' ? undefined : { level, logger, start: 0, message }
}

function plain(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replace(/\\(["\\])/g, '$1') : value
}
