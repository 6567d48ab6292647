/** Text in which control characters but tab and line feed, and marks of direction, are written out: no terminal or pager obeys them. */
export function visibleText(text: string): string {
  return text.replace(CONTROLS, (character) => `\\x${hex(character, 2)}`).replace(DIRECTION, escapedCharacter)
}

/** As JSON writes it: `\u202e`. */
export function escapedCharacter(character: string): string {
  return `\\u${hex(character, 4)}`
}

function hex(character: string, digits: number): string {
  return character.charCodeAt(0).toString(16).padStart(digits, '0')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is shown
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/g
