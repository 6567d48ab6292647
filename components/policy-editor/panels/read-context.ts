/** `key=value` lines as a request's context. */
export function readContext(text: string): { values: Record<string, string[]> } | { error: string } {
  const values: Record<string, string[]> = {}

  for (const line of text.split('\n').map((each) => each.trim())) {
    const at = line.indexOf('=')

    if (line === '') {
      continue
    }
    if (at < 1) {
      return { error: `“${line}” has no key before an equals sign.` }
    }
    values[line.slice(0, at).trim()] = line
      .slice(at + 1)
      .split(',')
      .map((value) => value.trim())
  }
  return { values }
}
