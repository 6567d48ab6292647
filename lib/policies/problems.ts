/** Something wrong with a policy's text. `offset` and `length` are in UTF-16 units; `line` and `column` start at 1. */
export type PolicyProblem = { message: string; offset: number; length: number; line: number; column: number }

export type Report = (message: string, range: { offset: number; length: number }) => void

/** Collects problems of one text and knows which line each is on. */
export function problemList(text: string): { problems: PolicyProblem[]; report: Report } {
  const problems: PolicyProblem[] = []

  function report(message: string, { offset, length }: { offset: number; length: number }): void {
    const before = text.slice(0, offset).split(/\r\n|\r|\n/)
    problems.push({ message, offset, length, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 })
  }
  return { problems, report }
}
