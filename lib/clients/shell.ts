import type { Word } from '@/lib/clients/model'

const PLAIN = /^[\w%+=:,./@-]+$/

/** One line for bash and zsh. Single quotes keep `${VAR}` and `?` as they are. */
export function shellLine(...words: Word[]): string {
  return words
    .map((word) => {
      if (typeof word !== 'string') {
        return `"${word.before}$${word.variable}"`
      }
      return PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
    })
    .join(' ')
}

/**
 * One line for PowerShell, or none when a word holds a double quote: Windows PowerShell 5.1 loses it on the way to the
 * program. A bare `--` is quoted because the scripts that npm installs would not be given it.
 */
export function powershellLine(...words: Word[]): string | undefined {
  if (words.some((word) => typeof word === 'string' && word.includes('"'))) {
    return undefined
  }
  return words
    .map((word) => {
      if (typeof word !== 'string') {
        return `"${word.before}$env:${word.variable}"`
      }
      // PowerShell takes typographic single quotes for quotes too.
      const isPlain = /^[\w%+=:./-][\w%+=:./@-]*$/.test(word) && word !== '--' && !word.includes('%')
      return isPlain ? word : `'${word.replace(/['\u2018\u2019\u201A\u201B]/g, '$&$&')}'`
    })
    .join(' ')
}
