export type CommandLine = { command: string; args: string[] }
export type FusedCommand = CommandLine & { kept: string[]; lost: string[] }

/** An option with its values, or a word that stands for itself. `key` tells whether two say the same thing. */
export type Group = { key: string; words: string[]; isWord?: true }

/** A package with its version, which is nobody's secret. */
const RELEASE = /^@?[\w./-]+(?:@|==)(?:latest|\d[\w.]*)$/
const HTTP = /^https?:\/\//i
/** Options without a value; after any other one, the next word is its value. */
const SWITCHES = new Set([
  ...[
    '-i',
    '-t',
    '-it',
    '-ti',
    '--rm',
    '--init',
    '-y',
    '--yes',
    '-q',
    '--quiet',
    '--offline',
    '--no-cache',
    '/c',
    '/d',
  ],
  ...['--read-only', '--skip-auth', '--disable-telemetry', '--allow-http', '--debug', '--silent', '--enable-proxy'],
  ...['--use-id-token', '--device-code', '--client-credentials'],
])
/** Options of the signing proxy that take every word up to the next option. */
const MANY = new Set(['--profile', '--metadata'])
const SPELLINGS: Record<string, string> = {
  '--env': '-e',
  '--volume': '-v',
  '-H': '--header',
  '--yes': '-y',
  '--package': '-p',
}
/** Options that may come several times, told apart by the name in their value. */
const NAMED: Record<string, RegExp> = {
  '-e': /^([^=]+)/,
  '--header': /^([^:]+)/,
  '-v': /:(\/[^:]+)(?::\w+)?$/,
  '--metadata': /^([^=]+)/,
}

/** The words of a command line, options with what belongs to them. Never fails. */
export function groupsOf(words: string[]): Group[] {
  const groups: Group[] = []

  for (let at = 0; at < words.length; ) {
    const taken = isOption(words[at] ?? '') ? 1 + valuesAfter(words, at) : 1
    groups.push(groupOf(words.slice(at, at + taken)))
    at += taken
  }
  return groups
}

/** Where the address of the server stands; -1 without one. An option's own address (`--token-endpoint`) comes second. */
export function addressIn(words: string[]): number {
  const free = words.findIndex(
    (word, at) => HTTP.test(word) && !(isOption(words[at - 1] ?? '') && !SWITCHES.has(words[at - 1] ?? '')),
  )
  return free === -1 ? words.findIndex((word) => HTTP.test(word)) : free
}

/** What a group may be called in public: its name, never a value, but for a profile's and a release's. */
export function publicName({ key, words, isWord }: Group): string {
  const word = RELEASE.test(key) ? key : 'an argument of its own'
  return isWord ? word : key === '--profile' ? words.join(' ') : key
}

function valuesAfter(words: string[], at: number): number {
  const option = words[at] ?? ''

  if (SWITCHES.has(option) || option.includes('=')) {
    return 0
  }
  const rest = words.slice(at + 1)
  const end = rest.findIndex((word) => isOption(word))
  const length = end === -1 ? rest.length : end
  return MANY.has(option) ? length : Math.min(length, 1)
}

function groupOf(words: string[]): Group {
  const [first = '', ...rest] = words

  if (!isOption(first)) {
    return { key: first, words, isWord: true }
  }
  const name = first.replace(/=.*$/s, '')
  const option = SPELLINGS[name] ?? name
  const value = first === name ? (rest[0] ?? '') : first.slice(name.length + 1)
  const told = NAMED[option]?.exec(value)?.[1]?.trim()
  return { key: told === undefined ? option : `${option} ${option === '--header' ? told.toLowerCase() : told}`, words }
}

function isOption(word: string): boolean {
  return /^--?[A-Za-z]/.test(word) || word === '/c' || word === '/d'
}
