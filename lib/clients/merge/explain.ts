import type { ClientConfig, ConfigFormat } from '@/lib/clients/model'
import { type Failure, fail, ok, type Result } from '@/lib/result'

const SHELL =
  /^\s*(?:[$>%] +)?(?:(?:claude|gemini|codex|copilot|amp|devin|q|kiro-cli|opencode) mcp |code --add-mcp |(?:sudo )?(?:npx|uvx|uv|docker|curl|bash|export) +\S)/
/** A corrected line longer than this helps nobody, and may be a whole file. */
const LONGEST_LINE = 200

/** What is no config file in any format, told before a parser gives its own name to it. */
export function screen(text: string, { format, client }: Pick<ClientConfig, 'format' | 'client'>): Result<null> {
  if (text.includes('\0') || text.includes('\uFFFD\uFFFD')) {
    return refuse(
      'This is not UTF-8 text: it looks like UTF-16, or a program.',
      'Save the file as UTF-8 and paste it again.',
    )
  }
  const marker = /^(?:<{7}|>{7})(?: |\r?$)/m.exec(text)

  if (marker && /^={7}\r?$/m.test(text)) {
    const line = lineOf(text, marker.index)
    return refuse(
      `Line ${line} is a merge conflict's marker.`,
      'Decide which side stays, take <<<<<<<, ======= and >>>>>>> out, then merge again.',
    )
  }
  if (SHELL.test(text) && !/^\s*[[{]/.test(text)) {
    return refuse(
      'This is a command for the shell, not a config file.',
      'Paste the file that the path above names, or leave this empty to get the whole file.',
    )
  }
  if (/^\s*(?:```|~~~)/.test(text)) {
    return refuse('Line 1 is the fence of a Markdown code block.', 'Take the fences out, then merge again.')
  }
  const other = otherFormat(text, format)
  return other === undefined
    ? ok(null)
    : refuse(
        `This is ${other}: the config of ${client.name} is ${NAMES[format]}.`,
        'Paste the file that the path above names, or leave this empty to get the whole file.',
      )
}

const NAMES: Record<ConfigFormat, string> = {
  json: 'JSON',
  jsonc: 'JSON',
  toml: 'TOML',
  yaml: 'YAML',
  python: 'Python',
}

/** Another format by its first lines; YAML reads JSON as well. */
function otherFormat(text: string, format: ConfigFormat): string | undefined {
  const first = /^(?:\s*#.*\n|\s*\n)*(.*)(?:\r?\n\s*(.*))?/.exec(text)
  const [line = '', next = ''] = [first?.[1]?.trim(), first?.[2]]
  const isToml = /^\[\[?[\w."-]+\]\]?$/.test(line) && /^[\w"-]+ *=/.test(next)
  const isYaml = /^(?:---|[A-Za-z][\w-]*:(?: .*)?)$/.test(line)

  if (format === 'toml') {
    return /^\{\s*(?:"|\}|$)/.test(line) ? 'JSON' : isYaml ? 'YAML' : undefined
  }
  return isToml ? 'TOML' : isYaml && format !== 'yaml' ? 'YAML' : undefined
}

/** The failure of a TOML or YAML parser, in better words where the line shows what is meant. */
export function explainLine(text: string, failure: Failure): Failure {
  const line = Number(/^Line (\d+)/.exec(failure.message)?.[1])
  const lines = text.split(/\r?\n/)
  const at = [line, line - 1].find((each) => hasSingleBackslash(lines[each - 1] ?? ''))

  if (at !== undefined) {
    const message = `Line ${at} has a single backslash inside double quotes.`
    return { ...failure, message, remedy: doubled(lines[at - 1] ?? '') }
  }
  if (/[“”„‟‘’]/.test(lines[line - 1] ?? '')) {
    const message = `Line ${line} has curly quotes, which a word processor makes.`
    return { ...failure, message, remedy: 'Write straight quotes there, then merge again. Nothing was changed.' }
  }
  return /multiple documents/.test(failure.message)
    ? {
        ...failure,
        message: 'The text holds several documents: a file holds one.',
        remedy: 'Paste the one that the client reads.',
      }
    : failure
}

/** What to write for a line with the backslashes of a Windows path. */
export function doubled(line: string): string {
  const corrected = line.trim().replace(/\\\\|\\(?!")|\\(?="\s*(?:[,}\]]|$))/g, '\\\\')
  const example = corrected.length <= LONGEST_LINE ? corrected : String.raw`"C:\\Users\\you\\uvx.exe"`
  return String.raw`Write \\ for each backslash of a Windows path: ` + example
}

export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

function hasSingleBackslash(line: string): boolean {
  return /"[^"]*(?<!\\)\\(?![\\"])[^"]*"?/.test(line)
}

function refuse(message: string, remedy: string): Result<never> {
  return fail({ code: 'invalid-input', message, remedy })
}
