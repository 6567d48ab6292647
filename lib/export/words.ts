/**
 * A word for each name, made by `wordOf`, with a number (after `between`) where another has the word already. `taken`: what none may
 * be. Words count as the same that differ in case alone.
 */
export function distinctWords(
  names: readonly string[],
  wordOf: (name: string) => string,
  { taken = [], between = '_' }: { taken?: readonly string[]; between?: string } = {},
): Map<string, string> {
  const used = new Set(taken.map((word) => word.toLowerCase()))
  const words = new Map<string, string>()

  for (const name of names) {
    const wanted = wordOf(name)
    let word = wanted
    for (let count = 2; used.has(word.toLowerCase()); count += 1) {
      word = `${wanted}${between}${count}`
    }
    used.add(word.toLowerCase())
    words.set(name, word)
  }
  return words
}

/** A name as letters, digits and underscores of ASCII, whatever is in it. */
export function plainWord(name: string): string {
  return name.replace(/[^A-Za-z0-9_]/g, '_')
}
