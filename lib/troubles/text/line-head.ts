import { readJsonHead } from '@/lib/troubles/text/json-head'
import { type LogLevel, levelOfSyslog, levelOfWord } from '@/lib/troubles/text/level-words'
import { readPairs } from '@/lib/troubles/text/pairs'

/** What a logger put before its message, and where that ends. */
export type LineHead = {
  level: LogLevel
  logger?: string | undefined
  /** Where the message begins in the text. */
  start: number
  /** Where the message ends in the first line, when a column with its source stands behind. */
  end?: number | undefined
  /** The message, when it isn't the rest of the text as it stands (JSON, key=value). */
  message?: string | undefined
}

const NONE: LineHead = { level: 'unknown', start: 0 }
/** A head is never longer. */
const HEAD_LENGTH = 500

/** Reads the head of a line without colours. Only what loggers put first counts: a word in the middle of a sentence says nothing. */
export function readLineHead(text: string): LineHead {
  const first = text.charCodeAt(0)

  if (first === BRACE) {
    const head = readJsonHead(text)
    return head ? { ...head, start: 0 } : NONE
  }
  const beginning = text.slice(0, HEAD_LENGTH)
  const pairs = KEY.test(beginning) ? readPairs(text) : undefined
  return withSource(pairs ?? afterTime(beginning) ?? withoutTime(beginning) ?? NONE, text)
}

/** Rich ends a line with a column for its source: `server.py:624`. */
function withSource(head: LineHead, text: string): LineHead {
  if (head.level === 'unknown' || head.logger !== undefined || head.message !== undefined || !text.includes('.py:')) {
    return head
  }
  const line = /^.{0,2000}/.exec(text)?.[0] ?? ''
  const source = SOURCE_COLUMN.exec(line)
  return source && source.index > head.start ? { ...head, logger: source[1], end: source.index } : head
}

function afterTime(text: string): LineHead | undefined {
  if (!/^[\d[]/.test(text)) {
    return undefined
  }
  const time = TIMES.map((pattern) => pattern.exec(text)?.[0]).find((found) => found !== undefined)

  if (time === undefined) {
    return undefined
  }
  const rest = text.slice(time.length)
  const found = ANY_LEVEL.test(rest.slice(0, HEAD_REACH)) ? firstOf(AFTER_TIME, rest) : undefined
  return found
    ? { ...found, start: found.start + time.length }
    : { level: 'unknown', start: rest === '' ? 0 : time.length }
}

function withoutTime(text: string): LineHead | undefined {
  const word = /^[A-Za-z]*/.exec(text)?.[0] ?? ''
  // Most lines begin with none of these, and need no further look.
  const mayStateLevel = word === '' || OPENERS.test(word) || levelOfWord(word) !== 'unknown'
  return (
    (mayStateLevel ? firstOf(ALONE, text) : undefined) ??
    glogHead(text) ??
    syslogHead(text) ??
    (FAILURE.test(text) ? { level: 'error', start: 0 } : undefined)
  )
}

function firstOf(patterns: RegExp[], text: string): LineHead | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(text)
    const level = levelOfWord(match?.groups?.level ?? '')
    if (match && level !== 'unknown') {
      const start = match.groups?.keep === undefined ? match[0].length : match[0].length - match.groups.keep.length
      // A head with nothing behind it is all that the line says.
      return { level, logger: match.groups?.logger, start: start < text.trimEnd().length ? start : 0 }
    }
  }
  return undefined
}

/** glog and klog: `E1129 10:00:00.000000       7 main.go:10] text`. */
function glogHead(text: string): LineHead | undefined {
  const [head, letter, logger] = GLOG.exec(text) ?? []
  return head === undefined
    ? undefined
    : { level: levelOfWord(LETTERS[letter ?? ''] ?? ''), logger, start: head.length }
}

/** `<11>Nov 29 10:00:00 host app: text`, `<165>1 2026-…` and what services hand to systemd: `<3>text`. */
function syslogHead(text: string): LineHead | undefined {
  const found = /^<(\d{1,3})>(?=1 \d{4}-|[A-Z][a-z]{2} [ \d]\d \d\d:|\S)/.exec(text)
  const priority = Number(found?.[1] ?? 192)
  const isBare = found !== null && !/^<\d+>(?:1 \d|[A-Z][a-z]{2} [ \d]\d \d\d:)/.test(text)
  return found && priority < (isBare ? 8 : 192)
    ? { level: levelOfSyslog(priority % 8), start: found[0].length }
    : undefined
}

const BRACE = 123
const SOURCE_COLUMN = /(?<![ \t])[ \t]{2,}([\w./-]{1,200}\.py:\d{1,6})[ \t]*$/
const GLOG = /^([IWEF])\d{4} \d\d:\d\d:\d\d\.\d{1,6} +\d{1,10} ([\w./-]{1,120}:\d{1,6})\] /
const LETTERS: Record<string, string> = { I: 'info', W: 'warning', E: 'error', F: 'fatal' }
const KEY = /^[A-Za-z_@][\w.@-]{0,40}=/
const CLOCK = String.raw`\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?`
const DATE = String.raw`\d{4}[-/]\d\d[-/]\d\d[T ]`
const SEPARATOR = String.raw`(?:[ \t]*[|:-](?=[ \t])[ \t]*|[ \t]+|$)`
const TIMES = [
  `${DATE}${CLOCK}${SEPARATOR}`,
  String.raw`\[(?:${DATE}|\d\d/\d\d/\d\d )?${CLOCK}\]${SEPARATOR}`,
  // A clock alone is a time only before a level or a thread.
  String.raw`${CLOCK}[ \t]+(?=\[|[A-Z]{3,8}[ \t])`,
  // Apache: [Sat Nov 29 10:00:00.123456 2026] [core:error] [pid 7] text
  String.raw`\[[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d ${CLOCK} \d{4}\] `,
].map((source) => new RegExp(`^${source}`))

const UPPER = 'CRITICAL|FATAL|ERROR|WARNING|WARN|SUCCESS|INFO|NOTICE|DEBUG|TRACE|SEVERE|CONFIG|FINEST|FINER|FINE'
const SHORT = 'FTL|ERR|WRN|INF|DBG|TRC|VRB|PNC'
const LOWER = 'emerg|alert|crit|critical|fatal|error|warn|warning|notice|info|debug|trace|verbose|http|silly'
const level = (words: string) => `(?<level>${words})`
const NAME = String.raw`(?<logger>[\w$.:/@-]{1,200})`
const patterns = (sources: string[]) => sources.map((source) => new RegExp(`^${source}`))

/** Behind a time. The most particular come first. */
const AFTER_TIME = patterns([
  // loguru: | WARNING  | module:function:12 - text
  String.raw`\|? *${level(UPPER)} *\| *(?<logger>[\w$.<>/-]+:[\w$.<>-]+:\d+) - `,
  String.raw`\|? *${level(UPPER)} *\| *`,
  // Python: name - ERROR - text; ERROR - name - text
  `${NAME} - ${level(UPPER)} - `,
  `${level(UPPER)} - (?:${NAME} - )?`,
  // Spring Boot: WARN 1 --- [app] [main] c.e.App : text
  String.raw`${level(UPPER)} +\d+ --- (?:\[[^\]]{0,80}\] *){1,3}${NAME} +: `,
  // logback and log4j: [main] WARN  c.e.App - text; ERROR [main] c.e.App (App.java:12) - text
  String.raw`\[[^\]]{1,80}\] +${level(UPPER)} +${NAME} +- `,
  String.raw`${level(UPPER)} +\[[^\]]{1,80}\] +${NAME}(?: \([^)]{1,80}\))?(?: +-|:) `,
  // gunicorn, nginx, Apache: [7] [ERROR] text; [error] 7#7: *1 text; [core:error] [pid 7] text
  String.raw`(?:\[\d{1,10}\] )?\[${level(`${UPPER}|${LOWER}`)}\](?: +\d+#\d+:)?:?[ \t]+`,
  String.raw`\[\w*:${level(LOWER)}\] `,
  // monolog: app.ERROR: text
  String.raw`${NAME}\.${level(`${UPPER}|EMERGENCY|ALERT`)}: `,
  // zap, Lambda: ERROR<tab>logger<tab>main.go:12<tab>text; id<tab>ERROR<tab>text
  String.raw`${level(`${UPPER}|${LOWER}`)}\t(?:${NAME}\t)?(?:[\w./-]+\.go:\d+\t)`,
  String.raw`[\w-]{1,64}\t${level(UPPER)}\t`,
  // pino-pretty: INFO (app/7): text
  String.raw`${level(UPPER)} \([\w./@-]{1,80}\): `,
  // .NET on one line: info: Category[0] text
  String.raw`${level('trce|dbug|info|warn|fail|crit')}: (?<logger>[\w.]+)\[\d+\] `,
  // Rust: WARN app::net: text
  String.raw`${level(UPPER)} +(?:[\w-]+\{[^}]{0,200}\}: ?)?(?<logger>[\w-]+(?:(?:::|\.)[\w-]+)+): `,
  `${level(`${UPPER}|${LOWER}`)}: +`,
  String.raw`${level(`${UPPER}|${SHORT}`)}(?:[ \t]+(?![=:])|$)`,
])

/** A level stands near the time. */
const HEAD_REACH = 320
const ANY_LEVEL = new RegExp(`(?:${UPPER}|${SHORT}|${LOWER}|EMERGENCY|ALERT|trce|dbug|fail)(?![\\w=])`)
const OPENERS = /^(?:npm|PHP|[DIWEFA]|[A-Z][a-z]{2})$/

/** At the start of a line. */
const ALONE = patterns([
  // env_logger and Serilog: [2026-11-29T10:00:00Z WARN  app::net] text; [10:00:00 INF] text
  String.raw`\[(?:${DATE})?${CLOCK} +${level(`${UPPER}|${SHORT}`)}(?: +${NAME})?\] `,
  // Lambda and others: [ERROR] 2026-11-29T10:00:00.000Z 8c5e text
  String.raw`\[${level(`${UPPER}|${LOWER}|Error|Warning|Warn|Info|Debug`)}\]:?[ \t]+(?:${DATE}${CLOCK}[ \t]+)?`,
  // Python: DEBUG:root:text; uvicorn: INFO:     text
  String.raw`${level('CRITICAL|ERROR|WARNING|INFO|DEBUG')}:(?<logger>[\w.-]{1,200}):(?! |$)`,
  String.raw`${level(UPPER)}:(?:\s+|$)`,
  // Rich, later in the same second, its time left out
  ` {20}${level('CRITICAL|ERROR|WARNING|INFO|DEBUG')} +`,
  // log4j without a time: WARN  [main] c.e.App - text
  String.raw`${level(UPPER)} +\[[^\]]{1,80}\] +(?:${NAME}(?: +-|:) )?`,
  String.raw`${level('INFO|WARN')}  (?=\S)`,
  `${level(UPPER)} - `,
  // .NET: fail: Category[13]
  String.raw`${level('trce|dbug|info|warn|fail|crit')}: (?<keep>[\w.]+\[\d+\])`,
  // Ruby: I, [2026-11-29T10:00:00.123456 #7]  INFO -- app: text
  String.raw`[DIWEFA], \[[^\]]{10,60}\] +${level(`${UPPER}|ANY`)} -- (?<logger>[\w.:-]*): `,
  // java.util.logging says the moment and the place in a line of their own
  String.raw`[A-Z][a-z]{2} \d{1,2}, \d{4} \d{1,2}:\d\d:\d\d [AP]M (?<logger>\S{1,200}) \S{1,200}\r?\n${level(UPPER)}: `,
  // programs: error: text
  String.raw`${level('error|warning|warn|fatal|critical|info|debug|verbose|Error|Warning|Fatal')}: (?=\S)`,
  `npm ${level('error|warn|notice|ERR(?=!)|WARN')}!? `,
  `PHP (?:${level('Fatal|Warning|Notice')})(?: error)?: +`,
])

const FAILURE =
  /^(?:Traceback \(most recent call last\):|(?:Uncaught )?[\w.]*(?:Error|Exception): |panic: |fatal error: |thread '[^']{1,80}' (?:\(\d+\) )?panicked at |Exception in thread "|Fatal Python error: )/
