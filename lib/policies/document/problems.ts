/** Something wrong with a policy's text. `offset` and `length` are in UTF-16 units; `line` and `column` start at 1. */
export type PolicyProblem = { message: string; offset: number; length: number; line: number; column: number }

export type Report = (message: string, range: { offset: number; length: number }) => void

/** Collects problems of one text and knows which line each is on. */
export function problemList(text: string): { problems: PolicyProblem[]; report: Report } {
  const problems: PolicyProblem[] = []
  const positionOf = positions(text)

  function report(message: string, { offset, length }: { offset: number; length: number }): void {
    problems.push({ message, offset, length, ...positionOf(offset) })
  }
  return { problems, report }
}

/** Tells line and column (from 1) of an offset in one text. */
export function positions(text: string): (offset: number) => { line: number; column: number } {
  const lineStarts = [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), ({ index, 0: end }) => index + end.length)]

  return (offset) => {
    const line = lineAt(lineStarts, offset)
    return { line, column: offset - (lineStarts[line - 1] ?? 0) + 1 }
  }
}

/** By halves: a broken text has as many problems as characters. */
function lineAt(lineStarts: number[], offset: number): number {
  let low = 0
  let high = lineStarts.length

  while (high - low > 1) {
    const middle = (low + high) >> 1

    if ((lineStarts[middle] ?? 0) <= offset) {
      low = middle
    } else {
      high = middle
    }
  }
  return low + 1
}
