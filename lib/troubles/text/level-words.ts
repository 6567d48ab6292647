export type LogLevel = 'error' | 'warning' | 'info' | 'debug' | 'unknown'

const NAMES: Record<Exclude<LogLevel, 'unknown'>, string> = {
  error: 'critical crit crt fatal ftl error err fail severe emerg emergency alert panic pnc dpanic',
  warning: 'warning warn wrn',
  info: 'info inf information informational notice success http config',
  debug: 'debug dbg dbug trace trc trce verbose vrb fine finer finest silly',
}

const LEVELS = new Map<string, LogLevel>([
  ...wordsOf('error'),
  ...wordsOf('warning'),
  ...wordsOf('info'),
  ...wordsOf('debug'),
])

/** What a logger's word for a level means, in any case; `ERROR+2` is slog's. `unknown` for other words. */
export function levelOfWord(word: string): LogLevel {
  const name = word.length > 16 ? '' : word.toLowerCase().replace(/[+-]\d{1,2}$/, '')
  return LEVELS.get(name) ?? 'unknown'
}

/** Syslog's severities: 0 is the worst, 7 debug. */
export function levelOfSyslog(severity: number): LogLevel {
  return severity <= 3 ? 'error' : severity === 4 ? 'warning' : severity <= 6 ? 'info' : 'debug'
}

/** Numbers of pino and bunyan: 10 is trace, 60 fatal. */
export function levelOfTens(number: number): LogLevel {
  return number < 10 || number > 60 ? 'unknown' : byBounds(number, [30, 40, 50])
}

/** OpenTelemetry's: 1 to 24, four for each level; 0 is not said. */
export function levelOfSeverity(number: number): LogLevel {
  return number < 1 || number > 24 ? 'unknown' : byBounds(number, [9, 13, 17])
}

function byBounds(number: number, [info, warning, error]: [number, number, number]): LogLevel {
  return number >= error ? 'error' : number >= warning ? 'warning' : number >= info ? 'info' : 'debug'
}

function wordsOf(level: Exclude<LogLevel, 'unknown'>): [string, LogLevel][] {
  return NAMES[level].split(' ').map((name) => [name, level])
}
