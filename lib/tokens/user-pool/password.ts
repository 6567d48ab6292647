import { randomInt } from 'node:crypto'

const LENGTH = 24

// Without characters that look alike or that shells and JSON treat specially.
const SETS = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnopqrstuvwxyz', '23456789', '-_.+=@%^~'] as const

/** A random password of 24 characters with all four kinds that Slipway's user pools ask for: about 140 bits. */
export function generatePassword(): string {
  const all = SETS.join('')
  const required = SETS.map(pick)
  const rest = Array.from({ length: LENGTH - required.length }, () => pick(all))
  return shuffled([...required, ...rest]).join('')
}

function pick(characters: string): string {
  return characters.charAt(randomInt(characters.length))
}

function shuffled(characters: string[]): string[] {
  return characters
    .map((character) => ({ character, order: randomInt(2 ** 32) }))
    .sort((one, other) => one.order - other.order)
    .map(({ character }) => character)
}
