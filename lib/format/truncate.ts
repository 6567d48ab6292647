const ELLIPSIS = '…'

/**
 * Shortens a text to at most `max` characters by leaving out its middle, because the end of an ARN or an
 * id is what tells it apart. Counts code points, so that no character is cut in two.
 */
export function truncateMiddle(text: string, max: number): string {
  const characters = Array.from(text)

  if (characters.length <= max) {
    return text
  }
  if (max < 2) {
    return ELLIPSIS
  }
  const tail = Math.ceil((max - 1) / 2)
  const head = max - 1 - tail
  return characters.slice(0, head).join('') + ELLIPSIS + characters.slice(characters.length - tail).join('')
}
