import type { Captures } from '@/lib/practice/logs/filter/linear-captures'

/**
 * `"user=*, took * ms"` with a name for each star: a star takes as little as possible, the last one of a pattern all that follows.
 * Undefined when names and stars are not as many.
 */
export function globCaptures(glob: string, names: string[]): Captures | undefined {
  const [head = '', ...texts] = glob.split('*')

  if (texts.length !== names.length) {
    return undefined
  }
  return {
    names,
    find: (text) => {
      const start = text.indexOf(head)
      const found = new Map<string, string>()
      let at = start + head.length

      for (const [index, next] of texts.entries()) {
        const isLast = index === texts.length - 1
        const end = isLast && next === '' ? text.length : text.indexOf(next, at)

        if (end < 0) {
          return undefined
        }
        found.set(names[index] ?? '', text.slice(at, end))
        at = end + next.length
      }
      return start < 0 ? undefined : found
    },
  }
}
