import { randomInt } from 'node:crypto'

const CLASSES = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnopqrstuvwxyz', '23456789', '!#%+-.=?@_']
const LENGTH = 24

/** A strong password with each class that Cognito may ask for, without letters that are mistaken for others. */
export function generatePassword(): string {
  const required = CLASSES.map(pick)
  const rest = Array.from({ length: LENGTH - required.length }, () => pick(CLASSES.join('')))
  return shuffle([...required, ...rest]).join('')
}

function pick(alphabet: string): string {
  return alphabet.charAt(randomInt(alphabet.length))
}

function shuffle(characters: string[]): string[] {
  for (let index = characters.length - 1; index > 0; index -= 1) {
    const other = randomInt(index + 1)
    const held = characters[index] ?? ''
    characters[index] = characters[other] ?? ''
    characters[other] = held
  }
  return characters
}
