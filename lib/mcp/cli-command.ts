/** The service and operation that an AWS CLI command names: `s3api`, `list-buckets`. */
export type NamedCommand = { service: string; operation: string }

/** Global options that take a value; what follows them is not the service. */
const WITH_VALUE = new Set(
  '--region --output --profile --query --endpoint-url --color --ca-bundle --cli-read-timeout --cli-connect-timeout --cli-binary-format'.split(
    ' ',
  ),
)

/** Undefined when the text does not plainly name one service and one operation. */
export function namedCommand(line: string): NamedCommand | undefined {
  const words = wordsOf(line)

  if (words?.[0] !== 'aws') {
    return undefined
  }
  const names: string[] = []

  for (let at = 1; at < words.length && names.length < 2; at += 1) {
    const word = words[at] ?? ''

    if (!word.startsWith('--')) {
      names.push(word)
    } else if (names.length > 0) {
      break
    } else if (WITH_VALUE.has(word)) {
      at += 1
    }
  }
  const [service = '', operation = ''] = names
  return /^[a-z0-9-]+$/.test(service) && /^[a-z0-9-]+$/.test(operation) ? { service, operation } : undefined
}

/** Words as a POSIX shell splits them; undefined when a quote stays open. */
function wordsOf(line: string): string[] | undefined {
  const parts = /\s+|(?:[^\s'"\\]|\\.|'[^']*'|"(?:[^"\\]|\\.)*")+/gsy
  const words: string[] = []
  const text = line.trim()

  while (parts.lastIndex < text.length) {
    const [word] = parts.exec(text) ?? []

    if (word === undefined) {
      return undefined
    }
    if (word.trim() !== '') {
      words.push(word.replace(/^(['"])(.*)\1$/s, '$2'))
    }
  }
  return words
}
