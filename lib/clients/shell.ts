/** One word for bash and zsh. Single quotes keep `${VAR}` and `?` as they are. */
function shellQuote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

export function shellLine(...words: string[]): string {
  return words.map(shellQuote).join(' ')
}
