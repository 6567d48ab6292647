/** What Rich puts before a message: a time or its blanks, and mostly a level. */
const HEAD = /^(?:\[\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d\]| {19}) (?:(?:DEBUG|INFO|WARNING|ERROR|CRITICAL) +)?(?=\S)/
const ANY_HEAD = new RegExp(HEAD.source, 'm')
const SOURCE = / ([\w./-]{1,200}\.py:\d{1,6})[ \t]*$/
/** As wide as Rich thinks a log to be, which is no terminal. */
const WIDTH = 80

/** `start` of the message in each of its lines, and how many characters of it a line holds. */
type Column = { start: number; width: number }

/**
 * Messages that Rich laid out in a column, each in one line and without the source behind it. Rich breaks a line at a blank; only a
 * word that is longer than a line is cut, so a line that is full and has no blank goes on in the next without one.
 */
export function unwrapped(text: string): string {
  if (!ANY_HEAD.test(text)) {
    return text
  }
  const found: string[] = []
  let column: Column | undefined
  let isCut = false

  for (const line of text.split(/\r?\n/)) {
    const head = HEAD.exec(line)?.[0]
    const source = head === undefined ? undefined : SOURCE.exec(line)
    const start = head?.length ?? column?.start ?? 0

    if (head === undefined && !(column && goesOn(line, column))) {
      found.push(line)
      column = undefined
      continue
    }
    column = head === undefined ? column : { start, width: (source?.index ?? WIDTH) - start }
    const piece = line.slice(start, source?.index).trimEnd()
    found.push(head === undefined ? `${found.pop()}${isCut ? '' : ' '}${piece}` : `${head}${piece}`)
    isCut = piece.length === column?.width && !piece.includes(' ')
  }
  return found.join('\n')
}

function goesOn(line: string, { start }: Column): boolean {
  return line.trim() !== '' && line.slice(0, start).trim() === '' && line.length > start
}
