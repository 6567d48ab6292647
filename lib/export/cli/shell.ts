import { isMembers, Joined, Reference, Secret, type Value } from '@/lib/export/wired'

/** One word of sh, whatever is in it. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`
}

/** How references and secrets are called in the script, as names of variables. */
export type ShellNames = { reference: (reference: Reference) => string; secret: (variable: string) => string }

// Letters that no text of a request can hold, so what stands between them is always a variable.
const [OPEN, CLOSE] = ['\uE000', '\uE001']

/** JSON as one word of sh, with variables of the script in it. `indent` 0: on one line. */
export function shellJson(value: Value, names: ShellNames, indent = 2): string {
  const marked = JSON.stringify(plain(value, names), null, indent)
  return `'${marked.replace(/'/g, `'\\''`)}'`.replace(
    new RegExp(`${OPEN}(\\w+)${CLOSE}`, 'g'),
    (_, variable) => `'"$${variable}"'`,
  )
}

function plain(value: Value, names: ShellNames): unknown {
  if (value instanceof Reference) {
    return `${OPEN}${names.reference(value)}${CLOSE}`
  }
  if (value instanceof Secret) {
    return `${OPEN}${names.secret(value.variable)}${CLOSE}`
  }
  if (value instanceof Joined) {
    return value.parts.map((part) => (part instanceof Reference ? plain(part, names) : unmarked(part))).join('')
  }
  if (Array.isArray(value)) {
    return value.map((item) => plain(item, names))
  }
  if (isMembers(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [unmarked(name), plain(item, names)]))
  }
  return typeof value === 'string' ? unmarked(value) : value
}

function unmarked(text: string): string {
  return text.replace(/[\uE000\uE001]/g, '\uFFFD')
}

/** The inside of a JSON text, from any text on one or more lines. */
export const JSON_TEXT = String.raw`json_text() {
  printf '%s' "$1" | awk 'BEGIN { ORS = "" }
    NR > 1 { print "\\n" }
    { gsub(/\\/, "\\\\\\\\"); gsub(/"/, "\\\\\""); gsub(/\t/, "\\\\t"); gsub(/\r/, "\\\\r"); print }'
}`
