import {
  type LogLevel,
  levelOfSeverity,
  levelOfSyslog,
  levelOfTens,
  levelOfWord,
} from '@/lib/troubles/text/level-words'

export type JsonHead = { level: LogLevel; logger?: string | undefined; message?: string | undefined }

type Fields = Map<string, unknown>

/** Longer records aren't read whole: a look at their beginning has to do. */
const MAX_LENGTH = 32_000
const LEVEL_KEYS =
  'level severity levelname severityText severity_text log.level lvl loglevel LogLevel level_name @l'.split(' ')
const TIME_KEYS =
  'time timestamp @timestamp ts asctime timeUnixNano observedTimeUnixNano @t datetime instant Timestamp'.split(' ')
const MESSAGE_KEYS = 'message msg event short_message Message @m @mt'.split(' ')
const LOGGER_KEYS = 'logger name logger_name loggerName target channel Category log.logger'.split(' ')
const LEVEL_AT_START = /"(?:level|severity|levelname|severityText|log\.level)" ?: ?"([A-Za-z]{3,13})"/

/** Level, logger and message of a record that a JSON logger or OpenTelemetry wrote; undefined for text that is no object. */
export function readJsonHead(text: string): JsonHead | undefined {
  if (text.length > MAX_LENGTH) {
    return { level: levelOfWord(LEVEL_AT_START.exec(text.slice(0, 500))?.[1] ?? '') }
  }
  const record = fieldsOf(parsed(text))

  if (!record) {
    // CloudWatch cuts long records, which leaves no JSON.
    const word = LEVEL_AT_START.exec(text.slice(0, 500))?.[1]
    return word === undefined ? undefined : { level: levelOfWord(word) }
  }
  return headOf(record)
}

function headOf(record: Fields): JsonHead {
  // loguru's own record stands inside.
  const inner = fieldsOf(record.get('record'))
  const level = inner ? levelOfWord(string(fieldsOf(inner.get('level'))?.get('name'))) : levelIn(record)
  const isRecord = level !== 'unknown' || TIME_KEYS.some((key) => record.has(key))
  const message = isRecord ? messageIn(inner ?? record) : undefined
  const logger = isRecord && message !== undefined ? loggerIn(inner ?? record) : undefined
  return { level, message, logger }
}

function levelIn(record: Fields): LogLevel {
  const words = [...LEVEL_KEYS.map((key) => record.get(key)), fieldsOf(record.get('log'))?.get('level')]
  const named = words.map((word) => levelOfWord(string(word))).find((level) => level !== 'unknown')
  return named ?? numberedIn(record)
}

/** A number alone says little: `{"level":30}` may be of a game. It counts beside what such a logger always writes. */
function numberedIn(record: Fields): LogLevel {
  const level = record.get('level')
  const severity = record.get('severityNumber')

  if (typeof severity === 'number' && OTEL_KEYS.some((key) => record.has(key))) {
    return levelOfSeverity(severity)
  }
  if (typeof level !== 'number') {
    return 'unknown'
  }
  if (record.has('short_message')) {
    return levelOfSyslog(level)
  }
  const isNode = record.has('msg') && ['time', 'pid', 'hostname', 'v'].some((key) => record.has(key))
  return isNode || (record.has('time') && record.has('pid')) ? levelOfTens(level) : 'unknown'
}

const OTEL_KEYS = ['body', 'timeUnixNano', 'observedTimeUnixNano', 'severityText']

function messageIn(record: Fields): string | undefined {
  const texts = [...MESSAGE_KEYS.map((key) => record.get(key)), fieldsOf(record.get('fields'))?.get('message')]
  const message = texts.map(string).find((text) => text.trim() !== '')
  const isOtel = record.has('severityNumber') || record.has('timeUnixNano') || record.has('observedTimeUnixNano')
  return message ?? (isOtel ? bodyText(record.get('body')) : undefined)
}

/** OpenTelemetry's body: a text, or a value of its protocol, or an object, which stays JSON. */
function bodyText(body: unknown): string | undefined {
  const fields = fieldsOf(body)
  const text = string(fields?.get('stringValue') ?? body)

  if (text.trim() !== '') {
    return text
  }
  return fields && fields.size > 0 ? JSON.stringify(body) : undefined
}

function loggerIn(record: Fields): string | undefined {
  const names = [...LOGGER_KEYS.map((key) => record.get(key)), fieldsOf(record.get('scope'))?.get('name')]
  return names.map(string).find((name) => name !== '' && name.length <= 200)
}

function string(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? new Map(Object.entries(value))
    : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
