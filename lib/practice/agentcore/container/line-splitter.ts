/** Turns chunks of text into whole lines. Empty ones are dropped; the last is given once it is complete. */
export function lineSplitter(onLines: (lines: string[]) => void): (chunk: string) => void {
  let rest = ''

  return (chunk) => {
    const lines = (rest + chunk).split(/\r?\n/)
    rest = lines.pop() ?? ''
    const whole = lines.filter((line) => line.trim() !== '')

    if (whole.length > 0) {
      onLines(whole)
    }
  }
}
