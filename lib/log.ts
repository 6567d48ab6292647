/** The fields that may reach the log. Everything else is dropped, so a new field can't leak by accident. */
export type LogFields = {
  code?: string
  name?: string
  message?: string
  stack?: string
  digest?: string
  route?: string
  routeType?: string
  method?: string
  outcome?: string
  address?: string
  connection?: string
  service?: string
  operation?: string
  requestId?: string
  durationMs?: number
  count?: number
}

type Level = 'info' | 'warn' | 'error'
type Sink = (line: string) => void

const FIELDS: readonly (keyof LogFields)[] = [
  'code',
  'name',
  'message',
  'stack',
  'digest',
  'route',
  'routeType',
  'method',
  'outcome',
  'address',
  'connection',
  'service',
  'operation',
  'requestId',
  'durationMs',
  'count',
]

const MAX_TEXT = 4_000

/** One JSON line for each event, on stderr. `event` is a fixed word such as `sign-in`. */
export const log = createLog((line) => process.stderr.write(line))

export function createLog(sink: Sink, now: () => Date = () => new Date()) {
  const write =
    (level: Level) =>
    (event: string, fields: LogFields = {}) => {
      const entry: Record<string, string | number> = { at: now().toISOString(), level, event }

      for (const field of FIELDS) {
        const value: unknown = fields[field]

        if (typeof value === 'string') {
          entry[field] = redact(value).slice(0, MAX_TEXT)
        } else if (typeof value === 'number') {
          entry[field] = value
        }
      }
      sink(`${escapeUnseen(JSON.stringify(entry))}\n`)
    }
  return { info: write('info'), warn: write('warn'), error: write('error') }
}

/** JSON leaves C1 controls, line separators and marks of direction as they are; a terminal or a viewer obeys them. */
function escapeUnseen(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Each looks at a text once: an expression that may begin anywhere within what it repeats would take quadratic time. */
const SECRETS: readonly [RegExp, string][] = [
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 [redacted]'],
  [/\beyJ[\w-]+(?:\.[\w-]*){0,4}/g, '[redacted]'],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, '[redacted]'],
  [/\b(Authorization|Cookie|Set-Cookie)\b("?\s*[:=]\s*)[^\n]+/gi, '$1$2[redacted]'],
  [
    /((?<![\w-])(?=[\w-]*(?:password|passphrase|secret|token|credential|session|signature))[\w-]+\\{0,8}"?\s*[:=]\s*\\{0,8}"?)(?:[^\s"'&,;}\\]|\\(?!["\\]))+/gi,
    '$1[redacted]',
  ],
  // An option of a command: --master-user-password VALUE, but not --secret-id NAME.
  [
    ofOption(
      /--(?![\w-]{0,60}-(?:id|arn|name)\b)[\w-]{0,40}(?:password|passphrase|secret|token|credential|private-key)[\w-]{0,40}/,
    ),
    '$1[redacted]',
  ],
]

/** `ssm put-parameter --type SecureString --value VALUE`, in any order. */
const SECURE_VALUE = ofOption(/--value/)

/** The option with its value as group and rest: a value in quotes, also those of JSON, goes as a whole, to the end where none closes it. */
function ofOption({ source }: RegExp): RegExp {
  return new RegExp(
    `(${source}(?:\\s+|=))(?:'[^']*(?:'|$)|"(?:[^"\\\\]|\\\\[^])*(?:"|\\\\?$)|\\\\+"[^"]*(?:"|$)|["'\\\\]*[^\\s"'\\\\]+)`,
    'gi',
  )
}

/** Text without what looks like a token, a password, a cookie or an Authorization header. */
export function redact(text: string): string {
  const clean = SECRETS.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text)
  return clean.includes('SecureString') ? clean.replace(SECURE_VALUE, '$1[redacted]') : clean
}
