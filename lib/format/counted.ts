/** A number with its word, in the right form: `1 error`, `2 errors`, `1,204 policies`. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`
}
