type Rules = {
  /** What none may be. */
  taken?: readonly string[]
  /** Stands before the number. */
  between?: string
  /** Two words are the same when this makes the same of them. */
  sameBy?: (word: string) => string
}

/** A word for each name, made by `wordOf`, with a number where another has the word already. */
export function distinctWords(
  names: readonly string[],
  wordOf: (name: string) => string,
  { taken = [], between = '_', sameBy = (word) => word }: Rules = {},
): Map<string, string> {
  const used = new Set(taken.map(sameBy))
  const words = new Map<string, string>()

  for (const name of names) {
    const wanted = wordOf(name)
    let word = wanted
    for (let count = 2; used.has(sameBy(word)); count += 1) {
      word = `${wanted}${between}${count}`
    }
    used.add(sameBy(word))
    words.set(name, word)
  }
  return words
}

/** A name as letters, digits and underscores of ASCII, whatever is in it. */
export function plainWord(name: string): string {
  return name.replace(/[^A-Za-z0-9_]/g, '_')
}
